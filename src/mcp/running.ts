import { AppError } from '../lib/errors.ts'

/** Calls that run, by agent, connection and request id, so that an old client's cancelling reaches them. */
export const createRunning = () => {
  const byKey = new Map<string, AbortController>()
  const toKey = (parts: readonly unknown[]): string => JSON.stringify(parts)
  return {
    /** Enters a call until it is disposed of; its signal aborts when it is cancelled or when `parent` does. */
    enter(parts: readonly unknown[], parent?: AbortSignal): { readonly signal: AbortSignal } & Disposable {
      const controller = new AbortController()
      const key = toKey(parts)
      const stop = () => controller.abort(cancelled())
      byKey.set(key, controller)
      parent?.addEventListener('abort', stop, { once: true })
      if (parent?.aborted) stop()
      return {
        signal: controller.signal,
        [Symbol.dispose]: () => {
          parent?.removeEventListener('abort', stop)
          if (byKey.get(key) === controller) byKey.delete(key)
        },
      }
    },
    cancel: (parts: readonly unknown[]): void => byKey.get(toKey(parts))?.abort(cancelled()),
  }
}

export type Running = ReturnType<typeof createRunning>

const cancelled = () => new AppError('cancelled', 'the caller took the call back')
