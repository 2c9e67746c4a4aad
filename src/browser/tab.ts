import type { CDPSession, Frame, Page } from 'puppeteer-core'
import type { EgressPort } from '../contract/egress.ts'
import { Deadline } from '../lib/deadline.ts'
import { AppError, isAppError } from '../lib/errors.ts'
import type { Activity } from './activity.ts'
import type { PageGuard } from './context-policy.ts'
import { explainTimeout } from './hung-page.ts'
import type { Dialog, DialogAnswer, TabEvent } from './journal.ts'
import { collectTabLinks, type Link, type LinkOptions } from './links.ts'
import { createNavigation, hasClosedItself, type Navigation, raceCrash, raceLoss } from './navigation.ts'
import { closedItself, denialError, isLost, navigationError } from './navigation-failure.ts'
import type { PageStack } from './page-stack.ts'
import { type Redact, redactOwnKeys } from './perception/redact.ts'
import { isReachableFrame } from './reachability.ts'
import { readAnew } from './read-anew.ts'
import { renewHolds } from './request-hold.ts'
import { type Cut, capturePage, readCut, type ScreenshotOptions } from './screenshot.ts'
import { combineFinders, type SecretFinder } from './secret-finder.ts'
import { withoutSecrets } from './secret-mask.ts'
import { isHeldBack, isHeldBackNow } from './standing-secrets.ts'
import { createTaint, type Taint } from './taint.ts'
import { readTitle } from './title.ts'

/** The one tab of a session: its topmost page, popups included, under one policy. */
export interface Tab extends Navigation {
  /** Full address of what stands in the tab; of a failed load, the address that failed. */
  readonly url: string
  /** HTTP status of the document that stands in the tab; undefined where no answer was seen. */
  readonly httpStatus: number | undefined
  /** How many pages there are: the tab and the openers behind it. */
  readonly pageCount: number
  title(): Promise<string>
  links(options: LinkOptions): Promise<Link[]>
  /** Bytes of a picture of the tab. */
  screenshot(options?: ScreenshotOptions): Promise<Uint8Array>
  /** Where such a picture ends before the page does; undefined where it has all that was asked for. */
  pictureCut(options: ScreenshotOptions): Promise<Cut | undefined>
  /** Resolves when every popup that was opened has become the tab or is gone. */
  arrivals(): Promise<void>
  /** @throws AppError when what stands in the tab must not be read: crashed, or a document off the policy */
  assertReadable(): void
  /**
   * Reads from the tab: refuses before and after `work` what must not be read, and ends with a crash or the deadline.
   * Everything that looks at the page goes through here.
   */
  read<T>(work: () => Promise<T>, deadline?: Deadline): Promise<T>
  /** The same for what operates the page, which may close its window then: the tab is what opened it. */
  operate<T>(work: () => Promise<T>, deadline: Deadline): Promise<T>
  /** What happened in the tab since `at` (performance.now()). */
  eventsSince(at: number): readonly TabEvent[]
  listen(listener: (event: TabEvent) => void): Disposable
  /** Until disposed of, no form is sent by POST from the tab, in any frame; such a request ends as `write_refused` in the events. */
  holdWrites(): WriteHold
  /**
   * Marks the tab, for as long as it lives, as one that secrets of one site are typed into; the first taint stays.
   * @param isOwnHost whether a host is of that site
   */
  taint(isOwnHost: (host: string) => boolean): Promise<Taint>
  readonly isTainted: boolean
  /** Whether the page that the tab shows may be handed to nobody, because what was typed server-side stands in it: before and after a verb. */
  isHeldBack(when: 'before' | 'after', deadline: Deadline): Promise<boolean>
  /** Empties the fields that were filled in server-side, of every page: all of them, or those taken out of their document. */
  emptySecrets(which: 'all' | 'detached', deadline: Deadline): Promise<void>
  /** Until disposed of, popups do not become the tab while the page that it is now lives. */
  pin(): Disposable
  /** Until disposed of, a human drives: what was typed server-side holds no request back by its destination. */
  yieldToHuman(): Disposable
  /**
   * Takes out of a text what nobody is to read: this service's own keys, what was typed server-side, and what the tab is
   * protected from showing. Every text of the page passes here before it leaves browser/.
   */
  readonly scrub: Redact
  /** Whether there is more than the service's own keys to take out. */
  readonly isScrubbed: boolean
  /** From now on what the finder finds is taken out of every text and picture, and not selected, copied or waited for. */
  protect(finder: SecretFinder): void
  /** Answers confirm, prompt and beforeunload until disposed of, in place of who did before; by nobody they are dismissed. */
  answerDialogs(answer: (dialog: Dialog) => DialogAnswer): Disposable
}

/** Keeps writes back until it is disposed of. */
export interface WriteHold extends Disposable {
  /** Resolves when whatever the context's pages have begun by then is held as well. */
  readonly ready: Promise<void>
}

const READ_MS = 30_000

const stacks = new WeakMap<Tab, PageStack>()

