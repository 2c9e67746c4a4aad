import { describe, expect, test } from 'bun:test'
import { Elysia } from 'elysia'
import { createMetrics } from '../../src/http/metrics.ts'
import { createServer } from '../../src/http/server.ts'
import { randomIds } from '../../src/lib/ids.ts'
import { createLog } from '../../src/lib/log.ts'
import { createTestApp, ORIGIN } from '../support/app.ts'
import { createWorld, refusal } from '../support/scenario.ts'

describe('every answer', () => {
  test('carries a request id of our own and headers that keep browsers from guessing', async () => {
    using app = createTestApp()
    const response = await app.handle(new Request(`${ORIGIN}/nowhere`, { headers: { 'x-request-id': 'theirs' } }))
    expect(response.headers.get('x-request-id')).toMatch(/^0000/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('names the same request id in its envelope', async () => {
    using app = createTestApp()
    const response = await app.handle(new Request(`${ORIGIN}/v1/users`))
    const body = (await response.json()) as { error: { request_id: string } }
    expect(body.error.request_id).toBe(response.headers.get('x-request-id') ?? '')
  })
})

describe('a path', () => {
  test('that does not exist is 404', async () => {
    using app = createTestApp()
    const response = await app.handle(new Request(`${ORIGIN}/v1/nothing`))
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject(refusal('not_found', 'not_found'))
  })

  test('that has other methods is 405 and names them', async () => {
    using app = createTestApp()
    const response = await app.handle(new Request(`${ORIGIN}/v1/users/default`, { method: 'PUT' }))
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, PATCH, DELETE')
  })
})

describe('a body', () => {
  const big = JSON.stringify({ external_id: 'x'.repeat(256 * 1024) })

  test('that announces more than 256 KiB is 413', async () => {
    const world = await createWorld()
    using _ = world.app
    const response = await world.send('owner', 'POST', '/v1/users', big, { 'content-length': String(big.length) })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject(refusal('payload_too_large', 'payload_too_large'))
  })

  test('that comes in chunks is cut off at 256 KiB', async () => {
    const world = await createWorld()
    using _ = world.app
    world.app.http.listen({ port: 0, hostname: '127.0.0.1' })
    const chunk = new TextEncoder().encode(' '.repeat(64 * 1024))
    let sent = 0
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        if (sent > 100) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const response = await fetch(`http://127.0.0.1:${world.app.http.server?.port}/v1/users`, {
      method: 'POST',
      headers: { ...world.headersOf('owner'), 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      body: stream,
    })
    expect(response.status).toBe(413)
    await world.app.http.stop(true)
  })

  test('of a stranger is not read, however large it is', async () => {
    const world = await createWorld()
    using _ = world.app
    expect((await world.send('stranger', 'POST', '/v1/users', big)).status).toBe(401)
  })

  test('that a form sends is not taken for JSON', async () => {
    const world = await createWorld()
    using _ = world.app
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const response = await world.send('owner', 'POST', '/v1/users', '{"external_id":"a"}', type)
    expect(await response.json()).toMatchObject(refusal('invalid_input', 'malformed_json'))
  })

  test('without a content type is taken for JSON', async () => {
    const world = await createWorld()
    using _ = world.app
    const body = new Blob(['{"external_id":"a"}'])
    const request = new Request(`${ORIGIN}/v1/users`, { method: 'POST', headers: world.headersOf('owner'), body })
    expect((await world.app.handle(request)).status).toBe(201)
  })
})

test('a body without a content type is not taken for JSON where a foreign page sends it', async () => {
  const world = await createWorld()
  using _ = world.app
  const send = (origin: string) => {
    const body = new Blob(['{"email":"owner@example.com","password":"a guess at it"}'])
    return world.app.handle(
      new Request(`${ORIGIN}/v1/auth/login`, { method: 'POST', headers: { host: 'localhost', origin }, body }),
    )
  }
  expect(await (await send('https://elsewhere.example')).json()).toMatchObject(
    refusal('invalid_input', 'malformed_json'),
  )
  expect(await (await send(ORIGIN)).json()).toMatchObject(refusal('unauthorized', 'invalid_login'))
})

describe('a body that is nested', () => {
  const nest = (depth: number) =>
    `{"external_id":"deep","metadata":${'{"a":'.repeat(depth - 1)}"["${'}'.repeat(depth - 1)}}`

  test('32 deep is taken, and 33 deep is refused without being read or repeated', async () => {
    const world = await createWorld()
    using _ = world.app
    expect((await world.send('owner', 'POST', '/v1/users', nest(32))).status).toBe(201)
    const refused = await world.send('owner', 'POST', '/v1/users', nest(33))
    expect(refused.status).toBe(400)
    const text = await refused.text()
    expect(JSON.parse(text)).toMatchObject(refusal('invalid_input', 'validation', { fields: [{ path: 'body' }] }))
    expect(text).not.toContain('external_id')
  })

  test('is refused at once by an open route, however deep', async () => {
    const world = await createWorld()
    using _ = world.app
    for (const body of ['['.repeat(200_000), '{"a":'.repeat(40_000), `{"email":${'['.repeat(60_000)}`])
      expect((await world.send('stranger', 'POST', '/v1/auth/login', body)).status).toBe(400)
  })
})

test('a failure inside tells nothing of itself, and is logged with its cause and the request id', async () => {
  const lines: string[] = []
  const broken = new Elysia().get('/broken', () => {
    throw new Error('the password is hunter2')
  })
  const log = createLog('info', line => lines.push(line))
  const server = createServer({
    ids: randomIds,
    log,
    metrics: createMetrics(),
    stopping: new AbortController().signal,
    assertHost: () => undefined,
    routes: [broken],
  })
  const response = await server.handle(new Request(`${ORIGIN}/broken`))
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(text).not.toContain('hunter2')
  expect(lines.join()).toContain('hunter2')
  expect(lines.join()).toContain(response.headers.get('x-request-id') ?? 'absent')
})

test('a route under /v1 without a guard stops the service from starting', () => {
  const unguarded = new Elysia().get('/v1/secrets', () => 'all of them')
  const log = createLog('silent')
  expect(() =>
    createServer({
      ids: randomIds,
      log,
      metrics: createMetrics(),
      stopping: new AbortController().signal,
      assertHost: () => undefined,
      routes: [unguarded],
    }),
  ).toThrow('GET /v1/secrets')
})
