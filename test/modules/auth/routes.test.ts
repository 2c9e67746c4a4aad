import { describe, expect, test } from 'bun:test'
import { badFields, createWorld, refusal, runScenarios, type Scenario, type World } from '../../support/scenario.ts'

const agentPath = (world: World) => `/v1/agents/${world.agentId}`
const keyPath = (world: World) => {
  const { keys } = world.app.auth.agents.listKeys(world.workspaceId, { limit: 50 })
  return `/v1/auth/keys/${keys.find(key => key.agent_id === world.agentId)?.id}`
}

const SCENARIOS: Scenario[] = [
  {
    name: 'an owner makes an agent',
    as: 'owner',
    method: 'POST',
    path: '/v1/agents',
    body: { name: 'scout', roles: ['reader', 'reader'] },
    status: 201,
    has: { name: 'scout', roles: ['reader'], status: 'active' },
    audit: ['agent.create'],
  },
  {
    name: 'a member does not make agents',
    as: 'member',
    method: 'POST',
    path: '/v1/agents',
    body: { name: 'x' },
    status: 403,
    has: refusal('forbidden', 'owner_required'),
  },
  {
    name: 'an agent does not make agents',
    as: 'agent',
    method: 'POST',
    path: '/v1/agents',
    body: { name: 'x' },
    status: 403,
    has: refusal('forbidden', 'human_required'),
  },
  {
    name: 'every bad field of a new agent is named',
    as: 'owner',
    method: 'POST',
    path: '/v1/agents',
    body: { name: '', roles: ['a b'] },
    status: 400,
    has: badFields('body.name', 'body.roles.0'),
  },
  {
    name: 'a second agent of the same name is a duplicate',
    as: 'owner',
    method: 'POST',
    path: '/v1/agents',
    body: { name: 'agent' },
    status: 409,
    has: refusal('duplicate_record', 'duplicate_record'),
  },
  {
    name: 'a member sees the workspace’s agents',
    as: 'member',
    method: 'GET',
    path: '/v1/agents',
    status: 200,
    has: { agents: [{ name: 'other' }, { name: 'agent' }] },
  },
  { name: 'one agent can be read', as: 'member', method: 'GET', path: agentPath, status: 200, has: { name: 'agent' } },
  {
    name: 'another workspace’s agent is not found',
    as: 'foreign owner',
    method: 'GET',
    path: agentPath,
    status: 404,
    has: refusal('not_found', 'not_found'),
  },
  {
    name: 'another workspace’s agent cannot be changed',
    as: 'foreign owner',
    method: 'PATCH',
    path: agentPath,
    body: { name: 'mine' },
    status: 404,
  },
  {
    name: 'another workspace’s agent cannot be disabled',
    as: 'foreign owner',
    method: 'DELETE',
    path: agentPath,
    status: 404,
  },
  {
    name: 'an agent’s roles change',
    as: 'owner',
    method: 'PATCH',
    path: agentPath,
    body: { roles: ['buyer'] },
    status: 200,
    has: { name: 'agent', roles: ['buyer'] },
    audit: ['agent.update'],
  },
  {
    name: 'disabling an agent is said to be that',
    as: 'owner',
    method: 'DELETE',
    path: agentPath,
    status: 200,
    has: { status: 'disabled' },
    audit: ['agent.disable'],
  },
  {
    name: 'keys are listed by their last four characters',
    as: 'member',
    method: 'GET',
    path: '/v1/auth/keys',
    status: 200,
    has: { keys: [{ agent_name: 'other' }, { agent_name: 'agent' }] },
    lacks: ['nv_sk_live_', 'sha256'],
  },
  {
    name: 'keys of one agent can be asked for',
    as: 'owner',
    method: 'GET',
    path: world => `/v1/auth/keys?agent_id=${world.agentId}`,
    status: 200,
    has: { keys: [{ agent_name: 'agent' }] },
  },
  {
    name: 'a key of an unknown agent is not made',
    as: 'owner',
    method: 'POST',
    path: '/v1/auth/keys',
    body: { agent_id: 'nobody' },
    status: 404,
  },
  {
    name: 'a new key wants an agent',
    as: 'owner',
    method: 'POST',
    path: '/v1/auth/keys',
    body: {},
    status: 400,
    has: badFields('body.agent_id'),
  },
  {
    name: 'another workspace’s key cannot be revoked',
    as: 'foreign owner',
    method: 'DELETE',
    path: keyPath,
    status: 404,
  },
  {
    name: 'an agent is told who it is',
    as: 'agent',
    method: 'GET',
    path: '/v1/auth/me',
    status: 200,
    has: { type: 'agent', name: 'agent' },
  },
  {
    name: 'a header that is no key of ours is a stranger’s, whatever cookie comes along',
    as: 'owner',
    method: 'GET',
    path: '/v1/auth/me',
    headers: { authorization: 'Basic b3duZXI6eA==' },
    status: 401,
    has: refusal('unauthorized', 'unauthorized'),
  },
  {
    name: 'a key on a human’s route is an agent’s, whatever cookie comes along',
    as: 'owner',
    method: 'GET',
    path: '/v1/users',
    headers: { authorization: `Bearer nv_sk_live_${'x'.repeat(43)}` },
    status: 401,
  },
]

