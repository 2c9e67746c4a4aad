import { describe, expect, test } from 'bun:test'
import type { AgentPrincipal } from '../../../src/contract/session.ts'
import { isAppError } from '../../../src/lib/errors.ts'
import { createWorld, type World } from '../../support/scenario.ts'

const toAgent = (world: World): AgentPrincipal => ({
  type: 'agent',
  id: world.agentId,
  workspaceId: world.workspaceId,
  roles: [],
  keyId: 'key',
})
const reasonOf = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return isAppError(error) ? error.reason : String(error)
  }
}

describe('the user that a route works for', () => {
  const add = (world: World, body: object) => world.send('owner', 'POST', '/v1/users', body)
  const browser = { primitive: 'browser', reading: false } as const

  test('is found by id, external id, default and me, with its kit’s policy', async () => {
    const world = await createWorld()
    using _ = world.app
    await add(world, { external_id: 'ada' })
    const { user, policy } = world.app.users.resolve(toAgent(world), 'ada', browser)
    expect(policy.browser.enabled).toBe(true)
    expect(world.app.users.resolve(toAgent(world), user.id, browser).user.external_id).toBe('ada')
    for (const param of ['default', 'me'])
      expect(world.app.users.resolve(toAgent(world), param, browser).user.is_default).toBe(true)
  })

  test('is not found where it is deleted or another workspace’s', async () => {
    const world = await createWorld()
    using _ = world.app
    await add(world, { external_id: 'gone' })
    await world.send('owner', 'DELETE', '/v1/users/gone')
    await world.send('foreign owner', 'POST', '/v1/users', { external_id: 'theirs' })
    const foreign = world.app.users.listOf(world.foreignWorkspaceId, { limit: 50 }).users[0]?.id ?? ''
    for (const param of ['gone', 'theirs', foreign, 'never'])
      expect(reasonOf(() => world.app.users.resolve(toAgent(world), param, browser))).toBe('not_found')
  })

  test('that is suspended may be read for, and nothing else', async () => {
    const world = await createWorld()
    using _ = world.app
    await add(world, { external_id: 'ada', status: 'suspended' })
    const resolve = (reading: boolean) =>
      world.app.users.resolve(toAgent(world), 'ada', { primitive: 'browser', reading })
    expect(reasonOf(() => resolve(false))).toBe('user_suspended')
    expect(reasonOf(() => resolve(true))).toBe('none')
  })

  test('whose kit has the primitive switched off is refused, reading too', async () => {
    const world = await createWorld()
    using _ = world.app
    const kit = await world.send('owner', 'POST', '/v1/account-kits', {
      name: 'off',
      primitives_config: { browser: { enabled: false } },
    })
    const { id } = (await kit.json()) as { id: string }
    await add(world, { external_id: 'ada', account_kit_id: id })
    const resolve = (primitive: 'browser' | 'vault') =>
      world.app.users.resolve(toAgent(world), 'ada', { primitive, reading: true })
    expect(reasonOf(() => resolve('browser'))).toBe('primitive_disabled_by_kit')
    expect(reasonOf(() => resolve('vault'))).toBe('none')
  })

  test('is marked as active, at most once a minute', async () => {
    const world = await createWorld()
    using _ = world.app
    const read = () => world.app.users.resolve(toAgent(world), 'me', browser).user.last_active_at
    const first = world.app.clock.now()
    read()
    world.app.clock.advance(59_000)
    expect(read()).toBe(first)
    world.app.clock.advance(1000)
    read()
    expect(read()).toBe(first + 60_000)
  })
})
