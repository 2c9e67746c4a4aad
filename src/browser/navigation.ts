import type { Page, PuppeteerLifeCycleEvent } from 'puppeteer-core'
import type { EgressPort } from '../contract/egress.ts'
import { Deadline } from '../lib/deadline.ts'
import { AppError } from '../lib/errors.ts'
import type { Activity } from './activity.ts'
import type { ContextPolicy, PageGuard } from './context-policy.ts'
import { isBlank, judgeTopDocument } from './document-policy.ts'
import { downloadError, downloadSince } from './download.ts'
import { explainTimeout } from './hung-page.ts'
import { closedItself, denialError, explainNavigationFailure, navigationError } from './navigation-failure.ts'
import type { GuardedPage, PageStack } from './page-stack.ts'
import type { Redact } from './perception/redact.ts'
import { readTitle } from './title.ts'

/** When a page counts as loaded; `commit`: as soon as its document stands. */
export type WaitUntil = 'commit' | 'load' | 'domcontentloaded' | 'networkidle'

/** What a navigation came to. */
export interface Loaded {
  /** Full address; trim it before it is logged. */
  readonly url: string
  readonly title: string
  /** Status of the document's response; of a same-document navigation, that of the document. */
  readonly httpStatus: number
}

export interface NavigateOptions {
  readonly waitUntil?: WaitUntil
  readonly deadline: Deadline
}

/** Moves of the session's tab; each rejects with an AppError that names the reason. */
export interface Navigation {
  navigate(url: string, options: NavigateOptions): Promise<Loaded>
  goBack(options: NavigateOptions): Promise<Loaded>
  goForward(options: NavigateOptions): Promise<Loaded>
  reload(options: NavigateOptions): Promise<Loaded>
}

/** The longest that a page may take to load, in ms. */
const NAVIGATION_MS = 30_000

const LIFECYCLE = {
  commit: [],
  load: ['load'],
  domcontentloaded: ['domcontentloaded'],
  networkidle: ['networkidle0'],
} as const satisfies Record<WaitUntil, readonly PuppeteerLifeCycleEvent[]>

type Move = (page: Page, options: { waitUntil: PuppeteerLifeCycleEvent[]; timeout: number }) => Promise<unknown>

/** Navigation of the topmost page of a stack, behind its egress port. */
export const createNavigation = (
  stack: PageStack,
  { port, activity, scrub }: { readonly port: EgressPort; readonly activity: Activity; readonly scrub: Redact },
): Navigation => {
  const run = async (
    move: Move,
    target: string,
    { waitUntil = 'load', deadline: given }: NavigateOptions,
  ): Promise<Loaded> => {
    using _busy = activity.begin()
    using deadline = new Deadline(Math.min(NAVIGATION_MS, given.left), given.signal)
    const { page, guard } = stack.current
    const since = performance.now()
    const evidence = () => ({
      url: target,
      denial: guard.denialSince(since),
      egress: port.eventsSince(since),
      crashed: guard.crashed,
    })
    const stayed = Promise.withResolvers<never>()
    using _dialogs = guard.policy.journal.listen(event => {
      if (event.kind === 'dialog' && event.type === 'beforeunload' && !event.answer.accept) stayed.reject(staysHere())
    })
    try {
      const timeout = Math.max(1, deadline.left)
      const moved = move(page, { waitUntil: [...LIFECYCLE[waitUntil]], timeout })
      await raceLoss({ page, guard }, deadline, Promise.race([moved, stayed.promise]))
      if (!guard.standing.allowed) throw denialError(guard.standing)
      // Nothing of a document that has only just come can be read for sure.
      if (waitUntil === 'commit') return { url: guard.url, title: '', httpStatus: guard.httpStatus ?? 0 }
      const title = await raceLoss({ page, guard }, deadline, readTitle({ page, guard }))
      const httpStatus = guard.httpStatus ?? (await raceLoss({ page, guard }, deadline, readStatus(guard)))
      return { url: scrub(guard.url), title: scrub(title), httpStatus }
    } catch (error) {
      const failure = await explainTimeout(guard, explainNavigationFailure(error, evidence()))
      if (deadline.signal.aborted && !guard.crashed) await stopLoading({ page, guard })
      const download = failure.reason === 'aborted' && (await downloadSince(guard.policy.journal, since, deadline))
      throw download ? downloadError(download, error) : failure
    }
  }
  const travel = async (by: 1 | -1, options: NavigateOptions): Promise<Loaded> => {
    const { page, guard } = stack.current
    const history = await options.deadline.race(guard.session.send('Page.getNavigationHistory'))
    const entry = history.entries[history.currentIndex + by]
    if (!entry || isBlank(entry.url))
      throw new AppError('no_effect', by < 0 ? 'there is no page to go back to' : 'there is no page to go forward to')
    const verdict = judgeTopDocument(entry.url, guard.policy.fence)
    if (!verdict.allowed) throw denialError(verdict)
    return run((_, rest) => (by < 0 ? page.goBack(rest) : page.goForward(rest)), entry.url, options)
  }
  return {
    navigate: async (url, options) => {
      const verdict = judgeTopDocument(url, stack.policy.fence)
      if (!verdict.allowed) throw denialError(verdict)
      using _leaving = leaveUnasked(stack.policy)
      return await run((page, rest) => page.goto(url, rest), url, options)
    },
    goBack: options => travel(-1, options),
    goForward: options => travel(1, options),
    reload: options => run((page, rest) => page.reload(rest), stack.current.guard.url, options),
  }
}

