import { expect, test } from 'bun:test'
import { listAccess, OPEN_ROUTES } from '../../src/http/server.ts'
import { createWorld, type Who, type World } from '../support/scenario.ts'

/** Every guarded route with something in place of its parameters, so that nothing but the guard can refuse it. */
const listGuarded = (world: World) =>
  listAccess(world.app.http)
    .filter(({ route }) => !OPEN_ROUTES.includes(route))
    .map(({ route, access }) => {
      const [method = '', path = ''] = route.split(' ')
      return { access, method, path: path.replace(/:[a-z_]+/g, 'default') }
    })

const readReason = async (world: World, who: Who, { method, path }: { method: string; path: string }) => {
  const body = method === 'GET' ? undefined : '{ not json'
  const response = await world.send(who, method, path, body)
  if (response.status < 400) {
    await response.body?.cancel()
    return { status: response.status, reason: null }
  }
  const { error } = (await response.json()) as { error: { details: { reason: string } } }
  return { status: response.status, reason: error.details.reason }
}

test('every route but the named open ones refuses a stranger, whatever it sends', async () => {
  const world = await createWorld()
  using _ = world.app
  const routes = listGuarded(world)
  expect(routes.length).toBeGreaterThan(20)
  for (const route of routes) {
    expect({ ...route, ...(await readReason(world, 'stranger', route)) }).toEqual({
      ...route,
      status: 401,
      reason: 'unauthorized',
    })
  }
})

test('every route for people refuses an agent, and a member where it is for owners', async () => {
  const world = await createWorld()
  using _ = world.app
  for (const route of listGuarded(world)) {
    if (route.access === 'human' || route.access === 'owner')
      expect(await readReason(world, 'agent', route)).toEqual({ status: 403, reason: 'human_required' })
    if (route.access === 'owner')
      expect(await readReason(world, 'member', route)).toEqual({ status: 403, reason: 'owner_required' })
  }
})

test('every route for agents refuses people', async () => {
  const world = await createWorld()
  using _ = world.app
  for (const route of listGuarded(world).filter(({ access }) => access === 'agent'))
    expect(await readReason(world, 'owner', route)).toEqual({ status: 403, reason: 'agent_key_required' })
})

test('every route that changes something refuses a cookie from another site', async () => {
  const world = await createWorld()
  using _ = world.app
  for (const { method, path } of listGuarded(world).filter(
    ({ access, method }) => access !== 'agent' && method !== 'GET',
  )) {
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    const response = await world.send('owner', method, path, undefined, foreign)
    expect({ path, text: await response.text() }).toEqual({ path, text: expect.stringContaining('"csrf"') })
  }
})
