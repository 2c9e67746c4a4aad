import { badFields, refusal, runScenarios, type Scenario, type World } from '../../support/scenario.ts'

const list = async (world: World) => {
  const response = await world.send('owner', 'GET', '/v1/account-kits')
  return ((await response.json()) as { account_kits: { id: string; name: string }[] }).account_kits
}
const ids = new WeakMap<World, { kit: string; standard: string }>()
const addKit = async (world: World) => {
  const config = { browser: { max_sessions: 2, allowed_domains: ['example.com'] } }
  await world.send('owner', 'POST', '/v1/account-kits', { name: 'strict', primitives_config: config })
  const kits = await list(world)
  const idOf = (name: string) => kits.find(kit => kit.name === name)?.id ?? ''
  ids.set(world, { kit: idOf('strict'), standard: idOf('default') })
}
const kitPath = (world: World) => `/v1/account-kits/${ids.get(world)?.kit}`
const defaultPath = (world: World) => `/v1/account-kits/${ids.get(world)?.standard}`
const assign = async (world: World) => {
  await addKit(world)
  await world.send('owner', 'POST', `${kitPath(world)}/users/default/assign`)
}

const SCENARIOS: Scenario[] = [
  {
    name: 'a new kit enables everything that it doesn’t name',
    as: 'owner',
    method: 'POST',
    path: '/v1/account-kits',
    body: { name: 'strict', primitives_config: { browser: { max_sessions: 2 } } },
    status: 201,
    has: {
      name: 'strict',
      is_default: false,
      user_count: 0,
      primitives_config: { browser: { enabled: true, max_sessions: 2 }, vault: { enabled: true } },
    },
    audit: ['account_kit.create'],
  },
  {
    name: 'every bad field of a kit is named',
    as: 'owner',
    method: 'POST',
    path: '/v1/account-kits',
    body: {
      name: '',
      primitives_config: {
        browser: { enabled: 'yes', max_sessions: -1, allowed_domains: [], egress: 'some' },
        vault: { enabled: 1 },
      },
    },
    status: 400,
    has: badFields(
      'body.name',
      'body.primitives_config.browser.enabled',
      'body.primitives_config.browser.max_sessions',
      'body.primitives_config.browser.allowed_domains',
      'body.primitives_config.browser.egress',
      'body.primitives_config.vault.enabled',
    ),
  },
  {
    name: 'a second kit of the same name is a duplicate',
    prepare: addKit,
    as: 'owner',
    method: 'POST',
    path: '/v1/account-kits',
    body: { name: 'strict' },
    status: 409,
    has: refusal('duplicate_record', 'duplicate_record'),
  },
  {
    name: 'a member reads kits',
    as: 'member',
    method: 'GET',
    path: '/v1/account-kits',
    status: 200,
    has: { account_kits: [{ name: 'default', is_default: true, user_count: 1 }], next_cursor: null },
  },
  {
    name: 'a member does not change kits',
    prepare: addKit,
    as: 'member',
    method: 'PATCH',
    path: kitPath,
    body: { name: 'x' },
    status: 403,
    has: refusal('forbidden', 'owner_required'),
  },
  {
    name: 'an agent does not read kits',
    as: 'agent',
    method: 'GET',
    path: '/v1/account-kits',
    status: 403,
    has: refusal('forbidden', 'human_required'),
  },
  {
    name: 'one kit can be read',
    prepare: addKit,
    as: 'member',
    method: 'GET',
    path: kitPath,
    status: 200,
    has: { name: 'strict' },
  },
  {
    name: 'another workspace’s kit is not found',
    prepare: addKit,
    as: 'foreign owner',
    method: 'GET',
    path: kitPath,
    status: 404,
    has: refusal('not_found', 'not_found'),
  },
  {
    name: 'another workspace’s kit cannot be changed',
    prepare: addKit,
    as: 'foreign owner',
    method: 'PATCH',
    path: kitPath,
    body: { name: 'mine' },
    status: 404,
  },
  {
    name: 'another workspace’s kit cannot be deleted',
    prepare: addKit,
    as: 'foreign owner',
    method: 'DELETE',
    path: kitPath,
    status: 404,
  },
  {
    name: 'a change keeps what it doesn’t name, and null takes a limit away',
    prepare: addKit,
    as: 'owner',
    method: 'PATCH',
    path: kitPath,
    body: { primitives_config: { browser: { enabled: false, max_sessions: null } } },
    status: 200,
    has: { name: 'strict', primitives_config: { browser: { enabled: false, allowed_domains: ['example.com'] } } },
    lacks: ['max_sessions'],
    audit: ['account_kit.update'],
  },
  {
    name: 'a kit is assigned to a user',
    prepare: addKit,
    as: 'owner',
    method: 'POST',
    path: world => `${kitPath(world)}/users/default/assign`,
    status: 200,
    has: { is_default: true },
    audit: ['user.update'],
  },
  {
    name: 'another workspace’s kit is not assigned',
    prepare: addKit,
    as: 'foreign owner',
    method: 'POST',
    path: world => `${kitPath(world)}/users/default/assign`,
    status: 404,
  },
  {
    name: 'a kit that has users cannot be deleted',
    prepare: assign,
    as: 'owner',
    method: 'DELETE',
    path: kitPath,
    status: 409,
    has: refusal('conflict', 'in_use', { user_count: 1 }),
  },
  {
    name: 'the default kit cannot be deleted',
    prepare: addKit,
    as: 'owner',
    method: 'DELETE',
    path: defaultPath,
    status: 409,
    has: refusal('conflict', 'in_use'),
  },
  {
    name: 'a kit without users is deleted',
    prepare: addKit,
    as: 'owner',
    method: 'DELETE',
    path: kitPath,
    status: 200,
    has: { deleted: true },
    audit: ['account_kit.delete'],
  },
]

runScenarios(SCENARIOS)
