import type { Redact } from '../../browser/perception/redact.ts'
import { AppError } from '../../lib/errors.ts'

/** Every text in a value through `scrub`; the last look at what leaves a session. */
export const scrubTexts = <T>(value: T, scrub: Redact): T => {
  const visit = (part: unknown): unknown => {
    if (typeof part === 'string') return scrub(part)
    if (Array.isArray(part)) return part.map(visit)
    if (part === null || typeof part !== 'object') return part
    return Object.fromEntries(Object.entries(part).map(([name, member]) => [scrub(name), visit(member)]))
  }
  return visit(value) as T
}

/** The failure with every text that is shown of it through `scrub`; what is logged of its cause holds no page text. */
export const scrubFailure = (failure: AppError, scrub: Redact): AppError => {
  const message = scrub(failure.message)
  const detail = scrubTexts(failure.detail, scrub)
  const isClean = message === failure.message && JSON.stringify(detail) === JSON.stringify(failure.detail)
  return isClean ? failure : new AppError(failure.reason, message, detail)
}
