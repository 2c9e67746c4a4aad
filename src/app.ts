import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import manifest from '../package.json' with { type: 'json' }
import type { Pool } from './browser/pool/pool.ts'
import { type Browsing, createBrowsing } from './browsing.ts'
import { runChecks } from './cli/checks.ts'
import type { Config } from './config.ts'
import { sha256Hex } from './crypto/digest.ts'
import { readKeyFile } from './crypto/key-file.ts'
import { createKeyring, type Keyring } from './crypto/keyring.ts'
import { dashboardRoutes } from './dashboard/routes.ts'
import { readMeta, writeMeta } from './db/meta.ts'
import { type OpenDatabase, openDatabase } from './db/open.ts'
import { holdServingLock } from './db/serving-lock.ts'
import { doctorRoutes } from './http/doctor.ts'
import { logFailure, toFailure } from './http/envelope.ts'
import { healthRoutes, type ReadinessCheck } from './http/health.ts'
import { createMetrics, type Metrics } from './http/metrics.ts'
import { mountAt } from './http/mount.ts'
import { openapiRoutes } from './http/openapi.ts'
import { createServer, type HttpServer } from './http/server.ts'
import { type Clock, systemClock } from './lib/clock.ts'
import { within } from './lib/deadline.ts'
import { AppError, stoppingError } from './lib/errors.ts'
import { type Ids, randomIds } from './lib/ids.ts'
import { createLate } from './lib/late.ts'
import { createLog, type Log } from './lib/log.ts'
import { toMountPath } from './lib/mount-path.ts'
import { startSweeping } from './lib/sweeping.ts'
import { mcpRoutes } from './mcp/routes.ts'
import { createModelTier, MODEL_CALL_MS } from './model-tier.ts'
import { createPlanCache, type PlanCache } from './modules/act/plan-cache.ts'
import { actRoutes } from './modules/act/routes.ts'
import { createAct } from './modules/act/service.ts'
import { approvalRoutes } from './modules/approvals/routes.ts'
import { createApprovals } from './modules/approvals/service.ts'
import { artifactsRoutes } from './modules/artifacts/routes.ts'
import { createArtifacts } from './modules/artifacts/service.ts'
import { auditRoutes } from './modules/audit/routes.ts'
import { createAudit } from './modules/audit/service.ts'
import { type Callers, createCallers } from './modules/auth/callers.ts'
import { createGuard } from './modules/auth/guard.ts'
import { createHostCheck } from './modules/auth/host-check.ts'
import { accountRoutes, agentRoutes } from './modules/auth/routes.ts'
import { createAuth } from './modules/auth/service.ts'
import { createHealth } from './modules/contexts/health.ts'
import { contextRoutes, savingRoutes } from './modules/contexts/routes.ts'
import { createSaving } from './modules/contexts/saving.ts'
import { createContexts } from './modules/contexts/service.ts'
import { credentialRoutes } from './modules/credentials/routes.ts'
import { createCredentials } from './modules/credentials/service.ts'
import { createVaultFinders } from './modules/credentials/vault-finder.ts'
import { extractRoutes } from './modules/extract/routes.ts'
import { createExtract } from './modules/extract/service.ts'
import { createIdempotent } from './modules/idempotency/guard.ts'
import { createIdempotency } from './modules/idempotency/service.ts'
import { kitsRoutes } from './modules/kits/routes.ts'
import { createKits } from './modules/kits/service.ts'
import { linksRoutes } from './modules/links/routes.ts'
import { createLinks } from './modules/links/service.ts'
import { liveRoutes, viewerRoutes } from './modules/live/routes.ts'
import { createLive } from './modules/live/service.ts'
import { loginRoutes } from './modules/login/routes.ts'
import { createLogin } from './modules/login/service.ts'
import { meteringRoutes } from './modules/metering/routes.ts'
import { createMetering } from './modules/metering/service.ts'
import { navigateRoutes } from './modules/navigate/routes.ts'
import { createNavigate } from './modules/navigate/service.ts'
import { observeRoutes } from './modules/observe/routes.ts'
import { createObserve } from './modules/observe/service.ts'
import { screenshotRoutes } from './modules/screenshot/routes.ts'
import { createScreenshot } from './modules/screenshot/service.ts'
import { createBrowserOpening } from './modules/sessions/browser.ts'
import { sessionRoutes } from './modules/sessions/routes.ts'
import { createSessions } from './modules/sessions/service.ts'
import { signupRoutes } from './modules/signup/routes.ts'
import { createSignup } from './modules/signup/service.ts'
import { stopRoutes } from './modules/stops/routes.ts'
import { createStops } from './modules/stops/service.ts'
import { usersRoutes } from './modules/users/routes.ts'
import { createUsers } from './modules/users/service.ts'
import { createEntries } from './modules/vault/entries.ts'
import { bindSites } from './modules/vault/entry-scope.ts'
import { vaultRoutes } from './modules/vault/routes.ts'
import { createVault } from './modules/vault/service.ts'
import { createWorker, type Worker } from './worker/worker.ts'

