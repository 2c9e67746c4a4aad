import type { Log } from './log.ts'

/** How often what has expired is swept, in ms. */
const SWEEP_MS = 60_000

/** Something that has things to clear away from time to time. */
export interface Swept {
  sweep(): unknown
}

/** Sweeps every minute until it is disposed of. A sweep that fails is logged and tried again: a disk that is full for a while ends no service. */
export const startSweeping = (all: readonly Swept[], log: Log): Disposable => {
  const run = async (swept: Swept): Promise<void> => {
    try {
      await swept.sweep()
    } catch (error) {
      log.error({ err: error }, 'what has expired was not swept')
    }
  }
  const timer = setInterval(() => {
    for (const swept of all) void run(swept)
  }, SWEEP_MS)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
