import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/lib/log.ts'

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: answers of every route are read by the tests
  readonly body: any
  readonly text: string
}

/** The whole service over a data directory of its own, with a real Chromium, and its people. */
export interface AccountService {
  readonly app: App
  readonly dataDir: string
  /** Log lines and answers so far. */
  readonly said: string[]
  /** As the first agent, below /v1/users/. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** As another agent. */
  sendAs(key: string, method: string, path: string, body?: unknown): Promise<Answer>
  /** As the owner, below /v1/. */
  decide(method: string, path: string, body?: unknown): Promise<Answer>
  /** Everything that the service has put on disk, file by file. */
  readDisk(): Map<string, Buffer>
  close(): Promise<void>
}

/** @param settings environment variables on top */
export const startAccountService = async (settings: Readonly<Record<string, string>> = {}): Promise<AccountService> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'chaperone-accounts-'))
  const said: string[] = []
  const config = readConfig({
    ...process.env,
    CHAPERONE_DATA_DIR: dataDir,
    CHAPERONE_PORT: '0',
    CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8',
    CHAPERONE_RATE_LIMIT: '0',
    CHAPERONE_LOG: 'debug',
    ...settings,
  })
  const app = await createApp(config, { log: createLog('debug', line => said.push(line)) })
  const key = app.firstRun?.agentKey.reveal() ?? ''
  const request = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${app.http.url}${path}`, init)
    const text = await response.text()
    said.push(text)
    return { status: response.status, body: JSON.parse(text), text }
  }
  const toInit = (method: string, headers: Record<string, string>, body: unknown): RequestInit => ({
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const sendAs: AccountService['sendAs'] = (agentKey, method, path, body) =>
    request(
      `/v1/users/${path}`,
      toInit(method, { authorization: `Bearer ${agentKey}`, 'idempotency-key': crypto.randomUUID() }, body),
    )
  const signedIn = await fetch(
    `${app.http.url}/v1/auth/login`,
    toInit(
      'POST',
      { origin: app.http.url },
      {
        email: app.firstRun?.ownerEmail,
        password: app.firstRun?.ownerPassword.reveal(),
      },
    ),
  )
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  return {
    ...{ app, dataDir, said, sendAs },
    send: (method, path, body, headers = {}) =>
      request(
        `/v1/users/${path}`,
        toInit(method, { authorization: `Bearer ${key}`, 'idempotency-key': crypto.randomUUID(), ...headers }, body),
      ),
    decide: (method, path, body) => request(`/v1/${path}`, toInit(method, { cookie, origin: app.http.url }, body)),
    readDisk: () =>
      new Map(
        readdirSync(dataDir, { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile())
          .map(entry => [entry.name, readFileSync(join(entry.parentPath, entry.name))]),
      ),
    close: async () => {
      await app.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