/** What a command has made already, and what tests replace. */
export interface Overrides {
  readonly clock?: Clock
  readonly ids?: Ids
  readonly log?: Log
  /** Made, and begun to start, before all this was loaded. */
  readonly browsing?: Browsing
  /** How long a model may take for one answer, in ms. */
  readonly modelCallMs?: number
  /** Shared by several services, and not ended with them. */
  readonly worker?: Worker
}

const DATABASE = 'chaperone.db'

/**
 * What commands work on, whether the service runs or not: the data directory, its key and database, and who is who. No
 * browser, no sockets.
 * @throws AppError master_key_refused before anything is written, where the key is not the data's
 */
export const createBase = (config: Config, overrides: Overrides = {}) => {
  const { clock = systemClock, ids = randomIds, log = createLog(config.log), modelCallMs = MODEL_CALL_MS } = overrides
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  chmodSync(config.dataDir, 0o700)
  const path = join(config.dataDir, DATABASE)
  // Data without its key: a new one would only hide that the right one is missing.
  const create = !existsSync(path)
  const keyring = createKeyring(config.masterKey ?? readKeyFile(config.masterKeyFile, { create }))
  const database = openDatabase(path)
  const { db } = database
  checkKey(database, keyring)
  bindSites(database.connection, keyring.vault)
  const audit = createAudit({ db, clock, ids })
  const kits = createKits({ db, clock, ids, audit })
  const users = createUsers({ db, clock, ids, audit, kits })
  const stops = createStops({ db, clock, log, audit })
  const auth = createAuth({
    ...{ db, clock, ids, log, audit, kits, users },
    sealer: keyring.vault,
    cookieSecret: keyring.cookieSecret,
    publicUrl: config.publicUrl,
  })
  return {
    ...{ config, clock, ids, log, modelCallMs, keyring, database, db, audit, kits, users, auth, stops },
    [Symbol.dispose]: () => database[Symbol.dispose](),
  }
}

export type Base = ReturnType<typeof createBase>

/** How the service stops: first nothing new begins, then, ten seconds later at most, what runs is ended. */
interface Ends {
  readonly stopping: AbortSignal
  readonly closing: AbortSignal
}

/** What the features work with. */
interface Surroundings extends Ends {
  readonly pool: Pool
  readonly worker: Worker
  /** Known once the port is bound. */
  readonly publicUrl: () => string
}

/** The features, over the base. */
const createServices = (base: Base, { pool, worker, publicUrl, stopping, closing }: Surroundings) => {
  const { config, db, clock, ids, log, keyring, audit, auth, users, stops } = base
  const metering = createMetering({ db, clock, ids, prices: config.prices, sessionCeiling: config.sessionCeiling })
  const idempotency = createIdempotency({
    ...{ db, clock, toFailure, closing },
    answers: keyring.answers,
    requests: keyring.requests,
  })
  const artifacts = createArtifacts({
    ...{ db, clock, ids, publicUrl },
    cipher: keyring.artifacts,
    urls: keyring.urls,
    folder: join(config.dataDir, 'artifacts'),
  })
  const entries = createEntries({ db, clock, ids, sealer: keyring.vault })
  const vault = createVault({ db, audit, users, entries, confirmPassword: auth.humans.confirmPassword })
  const contexts = createContexts({
    ...{ db, clock, ids, users, agents: auth.agents, audit },
    sealer: keyring.contexts,
    folder: join(config.dataDir, 'contexts'),
    checkpoint: () => base.database.connection.run('PRAGMA wal_checkpoint(TRUNCATE)'),
  })
  const approvals = createApprovals({ db, clock, ids, log, answers: keyring.answers, users, audit })
  const openBrowser = createBrowserOpening({ pool, stopping })
  const sessions = createSessions({
    ...{ db, clock, ids, log, openBrowser, users, audit, metering, contexts, idempotency, artifacts, stops },
    ...{ hasUpstreamProxy: config.upstreamProxy !== null },
    vaultFinder: createVaultFinders(entries),
  })
  const credentials = createCredentials({ db, clock, users, audit, entries })
  const saving = createSaving({ sessions, contexts, audit })
  const login = createLogin({ sessions, credentials, users, worker, saveLogin: saving.saveByAgent })
  const signup = createSignup({
    ...{ sessions, credentials, users, approvals, worker, closing, agents: auth.agents },
    random: length => crypto.getRandomValues(new Uint8Array(length)),
  })
  const health = createHealth({ db, clock, log, openBrowser, users, audit, contexts, stops })
  const flows = { credentials, saving, login, signup, health }
  const kept = { metering, idempotency, artifacts, entries, vault, contexts, approvals, sessions }
  return { ...base, ...kept, ...flows, worker }
}

