import { describe, expect, test } from 'bun:test'
import { PASSWORD } from '../../support/app.ts'
import { badFields, createWorld, refusal, runScenarios, type Scenario, type World } from '../../support/scenario.ts'

const VAULT = '/v1/users/default/vault'
const SECRET = 'sk-4f9a-very-secret'
const put =
  (who: 'agent' | 'owner', body: object = {}) =>
  (world: World) =>
    world.send(who, 'PUT', `${VAULT}/token`, { value: SECRET, kind: 'token', ...body })
const SEEN = { lacks: [SECRET] }

const SCENARIOS: Scenario[] = [
  {
    name: 'an agent stores a value and gets everything but it',
    as: 'agent',
    method: 'PUT',
    path: `${VAULT}/token`,
    body: { value: SECRET, kind: 'token', metadata: { for: 'ci' } },
    status: 200,
    has: {
      key: 'token',
      kind: 'token',
      locked: false,
      version: 1,
      stored_by: 'agent',
      metadata: { for: 'ci' },
      expires_at: null,
    },
    ...SEEN,
    audit: ['vault.put'],
  },
  {
    name: 'a kind is a note unless it is said',
    as: 'owner',
    method: 'PUT',
    path: `${VAULT}/x`,
    body: { value: 'v' },
    status: 200,
    has: { kind: 'note', stored_by: 'human' },
    audit: ['vault.put'],
  },
  {
    name: 'every bad field of an entry is named',
    as: 'agent',
    method: 'PUT',
    path: `${VAULT}/x`,
    body: { value: '', kind: 'secret', locked: 'no', expires_at: 'soon', metadata: 1 },
    status: 400,
    has: badFields('body.value', 'body.kind', 'body.locked', 'body.expires_at', 'body.metadata'),
  },
  {
    name: 'an expiry that is no date is refused',
    as: 'agent',
    method: 'PUT',
    path: `${VAULT}/x`,
    body: { value: 'v', expires_at: '2025-99-99T00:00:00Z' },
    status: 400,
    has: badFields('body.expires_at'),
  },
  {
    name: 'a value of more than 64 KiB is refused',
    as: 'agent',
    method: 'PUT',
    path: `${VAULT}/x`,
    body: { value: 'é'.repeat(32 * 1024 + 1) },
    status: 400,
    has: badFields('body.value'),
  },
  {
    name: 'an agent replaces what an agent stored',
    prepare: put('agent'),
    as: 'other agent',
    method: 'PUT',
    path: `${VAULT}/token`,
    body: { value: 'new' },
    status: 200,
    has: { kind: 'token', version: 2 },
    audit: ['vault.put'],
  },
  {
    name: 'an agent does not replace what a human stored',
    prepare: put('owner'),
    as: 'agent',
    method: 'PUT',
    path: `${VAULT}/token`,
    body: { value: 'new' },
    status: 409,
    has: refusal('duplicate_record', 'duplicate_record'),
  },
  {
    name: 'an agent lists keys without values',
    prepare: put('owner'),
    as: 'agent',
    method: 'GET',
    path: VAULT,
    status: 200,
    has: { entries: [{ key: 'token', kind: 'token' }], next_cursor: null },
    ...SEEN,
  },
  {
    name: 'an agent does not reveal',
    prepare: put('agent'),
    as: 'agent',
    method: 'POST',
    path: `${VAULT}/token/reveal`,
    body: { password: PASSWORD },
    status: 403,
    has: refusal('forbidden', 'human_required'),
    ...SEEN,
  },
  {
    name: 'a human reveals with the password again',
    prepare: put('agent'),
    as: 'member',
    method: 'POST',
    path: `${VAULT}/token/reveal`,
    body: { password: PASSWORD },
    status: 200,
    has: { key: 'token', value: SECRET, expires_at: null },
    audit: ['vault.reveal'],
  },
  {
    name: 'a human does not reveal with another password',
    prepare: put('agent'),
    as: 'owner',
    method: 'POST',
    path: `${VAULT}/token/reveal`,
    body: { password: 'wrong' },
    status: 401,
    has: refusal('unauthorized', 'invalid_login'),
    ...SEEN,
  },
  {
    name: 'revealing wants the password',
    prepare: put('agent'),
    as: 'owner',
    method: 'POST',
    path: `${VAULT}/token/reveal`,
    body: {},
    status: 400,
    has: badFields('body.password'),
    ...SEEN,
  },
  {
    name: 'a locked entry is never revealed',
    prepare: put('agent', { locked: true }),
    as: 'owner',
    method: 'POST',
    path: `${VAULT}/token/reveal`,
    body: { password: PASSWORD },
    status: 403,
    has: refusal('forbidden', 'entry_locked'),
    ...SEEN,
  },
  {
    name: 'an absent entry is not found',
    as: 'owner',
    method: 'POST',
    path: `${VAULT}/token/reveal`,
    body: { password: PASSWORD },
    status: 404,
  },
  {
    name: 'another workspace’s entry is not found',
    prepare: put('agent'),
    as: 'foreign owner',
    method: 'POST',
    path: `${VAULT}/token/reveal`,
    body: { password: PASSWORD },
    status: 404,
  },
  {
    name: 'an agent does not rotate',
    prepare: put('agent'),
    as: 'agent',
    method: 'POST',
    path: `${VAULT}/token/rotate`,
    status: 403,
    has: refusal('forbidden', 'human_required'),
  },
  {
    name: 'rotating re-encrypts',
    prepare: put('agent'),
    as: 'owner',
    method: 'POST',
    path: `${VAULT}/token/rotate?regenerate_dek=true`,
    status: 200,
    has: { key: 'token', version: 2, stored_by: 'agent' },
    audit: ['vault.rotate'],
  },
  {
    name: 'a query of rotate that is neither true nor false is named',
    prepare: put('agent'),
    as: 'owner',
    method: 'POST',
    path: `${VAULT}/token/rotate?regenerate_dek=yes`,
    status: 400,
    has: badFields('query.regenerate_dek'),
  },
  {
    name: 'rotating an absent entry is not found',
    as: 'owner',
    method: 'POST',
    path: `${VAULT}/token/rotate`,
    status: 404,
  },
  {
    name: 'an agent does not delete',
    prepare: put('agent'),
    as: 'agent',
    method: 'DELETE',
    path: `${VAULT}/token`,
    status: 403,
    has: refusal('forbidden', 'human_required'),
  },
  {
    name: 'a human deletes',
    prepare: put('agent'),
    as: 'owner',
    method: 'DELETE',
    path: `${VAULT}/token`,
    status: 200,
    has: { key: 'token', deleted: true },
    audit: ['vault.delete'],
  },
  { name: 'deleting an absent entry is not found', as: 'owner', method: 'DELETE', path: `${VAULT}/token`, status: 404 },
  {
    name: 'the vault of an unknown user is not found',
    as: 'agent',
    method: 'GET',
    path: '/v1/users/nobody/vault',
    status: 404,
  },
  {
    name: 'a suspended user’s vault takes nothing',
    prepare: world => world.send('owner', 'PATCH', '/v1/users/default', { status: 'suspended' }),
    as: 'agent',
    method: 'PUT',
    path: `${VAULT}/x`,
    body: { value: 'v' },
    status: 403,
    has: refusal('forbidden', 'user_suspended'),
  },
]

