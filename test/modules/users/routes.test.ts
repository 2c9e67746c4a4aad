import { and, eq } from 'drizzle-orm'
import { accountKits } from '../../../src/db/schema.ts'
import { badFields, refusal, runScenarios, type Scenario, type World } from '../../support/scenario.ts'

const addUser = (external_id: string) => async (world: World) => {
  await world.send('owner', 'POST', '/v1/users', { external_id, email: `${external_id}@example.com` })
}
const addForeign = async (world: World) => {
  await world.send('foreign owner', 'POST', '/v1/users', { external_id: 'theirs' })
}

const kitOf = ({ app, workspaceId }: World, name: string): string =>
  app.db
    .select({ id: accountKits.id })
    .from(accountKits)
    .where(and(eq(accountKits.workspace_id, workspaceId), eq(accountKits.name, name)))
    .get()?.id ?? ''

const SCENARIOS: Scenario[] = [
  {
    name: 'a person adds a user and gets all of its fields',
    as: 'member',
    method: 'POST',
    path: '/v1/users',
    body: {
      external_id: 'ada',
      email: 'ada@example.com',
      label: 'Ada',
      profile: { first_name: 'Ada' },
      metadata: { plan: 3 },
      unknown: 1,
    },
    status: 201,
    has: {
      external_id: 'ada',
      email: 'ada@example.com',
      label: 'Ada',
      status: 'active',
      is_default: false,
      profile: { first_name: 'Ada' },
      metadata: { plan: 3 },
      last_active_at: null,
    },
    lacks: ['unknown', 'workspace_id'],
    audit: ['user.create'],
  },
  {
    name: 'a member does not put a user under another kit',
    prepare: async world => {
      await world.send('owner', 'POST', '/v1/account-kits', { name: 'wide' })
    },
    as: 'member',
    method: 'PATCH',
    path: '/v1/users/default',
    body: (world: World) => ({ account_kit_id: kitOf(world, 'wide') }),
    status: 403,
    has: refusal('forbidden', 'owner_required'),
  },
  {
    name: 'a member does not make a user under another kit',
    prepare: async world => {
      await world.send('owner', 'POST', '/v1/account-kits', { name: 'wide' })
    },
    as: 'member',
    method: 'POST',
    path: '/v1/users',
    body: (world: World) => ({ external_id: 'ada', account_kit_id: kitOf(world, 'wide') }),
    status: 403,
    has: refusal('forbidden', 'owner_required'),
  },
  {
    name: 'a member may name the kit that a user is under already',
    as: 'member',
    method: 'PATCH',
    path: '/v1/users/default',
    body: (world: World) => ({ account_kit_id: kitOf(world, 'default'), label: 'same' }),
    status: 200,
    has: { label: 'same' },
    audit: ['user.update'],
  },
  {
    name: 'an owner puts a user under another kit',
    prepare: async world => {
      await world.send('owner', 'POST', '/v1/account-kits', { name: 'wide' })
    },
    as: 'owner',
    method: 'PATCH',
    path: '/v1/users/default',
    body: (world: World) => ({ account_kit_id: kitOf(world, 'wide') }),
    status: 200,
    audit: ['user.update'],
  },
  {
    name: 'a stranger is told nothing but 401',
    as: 'stranger',
    method: 'POST',
    path: '/v1/users',
    body: '{not json',
    status: 401,
    has: refusal('unauthorized', 'unauthorized'),
  },
  {
    name: 'an agent does not manage users',
    as: 'agent',
    method: 'GET',
    path: '/v1/users',
    status: 403,
    has: refusal('forbidden', 'human_required'),
  },
  {
    name: 'an agent is refused before its body is read',
    as: 'agent',
    method: 'POST',
    path: '/v1/users',
    body: '{',
    status: 403,
    has: refusal('forbidden', 'human_required'),
  },
  {
    name: 'a body that is not JSON is said to be that',
    as: 'owner',
    method: 'POST',
    path: '/v1/users',
    body: '{',
    status: 400,
    has: refusal('invalid_input', 'malformed_json'),
  },
  {
    name: 'every bad field of a new user is named',
    as: 'owner',
    method: 'POST',
    path: '/v1/users',
    body: { external_id: 'a b', email: 'no', label: '', status: 'deleted', profile: { first_name: 7 }, metadata: 'x' },
    status: 400,
    has: badFields(
      'body.external_id',
      'body.email',
      'body.label',
      'body.status',
      'body.profile.first_name',
      'body.metadata',
    ),
  },
  {
    name: 'a missing external_id is named',
    as: 'owner',
    method: 'POST',
    path: '/v1/users',
    body: {},
    status: 400,
    has: { error: { details: { fields: [{ path: 'body.external_id', message: 'is required' }] } } },
  },
  {
    name: 'the default user’s names cannot be taken',
    as: 'owner',
    method: 'POST',
    path: '/v1/users',
    body: { external_id: 'me' },
    status: 400,
    has: badFields('body.external_id'),
  },
  {
    name: 'a kit of another workspace is not found',
    as: 'owner',
    method: 'POST',
    path: '/v1/users',
    body: { external_id: 'x', account_kit_id: 'nope' },
    status: 404,
    has: refusal('not_found', 'not_found'),
  },
  {
    name: 'a second user with the same external_id is a duplicate',
    prepare: addUser('ada'),
    as: 'owner',
    method: 'POST',
    path: '/v1/users',
    body: { external_id: 'ada' },
    status: 409,
    has: refusal('duplicate_record', 'duplicate_record'),
  },
  {
    name: 'the list holds the workspace’s own users',
    prepare: addForeign,
    as: 'owner',
    method: 'GET',
    path: '/v1/users',
    status: 200,
    has: { users: [{ external_id: 'default' }], next_cursor: null },
    lacks: ['theirs'],
  },
  {
    name: 'a list’s limit has to be a number in range',
    as: 'owner',
    method: 'GET',
    path: '/v1/users?limit=0',
    status: 400,
    has: badFields('query.limit'),
  },
  {
    name: 'default names the default user',
    as: 'owner',
    method: 'GET',
    path: '/v1/users/default',
    status: 200,
    has: { is_default: true },
  },
  {
    name: 'me names the default user too',
    as: 'owner',
    method: 'GET',
    path: '/v1/users/me',
    status: 200,
    has: { is_default: true },
  },
  {
    name: 'an external_id names its user',
    prepare: addUser('ada'),
    as: 'owner',
    method: 'GET',
    path: '/v1/users/ada',
    status: 200,
    has: { email: 'ada@example.com' },
  },
  {
    name: 'another workspace’s user is not found',
    prepare: addForeign,
    as: 'owner',
    method: 'GET',
    path: '/v1/users/theirs',
    status: 404,
    has: refusal('not_found', 'not_found'),
  },
  {
    name: 'a change touches what it names and nothing else',
    prepare: addUser('ada'),
    as: 'owner',
    method: 'PATCH',
    path: '/v1/users/ada',
    body: { email: null, status: 'suspended' },
    status: 200,
    has: { external_id: 'ada', email: null, status: 'suspended' },
    audit: ['user.update'],
  },
  {
    name: 'another workspace’s user cannot be changed',
    prepare: addForeign,
    as: 'owner',
    method: 'PATCH',
    path: '/v1/users/theirs',
    body: { label: 'x' },
    status: 404,
  },
  {
    name: 'deleting keeps the row and says so',
    prepare: addUser('ada'),
    as: 'owner',
    method: 'DELETE',
    path: '/v1/users/ada',
    status: 200,
    has: { external_id: 'ada', status: 'deleted' },
    audit: ['user.delete'],
  },
  {
    name: 'the default user cannot be deleted',
    as: 'owner',
    method: 'DELETE',
    path: '/v1/users/default',
    status: 409,
    has: refusal('conflict', 'in_use'),
  },
  {
    name: 'another workspace’s user cannot be deleted',
    prepare: addForeign,
    as: 'owner',
    method: 'DELETE',
    path: '/v1/users/theirs',
    status: 404,
  },
  {
    name: 'a member does not assign kits',
    as: 'member',
    method: 'POST',
    path: '/v1/account-kits/x/users/default/assign',
    status: 403,
    has: refusal('forbidden', 'owner_required'),
  },
]

runScenarios(SCENARIOS)
