import type { BrowserContext, Page, Target } from 'puppeteer-core'
import type { Deadline } from '../lib/deadline.ts'
import type { Log } from '../lib/log.ts'
import type { ContextPolicy, PageGuard } from './context-policy.ts'
import { createJournal } from './journal.ts'
import { preloadScript } from './perception/world.ts'
import { frameIdOf } from './puppeteer-inside.ts'
import { renewHolds } from './request-hold.ts'
import type { Taint } from './taint.ts'

/** A page with its guard. */
export interface GuardedPage {
  readonly page: Page
  readonly guard: PageGuard
}

/**
 * The pages of one context: the session's one tab is the topmost, its openers wait behind it and come back when it
 * closes.
 */
export interface PageStack {
  readonly policy: ContextPolicy
  /** @throws Error when no page is left */
  readonly current: GuardedPage
  readonly size: number
  /** Until disposed of, the page that is the tab now stays it, for as long as it lives, whatever popups come. */
  pin(): Disposable
  /** Resolves when every popup that has been opened is the tab, or gone. */
  arrivals(): Promise<void>
  /** Makes a page of our own that never becomes the tab. */
  makeAside(context: BrowserContext): Promise<PageGuard>
  /**
   * Has a page of our own opened that never becomes the tab, by somebody who cannot tell its id. Other pages may come
   * meanwhile: `isOurs` says which it is, and must not be fooled.
   * @throws AppError timeout; whatever `open` throws
   */
  openAside(open: () => Promise<unknown>, which: Which): Promise<PageGuard>
  /** Makes a page of our own and puts it on top; the pages under it stay. */
  openPage(context: BrowserContext): Promise<void>
  /** Puts every page, those to come too, under a taint. */
  taint(taint: Taint): Promise<void>
  /** Called when the last page is gone. */
  onEmpty(listener: () => void): void
}

interface Which {
  readonly isOurs: (guard: PageGuard) => Promise<boolean>
  readonly deadline: Deadline
}

/** Pages that wait behind the tab; of more, the oldest popup is closed. */
const MAX_PAGES = 8

/** An empty stack, with the policy to register its context with. */
export const createPageStack = (log: Log): PageStack & { watch(context: BrowserContext): void } => {
  const guards = new Map<string, PageGuard>()
  const pages: GuardedPage[] = []
  const emptyListeners: (() => void)[] = []
  const arriving = new Set<Promise<void>>()
  const arrivalListeners = new Set<(guard: PageGuard) => void>()
  /** Settled when no page of ours is being opened: until then nobody knows which of those that arrive it is. */
  let sorted: Promise<unknown> = Promise.resolve()
  let pinned: PageGuard | undefined

  const drop = (guard: PageGuard) => {
    guards.delete(guard.targetId)
    const at = pages.findIndex(entry => entry.guard === guard)
    if (at < 0) return
    pages.splice(at, 1)
    if (guard.isPopup) policy.journal.record({ kind: 'popup', outcome: 'closed' })
    if (pages.length === 0) for (const listener of emptyListeners) listener()
  }
  const policy: ContextPolicy = {
    fence: undefined,
    journal: createJournal(),
    answerDialog: undefined,
    writeHolds: 0,
    taint: undefined,
    targets: new Set(),
    origins: new Set(),
    holdDialog: undefined,
    onPage: guard => {
      guards.set(guard.targetId, guard)
      guard.onLost(() => guard.gone && drop(guard))
      for (const listener of arrivalListeners) listener(guard)
      void sorted.then(() => guard.isPopup && policy.journal.record({ kind: 'popup', outcome: 'opened' }))
    },
  }
  const guardOf = (page: Page): PageGuard | undefined => guards.get(frameIdOf(page.mainFrame()))
  /** Opens a page of ours, and claims it. */
  const openOwn = async (open: () => Promise<PageGuard | undefined>): Promise<PageGuard> => {
    const work = open().then(guard => {
      if (!guard) throw new Error('a page of ours went away')
      guard.claim()
      return guard
    })
    sorted = Promise.allSettled([sorted, work])
    const guard = await work
    await guard.ready
    return guard
  }
  const push = async (page: Page) => {
    const guard = guardOf(page)
    await guard?.ready
    if (!guard || guard.gone || guard.condemned || pages.some(entry => entry.guard === guard)) return
    pages.push({ page, guard })
    preloadScript(page.mainFrame()).catch(error => log.debug({ err: error }, 'page went away before it was used'))
    page.on('framenavigated', frame => {
      // Frames of another site live in other processes, out of the guard's sight.
      if (/^https?:/.test(frame.url())) policy.origins.add(new URL(frame.url()).origin)
    })
    if (guard.isPopup) policy.journal.record({ kind: 'popup', outcome: 'became_tab' })
    if (pages.length > MAX_PAGES)
      pages[1]?.page.close().catch(error => log.debug({ err: error }, 'page was closed already'))
  }
  const adoptPopup = async (target: Target) => {
    const page = await target.page()
    await sorted
    if (page && guardOf(page)?.isPopup) await push(page)
  }
  const adopt = (target: Target) => {
    if (target.type() !== 'page') return
    const adoption = adoptPopup(target)
      .catch(error => log.debug({ err: error }, 'popup went away before it could become the tab'))
      .then(() => void arriving.delete(adoption))
    arriving.add(adoption)
  }
  return {
    policy,
    get current() {
      const top = pages.find(({ guard }) => guard === pinned) ?? pages.at(-1)
      if (!top) throw new Error('the tab has no page')
      return top
    },
    pin() {
      pinned = this.current.guard
      return {
        [Symbol.dispose]: () => {
          pinned = undefined
        },
      }
    },
    get size() {
      return pages.length
    },
    arrivals: async () => void (await Promise.all(arriving)),
    makeAside: context => openOwn(async () => guardOf(await context.newPage({ background: true }))),
    openAside: (open, { isOurs, deadline }) =>
      openOwn(async () => {
        const found = Promise.withResolvers<PageGuard>()
        // One that hangs, or goes away while it is asked, holds up none of the others.
        const ask = (guard: PageGuard) =>
          void isOurs(guard).then(
            is => is && found.resolve(guard),
            () => undefined,
          )
        arrivalListeners.add(ask)
        try {
          await deadline.race(open())
          return await deadline.race(found.promise)
        } finally {
          arrivalListeners.delete(ask)
        }
      }),
    openPage: async context => {
      const making = context.newPage()
      await openOwn(async () => guardOf(await making))
      await push(await making)
    },
    taint: async taint => {
      policy.taint = taint
      await renewHolds(policy)
    },
    onEmpty: listener => void emptyListeners.push(listener),
    watch: context => void context.on('targetcreated', adopt),
  }
}
