import { AppError, isAppError } from '../../lib/errors.ts'
import { isCommonWord } from './common-words.ts'
import type { SessionRow } from './store.ts'

/** Whether what the page says must be kept from the agent: a saved login, opened without `allow_extract`. */
export const isReadRestricted = (session: SessionRow): boolean => session.context_id !== null && !session.allow_extract

/** @throws AppError read_restricted where the page's text must not be read */
export const assertReadable = (session: SessionRow): void => {
  if (isReadRestricted(session)) throw new AppError('read_restricted', 'this saved login may be used, not read')
}

const REDACTED = '[redacted]'

/** A name with only those words left that any site's controls have; what the page is about is not among them. */
export const redactName = (text: string): string =>
  text
    .split(/\s+/)
    .filter(Boolean)
    .map(word => (isCommonWord(word) ? word : REDACTED))
    .filter((word, at, all) => word !== REDACTED || all[at - 1] !== REDACTED)
    .join(' ')

/** The origin of an address with nothing behind it; of what is no web address, nothing. */
const redactAddress = (text: string): string => {
  const url = URL.parse(text)
  return url && /^https?:$/.test(url.protocol) ? `${url.origin}/` : ''
}

/** Host alone of a host and path. */
export const redactPath = (hostAndPath: string | null): string | null => hostAndPath?.split('/')[0] ?? null

/** What holds nothing of a page: the service's own words, numbers and names of elements. */
const OWN_WORDS = new Set(
  'ref role method kind planner service session_id status reason why host state result_kind format primitive action_type approval_id'.split(
    ' ',
  ),
)

const redactText = (key: string, text: string): string => {
  if (OWN_WORDS.has(key)) return text
  if (key === 'url') return redactAddress(text)
  if (key === 'name' || key === 'candidates') return redactName(text)
  return text === '' ? '' : REDACTED
}

const redactValue = (key: string, value: unknown): unknown => {
  if (typeof value === 'string') return redactText(key, value)
  if (Array.isArray(value)) return value.map(item => redactValue(key, item))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([inner]) => inner !== 'value')
      .map(([inner, held]) => [inner, inner === 'selector' ? '' : redactValue(inner, held)]),
  )
}

/** An answer, or what the log keeps of it, without anything that the page said: all text goes but what is known to be ours. */
export const redactAnswer = <T extends object>(answer: T): T => redactValue('', answer) as T

/** A failure with its reason, and nothing that the page said. */
export const redactFailure = (error: unknown): unknown =>
  isAppError(error)
    ? new AppError(
        error.reason,
        'the action failed, on a page that may be used but not read',
        redactAnswer(error.detail),
        {
          cause: error,
        },
      )
    : error
