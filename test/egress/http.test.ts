import { describe, expect, test } from 'bun:test'
import { fenceFor, openFenced, openGate, outcomesOf } from './support/gate.ts'
import { openOrigin, openRaw, openTcp } from './support/origin.ts'

const get = (target: string, ...headers: string[]) =>
  [`GET ${target} HTTP/1.1`, 'Host: whatever.test', ...headers, '', ''].join('\r\n')

describe('a plain http request', () => {
  test('reaches the origin in origin form, with the Host of its target and without hop-by-hop headers', async () => {
    let head = ''
    await using origin = await openTcp(socket => {
      socket.on('data', chunk => {
        head += chunk.toString('latin1')
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
      })
    })
    await using gate = await openFenced(openGate({ names: { 'site.test': ['127.0.0.1'] } }))
    using browser = openRaw(gate.port)
    browser.send(
      get(
        `http://user:secret@site.test:${origin.port}/a?b=c`,
        ...[
          'Proxy-Connection: keep-alive',
          'Proxy-Authorization: Basic eDp5',
          'Connection: keep-alive, X-Hop',
          'X-Hop: 1',
        ],
        ...['TE: trailers', 'Keep-Alive: 5', 'X-Dup: 1', 'X-Dup: 2', 'Cookie: a=é', 'Accept-Encoding: gzip, br'],
      ),
    )
    await browser.read('ok')
    expect(head.split('\r\n')).toEqual([
      'GET /a?b=c HTTP/1.1',
      `Host: site.test:${origin.port}`,
      ...['X-Dup: 1', 'X-Dup: 2', 'Cookie: a=Ã©', 'Accept-Encoding: gzip, br', 'Connection: keep-alive', '', ''],
    ])
  })

  test('brings the answer as it was: status line, repeated headers, bytes beyond ASCII, encoded body', async () => {
    const answer = [
      'HTTP/1.1 418 I am a teapot',
      ...['Set-Cookie: a=1', 'Set-Cookie: b=2', "Content-Security-Policy: default-src 'self'"],
      ...['Content-Security-Policy: img-src x:', 'X-Byte: \xe9', 'Content-Encoding: gzip', 'Content-Length: 3'],
      ...[
        'Proxy-Authenticate: Basic',
        'Connection: close, X-Hop',
        'X-Hop: 1',
        'Keep-Alive: timeout=1',
        '',
        '\x1f\x8b\xff',
      ],
    ].join('\r\n')
    await using origin = await openTcp(socket => socket.on('data', () => socket.end(Buffer.from(answer, 'latin1'))))
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    browser.send(get(`http://127.0.0.1:${origin.port}/`))
    const got = await browser.read('\x1f\x8b\xff')
    expect(got.split('\r\n')).toEqual([
      'HTTP/1.1 418 I am a teapot',
      ...['Set-Cookie: a=1', 'Set-Cookie: b=2', "Content-Security-Policy: default-src 'self'"],
      ...['Content-Security-Policy: img-src x:', 'X-Byte: \xe9', 'Content-Encoding: gzip', 'Content-Length: 3'],
      ...['Connection: keep-alive', expect.stringMatching(/^Keep-Alive: timeout=\d+$/), '', '\x1f\x8b\xff'],
    ])
  })

  test('shares connections on both sides with the next', async () => {
    await using origin = await openOrigin()
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    browser.send(get(`http://127.0.0.1:${origin.port}/one`))
    await browser.read('origin /one')
    browser.send(get(`http://127.0.0.1:${origin.port}/two`))
    await browser.read('origin /two')
    expect(origin.heard).toEqual(['GET /one', 'GET /two'])
    expect(origin.connections()).toBe(1)
  })

  test('is sent once more where a kept connection died meanwhile', async () => {
    let connections = 0
    await using origin = await openTcp(socket => {
      connections += 1
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst')
        socket.once('data', () => socket.destroy())
      })
    })
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    browser.send(get(`http://127.0.0.1:${origin.port}/`))
    await browser.read('first')
    using other = openRaw(port.port)
    other.send(get(`http://127.0.0.1:${origin.port}/`))
    expect(await other.read('first')).toContain('first')
    expect(connections).toBe(2)
    expect(outcomesOf(port)).toEqual([])
  })

  test('carries a body of known and of unknown length', async () => {
    await using origin = await openOrigin(async (req, res) => {
      const body = await new Response(req as unknown as ReadableStream).text()
      res.end(`${req.method} ${body}`)
    })
    await using port = await openFenced(openGate())
    const post = (framing: string, body: string) =>
      `DELETE http://127.0.0.1:${origin.port}/ HTTP/1.1\r\nHost: x\r\n${framing}\r\n\r\n${body}`
    using browser = openRaw(port.port)
    browser.send(post('Content-Length: 3', 'abc'))
    expect(await browser.read('abc')).toContain('DELETE abc')
    browser.send(post('Transfer-Encoding: chunked', '3\r\nxyz\r\n0\r\n\r\n'))
    expect(await browser.read('xyz')).toContain('DELETE xyz')
  })

  test('is answered as the origin closes, where it names no length', async () => {
    await using origin = await openTcp(socket =>
      socket.on('data', () => socket.end('HTTP/1.0 200 OK\r\n\r\nall of it')),
    )
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    browser.send(get(`http://127.0.0.1:${origin.port}/`))
    expect(await browser.read('0\r\n\r\n')).toContain('9\r\nall of it\r\n0\r\n\r\n')
  })

  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
  const long = 'v'.repeat(250_000)
  test.each<[what: string, answer: string, passedOn: string]>([
    ['has headers of 250 kB', `HTTP/1.1 200 OK\r\nX-A: ${long}\r\nContent-Length: 2\r\n\r\nok`, long],
    [
      'has 3,000 headers',
      `HTTP/1.1 200 OK\r\n${'X-A: a\r\n'.repeat(2999)}X-Last: a\r\nContent-Length: 2\r\n\r\nok`,
      'X-Last: a',
    ],
    [
      'has a control character in a header',
      'HTTP/1.1 200 OK\r\nX-A: a\x01b\r\nContent-Length: 2\r\n\r\nok',
      'X-A: a b',
    ],
    ['ends its lines by LF alone', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok', 'ok'],
    ['names two lengths', `${chunked.replace('\r\n\r\n', '\r\nContent-Length: 9\r\n\r\n')}2\r\nok\r\n0\r\n\r\n`, 'ok'],
    ['is empty and has two last chunks', `${chunked}0\r\n\r\n0\r\n\r\n`, '\r\n0\r\n\r\n'],
    ['has two last chunks', `${chunked}2\r\nok\r\n0\r\n\r\n0\r\n\r\n`, '2\r\nok\r\n0\r\n\r\n'],
    ['is longer than it says', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more', 'ok'],
  ])('is answered as Chromium would read it where the answer %s', async (_what, answer, passedOn) => {
    await using origin = await openTcp(socket => socket.on('data', () => socket.write(Buffer.from(answer, 'latin1'))))
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    browser.send(get(`http://127.0.0.1:${origin.port}/`))
    expect(await browser.read(passedOn)).toContain(passedOn)
    expect(outcomesOf(port)).toEqual([])
  })

  test.each([
    ['headers_too_large', `HTTP/1.1 200 OK\r\nX-A: ${'v'.repeat(300_000)}\r\n\r\n`],
    ['malformed', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['reset', ''],
  ])('whose answer is not passed on is told as %s', async (outcome, answer) => {
    await using origin = await openTcp(socket => socket.on('data', () => socket.end(answer)))
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    browser.send(get(`http://127.0.0.1:${origin.port}/`))
    expect(await browser.readToEnd()).toBe('')
    expect(outcomesOf(port)).toEqual([outcome])
  })

  test('that is cut off at the origin is cut off at the browser, never completed', async () => {
    await using origin = await openTcp(socket =>
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n')),
    )
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    browser.send(get(`http://127.0.0.1:${origin.port}/`))
    expect(await browser.readToEnd()).toEndWith('4\r\nhalf\r\n')
  })

  test('counts what came from the network', async () => {
    await using origin = await openOrigin((_req, res) => res.end('x'.repeat(100_000)))
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    browser.send(get(`http://127.0.0.1:${origin.port}/`, 'Connection: close'))
    await browser.readToEnd()
    expect(port.bytesIn).toBeGreaterThan(100_000)
    expect(port.bytesIn).toBeLessThan(101_000)
  })

  test('streams at the pace of the browser', async () => {
    const chunk = Buffer.alloc(64 * 1024)
    let written = 0
    await using origin = await openOrigin((_req, res) => {
      const more = () => {
        while (written < 1024 && res.write(chunk)) written += 1
        if (written < 1024) res.once('drain', more)
      }
      more()
    })
    await using port = await openFenced(openGate())
    using browser = openRaw(port.port)
    browser.send(get(`http://127.0.0.1:${origin.port}/`))
    await browser.read('200 OK')
    browser.socket.pause()
    const stalled = async () => {
      for (let before = -1; before !== port.bytesIn; ) {
        before = port.bytesIn
        await new Promise(resolve => setTimeout(resolve, 100))
      }
    }
    await stalled()
    expect(port.bytesIn).toBeLessThan(32 * 1024 * 1024)
    browser.socket.resume()
  })
})

describe('a plain http request that may not go out gets no answer at all', () => {
  test('while there is no fence', async () => {
    await using origin = await openOrigin()
    await using port = await openGate().openPort()
    using browser = openRaw(port.port)
    browser.send(get(`http://127.0.0.1:${origin.port}/`))
    expect(await browser.readToEnd()).toBe('')
    expect(port.eventsSince(0)).toMatchObject([{ host: '127.0.0.1', port: origin.port, outcome: 'domain_not_allowed' }])

    port.setFence(fenceFor(['*']))
    using again = openRaw(port.port)
    again.send(get(`http://127.0.0.1:${origin.port}/heard`))
    expect(await again.read('origin')).toContain('origin /heard')
    expect(origin.heard).toEqual(['GET /heard'])
  })

  test('to a host off the list, where the kit holds every request', async () => {
    await using origin = await openOrigin()
    const gate = openGate({ names: { 'on.test': ['127.0.0.1'], 'off.test': ['127.0.0.1'] } })
    await using port = await openFenced(gate, ['on.test'], { egress: 'all' })
    using off = openRaw(port.port)
    off.send(get(`http://off.test:${origin.port}/`))
    expect(await off.readToEnd()).toBe('')
    using on = openRaw(port.port)
    on.send(get(`http://on.test:${origin.port}/`))
    expect(await on.read('origin')).toContain('200 OK')
    expect(outcomesOf(port)).toEqual(['domain_not_allowed'])
  })

  test('as a top-level document off the list, though as a subresource it may', async () => {
    await using origin = await openOrigin()
    await using port = await openFenced(openGate(), ['site.test'])
    using document = openRaw(port.port)
    document.send(get(`http://127.0.0.1:${origin.port}/page`, 'Sec-Fetch-Dest: document'))
    expect(await document.readToEnd()).toBe('')
    using image = openRaw(port.port)
    image.send(get(`http://127.0.0.1:${origin.port}/image`, 'Sec-Fetch-Dest: image'))
    await image.read('origin')
    expect(origin.heard).toEqual(['GET /image'])
    expect(outcomesOf(port)).toEqual(['domain_not_allowed'])
  })

  test('to a name that does not resolve, a port where nobody listens, an origin that hangs up', async () => {
    const closed = await openOrigin()
    await closed[Symbol.asyncDispose]()
    await using origin = await openTcp(socket => socket.once('data', () => socket.destroy()))
    await using port = await openFenced(openGate())
    for (const target of ['http://no.test/', `http://127.0.0.1:${closed.port}/`, `http://127.0.0.1:${origin.port}/`]) {
      using browser = openRaw(port.port)
      browser.send(get(target))
      expect(await browser.readToEnd()).toBe('')
    }
    expect(outcomesOf(port)).toEqual(['dns', 'refused', 'reset'])
  })

  test('in another form or scheme than http://', async () => {
    await using port = await openFenced(openGate())
    for (const target of ['/', '*', 'https://127.0.0.1/', 'ftp://127.0.0.1/', 'http://', 'http:///']) {
      using browser = openRaw(port.port)
      browser.send(get(target))
      expect(await browser.readToEnd()).toBe('')
    }
  })

  test('with more headers than the limit', async () => {
    await using origin = await openOrigin()
    await using port = await openFenced(openGate({ limits: { headerBytes: 4096 } }))
    using browser = openRaw(port.port)
    browser.send(get(`http://127.0.0.1:${origin.port}/`, `X: ${'x'.repeat(5000)}`))
    expect(await browser.readToEnd()).toBe('')
    expect(origin.heard).toEqual([])
  })
})

describe('a port', () => {
  test('keeps the newest 256 events and tells its listeners of denials alone', async () => {
    await using port = await openGate().openPort()
    const denied: string[] = []
    port.onDenied(event => denied.push(event.host))
    using browser = openRaw(port.port)
    await browser.socket
    for (let count = 0; count < 300; count += 1) {
      using each = openRaw(port.port)
      each.send(get(`http://host${count}.test/`))
      await each.readToEnd()
    }
    expect(denied).toHaveLength(300)
    expect(port.eventsSince(0).map(({ host }) => host)).toEqual(denied.slice(-256))
    expect(port.eventsSince(performance.now())).toEqual([])
  })

  test('ends every connection as it closes', async () => {
    await using origin = await openTcp(() => undefined)
    const port = await openFenced(openGate())
    using waiting = openRaw(port.port)
    waiting.send(get(`http://127.0.0.1:${origin.port}/`))
    using tunnel = openRaw(port.port)
    tunnel.send(`CONNECT 127.0.0.1:${origin.port} HTTP/1.1\r\nHost: x\r\n\r\n`)
    await tunnel.read('200')
    await port[Symbol.asyncDispose]()
    expect(await waiting.readToEnd()).toBe('')
    await tunnel.readToEnd()
    using late = openRaw(port.port)
    expect(await late.readToEnd()).toBe('')
  })

  test('closes a connection on which nothing moves', async () => {
    await using origin = await openTcp(() => undefined)
    await using port = await openFenced(openGate({ limits: { idleMs: 100 } }))
    using tunnel = openRaw(port.port)
    tunnel.send(`CONNECT 127.0.0.1:${origin.port} HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(await tunnel.readToEnd()).toStartWith('HTTP/1.1 200')
  })
})
