import { SESSIONS, SHOP, type Who } from './world.ts'

/** Who sends what, and what must come of it: status, and `details.reason` or null for a success. */
export type Row = readonly [as: Who, method: string, path: string, body: unknown, status: number, reason: string | null]

const ONE = `${SESSIONS}/{session}`
const NOBODY = `${SESSIONS}/00000000-0000-7000-8000-000000000000`
const CONTEXTS = '/v1/users/default/browser/contexts'
const GONE = '00000000-0000-7000-8000-000000000000'

/** The verbs that need an Idempotency-Key come without one here: that is the first thing missed. */
const VERBS: readonly [verb: string, body: object][] = [
  ['navigate', { url: 'http://greenhouse.test/' }],
  ['act', { instruction: 'click "Cart"' }],
  ['observe', {}],
  ['links', {}],
  ['screenshot', {}],
]

/** Who may, and who may not. */
const ACCESS: readonly Row[] = [
  ['owner', 'POST', SESSIONS, SHOP, 403, 'agent_key_required'],
  ['agent', 'GET', SESSIONS, undefined, 200, null],
  ['owner', 'GET', SESSIONS, undefined, 200, null],
  ['other agent', 'GET', ONE, undefined, 200, null],
  ['owner', 'GET', ONE, undefined, 200, null],
  ['foreign agent', 'GET', ONE, undefined, 404, 'not_found'],
  ['foreign owner', 'GET', ONE, undefined, 404, 'not_found'],
  ['agent', 'GET', NOBODY, undefined, 404, 'not_found'],
  ['other agent', 'DELETE', ONE, undefined, 403, 'not_session_owner'],
  ['foreign agent', 'DELETE', ONE, undefined, 404, 'not_found'],
  ['owner', 'DELETE', ONE, undefined, 403, 'agent_key_required'],
  ...VERBS.flatMap(([verb, body]): Row[] => [
    ['stranger', 'POST', `${ONE}/${verb}`, body, 401, 'unauthorized'],
    ['owner', 'POST', `${ONE}/${verb}`, body, 403, 'agent_key_required'],
  ]),
  ...VERBS.slice(2).flatMap(([verb, body]): Row[] => [
    ['other agent', 'POST', `${ONE}/${verb}`, body, 403, 'not_session_owner'],
    ['foreign agent', 'POST', `${ONE}/${verb}`, body, 404, 'not_found'],
    ['agent', 'POST', `${NOBODY}/${verb}`, body, 404, 'not_found'],
  ]),
  ['agent', 'GET', `${ONE}/live-view`, undefined, 403, 'human_required'],
  ['foreign owner', 'GET', `${ONE}/live-view`, undefined, 404, 'not_found'],
  ['agent', 'GET', CONTEXTS, undefined, 200, null],
  ['owner', 'GET', CONTEXTS, undefined, 200, null],
  ['agent', 'POST', `${CONTEXTS}/work/grants`, { grantee_type: 'role', grantee_id: 'buyer' }, 403, 'human_required'],
  ['owner', 'POST', `${CONTEXTS}/work/grants`, { grantee_type: 'role', grantee_id: 'buyer' }, 404, 'not_found'],
  ['agent', 'DELETE', `${CONTEXTS}/work/grants/${GONE}`, undefined, 403, 'human_required'],
  ['owner', 'DELETE', `${CONTEXTS}/work/grants/${GONE}`, undefined, 404, 'not_found'],
  ['agent', 'DELETE', `${CONTEXTS}/work`, undefined, 403, 'human_required'],
  ['owner', 'DELETE', `${CONTEXTS}/work`, undefined, 404, 'not_found'],
  ['agent', 'GET', '/v1/approvals', undefined, 200, null],
  ['owner', 'GET', '/v1/users/default/approvals', undefined, 200, null],
  ['agent', 'GET', `/v1/approvals/${GONE}`, undefined, 404, 'not_found'],
  ['agent', 'POST', `/v1/approvals/${GONE}/approve`, undefined, 403, 'human_required'],
  ['owner', 'POST', `/v1/approvals/${GONE}/approve`, undefined, 404, 'not_found'],
  ['agent', 'POST', `/v1/users/default/approvals/${GONE}/deny`, {}, 403, 'human_required'],
  ['owner', 'POST', `/v1/users/default/approvals/${GONE}/deny`, {}, 404, 'not_found'],
  ['agent', 'GET', '/v1/users/default/logs', undefined, 200, null],
  ['owner', 'GET', '/v1/usage', undefined, 200, null],
  ['agent', 'GET', '/v1/users/default/vault', undefined, 200, null],
  ['agent', 'POST', '/v1/users/default/vault/x/reveal', {}, 403, 'human_required'],
  ['agent', 'POST', '/v1/users/default/vault/x/rotate', {}, 403, 'human_required'],
  ['agent', 'DELETE', '/v1/users/default/vault/x', undefined, 403, 'human_required'],
  ['agent', 'GET', '/v1/agents', undefined, 403, 'human_required'],
  ['agent', 'GET', '/v1/users', undefined, 403, 'human_required'],
  ['agent', 'GET', '/v1/account-kits', undefined, 403, 'human_required'],
  ['agent', 'GET', '/v1/auth/keys', undefined, 403, 'human_required'],
  ['agent', 'GET', '/v1/users/nobody/browser/sessions', undefined, 404, 'not_found'],
  ['agent', 'PUT', SESSIONS, {}, 405, 'method_not_allowed'],
  ['agent', 'GET', '/v1/nothing', undefined, 404, 'not_found'],
]

