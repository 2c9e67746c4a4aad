import { expect, test } from 'bun:test'
import { createApiDocument } from '../../src/http/api-document.ts'
import { Secret } from '../../src/lib/secret.ts'
import { SYSTEM } from '../../src/modules/audit/event.ts'
import { type AppOptions, createTestApp, ORIGIN, PASSWORD, type TestApp } from './app.ts'
import { createDeclared } from './declared.ts'

/** Who makes a request: nobody, the first workspace's people and agents, or another workspace's. */
export type Who = 'stranger' | 'owner' | 'member' | 'agent' | 'other agent' | 'foreign owner' | 'foreign agent'

/** A workspace with an owner, a member and two agents, and another workspace beside it. */
export interface World {
  readonly app: TestApp
  readonly workspaceId: string
  readonly foreignWorkspaceId: string
  readonly agentId: string
  readonly headersOf: (who: Who) => Record<string, string>
  /** Sends a request; people send it from the dashboard's origin. */
  readonly send: (
    who: Who,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>
}

export const createWorld = async (options: AppOptions = {}): Promise<World> => {
  const app = createTestApp(options)
  const { auth } = app
  const home = auth.ensureWorkspace()
  const foreign = auth.createWorkspace('foreign')
  const key = (workspaceId: string, name: string) =>
    auth.agents.createKeyByName(workspaceId, { name, roles: [] }, SYSTEM)
  const agent = key(home.id, 'agent')
  const cookieOf = async (workspaceId: string, name: string, role: 'owner' | 'member') => {
    const email = `${name}@example.com`
    const password = new Secret(PASSWORD)
    await auth.humans.createHuman({ workspaceId, email, password, role }, SYSTEM)
    const caller = { address: name, network: name, isShared: false, isSecure: false }
    const attempt = { email, password, totp: undefined, caller, userAgent: 'test' }
    const { setCookie } = await auth.humans.login(attempt)
    return { cookie: setCookie.split(';')[0] ?? '', origin: ORIGIN }
  }
  const bearer = (secret: Secret) => ({ authorization: `Bearer ${secret.reveal()}` })
  const credentials: Record<Who, Record<string, string>> = {
    stranger: {},
    owner: await cookieOf(home.id, 'owner', 'owner'),
    member: await cookieOf(home.id, 'member', 'member'),
    agent: bearer(agent.key),
    'other agent': bearer(key(home.id, 'other').key),
    'foreign owner': await cookieOf(foreign.id, 'foreign', 'owner'),
    'foreign agent': bearer(key(foreign.id, 'agent').key),
  }
  const headersOf = (who: Who) => credentials[who]
  const declared = createDeclared(createApiDocument(app.http, { version: '0.0.0', url: ORIGIN }))
  return {
    ...{ app, headersOf },
    workspaceId: home.id,
    foreignWorkspaceId: foreign.id,
    agentId: agent.agentId,
    send: async (who, method, path, body, headers = {}) => {
      const response = await app.handle(
        new Request(`${ORIGIN}${path}`, {
          method,
          headers: {
            ...headersOf(who),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      )
      if (response.status >= 400)
        declared({ method, path, status: response.status, text: await response.clone().text() })
      return response
    },
  }
}

/** One request and what must come of it. */
export interface Scenario {
  readonly name: string
  readonly as: Who
  readonly method: string
  readonly path: string | ((world: World) => string)
  /** JSON, a text as it is, or what makes one of a world. */
  readonly body?: unknown | ((world: World) => unknown)
  readonly headers?: Record<string, string>
  readonly prepare?: (world: World) => unknown
  readonly status: number
  /** Members of the answer's JSON, matched as toMatchObject does. */
  readonly has?: object
  /** Texts that must not appear anywhere in the answer. */
  readonly lacks?: readonly string[]
  /** Actions of the audit rows that it writes, in order; none unless given. */
  readonly audit?: readonly string[]
}

/** Runs a table of scenarios, each in a world of its own. */
export const runScenarios = (scenarios: readonly Scenario[], options: AppOptions = {}): void => {
  for (const scenario of scenarios) {
    test(scenario.name, async () => {
      const world = await createWorld(options)
      using _ = world.app
      await scenario.prepare?.(world)
      const before = readActions(world).length
      const path = typeof scenario.path === 'string' ? scenario.path : scenario.path(world)
      const body = typeof scenario.body === 'function' ? scenario.body(world) : scenario.body
      const response = await world.send(scenario.as, scenario.method, path, body, scenario.headers)
      const text = await response.text()
      expect({ status: response.status, text: response.status === scenario.status ? '' : text }).toEqual({
        status: scenario.status,
        text: '',
      })
      if (scenario.has) expect(JSON.parse(text)).toMatchObject(scenario.has)
      for (const secret of scenario.lacks ?? []) expect(text).not.toContain(secret)
      expect(readActions(world).slice(before)).toEqual([...(scenario.audit ?? [])])
    })
  }
}

/** Actions of every audit row of the home workspace, oldest first. */
export const readActions = ({ app, workspaceId }: World): string[] =>
  app.audit
    .list(workspaceId, { limit: 10_000 })
    .events.map(({ action }) => action)
    .reverse()

/** What an error answer looks like, for `has`. */
export const refusal = (code: string, reason: string, detail: object = {}): object => ({
  error: { code, details: { reason, ...detail } },
})

/** What a refused field looks like, for `has`. */
export const badFields = (...paths: string[]): object => ({
  error: { code: 'invalid_input', details: { reason: 'validation', fields: paths.map(path => ({ path })) } },
})
