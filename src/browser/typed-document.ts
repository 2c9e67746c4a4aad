import type { Frame, Page } from 'puppeteer-core'
import { loaderIdOf } from './puppeteer-inside.ts'
import type { TypedDocument } from './taint.ts'

/**
 * The document that a frame of a page shows now. It stands until the frame has another one, or goes with its page: neither
 * a popup nor another frame ends it.
 */
export const toTypedDocument = (page: Page, frame: Frame): TypedDocument => {
  const loaderId = loaderIdOf(frame)
  return {
    get stands() {
      return !page.isClosed() && !frame.detached && loaderIdOf(frame) === loaderId
    },
  }
}
