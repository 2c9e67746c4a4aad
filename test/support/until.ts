import { Deadline } from '../../src/lib/deadline.ts'

const WAIT_MS = 10_000

/** Resolves once the condition holds; looks again at every turn of the event loop's timers; fails after 10 s. */
export const until = async (holds: () => boolean): Promise<void> => {
  using deadline = new Deadline(WAIT_MS)
  while (!holds()) {
    deadline.signal.throwIfAborted()
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
