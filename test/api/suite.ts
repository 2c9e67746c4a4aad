import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { describeSavedLogins } from './saved-logins.ts'
import { TABLE } from './table.ts'
import { SESSIONS, SHOP, startWorld, type World } from './world.ts'

interface ErrorAnswer {
  error?: { code: string; message: string; details: { reason: string; fields?: object[] }; request_id: string }
}

/** What holds for the API over HTTP, from source and compiled alike. `program` is made before the first test. */
export const describeApi = (name: string, program: () => Promise<readonly string[] | undefined>): void => {
  setDefaultTimeout(120_000)
  let world: World
  beforeAll(async () => {
    world = await startWorld(await program())
  })
  afterAll(() => world[Symbol.asyncDispose]())

  describeSavedLogins(name, () => world)

  describe(`${name}: who may, who may not, and bad input`, () => {
    test.each(TABLE)('%s %s %s %j: %i %s', async (who, method, path, body, status, reason) => {
      const answer = await world.send(who, method, path, body)
      const { error } = (await answer.json()) as ErrorAnswer
      expect({ status: answer.status, reason: error?.details.reason ?? null }).toEqual({ status, reason })
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      if (error) expect(error.request_id).toBe(answer.headers.get('x-request-id') ?? '')
      if (reason === 'validation') expect(error?.details.fields?.length).toBeGreaterThan(0)
    })
  })

  test(`${name}: every route of the OpenAPI description but the open ones refuses a stranger`, async () => {
    const description = await (await world.send('agent', 'GET', '/openapi.json')).json()
    const { paths } = description as { paths: Record<string, object> }
    const open = ['/v1/auth/login', '/v1/artifacts/{artifact_id}']
    const guarded = Object.entries(paths)
      .filter(([path]) => path.startsWith('/v1/') && !open.includes(path))
      .flatMap(([path, methods]) => Object.keys(methods).map(method => ({ path, method })))
    expect(guarded.length).toBeGreaterThan(40)
    for (const { path, method } of guarded) {
      const answer = await world.send('stranger', method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'default'))
      expect({ path, method, status: answer.status }).toEqual({ path, method, status: 401 })
    }
  })

  test(`${name}: a session's life has the fields of the reference, and no other`, async () => {
    const opened = await world.send('agent', 'POST', SESSIONS, { ...SHOP, allow_writes: true, timeout_minutes: 5 })
    expect(opened.status).toBe(201)
    const created = (await opened.json()) as { session_id: string }
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(created).toEqual({
      session_id: expect.any(String),
      status: 'active',
      timeout_at: time,
      allow_writes: true,
      allowed_domains: ['greenhouse.test'],
    } as never)
    const summary = {
      session_id: created.session_id,
      status: 'active',
      allowed_domains: ['greenhouse.test'],
      context_backed: false,
      credits_consumed: 0,
      created_at: time,
      last_used_at: null,
      timeout_at: time,
      closed_at: null,
    }
    const list = (await (await world.send('agent', 'GET', `${SESSIONS}?limit=1`)).json()) as object
    expect(list).toEqual({ sessions: [summary], next_cursor: expect.any(String) })

    const page = await world.drive('navigate', { url: 'http://greenhouse.test/' }, created.session_id)
    expect(page.json).toEqual({
      url: 'http://greenhouse.test/',
      title: expect.any(String),
      http_status: 200,
      credits_used: 1,
      credits_remaining: 39,
    })
    const seen = await world.drive('observe', { limit: 3 }, created.session_id)
    const [element] = seen.json['elements'] as [Record<string, unknown>]
    expect(seen.json).toMatchObject({
      total: expect.any(Number),
      url: 'http://greenhouse.test/',
      credits_remaining: 38,
    })
    expect(Object.keys(element)).toEqual(
      expect.arrayContaining(['ref', 'role', 'name', 'description', 'method', 'selector']),
    )
    const acted = await world.drive('act', { instruction: 'type "fern" into Search plants' }, created.session_id)
    expect(acted.json).toMatchObject({
      success: true,
      action_taken: expect.any(String),
      planner: 'embedded',
      credits_used: 1,
    })
    const found = await world.drive('links', { contains: 'cart' }, created.session_id)
    expect(found.json).toMatchObject({ links: expect.any(Array), credits_remaining: 36 })
    const picture = await world.drive('screenshot', {}, created.session_id)
    const shown = await fetch(String(picture.json['url'])) // first: toMatchObject puts its matchers into what it is given
    expect(picture.json).toMatchObject({ url: expect.any(String), expires_in: 300 })
    expect(shown.headers.get('content-type')).toBe('image/png')
    expect((await shown.bytes()).subarray(0, 4)).toEqual(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))

    const closed = await world.send('agent', 'DELETE', `${SESSIONS}/${created.session_id}`)
    expect(await closed.json()).toEqual({
      ...summary,
      status: 'closed',
      credits_consumed: 6,
      last_used_at: time,
      closed_at: time,
      allow_writes: true,
      human_login: false,
      url: 'greenhouse.test/',
    })
    const again = await world.send('agent', 'DELETE', `${SESSIONS}/${created.session_id}`)
    expect(again.status).toBe(200)
    const after = await world.drive('navigate', { url: 'http://greenhouse.test/' }, created.session_id)
    expect(after).toMatchObject({
      status: 410,
      json: { error: { code: 'session_ended', details: { status: 'closed' } } },
    })
  })
}
