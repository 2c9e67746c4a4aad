import { createPool, type Pool } from './browser/pool/pool.ts'
import type { SpawnedChromium } from './browser/pool/spawn.ts'
import type { Config } from './config.ts'
import { parseExceptions } from './egress/address.ts'
import { createServerLookup, createSystemLookup } from './egress/lookup.ts'
import { createEgressGate, type ServiceEgressGate } from './egress/proxy.ts'
import { createUpstreamDial } from './egress/upstream.ts'
import { GREENHOUSE_HOST, startGreenhouse } from './greenhouse/site.ts'
import { toLaunch } from './launch.ts'
import type { Ids } from './lib/ids.ts'
import type { Log } from './lib/log.ts'

/** Ways out, browsers that are pointed at them, and the site of our own. Disposing ends all of them. */
export interface Browsing extends AsyncDisposable {
  readonly gate: ServiceEgressGate
  readonly pool: Pool
}

interface BrowsingDeps {
  readonly log: Log
  readonly ids: Ids
  /** Spawned already: the pool's first. */
  readonly first?: SpawnedChromium | undefined
}

/** What the service browses with; apart from the rest of it, so that the first context is made while that is loaded. */
export const createBrowsing = (config: Config, { log, ids, first }: BrowsingDeps): Browsing => {
  const greenhouse = startGreenhouse()
  const gate = createEgressGate({
    lookup: config.resolver === null ? createSystemLookup() : createServerLookup(config.resolver),
    exceptions: parseExceptions(config.allowPrivate).exceptions,
    ownSite: { host: GREENHOUSE_HOST, port: greenhouse.port },
    upstream: config.upstreamProxy && createUpstreamDial(config.upstreamProxy.reveal()),
  })
  gate.protectPort(greenhouse.port)
  const pool = createPool({
    ...{ gate, log, ids, first },
    launch: toLaunch(config),
    warm: config.warm,
    maxSessions: config.maxSessions ?? undefined,
  })
  return {
    gate,
    pool,
    async [Symbol.asyncDispose]() {
      await pool.close()
      await greenhouse[Symbol.asyncDispose]()
    },
  }
}
