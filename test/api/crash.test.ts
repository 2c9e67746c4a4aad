import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { createPlace, type Place, readUntil } from '../cli/command-line.ts'

setDefaultTimeout(120_000)

const SESSIONS = '/v1/users/default/browser/sessions'

/** A page that never answers, so that an action is under way for as long as a test wants. */
const site = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch: request => {
    if (new URL(request.url).pathname === '/never') {
      reached.resolve()
      return new Promise<Response>(() => {})
    }
    return new Response('<title>Here</title>', { headers: { 'content-type': 'text/html' } })
  },
})
const reached = Promise.withResolvers<void>()
const at = (path: string) => ({ url: `http://127.0.0.1:${site.port}${path}` })

let place: Place
let child: Bun.Subprocess<'ignore', 'pipe', 'pipe'>
let url = ''
let key = ''

const start = async () => {
  child = place.start('serve', '--json')
  const ready = JSON.parse(await readUntil(child.stdout, /\n/))
  url = ready.url
  key ||= ready.first_run.agent_key
}
const send = (method: string, path: string, body?: object, idempotencyKey?: string) =>
  fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })

beforeAll(async () => {
  place = await createPlace({ CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8', CHAPERONE_RATE_LIMIT: '0' })
  await start()
})

afterAll(async () => {
  child.kill('SIGTERM')
  await child.exited
  await site.stop(true)
  await place[Symbol.asyncDispose]()
})

test('after kill -9 sessions are failed, the ledger holds what was done, and a retry gets the first answer or outcome_unknown', async () => {
  const opened = await send('POST', SESSIONS, { allowed_domains: ['127.0.0.1'] }, 'open')
  const { session_id } = (await opened.json()) as { session_id: string }
  const one = `${SESSIONS}/${session_id}`
  const first = await (await send('POST', `${one}/navigate`, at('/'), 'done')).text()
  const hanging = send('POST', `${one}/navigate`, at('/never'), 'cut-off').catch(error => error)
  await reached.promise
  child.kill('SIGKILL')
  await child.exited
  expect(await hanging).toBeInstanceOf(Error)

  await start()
  expect(await (await send('GET', one)).json()).toMatchObject({ status: 'failed', credits_consumed: 1 })
  const usage = (await (await send('GET', '/v1/usage?days=1')).json()) as { total?: number }
  expect(JSON.stringify(usage)).toContain('"navigate"')

  const again = await send('POST', `${one}/navigate`, at('/'), 'done')
  expect(again.headers.get('idempotent-replay')).toBe('true')
  expect(await again.text()).toBe(first)
  const unknown = await send('POST', `${one}/navigate`, at('/never'), 'cut-off')
  expect({ status: unknown.status, body: await unknown.json() }).toMatchObject({
    status: 409,
    body: { error: { code: 'conflict', details: { reason: 'outcome_unknown' } } },
  })
  const ended = await send('POST', `${one}/navigate`, at('/'), 'another')
  expect({ status: ended.status, body: await ended.json() }).toMatchObject({
    status: 410,
    body: { error: { code: 'session_ended', details: { status: 'failed' } } },
  })
})
