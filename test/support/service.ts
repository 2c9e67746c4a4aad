import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp, type Overrides } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { type Clock, systemClock } from '../../src/lib/clock.ts'
import { createDeclared } from './declared.ts'
import { sharedWorker } from './worker.ts'

/** The whole service on a port of its own, with its own data, in a real Chromium. */
export interface Service extends AsyncDisposable {
  readonly url: string
  readonly dataDir: string
  readonly app: App
  /** Authorization of the first agent. */
  readonly agent: Record<string, string>
  readonly agentId: string
  readonly workspaceId: string
  /** Cookie and origin of the owner. */
  readonly owner: Record<string, string>
  /** Authorization of another agent. */
  createAgent(name: string, roles?: string[]): Promise<{ id: string; headers: Record<string, string> }>
  /** Sends JSON; gives status and JSON. */
  send(who: Record<string, string>, method: string, path: string, body?: unknown): Promise<Answer>
  /** Stops it and starts it again on the same data. */
  restart(): Promise<void>
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers of every route, looked at by tests
  readonly body: any
}

const PASSWORD = 'correct horse battery staple'

/** The system's clock, ahead by as much as it was put on. */
export class ShiftedClock implements Clock {
  #ahead = 0

  now(): number {
    return systemClock.now() + this.#ahead
  }

  advance(ms: number): void {
    this.#ahead += ms
  }
}

/** Starts the service; sites on 127.0.0.1 are within its reach. @param settings more of the environment */
export const startService = async (
  settings: Readonly<Record<string, string>> = {},
  overrides: Overrides = {},
): Promise<Service> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'chaperone-service-'))
  const start = () =>
    createApp(
      readConfig({
        CHAPERONE_DATA_DIR: dataDir,
        CHAPERONE_PORT: '0',
        CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8',
        CHAPERONE_LOG: process.env['CHAPERONE_LOG'] ?? 'error',
        CHAPERONE_WARM: '1',
        CHAPERONE_RATE_LIMIT: '0',
        CHAPERONE_MAX_SESSIONS: '8',
        CHAPERONE_OWNER_PASSWORD: PASSWORD,
        CHAPERONE_SESSION_CEILING: '100000',
        PATH: process.env['PATH'],
        ...settings,
        ...(process.env['CHAPERONE_CHROMIUM'] && { CHAPERONE_CHROMIUM: process.env['CHAPERONE_CHROMIUM'] }),
        ...(process.env['CHAPERONE_SANDBOX'] && { CHAPERONE_SANDBOX: process.env['CHAPERONE_SANDBOX'] }),
      }),
      { ...(overrides.clock ? {} : { worker: sharedWorker }), ...overrides },
    )
  let app = await start()
  const agent = { authorization: `Bearer ${app.firstRun?.agentKey.reveal()}` }
  const origin = () => `http://127.0.0.1:${app.http.port}`
  const login = async () => {
    const response = await fetch(`${origin()}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: origin() },
      body: JSON.stringify({ email: 'owner@localhost', password: PASSWORD }),
    })
    return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', origin: origin() }
  }
  let owner = await login()
  const description = await (await fetch(`${origin()}/openapi.json`)).json()
  const declared = createDeclared(description as Parameters<typeof createDeclared>[0])
  const send: Service['send'] = async (who, method, path, body) => {
    const response = await fetch(origin() + path, {
      method,
      headers: {
        ...who,
        'idempotency-key': crypto.randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) declared({ method, path, status: response.status, text })
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
  }
  const agentId = app.firstRun?.agentId ?? ''
  const workspaceId = app.firstRun?.workspaceId ?? ''
  return {
    ...{ dataDir, agent, agentId, workspaceId },
    send,
    get url() {
      return origin()
    },
    get app() {
      return app
    },
    get owner() {
      return owner
    },
    createAgent: async (name, roles = []) => {
      const { agentId: id, key } = app.services.auth.agents.createKeyByName(
        workspaceId,
        { name, roles },
        { type: 'system', id: null },
      )
      return { id, headers: { authorization: `Bearer ${key.reveal()}` } }
    },
    restart: async () => {
      await app.close()
      app = await start()
      owner = await login()
    },
    [Symbol.asyncDispose]: async () => {
      await app.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
