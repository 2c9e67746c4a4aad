import { expect, test } from 'bun:test'
import { dialDirect } from '../../src/egress/connect.ts'
import { until } from '../support/until.ts'
import { fenceFor, openFenced, openGate } from './support/gate.ts'
import { openOrigin, openRaw, openTcp } from './support/origin.ts'

const NAMES = { 'kept.test': ['127.0.0.1'], 'gone.test': ['127.0.0.1'] }
const onlyKept = fenceFor(['kept.test'], { egress: 'all' })
const connectTo = (authority: string) => `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`
const get = (url: string) => `GET ${url} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n`

const openEcho = () => openTcp(socket => socket.on('data', chunk => socket.write(`echo ${chunk}`)))

test('a tunnel that is open ends when the fence lets it through no more, others stay', async () => {
  await using echo = await openEcho()
  await using port = await openFenced(openGate({ names: NAMES }))
  using kept = openRaw(port.port)
  using gone = openRaw(port.port)
  for (const [browser, host] of [
    [kept, 'kept.test'],
    [gone, 'gone.test'],
  ] as const) {
    browser.send(connectTo(`${host}:${echo.port}`))
    await browser.read('200')
    browser.send('before')
    await browser.read('echo before')
  }
  port.setFence(onlyKept)
  gone.send('secret')
  expect(await gone.readToEnd()).not.toContain('secret')
  kept.send('after')
  expect(await kept.read('echo after')).toContain('echo after')
})

test('so does one that is still being connected', async () => {
  const begun = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  const heard: string[] = []
  await using origin = await openTcp(socket => socket.on('data', chunk => heard.push(String(chunk))))
  const gate = openGate({
    names: NAMES,
    direct: async (to, signal) => {
      begun.resolve()
      await go.promise
      return await dialDirect(to, signal)
    },
  })
  await using port = await openFenced(gate)
  using gone = openRaw(port.port)
  gone.send(`${connectTo(`gone.test:${origin.port}`)}secret`)
  await begun.promise
  port.setFence(onlyKept)
  go.resolve()
  expect(await gone.readToEnd()).toBe('')
  using kept = openRaw(port.port)
  kept.send(`${connectTo(`kept.test:${origin.port}`)}later`)
  await until(() => heard.includes('later'))
  expect(heard).toEqual(['later'])
})

test('so does an upgrade', async () => {
  await using origin = await openTcp(socket =>
    socket.on('data', chunk =>
      socket.write(
        String(chunk).startsWith('GET')
          ? 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'
          : `echo ${chunk}`,
      ),
    ),
  )
  await using port = await openFenced(openGate({ names: NAMES }))
  using gone = openRaw(port.port)
  const at = `gone.test:${origin.port}`
  gone.send(`GET http://${at}/ HTTP/1.1\r\nHost: ${at}\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n`)
  await gone.read('101')
  gone.send('before')
  await gone.read('echo before')
  port.setFence(onlyKept)
  gone.send('secret')
  expect(await gone.readToEnd()).not.toContain('secret')
})

test('so do a request that waits for its answer and a connection that is kept for the next one', async () => {
  const ended: string[] = []
  await using origin = await openOrigin((req, res) => {
    req.socket.once('close', () => ended.push(req.url ?? ''))
    if (req.url !== '/slow') res.end('answered')
  })
  await using port = await openFenced(openGate({ names: NAMES }))
  using idle = openRaw(port.port)
  idle.send(get(`http://gone.test:${origin.port}/kept`))
  await idle.read('answered')
  using slow = openRaw(port.port)
  slow.send(get(`http://gone.test:${origin.port}/slow`))
  await until(() => origin.heard.includes('GET /slow'))
  port.setFence(onlyKept)
  expect(await slow.readToEnd()).toBe('')
  await until(() => ended.length > 0)
  using kept = openRaw(port.port)
  kept.send(get(`http://kept.test:${origin.port}/again`))
  expect(await kept.read('answered')).toContain('answered')
})