runScenarios(SCENARIOS)

describe('an entry', () => {
  const reveal = (world: World) => world.send('owner', 'POST', `${VAULT}/token/reveal`, { password: PASSWORD })

  test('that has expired is not found, and may be stored anew by anybody', async () => {
    const world = await createWorld()
    using _ = world.app
    const expires_at = new Date(world.app.clock.now() + 60_000).toISOString()
    await put('owner', { expires_at })(world)
    expect((await reveal(world)).status).toBe(200)
    world.app.clock.advance(60_000)
    expect((await reveal(world)).status).toBe(404)
    expect((await put('agent', { expires_at: null })(world)).status).toBe(200)
  })

  test('is destroyed by the sweep once it has expired', async () => {
    const world = await createWorld()
    using _ = world.app
    await put('owner', { expires_at: new Date(world.app.clock.now() + 1000).toISOString() })(world)
    world.app.clock.advance(1000)
    world.app.entries.sweep()
    expect(await (await world.send('owner', 'GET', VAULT)).json()).toEqual({ entries: [], next_cursor: null })
  })

  test('keeps its value when it is re-encrypted, and lies encrypted in the database', async () => {
    const world = await createWorld()
    using _ = world.app
    await put('agent')(world)
    await world.send('owner', 'POST', `${VAULT}/token/rotate?regenerate_dek=true`)
    expect(await (await reveal(world)).json()).toMatchObject({ value: SECRET })
    expect(Buffer.from(world.app.database.connection.serialize()).includes(SECRET)).toBe(false)
    expect(world.app.lines.join()).not.toContain(SECRET)
  })

  test('that was revealed is not given again to a repeated request', async () => {
    const world = await createWorld()
    using _ = world.app
    await put('agent')(world)
    const again = () =>
      world.send('owner', 'POST', `${VAULT}/token/reveal`, { password: PASSWORD }, { 'idempotency-key': 'r' })
    expect((await again()).status).toBe(200)
    const replay = await again()
    expect(await replay.text()).not.toContain(SECRET)
    expect(replay.status).toBe(409)
  })

  test('stored twice with one idempotency key is stored once', async () => {
    const world = await createWorld()
    using _ = world.app
    const store = () => world.send('agent', 'PUT', `${VAULT}/token`, { value: SECRET }, { 'idempotency-key': 'p' })
    expect(await (await store()).json()).toMatchObject({ version: 1 })
    const replay = await store()
    expect(replay.headers.get('idempotent-replay')).toBe('true')
    expect(replay.headers.get('x-request-id')).toBeTruthy()
    expect(await replay.json()).toMatchObject({ version: 1 })
  })
})
