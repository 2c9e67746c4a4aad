/** Knows whether somebody is waiting for a browser right now, so that work that can wait lets them go first. */
export interface Activity {
  /** Counts as active until disposed of. */
  begin(): Disposable
  /** Resolves when nothing is active, after `maxMs` milliseconds at the latest. */
  quiet(maxMs: number): Promise<void>
}

/** Nothing is active at first. */
export const createActivity = (): Activity => {
  let active = 0
  const waiting = new Set<() => void>()
  return {
    begin: () => {
      active += 1
      return {
        [Symbol.dispose]: () => {
          active -= 1
          if (active === 0) for (const wake of waiting) wake()
        },
      }
    },
    quiet: async maxMs => {
      if (active === 0) return
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, maxMs)
      waiting.add(resolve)
      await promise
      waiting.delete(resolve)
      clearTimeout(timer)
    },
  }
}
