import type { CDPSession, Frame } from 'puppeteer-core'

/** What puppeteer keeps on a frame but not in its types; the version is pinned, and every browser test needs it. */
interface FrameInside {
  readonly _id: string
  readonly _loaderId: string
  readonly _lifecycleEvents: ReadonlySet<string>
  _client(): CDPSession
}

const inside = (frame: Frame): FrameInside => frame as unknown as FrameInside

/** CDP's id of a frame; of a main frame it is its target's id too. */
export const frameIdOf = (frame: Frame): string => inside(frame)._id

/** CDP's id of the document that a frame shows; a navigation within the document keeps it. */
export const loaderIdOf = (frame: Frame): string => inside(frame)._loaderId

/** The session of the process that a frame lives in; frames of another site have one of their own. */
export const sessionOf = (frame: Frame): CDPSession => inside(frame)._client()

/** Whether a document's own loading has come to rest: nothing was asked for during half a second (CDP Page.lifecycleEvent, networkIdle). */
export const hasSettled = (frame: Frame): boolean => inside(frame)._lifecycleEvents.has('networkIdle')
