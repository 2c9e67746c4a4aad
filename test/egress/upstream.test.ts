import { describe, expect, test } from 'bun:test'
import { createUpstreamDial } from '../../src/egress/upstream.ts'
import { openFenced, openGate, outcomesOf } from './support/gate.ts'
import { openOrigin, openRaw, openTcp } from './support/origin.ts'
import { openHttpUpstream, openSocksUpstream } from './support/upstream-stub.ts'

const names = { 'site.test': ['93.184.216.34'], 'six.test': ['2606:4700::1'], 'inside.test': ['10.0.0.1'] }
const gateVia = (url: string, limits = {}) => openGate({ names, upstream: createUpstreamDial(url), limits })

const ask = async (port: number, request: string, part: string) => {
  using browser = openRaw(port)
  browser.send(request)
  return await browser.read(part)
}
const get = (url: string) => `GET ${url} HTTP/1.1\r\nHost: x\r\n\r\n`
const tunnel = (authority: string) =>
  `CONNECT ${authority} HTTP/1.1\r\nHost: x\r\n\r\nGET /tunnel HTTP/1.1\r\nHost: x\r\n\r\n`

describe.each([
  { kind: 'http', open: openHttpUpstream, six: '[2606:4700::1]:80', sent: 'Basic dXNlcjpwQHNz' },
  { kind: 'socks5', open: openSocksUpstream, six: '[2606:4700:0000:0000:0000:0000:0000:0001]:80', sent: 'user:p@ss' },
])('an upstream proxy of $kind', ({ kind, open, six, sent }) => {
  test('is given the checked address, not the name, for http and for CONNECT', async () => {
    const hosts: (string | undefined)[] = []
    await using origin = await openOrigin((req, res) => {
      hosts.push(req.headers.host)
      res.end(`origin ${req.url}`)
    })
    await using upstream = await open({ to: origin.port })
    await using port = await openFenced(gateVia(`${kind}://127.0.0.1:${upstream.port}`), ['*'], { upstream: true })
    expect(await ask(port.port, get('http://site.test/plain'), 'origin')).toContain('origin /plain')
    expect(await ask(port.port, tunnel('site.test:443'), 'origin')).toContain('origin /tunnel')
    expect(await ask(port.port, get('http://six.test/'), 'origin')).toContain('origin /')
    expect(upstream.asks).toEqual([
      { destination: '93.184.216.34:80', login: null },
      { destination: '93.184.216.34:443', login: null },
      { destination: six, login: null },
    ])
    expect(hosts).toEqual(['site.test', 'x', 'six.test'])
  })

  test('gets the credentials of its URL', async () => {
    await using origin = await openOrigin()
    await using upstream = await open({ to: origin.port })
    const gate = gateVia(`${kind}://user:p%40ss@127.0.0.1:${upstream.port}`)
    await using port = await openFenced(gate, ['*'], { upstream: true })
    expect(await ask(port.port, get('http://site.test/'), 'origin')).toContain('origin /')
    expect(upstream.asks).toEqual([{ destination: '93.184.216.34:80', login: sent }])
  })

  test('is never asked for a denied address, nor for an own port', async () => {
    await using origin = await openOrigin()
    await using upstream = await open({ to: origin.port })
    const gate = gateVia(`${kind}://127.0.0.1:${upstream.port}`)
    await using port = await openFenced(gate, ['*'], { upstream: true })
    expect(await ask(port.port, get('http://inside.test/'), 'origin')).toBe('')
    expect(await ask(port.port, tunnel('inside.test:443'), 'origin')).toStartWith('HTTP/1.1 403')
    expect(await ask(port.port, get(`http://127.0.0.1:${port.port}/`), 'origin')).toBe('')
    expect(upstream.asks).toEqual([])
    expect(await ask(port.port, get('http://site.test/'), 'origin')).toContain('origin /')
    expect(upstream.asks).toHaveLength(1)
  })

  test('is left out where the fence does not ask for it', async () => {
    await using origin = await openOrigin()
    await using upstream = await open({ to: origin.port })
    await using port = await openFenced(gateVia(`${kind}://127.0.0.1:${upstream.port}`))
    expect(await ask(port.port, get(`http://127.0.0.1:${origin.port}/`), 'origin')).toContain('origin /')
    expect(upstream.asks).toEqual([])
  })

  test('that cannot be reached is a refused connection, never a direct one', async () => {
    const gone = await open({ to: 1 })
    await gone[Symbol.asyncDispose]()
    await using origin = await openOrigin()
    await using port = await openFenced(gateVia(`${kind}://127.0.0.1:${gone.port}`), ['*'], { upstream: true })
    expect(await ask(port.port, get(`http://127.0.0.1:${origin.port}/`), 'origin')).toBe('')
    expect(outcomesOf(port)).toEqual(['refused'])
    expect(origin.heard).toEqual([])
  })

  test('that takes the connection and says nothing is a timeout', async () => {
    await using silent = await openTcp(socket => void socket.resume())
    const gate = gateVia(`${kind}://127.0.0.1:${silent.port}`, { connectMs: 100 })
    await using port = await openFenced(gate, ['*'], { upstream: true })
    expect(await ask(port.port, tunnel('site.test:443'), '\r\n\r\n')).toStartWith('HTTP/1.1 504')
    expect(outcomesOf(port)).toEqual(['timeout'])
  })
})

test('an http upstream that refuses is a refused connection, one that gives up a timeout', async () => {
  const outcomes = async (status: number) => {
    await using upstream = await openHttpUpstream({ to: 1, status })
    await using port = await openFenced(gateVia(`http://127.0.0.1:${upstream.port}`), ['*'], { upstream: true })
    await ask(port.port, get('http://site.test/'), 'origin')
    return outcomesOf(port)
  }
  expect([await outcomes(403), await outcomes(407), await outcomes(504)]).toEqual([
    ['refused'],
    ['refused'],
    ['timeout'],
  ])
})

test('a socks5 upstream that refuses is a refused connection', async () => {
  await using upstream = await openSocksUpstream({ to: 1, reply: 5 })
  await using port = await openFenced(gateVia(`socks5://127.0.0.1:${upstream.port}`), ['*'], { upstream: true })
  expect(await ask(port.port, get('http://site.test/'), 'origin')).toBe('')
  expect(outcomesOf(port)).toEqual(['refused'])
})

test('a fence that wants an upstream where none is configured lets nothing out', async () => {
  await using origin = await openOrigin()
  await using port = await openFenced(openGate(), ['*'], { upstream: true })
  expect(await ask(port.port, get(`http://127.0.0.1:${origin.port}/`), 'origin')).toBe('')
  expect(origin.heard).toEqual([])
  expect(outcomesOf(port)).toEqual(['refused'])
})

test.each(['ftp://proxy.test', 'socks4://proxy.test', 'proxy.test:8080', 'http://', ''])('%p is no upstream', url => {
  expect(() => createUpstreamDial(url)).toThrow(TypeError)
})
