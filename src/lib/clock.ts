/** Where the time comes from; tests give a fixed one. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A point in time as the API writes it: RFC 3339, UTC, milliseconds. */
export const toTimestamp = (ms: number): string => new Date(ms).toISOString()
