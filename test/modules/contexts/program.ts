import { createPlace, type Place, readUntil } from '../../cli/command-line.ts'

export interface Reply {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers of every route, looked at by tests
  readonly body: any
}

/** The service as a process of its own, which can be stopped, killed and started again on the same data. */
export interface Program extends AsyncDisposable {
  readonly place: Place
  /** Starts it. Resolves when it is ready. */
  start(): Promise<void>
  /** Ends the process and resolves once it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** As the first agent, below the default user's browser. */
  agent(method: string, path: string, body?: unknown): Promise<Reply>
  /** As the owner, below the default user's browser. */
  owner(method: string, path: string, body?: unknown): Promise<Reply>
  /** A page or a picture, with the owner's cookie. */
  look(url: string): Promise<Response>
  readonly agentId: string
  /** `http://host:port`, of the present start. */
  readonly url: string
}

const SETTINGS = {
  CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8',
  CHAPERONE_RATE_LIMIT: '0',
  CHAPERONE_SESSION_CEILING: '100000',
  CHAPERONE_WARM: '1',
}
const BROWSER = '/v1/users/default/browser'

/** Starts the program, from source unless another is given, in a directory of its own. */
export const startProgram = async (program?: readonly string[]): Promise<Program> => {
  const place = await createPlace(SETTINGS, program)
  let child: Bun.Subprocess<'ignore', 'pipe', 'pipe'>
  let url = ''
  let key = ''
  let cookie = ''
  let agentId = ''
  const send = async (headers: Record<string, string>, method: string, path: string, body: unknown): Promise<Reply> => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...headers,
        'idempotency-key': crypto.randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (path === '/v1/auth/login') cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
    const text = await response.text()
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
  }
  const start = async () => {
    child = place.start('serve', '--json')
    const ready = JSON.parse(await readUntil(child.stdout, /\n/))
    url = ready.url
    if (!ready.first_run) return
    key = ready.first_run.agent_key
    const { owner_email: email, owner_password: password } = ready.first_run
    await send({ origin: url }, 'POST', '/v1/auth/login', { email, password })
    agentId = (await send({ cookie }, 'GET', '/v1/agents', undefined)).body.agents[0].id
  }
  const end: Program['end'] = async signal => {
    child.kill(signal)
    await child.exited
  }
  await start()
  return {
    ...{ place, start, end },
    agent: (method, path, body) => send({ authorization: `Bearer ${key}` }, method, BROWSER + path, body),
    owner: (method, path, body) => send({ cookie, origin: url }, method, BROWSER + path, body),
    look: address => fetch(address, { headers: { cookie } }),
    get agentId() {
      return agentId
    },
    get url() {
      return url
    },
    [Symbol.asyncDispose]: async () => {
      await end('SIGTERM')
      await place[Symbol.asyncDispose]()
    },
  }
}
