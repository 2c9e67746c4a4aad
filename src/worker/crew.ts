import type { Child } from './child.ts'

/** Processes at most. More than one runs only while calls have to wait. */
const MOST = 3
/** How long a call waits for a process that is busy before another one is started, in ms. */
const PATIENCE_MS = 150
/** How long a process beside the first is kept with nothing to do, in ms. */
const REST_MS = 30_000

/** A process for the length of one call; disposing gives it back. */
export interface Member extends Disposable {
  readonly child: Child
  /** Ends the process; another one takes its place. */
  end(): void
}

/** The worker processes: none at first, one from the first need on, more while calls have to wait. */
export interface Crew {
  /** A process with nothing to do, rather one that knows these readings. @throws the signal's reason */
  take(args: readonly unknown[], signal: AbortSignal): Promise<Member>
  warm(): void
  dismiss(): Promise<void>
}

export const createCrew = (start: () => Child): Crew => {
  const all = new Set<Child>()
  const idle = new Set<Child>()
  const waiting = new Set<(child: Child) => void>()
  let isDismissed = false

  const add = (): void => {
    if (isDismissed || all.size >= MOST) return
    const child = start()
    all.add(child)
    child.exited.then(() => remove(child))
    give(child)
  }
  const give = (child: Child): void => {
    if (!all.has(child)) return
    const [next] = waiting
    if (next) {
      next(child)
      return
    }
    idle.add(child)
    if (all.size > 1) setTimeout(() => rest(child), REST_MS).unref()
  }
  const remove = (child: Child): void => {
    all.delete(child)
    idle.delete(child)
    if (all.size < waiting.size) add()
  }
  const end = (child: Child): void => {
    remove(child)
    child.kill()
    if (all.size === 0) add()
  }
  const rest = (child: Child): void => {
    if (idle.has(child) && all.size > 1) end(child)
  }
  const takeIdle = (args: readonly unknown[]): Child | undefined => {
    const child = [...idle].find(({ knows }) => knows(args)) ?? [...idle][0]
    if (child) idle.delete(child)
    return child
  }
  const wait = (signal: AbortSignal): Promise<Child> =>
    new Promise((resolve, reject) => {
      const patience = setTimeout(add, PATIENCE_MS)
      const leave = () => {
        clearTimeout(patience)
        signal.removeEventListener('abort', giveUp)
        waiting.delete(take)
      }
      const take = (child: Child) => {
        leave()
        resolve(child)
      }
      const giveUp = () => {
        leave()
        reject(signal.reason)
      }
      signal.addEventListener('abort', giveUp, { once: true })
      waiting.add(take)
      if (signal.aborted) giveUp()
      else if (all.size === 0) add()
    })

  return {
    async take(args, signal) {
      const child = takeIdle(args) ?? (await wait(signal))
      return { child, end: () => end(child), [Symbol.dispose]: () => give(child) }
    },
    warm: () => {
      if (all.size === 0) add()
    },
    async dismiss() {
      isDismissed = true
      for (const child of all) child.kill()
      await Promise.all([...all].map(({ exited }) => exited))
    },
  }
}
