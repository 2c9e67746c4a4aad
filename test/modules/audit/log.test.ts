import { describe, expect, test } from 'bun:test'
import { sql } from 'drizzle-orm'
import { ORIGIN } from '../../support/app.ts'
import { badFields, createWorld, runScenarios, type Scenario, type World } from '../../support/scenario.ts'

const fill = (world: World, count: number) => {
  const event = { workspaceId: world.workspaceId, userId: null, actor: { type: 'system', id: null } as const }
  for (let index = 0; index < count; index += 1)
    world.app.audit.record(world.app.db, { ...event, action: 'test.tick', details: { index } })
}
interface Page {
  events: { id: string; action: string; details: { index: number } }[]
  next_cursor: string | null
}
const read = async (world: World, query: string): Promise<Page> =>
  (await (await world.send('agent', 'GET', `/v1/logs?${query}`)).json()) as Page

const SCENARIOS: Scenario[] = [
  {
    name: 'an agent reads its workspace’s log',
    as: 'agent',
    method: 'GET',
    path: '/v1/logs?action=workspace.create',
    status: 200,
    has: {
      events: [{ actor_type: 'system', action: 'workspace.create', entity_type: 'workspace' }],
      next_cursor: null,
    },
  },
  {
    name: 'a user’s log holds that user’s events',
    prepare: world => world.send('owner', 'PATCH', '/v1/users/default', { label: 'x' }),
    as: 'member',
    method: 'GET',
    path: '/v1/users/default/logs',
    status: 200,
    has: { events: [{ action: 'user.update', actor_type: 'human' }] },
  },
  {
    name: 'another workspace’s events are not shown',
    as: 'foreign owner',
    method: 'GET',
    path: '/v1/logs?action=workspace.create',
    status: 200,
    has: { events: [{ details: { name: 'foreign' } }] },
    lacks: ['"name":"default"'],
  },
  {
    name: 'the log of an unknown user is not found',
    as: 'owner',
    method: 'GET',
    path: '/v1/users/nobody/logs',
    status: 404,
  },
  {
    name: 'the log by an unknown user is not found',
    as: 'owner',
    method: 'GET',
    path: '/v1/logs?user_id=nobody',
    status: 404,
  },
  {
    name: 'every bad part of the query is named',
    as: 'owner',
    method: 'GET',
    path: '/v1/logs?limit=201&action=',
    status: 400,
    has: badFields('query.action', 'query.limit'),
  },
]

runScenarios(SCENARIOS)

describe('pages of the log', () => {
  test('go from the newest to the oldest without a gap', async () => {
    const world = await createWorld()
    using _ = world.app
    fill(world, 5)
    const seen: number[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = await read(world, `action=test.tick&limit=2${cursor && `&after=${cursor}`}`)
      seen.push(...page.events.map(({ details }) => details.index))
      cursor = page.next_cursor
    }
    expect(seen).toEqual([4, 3, 2, 1, 0])
  })

  test('after an event or a point in time hold what is newer', async () => {
    const world = await createWorld()
    using _ = world.app
    fill(world, 2)
    const [newest] = (await read(world, 'action=test.tick')).events
    world.app.clock.advance(1000)
    fill(world, 1)
    expect((await read(world, `after=${newest?.id}`)).events).toHaveLength(1)
    const now = encodeURIComponent(new Date(world.app.clock.now()).toISOString())
    expect((await read(world, `after=${now}`)).events).toHaveLength(1)
  })
})

