import type { Hours, Verb } from '../../db/schema.ts'
import { AppError } from '../../lib/errors.ts'
import type { KitPolicy } from './policy.ts'

/** Whether a time zone is one that can be reckoned in (IANA names). */
export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false // RangeError: there is none of that name
  }
}

/** The time of day in a zone, as `HH:MM`. */
const toTimeOfDay = (now: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now)

/** From `from` on, up to and without `to`; over midnight where `to` comes first. The same twice is the whole day. */
export const isWithin = ({ from, to, time_zone = 'UTC' }: Hours, now: number): boolean => {
  const time = toTimeOfDay(now, time_zone)
  if (from === to) return true
  return from < to ? from <= time && time < to : from <= time || time < to
}

const limitReached = (limit: 'hours' | 'methods', detail: object): AppError =>
  new AppError('limit_reached', `the user’s Account Kit does not allow this: ${limit}`, { limit, ...detail })

/** Agents may work now. @throws AppError limit_reached */
export const assertWithinHours = ({ browser: { hours } }: KitPolicy, now: number): void => {
  if (hours && !isWithin(hours, now)) throw limitReached('hours', { hours })
}

/** Agents may do this now. @throws AppError limit_reached */
export const assertWithinLimits = (policy: KitPolicy, verb: Verb, now: number): void => {
  assertWithinHours(policy, now)
  const { methods } = policy.browser
  if (methods && !methods.includes(verb)) throw limitReached('methods', { methods })
}
