import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import manifest from '../../package.json' with { type: 'json' }
import { createPlace, type Place, readUntil } from '../cli/command-line.ts'
import { type Binary, buildBinary } from './binary.ts'

setDefaultTimeout(120_000)

/** Who sends a request. */
type Who = 'stranger' | 'agent' | 'other agent' | 'foreign agent' | 'owner'

const SESSIONS = '/v1/users/default/browser/sessions'
const OPEN = { allowed_domains: ['example.com'] }

let binary: Binary
let place: Place
let child: Bun.Subprocess<'ignore', 'pipe', 'pipe'>
let url = ''
let session = ''
const headers: Record<Who, Record<string, string>> = {
  stranger: {},
  agent: {},
  'other agent': {},
  'foreign agent': {},
  owner: {},
}

const send = (as: Who, method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
  fetch(url + path.replace('{session}', session), {
    method,
    headers: { ...headers[as], ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })

const keyOf = async (...args: string[]): Promise<Record<string, string>> => ({
  authorization: `Bearer ${(await place.run('key', 'create', ...args, '--json')).json()['key']}`,
})

const signIn = async (email: string, password: string): Promise<Record<string, string>> => {
  const answer = await send('stranger', 'POST', '/v1/auth/login', { email, password }, { origin: url })
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return { cookie, origin: url, 'sec-fetch-site': 'same-origin' }
}

beforeAll(async () => {
  binary = await buildBinary()
  place = await createPlace({ CHAPERONE_RATE_LIMIT: '0', CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8' }, [binary.path])
  child = place.start('serve', '--json')
  const ready = JSON.parse(await readUntil(child.stdout, /\n/))
  url = ready.url
  headers.agent = { authorization: `Bearer ${ready.first_run.agent_key}` }
  headers['other agent'] = await keyOf('--agent', 'other')
  await place.run('workspace', 'create', 'foreign')
  headers['foreign agent'] = await keyOf('--agent', 'foreign', '--workspace', 'foreign')
  headers.owner = await signIn(ready.first_run.owner_email, ready.first_run.owner_password)
  const opened = await send('agent', 'POST', SESSIONS, OPEN)
  session = String(((await opened.json()) as Record<string, unknown>)['session_id'])
})

afterAll(async () => {
  child.kill('SIGTERM')
  await child.exited
  await place[Symbol.asyncDispose]()
  await binary[Symbol.asyncDispose]()
})

test('it tells its version', async () => {
  expect((await place.run('version', '--json')).json()).toMatchObject({ version: manifest.version })
})

test('every route of its OpenAPI description but the open ones refuses a stranger', async () => {
  const { paths } = (await (await send('agent', 'GET', '/openapi.json')).json()) as { paths: Record<string, object> }
  const open = ['/v1/auth/login', '/v1/artifacts/{artifact_id}']
  const guarded = Object.entries(paths)
    .filter(([path]) => path.startsWith('/v1/') && !open.includes(path))
    .flatMap(([path, methods]) => Object.keys(methods).map(method => ({ path, method })))
  expect(guarded.length).toBeGreaterThan(30)
  for (const { path, method } of guarded) {
    const answer = await send('stranger', method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'default'))
    expect({ path, method, status: answer.status }).toEqual({ path, method, status: 401 })
  }
})

/** Bounds and shapes that a wrong minify flag switches off, and who may do what. */
const TABLE: readonly [Who, string, string, unknown, number, string][] = [
  ['agent', 'GET', `${SESSIONS}?limit=0`, undefined, 400, 'validation'],
  ['agent', 'GET', `${SESSIONS}?limit=201`, undefined, 400, 'validation'],
  ['agent', 'GET', `${SESSIONS}?limit=many`, undefined, 400, 'validation'],
  ['agent', 'GET', `${SESSIONS}?status=asleep`, undefined, 400, 'validation'],
  ['agent', 'POST', SESSIONS, {}, 400, 'validation'],
  ['agent', 'POST', SESSIONS, { allowed_domains: [] }, 400, 'validation'],
  ['agent', 'POST', SESSIONS, { allowed_domains: ['com'] }, 400, 'validation'],
  ['agent', 'POST', SESSIONS, { ...OPEN, timeout_minutes: 0 }, 400, 'validation'],
  ['agent', 'POST', SESSIONS, { ...OPEN, timeout_minutes: 31 }, 400, 'validation'],
  ['agent', 'POST', SESSIONS, { ...OPEN, allow_writes: 'yes' }, 400, 'validation'],
  ['agent', 'POST', SESSIONS, '{"allowed_domains": [', 400, 'malformed_json'],
  ['agent', 'POST', SESSIONS, { ...OPEN, context_name: 'nothing' }, 404, 'not_found'],
  ['agent', 'POST', SESSIONS, { ...OPEN, proxy: true }, 501, 'not_configured'],
  ['agent', 'POST', `${SESSIONS}/{session}/navigate`, { url: 'https://example.com/' }, 400, 'idempotency_key_required'],
  ['agent', 'POST', `${SESSIONS}/{session}/links`, { limit: 0 }, 400, 'validation'],
  ['agent', 'POST', `${SESSIONS}/{session}/links`, { limit: 1001 }, 400, 'validation'],
  ['agent', 'POST', `${SESSIONS}/{session}/observe`, { limit: 501 }, 400, 'validation'],
  ['agent', 'POST', `${SESSIONS}/{session}/screenshot`, { quality: 101 }, 400, 'validation'],
  ['owner', 'POST', SESSIONS, OPEN, 403, 'agent_key_required'],
  ['other agent', 'DELETE', `${SESSIONS}/{session}`, undefined, 403, 'not_session_owner'],
  ['foreign agent', 'GET', `${SESSIONS}/{session}`, undefined, 404, 'not_found'],
  ['agent', 'GET', `${SESSIONS}/{session}/live-view`, undefined, 403, 'human_required'],
  ['agent', 'GET', '/v1/agents', undefined, 403, 'human_required'],
  ['agent', 'PUT', SESSIONS, {}, 405, 'method_not_allowed'],
]

describe('compiled, validation and guards are what they are from source', () => {
  test.each(TABLE)('%s %s %s %j: %i %s', async (who, method, path, body, status, reason) => {
    const answer = await send(who, method, path, body)
    const { error } = (await answer.json()) as { error?: { details?: { reason?: string } } }
    expect({ status: answer.status, reason: error?.details?.reason }).toEqual({ status, reason })
  })
})

test('a session can be looked at and closed', async () => {
  const seen = await send('agent', 'GET', `${SESSIONS}/{session}`)
  expect(await seen.json()).toMatchObject({ session_id: session, status: 'active' })
  const closed = await send('agent', 'DELETE', `${SESSIONS}/{session}`)
  expect(await closed.json()).toMatchObject({ status: 'closed' })
})

test('a page is driven: what runs in pages is in the binary too', async () => {
  const page =
    '<!doctype html><title>Shop</title><label>Name <input></label><button onclick="this.textContent=1">More</button>'
  using site = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: () => new Response(page, { headers: { 'content-type': 'text/html' } }),
  })
  const opened = await send('agent', 'POST', SESSIONS, { allowed_domains: ['127.0.0.1'] })
  session = String(((await opened.json()) as Record<string, unknown>)['session_id'])
  const drive = async (verb: string, body: object) =>
    (await send('agent', 'POST', `${SESSIONS}/{session}/${verb}`, body, { 'idempotency-key': verb })).json()
  expect(await drive('navigate', { url: `http://127.0.0.1:${site.port}/` })).toMatchObject({ title: 'Shop' })
  expect(await drive('observe', {})).toMatchObject({ total: 2 })
  expect(await drive('act', { instruction: 'type "Ada" into Name' })).toMatchObject({ success: true })
  expect(await drive('screenshot', {})).toMatchObject({ expires_in: 300 })
})

test('nothing was written beside the data directory', async () => {
  const entries = await Array.fromAsync(new Bun.Glob('*').scan({ cwd: place.path, onlyFiles: false, dot: true }))
  expect(entries.sort()).toEqual(['data'])
})