/** Who names another address wants to leave the page that stands there. */
const leaveUnasked = (policy: ContextPolicy): Disposable => {
  const before = policy.answerDialog
  policy.answerDialog = dialog =>
    dialog.type === 'beforeunload' ? { accept: true } : (before?.(dialog) ?? { accept: false })
  return {
    [Symbol.dispose]: () => {
      policy.answerDialog = before
    },
  }
}

const staysHere = (): AppError =>
  new AppError('no_effect', 'the page asked whether to leave it, and was told no: say to confirm')

/** Waits for `work` until the deadline, or until the page crashes or goes. */
export const raceLoss = async <T>(entry: GuardedPage, deadline: Deadline, work: Promise<T>): Promise<T> => {
  const lost = Promise.withResolvers<never>()
  using _watch = entry.guard.onLost(() => lost.reject(lossOf(entry)))
  return await deadline.race(Promise.race([work, lost.promise]))
}

/** The same, where the page may close its own window: what works on it finds that out by itself. */
export const raceCrash = async <T>(entry: GuardedPage, deadline: Deadline, work: Promise<T>): Promise<T> => {
  const lost = Promise.withResolvers<never>()
  using _watch = entry.guard.onLost(() => hasClosedItself(entry) || lost.reject(lossOf(entry)))
  return await deadline.race(Promise.race([work, lost.promise]))
}

/** Whether a page is gone that another one opened, without a crash: pages close the windows that they have done with. */
export const hasClosedItself = ({ guard }: GuardedPage): boolean => guard.gone && guard.isPopup && !guard.crashed

const lossOf = (entry: GuardedPage): AppError =>
  hasClosedItself(entry) ? closedItself() : navigationError('crashed', '')

/**
 * Status of a document that no answer was seen of, as the browser tells the document (W3C Navigation Timing,
 * responseStatus); asked in a world of our own, which the page cannot dress up.
 */
const readStatus = async ({ session, targetId }: PageGuard): Promise<number> => {
  const world = await session.send('Page.createIsolatedWorld', { frameId: targetId })
  const { result } = await session.send('Runtime.evaluate', {
    contextId: world.executionContextId,
    expression: 'performance.getEntriesByType("navigation")[0]?.responseStatus',
    returnByValue: true,
  })
  return typeof result.value === 'number' ? result.value : 0
}

/** After a timeout the page keeps what it has and stops asking for more. */
const stopLoading = async ({ guard }: GuardedPage): Promise<void> => {
  await guard.session.send('Page.stopLoading').catch(() => undefined) // the timeout is what gets reported
}
