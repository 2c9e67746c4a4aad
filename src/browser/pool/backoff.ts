/** Tries again later, and later still with every failure. */
export interface Backoff {
  /** Failures in a row. */
  readonly failures: number
  /** Counts a failure and calls `again` after the wait that it earns. */
  retry(again: () => void): void
  reset(): void
  cancel(): void
}

/** Waits `firstMs`, then twice as long each time, up to `lastMs`. */
export const createBackoff = (firstMs: number, lastMs: number): Backoff => {
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    get failures() {
      return failures
    },
    retry: again => {
      clearTimeout(timer)
      timer = setTimeout(again, Math.min(lastMs, firstMs * 2 ** failures))
      failures += 1
    },
    reset: () => {
      failures = 0
    },
    cancel: () => clearTimeout(timer),
  }
}
