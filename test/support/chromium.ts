import { afterAll, beforeAll, setDefaultTimeout } from 'bun:test'
import type { BrowserLease } from '../../src/browser/lease.ts'
import { findChromium } from '../../src/browser/pool/executable.ts'
import { createPool, type Pool, type PoolOptions } from '../../src/browser/pool/pool.ts'
import type { Fence } from '../../src/contract/egress.ts'
import { randomIds } from '../../src/lib/ids.ts'
import { createLog } from '../../src/lib/log.ts'
import { openFence } from './fences.ts'
import { createOpenGate } from './open-gate.ts'

const log = createLog('silent')

/** Milliseconds for a browser test: a busy machine may take seconds for what takes a tenth of one. Set it in each file. */
export const BROWSER_TEST_MS = 30_000

/** How tests start Chromium: as the service does, with a profile tag of their own. */
export const launchOptions = (): PoolOptions['launch'] => ({
  executable: findChromium({ override: process.env['CHAPERONE_CHROMIUM'], path: process.env['PATH'] }),
  sandbox: process.env['CHAPERONE_SANDBOX'] === 'off' ? 'off' : 'required',
  tag: `test${randomIds.token(6).replaceAll(/\W/g, '')}`,
})

/** A pool in a real Chromium behind an open gate; end it with `close`. */
export const createTestPool = (options: Partial<PoolOptions> = {}): Pool =>
  createPool({
    launch: launchOptions(),
    gate: createOpenGate(),
    warm: 1,
    maxSessions: 8,
    log,
    ids: randomIds,
    ...options,
  })

/** Gives leases of the file's one Chromium. */
export interface TestChromium {
  readonly pool: Pool
  /** A clean context; take it with `await using`. Without a fence everything may be loaded. */
  lease(fence?: Fence): Promise<BrowserLease>
}

/** One Chromium for the tests of a file, started before the first and ended after the last. */
export const useChromium = (options: Partial<PoolOptions> = {}): TestChromium => {
  setDefaultTimeout(BROWSER_TEST_MS)
  let pool: Pool | undefined
  const started = (): Pool => {
    if (!pool) throw new Error('Chromium is only there while tests run')
    return pool
  }
  beforeAll(async () => {
    pool = createTestPool(options)
    await pool.start()
  }, BROWSER_TEST_MS)
  afterAll(async () => {
    await pool?.close()
  }, BROWSER_TEST_MS)
  return {
    get pool() {
      return started()
    },
    lease: (fence = openFence) => started().lease(fence),
  }
}
