import { expect, test } from 'bun:test'
import { eq } from 'drizzle-orm'
import { agentKeys } from '../../../src/db/schema.ts'
import { Secret } from '../../../src/lib/secret.ts'
import { SYSTEM } from '../../../src/modules/audit/event.ts'
import { PASSWORD } from '../../support/app.ts'
import { createWorld, refusal, type World } from '../../support/scenario.ts'
import { until } from '../../support/until.ts'

type Headers = Record<string, string>

/** Somebody who listens to the log over HTTP. */
interface Listener {
  /** Everything that came. */
  readonly heard: string
  readonly ended: boolean
  stop(): void
}

/** A world on a port, so that its streams are those of real connections. */
const openWorld = async () => {
  const world = await createWorld()
  world.app.http.listen({ port: 0, hostname: '127.0.0.1' })
  const ask = (headers: Headers, signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${world.app.http.server?.port}/v1/logs/stream`, { headers, ...(signal && { signal }) })
  const listen = async (headers: Headers): Promise<Listener> => {
    const abort = new AbortController()
    const response = await ask(headers, abort.signal)
    expect(response.status).toBe(200)
    const state = { heard: '', ended: false, stop: () => abort.abort() }
    const read = async () => {
      const decoder = new TextDecoder()
      for await (const chunk of response.body ?? []) state.heard += decoder.decode(chunk, { stream: true })
    }
    const end = () => {
      state.ended = true
    }
    read().then(end, end)
    await until(() => state.heard.includes('listening'))
    return state
  }
  const say = (words: string) =>
    world.app.audit.record(world.app.db, {
      ...{ workspaceId: world.workspaceId, userId: null, actor: SYSTEM, action: 'test.said' },
      details: { words },
    })
  return {
    ...{ world, ask, listen, say },
    [Symbol.asyncDispose]: async () => {
      await world.app.http.stop(true)
      world.app[Symbol.dispose]()
    },
  }
}

const createKey = ({ app, workspaceId }: World) => {
  const { agentId, keyId, key } = app.auth.agents.createKeyByName(workspaceId, { name: 'listener', roles: [] }, SYSTEM)
  return { agentId, keyId, headers: { authorization: `Bearer ${key.reveal()}` } }
}

const signIn = async ({ app }: World): Promise<Headers> => {
  const attempt = { email: 'owner@example.com', password: new Secret(PASSWORD), totp: undefined }
  const caller = { address: 'elsewhere', network: 'elsewhere', isShared: false, isSecure: false }
  const { setCookie } = await app.auth.humans.login({ ...attempt, caller, userAgent: 'test' })
  return { cookie: setCookie.split(';')[0] ?? '', origin: 'http://localhost' }
}

/** Who is revoked, how, and somebody like them who is not. */
interface Revocation {
  readonly name: string
  prepare(world: World): Promise<{ revoked: Headers; kept: Headers; revoke(): unknown }>
}

const REVOCATIONS: readonly Revocation[] = [
  {
    name: 'a revoked key',
    prepare: async world => {
      const { keyId, headers } = createKey(world)
      const revoke = () => world.send('owner', 'DELETE', `/v1/auth/keys/${keyId}`)
      return { revoked: headers, kept: createKey(world).headers, revoke }
    },
  },
  {
    name: 'a key that the command line revokes while the service runs',
    prepare: async world => {
      const { keyId, headers } = createKey(world)
      const revoke = () => world.app.db.update(agentKeys).set({ revoked_at: 1 }).where(eq(agentKeys.id, keyId)).run()
      return { revoked: headers, kept: createKey(world).headers, revoke }
    },
  },
  {
    name: 'a disabled agent',
    prepare: async world => {
      const { agentId, headers } = createKey(world)
      const revoke = () => world.send('owner', 'DELETE', `/v1/agents/${agentId}`)
      return { revoked: headers, kept: world.headersOf('agent'), revoke }
    },
  },
  {
    name: 'a person who signs out',
    prepare: async world => {
      const kept = await signIn(world)
      return { revoked: world.headersOf('owner'), kept, revoke: () => world.send('owner', 'POST', '/v1/auth/logout') }
    },
  },
  {
    name: 'a person whose password is changed elsewhere',
    prepare: async world => {
      const revoked = await signIn(world)
      const change = { current_password: PASSWORD, new_password: 'another horse battery staple' }
      const revoke = () => world.send('owner', 'POST', '/v1/auth/password', change)
      return { revoked, kept: world.headersOf('owner'), revoke }
    },
  },
]

test.each(REVOCATIONS)('$name hears nothing from then on, and its stream ends', async ({ prepare }) => {
  await using open = await openWorld()
  const { revoked, kept, revoke } = await prepare(open.world)
  const [gone, other] = [await open.listen(revoked), await open.listen(kept)]
  open.say('before')
  await until(() => gone.heard.includes('before') && other.heard.includes('before'))
  const done = await revoke()
  if (done instanceof Response) expect(done.status).toBeLessThan(300)
  open.say('after')
  await until(() => other.heard.includes('after') && gone.ended)
  expect(gone.heard).not.toContain('after')
  expect(other.ended).toBe(false)
})

test('a key has so many streams and no more, and one that is closed makes room', async () => {
  await using open = await openWorld()
  const { headers } = createKey(open.world)
  const listeners: Listener[] = []
  for (let count = 0; count < 10; count += 1) listeners.push(await open.listen(headers))
  const refused = await open.ask(headers)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('15')
  expect(await refused.json()).toMatchObject(refusal('rate_limited', 'too_many_streams'))
  await open.listen(open.world.headersOf('agent')) // nobody else is concerned
  listeners[0]?.stop()
  while ((await open.ask(headers)).status !== 200) await new Promise(setImmediate)
})

test('an event is read once for all that listen', async () => {
  await using open = await openWorld()
  const { audit } = open.world.app
  const keys = Array.from({ length: 4 }, () => createKey(open.world).headers)
  const listeners = await Promise.all(keys.flatMap(headers => Array.from({ length: 5 }, () => open.listen(headers))))
  let reads = 0
  const { listAfter } = audit
  Object.assign(audit, {
    listAfter: (...of: Parameters<typeof listAfter>) => {
      reads += 1
      return listAfter(...of)
    },
  })
  open.say('to everybody')
  await until(() => listeners.every(({ heard }) => heard.includes('to everybody')))
  expect(reads).toBeLessThanOrEqual(2)
})
