import { sessionOf } from '../puppeteer-inside.ts'
import { insidesOf, type Tab } from '../tab.ts'
import { watchRequests } from './requests.ts'

/** Whether anything is under way in a tab since it is watched. */
export interface QuietWatch extends Disposable {
  /** Resolves when everything from now on is seen. */
  readonly ready: Promise<unknown>
  /** performance.now() of the moment since which nothing is; undefined while something is. */
  readonly since: number | undefined
  /** Whether the page has sent anything to be kept (any method but GET and HEAD) since it is watched. */
  readonly hasSent: boolean
}

const TELLING = new Set<string | undefined>(['XHR', 'Fetch', 'Document'])
/** What takes longer than this is no answer to a form but a stream or a poll, in ms. */
const LONGEST_MS = 12_000

/** Watches the requests of the page that stands in the tab, as it is now. */
export const watchQuiet = (tab: Tab): QuietWatch => {
  const { page, isReachable } = insidesOf(tab)
  const watch = watchRequests(new Set(page.frames().filter(isReachable).map(sessionOf)))
  let since: number | undefined = performance.now()
  return {
    ready: watch.ready,
    get since() {
      const open = watch.seen.some(
        ({ type, done, startedAt }) => TELLING.has(type) && !done && Date.now() - startedAt < LONGEST_MS,
      )
      since = open ? undefined : (since ?? performance.now())
      return since
    },
    get hasSent() {
      return watch.seen.some(
        ({ type, method, stopped }) => TELLING.has(type) && !stopped && !/^(GET|HEAD|OPTIONS)$/.test(method),
      )
    },
    [Symbol.dispose]: () => watch[Symbol.dispose](),
  }
}
