import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnyElysia } from 'elysia'
import { createKeyring, type Keyring } from '../../src/crypto/keyring.ts'
import { type OpenDatabase, openDatabase } from '../../src/db/open.ts'
import { toFailure } from '../../src/http/envelope.ts'
import { healthRoutes, type ReadinessCheck } from '../../src/http/health.ts'
import { createMetrics } from '../../src/http/metrics.ts'
import { openapiRoutes } from '../../src/http/openapi.ts'
import { createServer } from '../../src/http/server.ts'
import type { Clock } from '../../src/lib/clock.ts'
import { type Ids, randomIds } from '../../src/lib/ids.ts'
import { createLog } from '../../src/lib/log.ts'
import { Secret } from '../../src/lib/secret.ts'
import { artifactsRoutes } from '../../src/modules/artifacts/routes.ts'
import { createArtifacts } from '../../src/modules/artifacts/service.ts'
import { auditRoutes } from '../../src/modules/audit/routes.ts'
import { createAudit } from '../../src/modules/audit/service.ts'
import { createCallers } from '../../src/modules/auth/callers.ts'
import { createGuard } from '../../src/modules/auth/guard.ts'
import { createHostCheck } from '../../src/modules/auth/host-check.ts'
import type { PasswordCost } from '../../src/modules/auth/password.ts'
import { accountRoutes, agentRoutes } from '../../src/modules/auth/routes.ts'
import { createAuth } from '../../src/modules/auth/service.ts'
import { createIdempotent } from '../../src/modules/idempotency/guard.ts'
import { createIdempotency } from '../../src/modules/idempotency/service.ts'
import { kitsRoutes } from '../../src/modules/kits/routes.ts'
import { createKits } from '../../src/modules/kits/service.ts'
import { meteringRoutes } from '../../src/modules/metering/routes.ts'
import { createMetering } from '../../src/modules/metering/service.ts'
import { usersRoutes } from '../../src/modules/users/routes.ts'
import { createUsers } from '../../src/modules/users/service.ts'
import { createEntries } from '../../src/modules/vault/entries.ts'
import { vaultRoutes } from '../../src/modules/vault/routes.ts'
import { createVault } from '../../src/modules/vault/service.ts'

/** A clock that stands still until it is told to go on. */
export class FixedClock implements Clock {
  #now: number

  constructor(now = Date.UTC(2025, 10, 24, 12)) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  advance(ms: number): void {
    this.#now += ms
  }
}

/** UUIDs that count up, so that their order is that of creation; tokens are random. */
export const countingIds = (): Ids => {
  let count = 0
  return {
    uuid: () => {
      count += 1
      return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`
    },
    token: randomIds.token,
  }
}

export const ORIGIN = 'http://localhost'
export const PASSWORD = 'correct horse battery staple'
/** The cheapest Argon2id there is, so that tests don't wait for it. */
const PASSWORD_COST = { memoryCost: 8, timeCost: 1 }
const MASTER_KEY = new Secret(Buffer.alloc(32, 7).toString('base64'))

export interface AppOptions {
  readonly rateLimit?: number
  /** Opened before and kept, to show what outlives a restart. */
  readonly database?: OpenDatabase
  readonly clock?: FixedClock
  readonly ids?: Ids
  readonly publicUrl?: string
  readonly trustedProxies?: readonly string[]
  readonly passwordCost?: PasswordCost
  readonly checks?: readonly ReadinessCheck[]
}

export type TestApp = ReturnType<typeof createTestApp>

/** Everything but browsers: services over an in-memory database, and the server that mounts their routes. */
export const createTestApp = (options: AppOptions = {}) => {
  const clock = options.clock ?? new FixedClock()
  const ids = options.ids ?? countingIds()
  const database = options.database ?? openDatabase(':memory:')
  const keyring: Keyring = createKeyring(MASTER_KEY)
  const lines: string[] = []
  const log = createLog('debug', line => lines.push(line))
  const closing = new AbortController()
  const { db } = database
  const base = { db, clock, ids, log }

  const audit = createAudit(base)
  const kits = createKits({ ...base, audit })
  const users = createUsers({ ...base, audit, kits })
  const publicUrl = options.publicUrl ?? ORIGIN
  const auth = createAuth({
    ...{ ...base, audit, kits, users },
    sealer: keyring.vault,
    cookieSecret: keyring.cookieSecret,
    publicUrl,
    passwordCost: options.passwordCost ?? PASSWORD_COST,
  })
  const metering = createMetering({ ...base, prices: PRICES, sessionCeiling: 40 })
  const idempotency = createIdempotency({
    ...base,
    answers: keyring.answers,
    requests: keyring.requests,
    toFailure,
    closing: closing.signal,
  })
  const publicOrigin = () => new URL(publicUrl).origin
  const folder = mkdtempSync(join(tmpdir(), 'chaperone-artifacts-'))
  const artifacts = createArtifacts({
    ...base,
    cipher: keyring.artifacts,
    urls: keyring.urls,
    folder,
    publicUrl: () => publicUrl,
  })
  const entries = createEntries({ ...base, sealer: keyring.vault })
  const { confirmPassword } = auth.humans
  const vault = createVault({ db, audit, users, entries, confirmPassword })
  const metrics = createMetrics()
  const callers = createCallers(options.trustedProxies ?? [])
  const guard = createGuard({
    clock,
    callers,
    authenticate: auth.authenticate,
    publicOrigin,
    rateLimit: options.rateLimit ?? 0,
  })
  const idempotent = createIdempotent(idempotency)
  const findUserId = users.findId

  const http: AnyElysia = createServer({
    ...{ ids, log, metrics, stopping: closing.signal },
    assertHost: createHostCheck({ callers, publicUrl: () => publicUrl }),
    routes: [
      accountRoutes(auth, { guard, idempotent, callers, publicOrigin }),
      agentRoutes(auth, { guard, idempotent, callers, publicOrigin }),
      kitsRoutes(kits, { guard, idempotent }),
      usersRoutes(users, { guard, idempotent }),
      auditRoutes(audit, { guard, findUserId, stands: auth.isStanding, closing: closing.signal }),
      meteringRoutes(metering, { guard, findUserId }),
      vaultRoutes(vault, { guard, idempotent }),
      artifactsRoutes(artifacts, { guard }),
      healthRoutes(metrics, options.checks ?? []),
      openapiRoutes({ server: () => http, version: '0.0.0', publicUrl: () => publicUrl }),
    ],
  })
  return {
    ...{ http, database, db, clock, ids, keyring, log, lines, closing },
    ...{
      audit,
      kits,
      users,
      auth,
      metering,
      idempotency,
      idempotent,
      guard,
      artifacts,
      entries,
      vault,
      metrics,
      folder,
    },
    handle: (request: Request): Promise<Response> => http.handle(request),
    [Symbol.dispose]: () => {
      closing.abort()
      rmSync(folder, { recursive: true, force: true })
      if (!options.database) database[Symbol.dispose]()
    },
  }
}

const PRICES = { navigate: 1, act: 1, extract: 1, observe: 1, links: 1, screenshot: 1, login: 3, signup: 4 }
