import type { Frame, Page } from 'puppeteer-core'
import type { PageScript } from './injected/page-script.ts'
import { realmOf } from './perception/world.ts'
import { frameIdOf, loaderIdOf } from './puppeteer-inside.ts'

/** A document that a secret was typed into. */
export interface TypedDocument {
  /** CDP id of its frame. */
  readonly frame: string
  /** Whether it still is what its frame shows. */
  readonly stands: boolean
  /** Whether it is one of the page's, and a field that was filled holds anything still. */
  holdsTyped(page: Page): Promise<boolean>
  /** Empties the fields that were filled: all of them, or those that the page has taken out of the document. */
  empty(which: 'all' | 'detached'): Promise<void>
}

/**
 * The document that a frame of a page shows now. It stands until the frame has another one, or goes with its page: neither
 * a popup nor another frame ends it.
 */
export const toTypedDocument = (page: Page, frame: Frame): TypedDocument => {
  const loaderId = loaderIdOf(frame)
  const isThere = () => !page.isClosed() && !frame.detached && loaderIdOf(frame) === loaderId
  return {
    frame: frameIdOf(frame),
    get stands() {
      return isThere()
    },
    holdsTyped: async asked =>
      asked === page &&
      isThere() &&
      (await realmOf(frame).evaluate(() => {
        const { chaperone } = globalThis as unknown as { chaperone?: PageScript }
        return chaperone?.holdsTyped() ?? false
      })),
    empty: async which => {
      if (!isThere()) return
      await realmOf(frame).evaluate(wanted => {
        const { chaperone } = globalThis as unknown as { chaperone?: PageScript }
        chaperone?.emptyTyped(wanted)
      }, which)
    },
  }
}
