import { describe, expect, test } from 'bun:test'
import { browserSessions } from '../../../src/db/schema.ts'
import { isAppError } from '../../../src/lib/errors.ts'
import { toTimeFloor } from '../../../src/modules/metering/service.ts'
import { badFields, createWorld, runScenarios, type World } from '../../support/scenario.ts'

const openSession = (world: World) => {
  const { users } = world.app.users.listOf(world.workspaceId, { limit: 50 })
  const userId = users[0]?.id ?? ''
  const now = world.app.clock.now()
  const flags = { allow_writes: false, human_login: false, allow_extract: false, proxy: false }
  const owner = { id: 's1', workspace_id: world.workspaceId, user_id: userId, agent_id: world.agentId }
  const row = {
    ...owner,
    ...flags,
    status: 'active',
    allowed_domains: ['*'] as string[],
    created_at: now,
    timeout_at: now,
  } as const
  world.app.db.insert(browserSessions).values(row).run()
  return { workspaceId: world.workspaceId, userId, agentId: world.agentId, sessionId: 's1' }
}
const readSession = (world: World) => world.app.db.select().from(browserSessions).get()
const reasonOf = (work: () => void): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return isAppError(error) ? error.reason : String(error)
  }
}

describe('a charge', () => {
  test('is one ledger row and moves the session’s counters', async () => {
    const world = await createWorld()
    using _ = world.app
    const session = openSession(world)
    const { metering, db } = world.app
    expect(metering.charge(db, { ...session, action: 'act' })).toEqual({ credits_used: 1, credits_remaining: 39 })
    expect(metering.charge(db, { ...session, action: 'login' })).toEqual({ credits_used: 3, credits_remaining: 36 })
    metering.charge(db, { ...session, action: { timeFloor: 2 } })
    expect(readSession(world)).toMatchObject({ credits_consumed: 6, action_credits: 4 })
  })

  test('goes with its transaction', async () => {
    const world = await createWorld()
    using _ = world.app
    const session = openSession(world)
    expect(() =>
      world.app.db.transaction(tx => {
        world.app.metering.charge(tx, { ...session, action: 'act' })
        throw new Error('undo')
      }),
    ).toThrow('undo')
    expect(readSession(world)).toMatchObject({ credits_consumed: 0 })
    expect(world.app.metering.readUsage(world.workspaceId, { days: 1, limit: 10 }).total).toBe(0)
  })
})

describe('an action', () => {
  test('beyond the session’s ceiling is refused', async () => {
    const world = await createWorld()
    using _ = world.app
    const { userId } = openSession(world)
    const assert = (actionCredits: number) => () =>
      world.app.metering.assertCanSpend('login', { userId, actionCredits, maxCreditsPerDay: undefined })
    expect(reasonOf(assert(37))).toBe('none')
    expect(reasonOf(assert(38))).toBe('session_ceiling')
  })

  test('beyond the user’s daily budget is refused until the next day, UTC', async () => {
    const world = await createWorld()
    using _ = world.app
    const session = openSession(world)
    world.app.metering.charge(world.app.db, { ...session, action: 'login' })
    const assert = (maxCreditsPerDay: number) => () =>
      world.app.metering.assertCanSpend('act', { userId: session.userId, actionCredits: 3, maxCreditsPerDay })
    expect(reasonOf(assert(4))).toBe('none')
    expect(reasonOf(assert(3))).toBe('daily_budget')
    world.app.clock.advance(12 * 3600 * 1000)
    expect(reasonOf(assert(3))).toBe('none')
  })
})

test.each([
  [0, 1],
  [5 * 60_000, 1],
  [5 * 60_000 + 1, 2],
  [15 * 60_000, 2],
  [15 * 60_000 + 1, 3],
])('a session of %d ms has a time floor of %d', (elapsed, credits) => {
  expect(toTimeFloor(elapsed)).toBe(credits)
})

const charge = (world: World) => {
  const session = openSession(world)
  world.app.metering.charge(world.app.db, { ...session, action: 'act' })
  world.app.metering.charge(world.app.db, { ...session, action: 'login' })
}

runScenarios([
  {
    name: 'usage adds up by day and by action',
    prepare: charge,
    as: 'agent',
    method: 'GET',
    path: '/v1/usage?days=1&limit=1',
    status: 200,
    has: {
      days: 1,
      credits: 4,
      by_day: [{ date: '2025-11-24', credits: 4, count: 2 }],
      by_action: [
        { action: 'login', credits: 3, count: 1 },
        { action: 'act', credits: 1, count: 1 },
      ],
      entries: [{ action: 'login', credits: 3, session_id: 's1' }],
      next_cursor: expect.any(String),
    },
  },
  {
    name: 'another workspace’s usage is not in it',
    prepare: charge,
    as: 'foreign owner',
    method: 'GET',
    path: '/v1/usage',
    status: 200,
    has: { credits: 0, entries: [] },
  },
  {
    name: 'usage of an unknown user is not found',
    as: 'owner',
    method: 'GET',
    path: '/v1/usage?user_id=nobody',
    status: 404,
  },
  {
    name: 'every bad part of usage’s query is named',
    as: 'owner',
    method: 'GET',
    path: '/v1/usage?days=0&limit=x',
    status: 400,
    has: badFields('query.days', 'query.limit'),
  },
])
