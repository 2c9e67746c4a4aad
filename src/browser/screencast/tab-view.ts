import type { CDPSession, Page } from 'puppeteer-core'
import type { LiveInput } from '../../contract/live.ts'
import { Deadline } from '../../lib/deadline.ts'
import type { Log } from '../../lib/log.ts'
import type { Dialog, DialogAnswer } from '../journal.ts'
import { insidesOf, type Tab } from '../tab.ts'
import { dispatchInput, type PictureSize } from './input.ts'
import { chooseOption, findNativeList, type NativeList } from './native-list.ts'

/** Who looks at a tab. */
export interface TabViewer {
  /** A JPEG of the tab; no more come until `taken` was called for it. */
  onFrame(jpeg: Uint8Array, taken: () => void): void
  onUrl(url: string): void
  /** A native list that the viewer has to show in the browser's place. */
  onList(list: NativeList): void
}

/** The pictures of a tab as they change, and a way for input into it. Disposing ends both. */
export interface TabView extends Disposable {
  input(input: LiveInput): void
  choose(index: number | null): void
  /** Gives the page a viewport of another size, in CSS pixels. */
  fit(size: PictureSize): void
}

/** JPEG quality: text stays readable, and a frame is some 10 to 60 kB. */
const QUALITY = 60
const LONGEST_SIDE = 2_560
/** How long a press waits to learn what is under it; a page that hangs does not answer. */
const HIT_MS = 500

interface Cast {
  readonly page: Page
  readonly session: CDPSession
}

/** Watches a tab, popups that become it too. */
export const viewTab = (tab: Tab, viewer: TabViewer, log: Log): TabView => {
  let cast: Cast | undefined
  let size: PictureSize = { width: 1280, height: 800 }
  let ended = false
  let turn: Promise<void> = Promise.resolve()
  const note = (error: unknown) => log.debug({ err: error }, 'the page went away under a viewer')
  const enqueue = (work: () => Promise<unknown>) => {
    turn = turn.then(work).then(() => undefined, note)
  }

  const follow = async (): Promise<void> => {
    const { page } = insidesOf(tab)
    if (cast?.page === page) return
    const before = cast
    const session = await page.createCDPSession()
    cast = { page, session }
    session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
      if (cast?.session !== session) return
      size = { width: metadata.deviceWidth, height: metadata.deviceHeight }
      viewer.onFrame(Uint8Array.fromBase64(data), () => {
        session.send('Page.screencastFrameAck', { sessionId }).catch(note)
      })
    })
    if (before) before.session.detach().catch(note)
    if (ended) return void session.detach().catch(note)
    await session.send('Page.startScreencast', {
      format: 'jpeg',
      quality: QUALITY,
      maxWidth: LONGEST_SIDE,
      maxHeight: LONGEST_SIDE,
    })
    viewer.onUrl(tab.url)
  }

  const press = async (input: Extract<LiveInput, { type: 'mouse' }>, { page, session }: Cast) => {
    using patience = new Deadline(HIT_MS)
    const list = await patience
      .race(findNativeList(page, input.x * size.width, input.y * size.height))
      .catch(() => null) // a page that does not answer gets the press
    if (list) return viewer.onList(list)
    dispatchInput(session, input, size).catch(note)
  }

  const listening = tab.listen(event => {
    if (event.kind === 'popup' && (event.outcome === 'became_tab' || event.outcome === 'closed')) enqueue(follow)
    if (event.kind === 'navigation') viewer.onUrl(tab.url)
  })
  enqueue(follow)
  return {
    // Events leave in the order in which they came; nobody waits for their effect, a dialog would hold it for long.
    input: input =>
      enqueue(async () => {
        if (!cast || ended) return
        if (input.type === 'mouse' && input.kind === 'down' && input.button === 'left') await press(input, cast)
        else dispatchInput(cast.session, input, size).catch(note)
      }),
    choose: index =>
      enqueue(async () => {
        if (cast && index !== null) await chooseOption(cast.page, index)
      }),
    fit: wanted =>
      enqueue(async () => {
        await cast?.page.setViewport({ ...wanted })
      }),
    [Symbol.dispose]: () => {
      ended = true
      listening[Symbol.dispose]()
      cast?.session.detach().catch(note)
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
