import type { CDPSession, Protocol } from 'puppeteer-core'
import type { PictureSize } from './input.ts'
import type { PixelBudget } from './pixel-budget.ts'

interface CastDeps {
  readonly budget: PixelBudget
  /** A JPEG of the page and the page's size; no more come until `taken` was called for it. */
  onFrame(jpeg: Uint8Array, size: PictureSize, taken: () => void): void
  /** Told of errors: the page goes away under a cast. */
  onError(error: unknown): void
}

/** The pictures of one page as they change. Disposing ends them. */
export interface Cast extends Disposable {
  /** How large the pictures are shown, in pixels; larger ones would be for nothing. */
  show(size: PictureSize): void
}

/** JPEG quality: text stays readable, and a frame is some 10 to 60 kB. */
const QUALITY = 60
const LONGEST_SIDE = 2_560
/** Frames that follow one another within this many ms are one motion. */
const QUICK_MS = 600
const MOTION_FRAMES = 6
/** A share of the budget is looked at again after so many ms. */
const REVIEW_MS = 500
/** After so many ms without a frame a motion has come to rest. */
const REST_MS = 600
/** An acknowledgement that takes longer than this, in ms, means that frames were held up. */
const LATE_MS = 50

/**
 * Begins to cast a page. While it moves beside others its frames may be smaller than the page; once it rests, one more
 * comes whole. That one also mends what Chromium does where frames are acknowledged late: it drops those that come
 * meanwhile, the last one of a motion too.
 */
export const startCast = (session: CDPSession, { budget, onFrame, onError }: CastDeps): Cast => {
  const self = {}
  let shown: PictureSize = { width: LONGEST_SIDE, height: LONGEST_SIDE }
  let page: PictureSize = { width: 1280, height: 800 }
  let scale = 1
  let run = 0
  let lastAt = 0
  let reviewedAt = 0
  let isFirst = true
  let ended = false
  let resting: ReturnType<typeof setTimeout> | undefined

  const begin = () => {
    isFirst = true
    const limit = (side: 'width' | 'height') =>
      Math.max(1, Math.min(LONGEST_SIDE, shown[side], Math.round(scale < 1 ? page[side] * scale : LONGEST_SIDE)))
    const size = { maxWidth: limit('width'), maxHeight: limit('height') }
    session.send('Page.startScreencast', { format: 'jpeg', quality: QUALITY, ...size }).catch(onError)
  }
  const restart = () => {
    session.send('Page.stopScreencast').catch(onError)
    begin()
  }
  const rest = () => {
    run = 0
    budget.leave(self)
    scale = 1
    restart()
  }
  const review = (at: number) => {
    reviewedAt = at
    budget.join(self)
    const next = budget.scaleOf(Math.min(page.width, shown.width) * Math.min(page.height, shown.height))
    if (next === scale) return
    scale = next
    restart()
  }
  const hear = ({ data, metadata, sessionId }: Protocol.Page.ScreencastFrameEvent) => {
    clearTimeout(resting)
    const at = performance.now()
    if (!isFirst) run = at - lastAt < QUICK_MS ? run + 1 : 0
    isFirst = false
    lastAt = at
    page = { width: metadata.deviceWidth, height: metadata.deviceHeight }
    onFrame(Uint8Array.fromBase64(data), page, () => {
      if (ended) return
      session.send('Page.screencastFrameAck', { sessionId }).catch(onError)
      if (run >= MOTION_FRAMES || performance.now() - at > LATE_MS) {
        clearTimeout(resting)
        resting = setTimeout(rest, REST_MS)
      }
    })
    if (run >= MOTION_FRAMES && at - reviewedAt > REVIEW_MS) review(at)
  }
  session.on('Page.screencastFrame', hear)
  begin()
  return {
    show: size => {
      if (ended || (size.width === shown.width && size.height === shown.height)) return
      shown = size
      restart()
    },
    [Symbol.dispose]: () => {
      ended = true
      clearTimeout(resting)
      budget.leave(self)
      session.off('Page.screencastFrame', hear)
    },
  }
}
