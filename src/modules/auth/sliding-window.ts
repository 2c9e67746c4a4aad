import type { Clock } from '../../lib/clock.ts'

/** State of one subject's window after a hit. Times in milliseconds since the epoch. */
export interface WindowState {
  readonly allowed: boolean
  readonly remaining: number
  /** When the oldest hit leaves the window, so that there is room for one more. */
  readonly resetAt: number
}

/** Counts hits of a subject within the last `spanMs`, exactly; refused hits don't count. */
export interface SlidingWindow {
  readonly limit: number
  hit(subject: string): WindowState
  /** What a hit would be told, without one. */
  peek(subject: string): WindowState
  /** Takes a subject's newest hit back. */
  takeBack(subject: string): void
  /** Forgets a subject's hits. */
  forget(subject: string): void
}

const SWEEP_EVERY = 4096

/** @param limit hits within `spanMs` */
export const createSlidingWindow = (clock: Clock, limit: number, spanMs: number): SlidingWindow => {
  const hits = new Map<string, { times: number[]; first: number }>()
  let sinceSweep = 0

  const sweep = (now: number) => {
    sinceSweep = 0
    for (const [subject, { times }] of hits) if ((times.at(-1) ?? 0) <= now - spanMs) hits.delete(subject)
  }
  const current = (subject: string, now: number) => {
    const entry = hits.get(subject) ?? { times: [], first: 0 }
    while (entry.first < entry.times.length && (entry.times[entry.first] ?? 0) <= now - spanMs) entry.first += 1
    if (entry.first > 64 && entry.first * 2 > entry.times.length) {
      entry.times.splice(0, entry.first)
      entry.first = 0
    }
    return entry
  }
  const toState = (entry: { times: number[]; first: number }, now: number, allowed: boolean): WindowState => ({
    allowed,
    remaining: Math.max(0, limit - (entry.times.length - entry.first)),
    resetAt: (entry.times[entry.first] ?? now) + spanMs,
  })

  return {
    limit,
    hit(subject) {
      const now = clock.now()
      sinceSweep += 1
      if (sinceSweep >= SWEEP_EVERY) sweep(now)
      const entry = current(subject, now)
      const allowed = entry.times.length - entry.first < limit
      if (allowed) entry.times.push(now)
      hits.set(subject, entry)
      return toState(entry, now, allowed)
    },
    peek(subject) {
      const now = clock.now()
      const entry = current(subject, now)
      return toState(entry, now, entry.times.length - entry.first < limit)
    },
    takeBack: subject => void hits.get(subject)?.times.pop(),
    forget: subject => void hits.delete(subject),
  }
}
