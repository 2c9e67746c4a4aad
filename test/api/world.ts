import { createPlace, type Place, readUntil } from '../cli/command-line.ts'
import { createDeclared } from '../support/declared.ts'

/** Who sends a request. */
export const WHO = ['stranger', 'agent', 'other agent', 'foreign agent', 'owner', 'foreign owner'] as const
export type Who = (typeof WHO)[number]

export const SESSIONS = '/v1/users/default/browser/sessions'
/** Of the shop that the service brings along. */
export const SHOP = { allowed_domains: ['greenhouse.test'] }

/** A running service with two workspaces, and an open session of the first agent's, `{session}` in paths. */
export interface World extends AsyncDisposable {
  readonly url: string
  readonly place: Place
  readonly session: string
  send(as: Who, method: string, path: string, body?: unknown, more?: Record<string, string>): Promise<Response>
  /** As `send`, by the first agent, with a fresh Idempotency-Key: an action in a session. */
  drive(verb: string, body: object, session?: string): Promise<{ status: number; json: Record<string, unknown> }>
}

const FOREIGN = { email: 'foreign@example.com', password: 'correct horse battery staple' }

/** Starts the program, from source or compiled, in a directory of its own. */
export const startWorld = async (program?: readonly string[]): Promise<World> => {
  const place = await createPlace({ CHAPERONE_RATE_LIMIT: '0', CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8' }, program)
  const child = place.start('serve', '--json')
  const ready = JSON.parse(await readUntil(child.stdout, /\n/))
  const headers = {} as Record<Who, Record<string, string>>
  for (const who of WHO) headers[who] = {}
  let session = ''
  const description = await (await fetch(`${ready.url}/openapi.json`)).json()
  const declared = createDeclared(description as Parameters<typeof createDeclared>[0])

  const send: World['send'] = async (as, method, path, body, more = {}) => {
    const answer = await fetch(ready.url + path.replace('{session}', session), {
      method,
      headers: { ...headers[as], ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    if (!answer.ok) declared({ method, path, status: answer.status, text: await answer.clone().text() })
    return answer
  }
  const drive: World['drive'] = async (verb, body, id = session) => {
    const key = { 'idempotency-key': crypto.randomUUID() }
    const answer = await send('agent', 'POST', `${SESSIONS}/${id}/${verb}`, body, key)
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
  }
  const keyOf = async (...args: string[]) => ({
    authorization: `Bearer ${(await place.run('key', 'create', ...args, '--json')).json()['key']}`,
  })
  const signIn = async (email: string, password: string) => {
    const answer = await send('stranger', 'POST', '/v1/auth/login', { email, password }, { origin: ready.url })
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    return { cookie, origin: ready.url, 'sec-fetch-site': 'same-origin' }
  }

  headers.agent = { authorization: `Bearer ${ready.first_run.agent_key}` }
  headers['other agent'] = await keyOf('--agent', 'other')
  await place.run('workspace', 'create', 'foreign')
  headers['foreign agent'] = await keyOf('--agent', 'foreign', '--workspace', 'foreign')
  await place.run('owner', 'create', '--email', FOREIGN.email, '--password', FOREIGN.password, '--workspace', 'foreign')
  headers.owner = await signIn(ready.first_run.owner_email, ready.first_run.owner_password)
  headers['foreign owner'] = await signIn(FOREIGN.email, FOREIGN.password)
  const opened = (await (await send('agent', 'POST', SESSIONS, SHOP)).json()) as { session_id: string }
  session = opened.session_id
  return {
    ...{ url: ready.url, place, session, send, drive },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      await child.exited
      await place[Symbol.asyncDispose]()
    },
  }
}