type Services = ReturnType<typeof createServices>

/** Every route of the API. */
const createRoutes = (
  services: Services,
  metrics: Metrics,
  pool: Pool,
  closing: AbortSignal,
  { callers, publicUrl }: { readonly callers: Callers; readonly publicUrl: () => string },
) => {
  const { config, clock, auth, users, kits, audit, sessions, artifacts, saving } = services
  const publicOrigin = () => new URL(publicUrl()).origin
  const mountPath = toMountPath(config.publicUrl)
  const { authenticate } = auth
  const guard = createGuard({ clock, authenticate, callers, publicOrigin, rateLimit: config.rateLimit })
  const idempotent = createIdempotent(services.idempotency)
  const ways = { guard, callers, idempotent, publicOrigin, closing, findUserId: users.findId }
  const live = createLive({ ...services, humans: auth.humans, publicUrl })
  const verbs = createVerbs(services, metrics)
  const endpoint = createMcp({ ...services, ...verbs }, closing, publicUrl)
  return [
    accountRoutes(auth, ways),
    agentRoutes(auth, ways),
    kitsRoutes(kits, ways),
    usersRoutes(users, ways),
    auditRoutes(audit, { ...ways, stands: auth.isStanding }),
    meteringRoutes(services.metering, ways),
    vaultRoutes(services.vault, ways),
    approvalRoutes(services.approvals, ways),
    stopRoutes(services.stops, ways),
    contextRoutes(services.contexts, { ...ways, health: services.health }),
    savingRoutes(saving, ways),
    artifactsRoutes(artifacts, ways),
    sessionRoutes(sessions, ways),
    navigateRoutes(verbs.navigate, ways),
    observeRoutes(verbs.observe, ways),
    actRoutes(verbs.act, ways),
    extractRoutes(verbs.extract, ways),
    linksRoutes(verbs.links, ways),
    screenshotRoutes(verbs.screenshot, ways),
    credentialRoutes(services.credentials, ways),
    loginRoutes(services.login, ways),
    signupRoutes(services.signup, ways),
    liveRoutes(live, { ...ways, sessions, saving }),
    viewerRoutes(live, ways),
    healthRoutes(metrics, readinessChecks(services, pool)),
    doctorRoutes({ ...ways, look: () => runChecks(config) }),
    dashboardRoutes({ sessionCeiling: config.sessionCeiling, mountPath }),
    mcpRoutes({ guard, publicOrigin, endpoint }),
  ]
}

/** What agents do in their sessions, by HTTP and by MCP alike. */
const createVerbs = (services: Services, metrics: Metrics) => {
  const { sessions, artifacts, worker } = services
  const { advisor, reader } = createModelTier(services, metrics)
  return {
    navigate: createNavigate({ sessions }),
    observe: createObserve({ sessions, worker }),
    act: createAct({ sessions, worker, advisor, cache: plans(services) }),
    extract: createExtract({ sessions, worker, reader }),
    links: createLinks({ sessions }),
    screenshot: createScreenshot({ sessions, artifacts }),
  }
}

/** The MCP endpoint, loaded at its first request. */
const createMcp = (
  services: Services & ReturnType<typeof createVerbs>,
  closing: AbortSignal,
  publicUrl: () => string,
) =>
  createLate(async () => {
    const { createEndpoint } = await import('./mcp/endpoint.ts')
    const { idempotency, ids, clock, log, keyring } = services
    return createEndpoint({
      ...{ services, idempotency, ids, clock, log, closing, publicUrl, toFailure, logFailure },
      version: manifest.version,
      stateKey: keyring.mcpStates,
      hash: sha256Hex,
    })
  })

const plans = ({ db, clock, keyring }: Services): PlanCache => createPlanCache({ db, clock, sign: keyring.plans.sign })

const readinessChecks = ({ database }: Services, pool: Pool): ReadinessCheck[] => [
  { name: 'database', check: () => (database.connection.query('SELECT 1').get() ? null : 'does not answer') },
  { name: 'browsers', check: () => (pool.stats().healthy ? null : 'no Chromium runs') },
]