describe('the chain', () => {
  const verify = (world: World) => world.app.audit.verifyChain()

  test('of an untouched log holds', async () => {
    const world = await createWorld()
    using _ = world.app
    fill(world, 3)
    expect(verify(world)).toMatchObject({ ok: true, head: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  test.each([
    ['an edited row', "update audit_events set details = '{}' where seq = 5", 'the row was edited'],
    ['a removed row', 'delete from audit_events where seq = 5', 'a row is missing'],
  ])('shows %s', async (_name, statement, why) => {
    const world = await createWorld()
    using _ = world.app
    fill(world, 3)
    world.app.db.run(sql.raw(statement))
    expect(verify(world)).toMatchObject({ ok: false, seq: 5, why })
  })

  test('shows that the newest row was removed', async () => {
    const world = await createWorld()
    using _ = world.app
    fill(world, 3)
    world.app.db.run(sql`delete from audit_events where seq = (select max(seq) from audit_events)`)
    expect(verify(world)).toMatchObject({ ok: false, why: 'the newest rows are missing' })
  })

  test('leaves out what was rolled back', async () => {
    const world = await createWorld()
    using _ = world.app
    expect(() =>
      world.app.db.transaction(tx => {
        const event = { workspaceId: world.workspaceId, userId: null, actor: { type: 'system', id: null } as const }
        world.app.audit.record(tx, { ...event, action: 'test.undone' })
        throw new Error('undo')
      }),
    ).toThrow('undo')
    expect(verify(world).ok).toBe(true)
  })
})

test('secrets in details are masked before they are written', async () => {
  const world = await createWorld()
  using _ = world.app
  const event = { workspaceId: world.workspaceId, userId: null, actor: { type: 'system', id: null } as const }
  const details = {
    password: 'hunter2',
    nested: { api_key: 'abc' },
    note: `use nv_sk_live_${'k'.repeat(43)} here`,
    count: 3,
  }
  world.app.audit.record(world.app.db, { ...event, action: 'test.leak', details })
  const [row] = world.app.audit.list(world.workspaceId, { action: 'test.leak', limit: 1 }).events
  expect(row?.details).toEqual({
    password: '[redacted]',
    nested: { api_key: '[redacted]' },
    note: 'use [redacted] here',
    count: 3,
  })
})

describe('the stream', () => {
  const open = async (world: World, path: string, headers: Record<string, string> = {}) => {
    const abort = new AbortController()
    const request = new Request(`${ORIGIN}${path}`, {
      headers: { ...world.headersOf('agent'), ...headers },
      signal: abort.signal,
    })
    const response = await world.app.handle(request)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    /** Reads on until the text has come. */
    const until = async (part: string) => {
      while (!text.includes(part)) {
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
        if (done) throw new Error(`the stream ended without ${part}: ${text}`)
        text += value
      }
      return text
    }
    return { response, until, abort }
  }

  test('sends each event as it is committed, with its id', async () => {
    const world = await createWorld()
    using _ = world.app
    const { response, until, abort } = await open(world, '/v1/logs/stream')
    expect(response.headers.get('content-type')).toStartWith('text/event-stream')
    await until('listening')
    fill(world, 1)
    const text = await until('test.tick')
    expect(text).toContain('event: activity.logged')
    expect(text).toMatch(/id: 0000/)
    abort.abort()
  })

  test('resumes after the last event that was seen', async () => {
    const world = await createWorld()
    using _ = world.app
    fill(world, 3)
    const { events } = await read(world, 'action=test.tick')
    const { until } = await open(world, '/v1/logs/stream', { 'last-event-id': events[1]?.id ?? '' })
    const text = await until('"index":2')
    expect(text).not.toContain('"index":1')
  })

  test('of a user leaves others out', async () => {
    const world = await createWorld()
    using _ = world.app
    const { until } = await open(world, '/v1/users/default/logs/stream')
    await until('listening')
    fill(world, 1)
    await world.send('owner', 'PATCH', '/v1/users/default', { label: 'x' })
    expect(await until('user.update')).not.toContain('test.tick')
  })

  test('ends when the service shuts down', async () => {
    const world = await createWorld()
    const { until } = await open(world, '/v1/logs/stream')
    await until('listening')
    world.app[Symbol.dispose]()
    expect(until('never')).rejects.toThrow('ended')
  })
})