/** What code in browser/ works with, behind a tab. Ask anew for each operation: a popup changes it. */
export interface TabInsides {
  readonly page: Page
  /** A session on the page with Page and Fetch enabled; it lives as long as the page. */
  readonly session: CDPSession
  readonly guard: PageGuard
  isReachable(frame: Frame): boolean
  /** The context's policy, and the pages behind the tab. */
  readonly stack: PageStack
}

/** Opens a tab for code in browser/; modules have no use for it. */
export const insidesOf = (tab: Tab): TabInsides => {
  const stack = stacks.get(tab)
  if (!stack) throw new Error('not a tab of this service')
  const { page, guard } = stack.current
  return { page, guard, stack, session: guard.session, isReachable: frame => isReachableFrame(frame, guard) }
}

interface TabOptions {
  readonly port: EgressPort
  readonly activity: Activity
}

/** The tab on top of a stack of pages, behind an egress port. */
export const createTab = (stack: PageStack, { port, activity }: TabOptions): Tab => {
  const { policy } = stack
  let holding = Promise.resolve()
  const assertReadable = () => {
    const { guard } = stack.current
    if (guard.crashed) throw navigationError('crashed', '')
    if (!guard.standing.allowed) throw denialError(guard.standing)
  }
  let vault: SecretFinder | undefined
  const finders = () => [policy.taint?.finder, vault].filter(finder => finder !== undefined)
  const scrub: Redact = text => finders().reduce((clean, { redact }) => redact(clean), redactOwnKeys(text))
  const workOn = async <T>(work: () => Promise<T>, deadline: Deadline, race: typeof raceLoss): Promise<T> => {
    assertReadable()
    using _busy = activity.begin()
    const entry = stack.current
    const result = await race(entry, deadline, work()).catch(async error => {
      const failure = isLost(error) && hasClosedItself(entry) ? closedItself() : asPageFailure(error)
      throw await explainTimeout(entry.guard, failure)
    })
    assertReadable()
    return result
  }
  const read: Tab['read'] = async (work, deadline) => {
    using own = deadline ? undefined : new Deadline(READ_MS)
    return await workOn(work, deadline ?? own ?? new Deadline(READ_MS), raceLoss)
  }
  const tab: Tab = {
    ...createNavigation(stack, { port, activity, scrub }),
    get url() {
      return scrub(stack.current.guard.url)
    },
    get httpStatus() {
      return stack.current.guard.httpStatus
    },
    get pageCount() {
      return stack.size
    },
    title: async () => scrub(await readAnew(read, () => readTitle(stack.current))),
    links: options => readAnew(read, () => collectTabLinks(stack, { ...options, scrub })),
    screenshot: (options = {}) =>
      readAnew(read, () => {
        const entry = stack.current
        const work = () => capturePage(entry, options)
        return tab.isScrubbed ? withoutSecrets(entry.page, combineFinders(finders()), work) : work()
      }),
    pictureCut: options => readAnew(read, () => readCut(stack.current, options)),
    taint: async isOwnHost => {
      if (!policy.taint) {
        await stack.taint(createTaint(isOwnHost, () => port.askAgain()))
        port.askAgain()
      }
      if (!policy.taint) throw new Error('a tab that is tainted stays so')
      return policy.taint
    },
    get isTainted() {
      return policy.taint !== undefined
    },
    isHeldBack: async (when, deadline) => {
      const { taint } = policy
      if (!taint) return false
      const look = when === 'before' ? isHeldBack : isHeldBackNow
      return await readAnew(read, () => look(stack.current.page, taint), deadline)
    },
    emptySecrets: async (which, deadline) => {
      const emptied = (policy.taint?.documents ?? []).map(document => document.empty(which))
      await deadline.race(Promise.allSettled(emptied))
    },
    pin: () => stack.pin(),
    yieldToHuman: () => policy.taint?.yieldToHuman() ?? { [Symbol.dispose]: () => undefined },
    scrub,
    get isScrubbed() {
      return finders().length > 0
    },
    protect: finder => {
      vault = finder
    },
    arrivals: () => stack.arrivals(),
    assertReadable,
    read,
    operate: (work, deadline) => workOn(work, deadline, raceCrash),
    eventsSince: at => policy.journal.since(at),
    listen: listener => policy.journal.listen(listener),
    holdWrites: () => {
      policy.writeHolds += 1
      if (policy.writeHolds === 1) holding = renewHolds(policy)
      let held = true
      return {
        ready: holding,
        [Symbol.dispose]: () => {
          if (!held) return
          held = false
          policy.writeHolds -= 1
          if (policy.writeHolds === 0) holding = renewHolds(policy)
        },
      }
    },
    answerDialogs: answer => {
      const before = policy.answerDialog
      policy.answerDialog = answer
      return {
        [Symbol.dispose]: () => {
          policy.answerDialog = before
        },
      }
    },
  }
  stacks.set(tab, stack)
  return tab
}

const asPageFailure = (error: unknown): AppError => {
  if (isAppError(error)) return error
  if (isLost(error)) return navigationError('crashed', '', error)
  return new AppError('page_failed', 'the page could not be read', {}, { cause: error })
}
