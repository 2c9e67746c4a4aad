/** How quickly leases come back, as a guess for Retry-After. */
export interface Turnover {
  released(): void
  /** Seconds until so many callers in line and one more may have been served: 1–60; 5 while nothing is known. */
  secondsFor(waiting: number): number
}

const REMEMBERED = 8
const UNKNOWN_S = 5
const MAX_S = 60

/** Looks at the newest releases. */
export const createTurnover = (): Turnover => {
  const releases: number[] = []
  return {
    released: () => {
      releases.push(performance.now())
      if (releases.length > REMEMBERED) releases.shift()
    },
    secondsFor: waiting => {
      const [first, last] = [releases[0], releases.at(-1)]
      if (first === undefined || last === undefined || releases.length < 2) return UNKNOWN_S
      const seconds = (((last - first) / (releases.length - 1)) * (waiting + 1)) / 1000
      return Math.min(MAX_S, Math.max(1, Math.ceil(seconds)))
    },
  }
}