runScenarios(SCENARIOS)

describe('a key', () => {
  const create = async (world: World, headers: Record<string, string> = {}) =>
    world.send('owner', 'POST', '/v1/auth/keys', { agent_id: world.agentId }, headers)
  const use = (world: World, key: string) =>
    world.send('stranger', 'GET', '/v1/auth/me', undefined, { authorization: `Bearer ${key}` })

  test('is shown once, works, and is a stranger’s from the moment that it is revoked', async () => {
    const world = await createWorld()
    using _ = world.app
    const created = (await (await create(world)).json()) as { id: string; key: string; last4: string }
    expect(created.key).toMatch(/^nv_sk_live_[A-Za-z0-9_-]{43}$/)
    expect(created.key.slice(-4)).toBe(created.last4)
    expect((await use(world, created.key)).status).toBe(200)
    const revoked = await world.send('owner', 'DELETE', `/v1/auth/keys/${created.id}`)
    expect(await revoked.json()).toMatchObject({ revoked_at: expect.any(String) })
    expect((await use(world, created.key)).status).toBe(401)
  })

  test('lies in the database as a hash alone', async () => {
    const world = await createWorld()
    using _ = world.app
    const { key } = (await (await create(world)).json()) as { key: string }
    expect(Buffer.from(world.app.database.connection.serialize()).includes(key.slice(11))).toBe(false)
  })

  test('is not given again to a repeated request', async () => {
    const world = await createWorld()
    using _ = world.app
    const headers = { 'idempotency-key': 'one' }
    expect((await create(world, headers)).status).toBe(201)
    const again = await create(world, headers)
    expect(await again.json()).toMatchObject(refusal('conflict', 'answer_not_kept'))
    expect(world.app.auth.agents.listKeys(world.workspaceId, { limit: 50 }).keys).toHaveLength(3)
  })

  test('of a disabled agent is a stranger’s', async () => {
    const world = await createWorld()
    using _ = world.app
    await world.send('owner', 'DELETE', `/v1/agents/${world.agentId}`)
    expect((await world.send('agent', 'GET', '/v1/auth/me')).status).toBe(401)
  })
})

describe('the rate limit', () => {
  test('counts down, refuses with Retry-After, and lets through again as the minute passes', async () => {
    const world = await createWorld({ rateLimit: 2 })
    using _ = world.app
    const call = () => world.send('agent', 'GET', '/v1/auth/me')
    const first = await call()
    expect(first.headers.get('x-ratelimit-limit')).toBe('2')
    expect(first.headers.get('x-ratelimit-remaining')).toBe('1')
    expect(Number(first.headers.get('x-ratelimit-reset'))).toBe(world.app.clock.now() / 1000 + 60)
    world.app.clock.advance(20_000)
    expect((await call()).headers.get('x-ratelimit-remaining')).toBe('0')
    const refused = await call()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('40')
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
    expect(await refused.json()).toMatchObject(refusal('rate_limited', 'rate_limited'))
    expect((await world.send('other agent', 'GET', '/v1/auth/me')).status).toBe(200)
    world.app.clock.advance(40_000)
    expect((await call()).status).toBe(200)
    expect((await call()).status).toBe(429)
  })

  test('is off at 0', async () => {
    const world = await createWorld({ rateLimit: 0 })
    using _ = world.app
    const response = await world.send('agent', 'GET', '/v1/auth/me')
    expect(response.headers.has('x-ratelimit-limit')).toBe(false)
  })
})
