const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const

/** One key press reaches us several times: from the terminal, from npm, from the launcher. */
const SAME_PRESS_MS = 500

export interface StopSignal extends Disposable {
  /** Resolves at the first SIGTERM, SIGINT or SIGHUP. */
  readonly requested: Promise<void>
}

/**
 * Listens for the signals that ask the process to end. The first one resolves `requested`; a later one, half a second
 * or more after it, ends the process at once with 128 + its number (POSIX shell convention): Chromium goes with it,
 * since its pipe breaks.
 */
export const createStopSignal = (): StopSignal => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let first: number | undefined
  const listeners = Object.entries(SIGNALS).map(([signal, number]) => {
    const listener = () => {
      first ??= performance.now()
      if (performance.now() - first >= SAME_PRESS_MS) process.exit(128 + number)
      resolve()
    }
    process.on(signal, listener)
    return () => process.off(signal, listener)
  })
  return {
    requested: promise,
    [Symbol.dispose]: () => {
      for (const remove of listeners) remove()
    },
  }
}
