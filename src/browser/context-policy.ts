import type { CDPSession } from 'puppeteer-core'
import type { Fence, Verdict } from '../contract/egress.ts'
import type { Dialog, DialogAnswer, Journal } from './journal.ts'
import type { Taint } from './taint.ts'

/** What the guards of one browser context go by. `fence` and `answerDialog` are set when it is leased and used. */
export interface ContextPolicy {
  fence: Fence | undefined
  readonly journal: Journal
  /** Answers confirm, prompt and beforeunload; without it they are dismissed. */
  answerDialog: ((dialog: Dialog) => DialogAnswer) | undefined
  /** How many hold back writes: while any does, no document is asked for by POST, and no page sends what may write. */
  writeHolds: number
  /** Set once somebody's secret is about to be typed into one of the pages. */
  taint: Taint | undefined
  /** What is to be told when something else is held back than before. */
  readonly targets: Set<HeldTarget>
  /** Origins of the documents that were committed in the context's pages, `https://host:port`. */
  readonly origins: Set<string>
  /** Takes dialogs over where it is set: they stay open until `respond` is called. */
  holdDialog: ((dialog: Dialog, respond: (answer: DialogAnswer) => void) => void) | undefined
  /** Called as soon as a page is attached, before it can load anything. */
  readonly onPage: (guard: PageGuard) => void
}

/**
 * What our input has done in a page's document so far: nothing, or pressed only what says that it reads (a search, the next page), or
 * anything else. What the page sends afterwards may come of it, however much later.
 */
export type Touch = 'none' | 'reading' | 'anything'

/** A target of a context (CDP) whose requests wait for us: a page, a frame in a process of its own, a worker of no page. */
export interface HeldTarget {
  /** Holds from now on what the policy wants held now. */
  renew(): Promise<void>
}

/** Watches over one page (a CDP page target) on a session of its own. */
export interface PageGuard {
  readonly targetId: string
  /** Opened by a page and not by us, as far as is known. */
  readonly isPopup: boolean
  /** It turned out to be a page of our own, by the id that making it gave. */
  claim(): void
  /** While it is set, every document of the page is answered with this HTML and nothing of it is asked of any site. */
  stub: string | undefined
  readonly policy: ContextPolicy
  /** Our own session on the page. */
  readonly session: CDPSession
  /** Resolves when every guard is acknowledged by the browser. */
  readonly ready: Promise<void>
  /** Address of the document that stands in the page; of a failed load, the address that failed. */
  readonly url: string
  /** HTTP status of the document that stands in the page; undefined where no answer was seen: a service worker gave it. */
  readonly httpStatus: number | undefined
  /** Verdict on what stands in the page now. */
  readonly standing: Verdict
  readonly crashed: boolean
  readonly gone: boolean
  /** Counts the documents that were committed in the page. */
  readonly commits: number
  /** A popup that went nowhere allowed; it is being closed. */
  readonly condemned: boolean
  /** The newest navigation of this page that was refused since `at` (performance.now()). */
  denialSince(at: number): Denial | undefined
  /** Security origin of a frame of this page's process, as Chromium gave it at its last commit. */
  originOf(frameId: string): string | undefined
  /** What our input has done in the document that stands in the page. */
  readonly touch: Touch
  /** Notes input that is about to reach the document. */
  noteInput(touch: Touch): void
  /** Called when the renderer crashes or the page goes. */
  onLost(listener: () => void): Disposable
  /** Told by the owner of the browser session that the page is gone. */
  markGone(): void
}

/** A refusal, as a Verdict gives it. */
export type Denial = Extract<Verdict, { allowed: false }>
