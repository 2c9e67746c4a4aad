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
  const startedAt = performance.now()
  const telling = () => watch.seen.filter(({ type }) => TELLING.has(type))
  return {
    ready: watch.ready,
    get since() {
      const open = telling().some(request => !request.done && Date.now() - request.startedAt < LONGEST_MS)
      if (open) return undefined
      return Math.max(startedAt, ...telling().map(({ doneAt = 0 }) => doneAt))
    },
    get hasSent() {
      return telling().some(({ method, stopped }) => !stopped && !/^(GET|HEAD|OPTIONS)$/.test(method))
    },
    [Symbol.dispose]: () => watch[Symbol.dispose](),
  }
}
