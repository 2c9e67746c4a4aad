import type { CDPSession, Page } from 'puppeteer-core'
import type { LiveInput } from '../../contract/live.ts'
import type { Log } from '../../lib/log.ts'
import type { Dialog, DialogAnswer } from '../journal.ts'
import { insidesOf, type Tab } from '../tab.ts'
import { type Cast, startCast } from './cast.ts'
import { dispatchInput, type PictureSize } from './input.ts'
import { type NativeList, type NativeLists, watchNativeLists } from './native-list.ts'
import type { PixelBudget } from './pixel-budget.ts'

/** Who looks at a tab. */
export interface TabViewer {
  /** A JPEG of the tab and the page's size in CSS pixels; no more come until `taken` was called for it. */
  onFrame(jpeg: Uint8Array, size: PictureSize, taken: () => void): void
  onUrl(url: string): void
  /** A native list that the viewer has to show in the browser's place. */
  onList(list: NativeList): void
}

/** The pictures of a tab as they change, and a way for input into it. Disposing ends both. */
export interface TabView extends Disposable {
  /** Whether the viewer drives: only then are native lists kept from the page. */
  drive(driving: boolean): void
  input(input: LiveInput): void
  choose(index: number | null): void
  /** Gives the page a viewport of another size, in CSS pixels. */
  fit(size: PictureSize): void
  /** Tells how large the viewer shows the pictures, in its own pixels. */
  show(size: PictureSize): void
}

/** One page of the tab under the viewer's eyes. */
interface Sight extends Disposable {
  readonly page: Page
  readonly session: CDPSession
  readonly cast: Cast
  lists: NativeLists | undefined
}

/** Watches a tab, popups that become it too. */
export const viewTab = (
  tab: Tab,
  viewer: TabViewer,
  { budget, log }: { readonly budget: PixelBudget; readonly log: Log },
): TabView => {
  let sight: Sight | undefined
  let size: PictureSize = { width: 1280, height: 800 }
  let shown: PictureSize | undefined
  let driving = false
  let ended = false
  let turn: Promise<void> = Promise.resolve()
  const onError = (error: unknown) => log.debug({ err: error }, 'the page went away under a viewer')
  const enqueue = (work: () => unknown) => {
    turn = turn.then(work).then(() => undefined, onError)
  }

  const watchLists = (at: Sight) => {
    if (driving) at.lists ??= watchNativeLists(at.session, { onList: viewer.onList, onError })
    else {
      at.lists?.[Symbol.dispose]()
      at.lists = undefined
    }
  }
  const look = (page: Page, session: CDPSession): Sight => {
    const cast = startCast(session, {
      budget,
      onError,
      onFrame: (jpeg, page, taken) => {
        size = page
        viewer.onFrame(jpeg, page, taken)
      },
    })
    if (shown) cast.show(shown)
    const made: Sight = {
      ...{ page, session, cast },
      lists: undefined,
      [Symbol.dispose]: () => {
        cast[Symbol.dispose]()
        made.lists?.[Symbol.dispose]()
        session.detach().catch(onError)
      },
    }
    watchLists(made)
    return made
  }
  const follow = async (): Promise<void> => {
    const { page } = insidesOf(tab)
    if (ended || sight?.page === page) return
    const session = await page.createCDPSession()
    sight?.[Symbol.dispose]()
    sight = look(page, session)
    if (ended) return sight[Symbol.dispose]()
    viewer.onUrl(tab.url)
  }

  const listening = tab.listen(event => {
    if (event.kind === 'popup' && (event.outcome === 'became_tab' || event.outcome === 'closed')) enqueue(follow)
    if (event.kind === 'navigation') viewer.onUrl(tab.url)
  })
  enqueue(follow)
  return {
    drive: now =>
      enqueue(() => {
        driving = now
        if (sight && !ended) watchLists(sight)
      }),
    // Events leave in the order in which they came; nobody waits for their effect, a dialog would hold it for long.
    input: input =>
      enqueue(() => {
        if (sight && !ended) dispatchInput(sight.session, input, size).catch(onError)
      }),
    choose: index =>
      enqueue(() => {
        if (index !== null) sight?.lists?.choose(index)
      }),
    fit: wanted => enqueue(() => sight?.page.setViewport({ ...wanted })),
    show: wanted =>
      enqueue(() => {
        shown = wanted
        sight?.cast.show(wanted)
      }),
    [Symbol.dispose]: () => {
      ended = true
      listening[Symbol.dispose]()
      sight?.[Symbol.dispose]()
    },
  }
}

/** Keeps dialogs of a tab open for a human to answer, until disposed of. */
export const holdDialogs = (
  tab: Tab,
  onDialog: (dialog: Dialog, respond: (answer: DialogAnswer) => void) => void,
): Disposable => {
  const { policy } = insidesOf(tab).stack
  policy.holdDialog = onDialog
  return {
    [Symbol.dispose]: () => {
      if (policy.holdDialog === onDialog) policy.holdDialog = undefined
    },
  }
}
