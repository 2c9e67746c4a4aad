import { describe, expect, test } from 'bun:test'
import { fenceFor, openFenced, openGate, outcomesOf } from './support/gate.ts'
import { openOrigin, openRaw, openTcp } from './support/origin.ts'

const connectTo = (authority: string) => `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`

const openEcho = () => openTcp(socket => socket.on('data', chunk => socket.write(`echo ${chunk}`)))

describe('CONNECT', () => {
  test('carries bytes both ways, those sent along with the request too', async () => {
    await using echo = await openEcho()
    await using port = await openFenced(openGate({ names: { 'site.test': ['127.0.0.1'] } }))
    using browser = openRaw(port.port)
    browser.send(`${connectTo(`site.test:${echo.port}`)}early`)
    expect(await browser.read('echo early')).toBe('HTTP/1.1 200 Connection Established\r\n\r\necho early')
    browser.send('late')
    await browser.read('echo late')
    expect(port.bytesIn).toBe('echo earlyecho late'.length)
  })

  test('ends on one side as it ends on the other', async () => {
    const ended = Promise.withResolvers<void>()
    await using origin = await openTcp(socket => socket.once('close', ended.resolve).resume())
    await using farewell = await openTcp(socket => socket.end('bye'))
    await using port = await openFenced(openGate())
    using leaving = openRaw(port.port)
    leaving.send(connectTo(`127.0.0.1:${origin.port}`))
    await leaving.read('200')
    leaving.socket.destroy()
    await ended.promise
    using left = openRaw(port.port)
    left.send(connectTo(`127.0.0.1:${farewell.port}`))
    expect(await left.readToEnd()).toEndWith('bye')
  })

  test('ends for good where the port is cut, and its number stays taken', async () => {
    await using echo = await openEcho()
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    browser.send(connectTo(`127.0.0.1:${echo.port}`))
    await browser.read('200')
    browser.send('heard')
    await browser.read('echo heard')
    port.cut()
    expect(await browser.readToEnd()).toEndWith('echo heard')
    port.setFence(fenceFor(['*']))
    using late = openRaw(port.port)
    late.send(connectTo(`127.0.0.1:${echo.port}`))
    expect(await late.readToEnd().catch(() => '')).toBe('')
    expect(() => Bun.listen({ hostname: '127.0.0.1', port: port.port, socket: { data() {} } })).toThrow()
  })

  test('reaches an address of IPv6 in brackets', async () => {
    await using origin = await openOrigin(undefined, '::1')
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    browser.send(`${connectTo(`[::1]:${origin.port}`)}GET /six HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(await browser.read('origin')).toContain('origin /six')
  })

  const bodiless = (status: string) => `HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`

  test('that is denied is 403 without a body', async () => {
    await using echo = await openEcho()
    await using port = await openFenced(openGate({ allow: [] }))
    using browser = openRaw(port.port)
    browser.send(connectTo(`127.0.0.1:${echo.port}`))
    expect(await browser.readToEnd()).toBe(bodiless('403 Forbidden'))
    expect(port.eventsSince(0)).toMatchObject([{ host: '127.0.0.1', port: echo.port, outcome: 'address_not_allowed' }])
  })

  test('without a fence, or off the list of a kit that holds every request, is 403', async () => {
    const gate = openGate()
    await using bare = await gate.openPort()
    await using port = await openFenced(gate, ['site.test'], { egress: 'all' })
    for (const each of [bare, port]) {
      using browser = openRaw(each.port)
      browser.send(connectTo('127.0.0.1:9'))
      expect(await browser.readToEnd()).toBe(bodiless('403 Forbidden'))
      expect(outcomesOf(each)).toEqual(['domain_not_allowed'])
    }
  })

  test('to a name without an address, or a port where nobody listens, is 502', async () => {
    const closed = await openOrigin()
    await closed[Symbol.asyncDispose]()
    await using port = await openFenced(openGate())
    for (const authority of ['no.test:443', `127.0.0.1:${closed.port}`]) {
      using browser = openRaw(port.port)
      browser.send(connectTo(authority))
      expect(await browser.readToEnd()).toBe(bodiless('502 Bad Gateway'))
    }
    expect(outcomesOf(port)).toEqual(['dns', 'refused'])
  })

  test('to a host that never takes the connection is 504 in time', async () => {
    const never = (_to: unknown, signal: AbortSignal) =>
      new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    await using port = await openFenced(openGate({ direct: never, limits: { connectMs: 50 } }))
    using browser = openRaw(port.port)
    browser.send(connectTo('127.0.0.1:9'))
    expect(await browser.readToEnd()).toBe(bodiless('504 Gateway Timeout'))
    expect(outcomesOf(port)).toEqual(['timeout'])
  })

  test.each(['127.0.0.1', '127.0.0.1:', '127.0.0.1:0', '127.0.0.1:65536', ':443', '::1:443', 'a@b:443', 'a/b:443'])(
    'to %p is 400',
    async authority => {
      await using port = await openFenced(openGate())
      using browser = openRaw(port.port)
      browser.send(connectTo(authority))
      expect(await browser.readToEnd()).toStartWith('HTTP/1.1 400')
    },
  )

  test('that is still connecting ends with its port', async () => {
    const started = Promise.withResolvers<AbortSignal>()
    const never = (_to: unknown, signal: AbortSignal) => {
      started.resolve(signal)
      return new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
    const port = await openFenced(openGate({ direct: never }))
    using browser = openRaw(port.port)
    browser.send(connectTo('127.0.0.1:9'))
    const signal = await started.promise
    await port[Symbol.asyncDispose]()
    expect(signal.aborted).toBe(true)
    await browser.readToEnd()
  })
})

describe('a WebSocket', () => {
  const openWebSocket = () =>
    Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      fetch: (req, server) => (server.upgrade(req) ? undefined : new Response('no upgrade', { status: 400 })),
      websocket: { message: (ws, message) => void ws.send(`echo ${message}`) },
    })

  const handshake = (target: string) =>
    [
      `GET ${target} HTTP/1.1`,
      ...['Host: x', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
      ...['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', '', ''],
    ].join('\r\n')

  // RFC 6455 section 5.2: text frame "hi", masked with zeros, and the echo "echo hi".
  const frame = '\x81\x82\x00\x00\x00\x00hi'
  const answer = '\x81\x07echo hi'

  test.each(['tunnel', 'absolute form'])('works through %s', async way => {
    await using server = openWebSocket()
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    const authority = `127.0.0.1:${server.port}`
    if (way === 'tunnel') browser.send(connectTo(authority))
    browser.send(handshake(way === 'tunnel' ? '/' : `http://${authority}/`))
    const head = await browser.read('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
    expect(head).toContain('101 Switching Protocols')
    browser.socket.write(Buffer.from(frame, 'latin1'))
    expect(await browser.read(answer)).toEndWith(answer)
  })

  test.each(['tunnel', 'absolute form'])('to a denied address is refused through %s', async way => {
    await using server = openWebSocket()
    await using port = await openFenced(openGate({ allow: [] }))
    using browser = openRaw(port.port)
    const authority = `127.0.0.1:${server.port}`
    browser.send(way === 'tunnel' ? connectTo(authority) : handshake(`http://${authority}/`))
    expect(await browser.readToEnd()).not.toContain('101')
    expect(outcomesOf(port)).toEqual(['address_not_allowed'])
  })

  test('that the origin does not take gets no second request through', async () => {
    await using origin = await openOrigin()
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    browser.send(handshake(`http://127.0.0.1:${origin.port}/first`))
    browser.send(`GET http://other.test/second HTTP/1.1\r\nHost: other.test\r\n\r\n`)
    expect(await browser.readToEnd()).toBe('')
    expect(origin.heard).not.toContain('GET /second')
  })
})