const create = (extra: object): Row => ['agent', 'POST', SESSIONS, { ...SHOP, ...extra }, 400, 'validation']
const post = (verb: string, body: unknown): Row => ['agent', 'POST', `${ONE}/${verb}`, body, 400, 'validation']

/** Bad input, field by field; bounds that a wrong minify flag switches off are among them. */
const INPUT: readonly Row[] = [
  ['agent', 'POST', SESSIONS, {}, 400, 'validation'],
  ['agent', 'POST', SESSIONS, '{"allowed_domains": [', 400, 'malformed_json'],
  create({ allowed_domains: [] }),
  create({ allowed_domains: 'greenhouse.test' }),
  create({ allowed_domains: Array.from({ length: 101 }, (_, n) => `d${n}.example`) }),
  create({ allowed_domains: ['com'] }),
  create({ allowed_domains: ['co.uk'] }),
  create({ allowed_domains: ['*.github.io', 'github.io'] }),
  create({ allowed_domains: ['http://example.com/'] }),
  create({ allowed_domains: ['*', 'example.com'] }),
  create({ allow_writes: 'yes' }),
  create({ timeout_minutes: 0 }),
  create({ timeout_minutes: 31 }),
  create({ timeout_minutes: '15' }),
  create({ human_login: 1 }),
  create({ allow_extract: 'no' }),
  create({ context_name: '' }),
  create({ allowed_domains: ['*'], proxy: true }),
  ['agent', 'POST', SESSIONS, { ...SHOP, context_name: 'nothing' }, 404, 'not_found'],
  ['agent', 'POST', SESSIONS, { ...SHOP, proxy: true }, 501, 'not_configured'],
  ['agent', 'GET', `${SESSIONS}?limit=0`, undefined, 400, 'validation'],
  ['agent', 'GET', `${SESSIONS}?limit=201`, undefined, 400, 'validation'],
  ['agent', 'GET', `${SESSIONS}?limit=many`, undefined, 400, 'validation'],
  ['agent', 'GET', `${SESSIONS}?status=asleep`, undefined, 400, 'validation'],
  post('navigate', {}),
  post('navigate', { url: 7 }),
  post('navigate', { url: 'http://greenhouse.test/', wait_until: 'whenever' }),
  post('act', { instruction: 7 }),
  post('act', { action: { method: 'explode' } }),
  post('observe', { limit: 0 }),
  post('observe', { limit: 501 }),
  post('observe', { instruction: '' }),
  post('links', { limit: 0 }),
  post('links', { limit: 1001 }),
  post('links', { contains: '' }),
  post('screenshot', { full_page: 'yes' }),
  post('screenshot', { format: 'gif' }),
  post('screenshot', { quality: 0 }),
  post('screenshot', { quality: 101 }),
  ['agent', 'POST', `${ONE}/navigate`, { url: 'http://greenhouse.test/' }, 400, 'idempotency_key_required'],
  ['agent', 'POST', `${ONE}/act`, { instruction: 'click "Cart"' }, 400, 'idempotency_key_required'],
  ['owner', 'POST', `${CONTEXTS}/work/grants`, { grantee_type: 'everybody', grantee_id: 'x' }, 400, 'validation'],
  ['owner', 'GET', '/v1/approvals?status=asleep', undefined, 400, 'validation'],
]

export const TABLE: readonly Row[] = [...ACCESS, ...INPUT]
