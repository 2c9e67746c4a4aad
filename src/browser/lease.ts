import type { EgressPort } from '../contract/egress.ts'
import type { Tab } from './tab.ts'

/** Why a lease ended without being closed. */
export type LeaseEnd = 'browser_died' | 'tab_closed'

/**
 * A browser context of one's own, leased clean from the pool and never used again. Modules see no puppeteer: they
 * drive the tab, and hand it to browser/perception and browser/actions.
 */
export interface BrowserLease extends AsyncDisposable {
  readonly id: string
  readonly tab: Tab
  /** The context's egress port, with the lease's fence. */
  readonly egress: Pick<EgressPort, 'eventsSince' | 'onDenied' | 'bytesIn'>
  /** Aborted when the lease ends: closed, or its browser died. */
  readonly signal: AbortSignal
  /** Called once, at once if it has happened, when the lease ends without having been closed. */
  onDied(listener: (end: LeaseEnd) => void): void
  /**
   * Ends the context, its pages and its port; again and after a death it does nothing. When it returns, nothing goes in or out any
   * more; when what it gives resolves, all of it is gone.
   */
  close(): Promise<void>
}
