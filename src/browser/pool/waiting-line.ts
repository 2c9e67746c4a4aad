import { AppError } from '../../lib/errors.ts'
import type { Slot } from './slot.ts'

/** Callers that wait for a slot, first come first served; only so many, and each only so long. */
export interface WaitingLine {
  readonly length: number
  /**
   * Joins the end of the line.
   * @throws AppError no_capacity, with `queue_depth` and `retry_after` (seconds), when the line is full or moves too slowly
   */
  join(signal?: AbortSignal): Promise<Slot>
  /** Gives a slot to whoever is first; false when nobody waits. */
  serve(slot: Slot): boolean
  /** Sends everybody away. */
  refuseAll(error: Error): void
}

interface Waiter {
  readonly resolve: (slot: Slot) => void
  readonly reject: (reason: unknown) => void
}

/**
 * @param options.max callers that may wait
 * @param options.waitMs milliseconds that each waits
 * @param options.retryAfter seconds after which it is worth asking again
 */
export const createWaitingLine = (options: {
  readonly max: number
  readonly waitMs: number
  readonly retryAfter: (waiting: number) => number
}): WaitingLine => {
  const line = new Set<Waiter>()
  const noCapacity = () =>
    new AppError('no_capacity', 'all browsers are busy', {
      queue_depth: line.size,
      retry_after: options.retryAfter(line.size),
    })
  return {
    get length() {
      return line.size
    },
    join: async signal => {
      signal?.throwIfAborted()
      if (line.size >= options.max) throw noCapacity()
      const { promise, resolve, reject } = Promise.withResolvers<Slot>()
      const waiter: Waiter = { resolve, reject }
      line.add(waiter)
      const timer = setTimeout(() => reject(noCapacity()), options.waitMs)
      const leave = () => reject(signal?.reason)
      signal?.addEventListener('abort', leave, { once: true })
      try {
        return await promise
      } finally {
        clearTimeout(timer)
        signal?.removeEventListener('abort', leave)
        line.delete(waiter)
      }
    },
    serve: slot => {
      const [first] = line
      if (!first) return false
      line.delete(first)
      first.resolve(slot)
      return true
    },
    refuseAll: error => {
      for (const waiter of line) waiter.reject(error)
    },
  }
}
