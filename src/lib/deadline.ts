import { AppError } from './errors.ts'

/**
 * A point in time after which work stops, with the AbortSignal that says so. Every wait takes one. Dispose of it when
 * the work is done, so that its timer goes.
 */
export class Deadline implements Disposable {
  readonly #controller = new AbortController()
  readonly #timer: ReturnType<typeof setTimeout>
  readonly #endsAt: number
  readonly #unlink: () => void

  /** @param ms milliseconds from now  @param parent a signal whose abort ends this deadline early */
  constructor(ms: number, parent?: AbortSignal) {
    this.#endsAt = performance.now() + ms
    this.#timer = setTimeout(() => this.#controller.abort(new AppError('timeout', `not done within ${ms} ms`)), ms)
    const follow = () => this.#controller.abort(parent?.reason)
    parent?.addEventListener('abort', follow, { once: true })
    this.#unlink = () => parent?.removeEventListener('abort', follow)
    if (parent?.aborted) follow()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Milliseconds left, never below 0. */
  get left(): number {
    return Math.max(0, this.#endsAt - performance.now())
  }

  /** Rejects with the abort's reason as soon as the deadline has passed; otherwise settles as `work` does. */
  async race<T>(work: Promise<T>): Promise<T> {
    const { signal } = this
    const ended = Promise.withResolvers<never>()
    const stop = () => ended.reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    try {
      return await Promise.race([work, ended.promise])
    } finally {
      signal.removeEventListener('abort', stop)
      work.catch(() => undefined) // a loser that rejects later is not an unhandled rejection
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
    this.#unlink()
  }
}

/** Waits for work to settle, one way or the other, but not longer than `ms`. */
export const within = async (ms: number, work: Promise<unknown> | undefined): Promise<void> => {
  const time = Promise.withResolvers<void>()
  const timer = setTimeout(time.resolve, ms)
  await Promise.race([Promise.allSettled([work]), time.promise])
  clearTimeout(timer)
}