/** Pool and sessions as metrics. */
const exposeGauges = (metrics: Metrics, pool: Pool): void => {
  metrics.createGauge('chaperone_browser_processes', 'Chromium processes', () => pool.stats().processes)
  metrics.createGauge('chaperone_contexts_warm', 'Browser contexts ready to be leased', () => pool.stats().warm)
  metrics.createGauge('chaperone_contexts_leased', 'Browser contexts in use by sessions', () => pool.stats().leased)
  metrics.createGauge('chaperone_queue_depth', 'Requests waiting for a browser', () => pool.stats().queued)
}

/**
 * How long running actions have when the service stops, then their sessions to end, then the last answers to leave, in ms:
 * together with the end of the browsers less than 12 s, whatever is open.
 */
const GRACE_MS = 8_000
const ENDING_MS = 2_000
const ANSWERS_MS = 500

/**
 * The service: built, its browsers started, its port bound. What a killed process left behind is put in order first.
 * @throws AppError not_configured without a usable Chromium or sandbox, and where another service has the data directory or the port
 */
export const createApp = async (config: Config, overrides: Overrides = {}) => {
  const base = createBase(config, overrides)
  const lock = holdServingLock(join(config.dataDir, 'serving.lock'))
  const stopping = new AbortController()
  const closing = new AbortController()
  const browsing = overrides.browsing ?? createBrowsing(config, base)
  const { gate, pool } = browsing
  const worker = overrides.worker ?? createWorker(base)
  const metrics = createMetrics()
  let address = ''
  const publicUrl = () => config.publicUrl ?? address
  const ends: Ends = { stopping: stopping.signal, closing: closing.signal }
  const services = createServices(base, { ...ends, pool, worker, publicUrl })
  const callers = createCallers(config.trustedProxies)
  const http: HttpServer = createServer({
    ...{ ids: base.ids, log: base.log, metrics, stopping: stopping.signal },
    assertHost: createHostCheck({ callers, publicUrl }),
    routes: [
      ...createRoutes(services, metrics, pool, closing.signal, { callers, publicUrl }),
      openapiRoutes({ server: () => http, version: manifest.version, publicUrl }),
    ],
  })
  mountAt(http, toMountPath(config.publicUrl))
  exposeGauges(metrics, pool)
  const { sessions, idempotency, approvals, artifacts, entries, contexts } = services
  sessions.recover()
  approvals.recover()
  await artifacts.recover()
  await contexts.recover()
  await pool.start()
  await pool.sweep()
  listen(http, config)
  const port = http.server?.port ?? config.port
  address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  gate.protectPort(port)
  // Last, when nothing can fail any more: the credentials are shown once, by whoever gets to see this answer.
  const firstRun = await base.auth.bootstrapFirstRun({
    ownerEmail: config.ownerEmail,
    ownerPassword: config.ownerPassword,
  })
  const swept = [sessions, idempotency, entries, base.auth.humans, artifacts, { sweep: services.health.checkDue }]
  const ongoing = [startSweeping(swept, base.log), base.stops.watch()]
  // Once whoever waited for the service to be ready has been told (docs/decisions/0015).
  setImmediate(worker.warm)

  return {
    http: { url: publicUrl(), port },
    firstRun,
    services,
    pool,
    /**
     * Stops accepting, lets running actions end, closes sessions with their time floor, leaves no Chromium. Nobody is waited
     * for any longer: neither a caller who never finishes a request nor one who reads no answer.
     */
    async close(): Promise<void> {
      for (const work of ongoing) work[Symbol.dispose]()
      stopping.abort(stoppingError())
      const { server } = http
      const answered = http.stop()
      await within(GRACE_MS + ENDING_MS, sessions.endAll(GRACE_MS))
      closing.abort(stoppingError())
      await within(ANSWERS_MS, answered)
      await within(ANSWERS_MS, server?.stop(true))
      await browsing[Symbol.asyncDispose]()
      if (!overrides.worker) await worker[Symbol.asyncDispose]()
      base[Symbol.dispose]()
      lock[Symbol.dispose]()
    },
  }
}

/**
 * Takes the port for this process alone: the framework would share it with whoever asks, and with it the requests.
 * @throws AppError not_configured where somebody else has it
 */
const listen = (http: HttpServer, { port, host }: Config): void => {
  try {
    http.listen({ port, hostname: host, reusePort: false })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    const message = `port ${port} of ${host} is taken: end what listens there, or set CHAPERONE_PORT`
    throw new AppError('not_configured', message, {}, { cause: error })
  }
}

export type App = Awaited<ReturnType<typeof createApp>>

/** Writes the key's check value at the first start; refuses another key ever after. @throws AppError master_key_refused */
const checkKey = ({ db }: OpenDatabase, keyring: Keyring): void => {
  const stored = readMeta(db, 'key_check')
  if (stored === undefined) writeMeta(db, 'key_check', keyring.checkValue)
  else keyring.assertMatches(stored)
}
