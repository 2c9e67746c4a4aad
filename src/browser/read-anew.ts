import type { Deadline } from '../lib/deadline.ts'
import { isAppError } from '../lib/errors.ts'
import { isReplaced } from './navigation-failure.ts'

/** `Tab.read`: reads once, and rejects with `page_failed` where the document goes in its way. */
type Read = <T>(work: () => Promise<T>, deadline?: Deadline) => Promise<T>

/** How long a page that goes on under a reader is read anew, in ms. */
const AGAIN_MS = 5_000

/**
 * Reads from a tab, and again where another document came in its way. Only for what changes nothing on the page: a click
 * or a fill that took its document along must not be done to the next one.
 * @throws AppError what Tab.read throws
 */
export const readAnew = async <T>(read: Read, work: () => Promise<T>, deadline?: Deadline): Promise<T> => {
  const begun = performance.now()
  for (;;) {
    try {
      return await read(work, deadline)
    } catch (error) {
      const wentOn = isAppError(error, 'page_failed') && isReplaced(error.cause)
      if (!wentOn || performance.now() - begun > AGAIN_MS) throw error
    }
  }
}
