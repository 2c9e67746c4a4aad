import type { Deadline } from '../../lib/deadline.ts'
import { frameIdOf, sessionOf } from '../puppeteer-inside.ts'
import type { TabInsides } from '../tab.ts'

/** Whether the tab goes to another document, as it happens. */
export interface Loading extends Disposable {
  readonly isUnderWay: boolean
  /** Resolves when the tab begins to go to another document, or what it would have gone to was a download. */
  readonly started: Promise<void>
  /** Resolves when it begins to, or after `ms`. */
  startedWithin(ms: number): Promise<void>
  /** Resolves when the document under way can be read, was given up, or `deadline` or the limit has passed. */
  finished(deadline: Deadline): Promise<void>
}

const LOAD_MS = 10_000

async function within(promise: Promise<void>, ms: number): Promise<void> {
  const limit = Promise.withResolvers<void>()
  const timer = setTimeout(limit.resolve, ms)
  await Promise.race([promise, limit.promise])
  clearTimeout(timer)
}

/** Follows the loading of the tab's page by the browser's own events. */
export function followLoading({ page, guard }: TabInsides): Loading {
  const main = page.mainFrame()
  const session = sessionOf(main)
  const id = frameIdOf(main)
  const started = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  let isUnderWay = false
  const onStart = (event: { frameId: string; navigationType?: string }) => {
    if (event.frameId !== id || event.navigationType === 'sameDocument') return
    isUnderWay = true
    started.resolve()
  }
  const onStop = (event: { frameId: string }) => {
    if (event.frameId === id && isUnderWay) ended.resolve()
  }
  const onReady = () => {
    if (isUnderWay) ended.resolve()
  }
  session.on('Page.frameStartedNavigating', onStart)
  session.on('Page.frameRequestedNavigation', onRequested)
  session.on('Page.frameStoppedLoading', onStop)
  session.on('Page.domContentEventFired', onReady)
  page.once('close', onReady)
  const surprises = guard.policy.journal.listen(event => {
    if (event.kind === 'download_refused') started.resolve()
    if (event.kind === 'dialog' && event.type === 'beforeunload' && !event.answer.accept) onStay()
  })
  /** The page stays where it is, and Chromium tells no end of what it had begun. */
  function onStay() {
    isUnderWay = false
    ended.resolve()
  }
  function onRequested(event: { frameId: string; disposition: string }) {
    if (event.disposition === 'currentTab') onStart(event)
  }
  return {
    get isUnderWay() {
      return isUnderWay
    },
    started: started.promise,
    startedWithin: ms => within(started.promise, ms),
    finished: deadline => deadline.race(within(ended.promise, LOAD_MS)),
    [Symbol.dispose]() {
      session.off('Page.frameStartedNavigating', onStart)
      session.off('Page.frameRequestedNavigation', onRequested)
      session.off('Page.frameStoppedLoading', onStop)
      session.off('Page.domContentEventFired', onReady)
      page.off('close', onReady)
      surprises[Symbol.dispose]()
    },
  }
}
