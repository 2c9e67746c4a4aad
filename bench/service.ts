import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The service as a child process, on a data directory of its own. */
export interface Service extends AsyncDisposable {
  readonly url: string
  /** Sends a request with the agent's key and gives the JSON answer. @throws Error unless it succeeded */
  send(method: string, path: string, body?: object): Promise<Record<string, unknown>>
  readonly agentKey: string
  /** The owner's cookie, `name=value`, from a sign-in at the dashboard. */
  signIn(): Promise<string>
  /** Of the service's process; its browsers have their own. */
  readonly pid: number
}

const SETTINGS = {
  CHAPERONE_PORT: '0',
  CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8',
  CHAPERONE_RATE_LIMIT: '0',
  CHAPERONE_SESSION_CEILING: '1000000',
  CHAPERONE_LOG: 'error',
}

/** Starts `serve` from source and waits until it is ready. */
export const startService = async (): Promise<Service> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'chaperone-bench-'))
  const main = new URL('../src/main.ts', import.meta.url).pathname
  const child = Bun.spawn([process.execPath, '--no-env-file', main, 'serve', '--json'], {
    env: { ...process.env, ...SETTINGS, CHAPERONE_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ready = await readLine(child.stdout)
  const { url, first_run } = JSON.parse(ready)
  return {
    url,
    agentKey: first_run.agent_key,
    signIn: async () => {
      const response = await fetch(`${url}/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ email: first_run.owner_email, password: first_run.owner_password }),
      })
      return response.headers.get('set-cookie')?.split(';')[0] ?? ''
    },
    pid: child.pid,
    send: (method, path, body) => send({ url, key: first_run.agent_key, method, path, body }),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM')
      await child.exited
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The first line of a stream. @throws Error where it ends before */
export const readLine = async (stream: ReadableStream<Uint8Array>): Promise<string> => {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true })
    const end = text.indexOf('\n')
    if (end >= 0) return text.slice(0, end)
  }
  throw new Error(`the process ended before it was ready: ${text}`)
}

const send = async (request: { url: string; key: string; method: string; path: string; body: object | undefined }) => {
  const { url, key, method, path, body } = request
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const answer: Record<string, unknown> = await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}
