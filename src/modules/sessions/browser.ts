import type { BrowserLease } from '../../browser/lease.ts'
import type { Pool } from '../../browser/pool/pool.ts'
import type { Fence } from '../../contract/egress.ts'
import type { Allowlist } from '../../egress/allowlist.ts'
import { createFence } from '../../egress/fence.ts'
import { AppError, isAppError } from '../../lib/errors.ts'
import type { Checkout } from '../contexts/service.ts'
import type { KitPolicy } from '../kits/policy.ts'

/** A browser for a user: where it may go, and what is in it from the start. */
export interface BrowserOrder {
  readonly policy: KitPolicy
  readonly allowlist: Allowlist
  /** By the configured upstream proxy. */
  readonly proxy: boolean
  /** The saved login that is put into it. */
  readonly login: Checkout | null
  readonly signal: AbortSignal
}

export interface OpenedBrowser {
  readonly lease: BrowserLease
  readonly fence: Fence
}

interface BrowserDeps {
  readonly pool: Pick<Pool, 'lease'>
  /** Aborted once the service was told to stop. */
  readonly stopping: AbortSignal
}

export type OpenBrowser = ReturnType<typeof createBrowserOpening>

/** A browser that makes no context is as good as none; the pool sees to it. @throws AppError */
const toNoCapacity = (error: unknown): never => {
  if (isAppError(error)) throw error
  const detail = { queue_depth: 0, retry_after: RETRY_SECONDS }
  throw new AppError('no_capacity', 'the browser could not open a session', detail, { cause: error })
}

const RETRY_SECONDS = 2

/**
 * The one way to a browser, for sessions and for looks at saved logins: behind a fence of the allowlist and the kit's egress
 * rule, and given only when the saved login is in it. @throws AppError no_capacity; whatever restoring throws
 */
export const createBrowserOpening =
  ({ pool, stopping }: BrowserDeps) =>
  async ({ policy, allowlist, proxy, login, signal }: BrowserOrder): Promise<OpenedBrowser> => {
    const fence = createFence({ allowlist, egress: policy.browser.egress ?? 'navigations', upstream: proxy })
    const lease = await pool.lease(fence, { signal: AbortSignal.any([signal, stopping]) }).catch(toNoCapacity)
    try {
      await login?.restore(lease.tab)
      stopping.throwIfAborted()
      return { lease, fence }
    } catch (error) {
      await lease.close()
      throw error
    }
  }
