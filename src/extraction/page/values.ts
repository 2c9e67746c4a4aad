import { priceIn } from '../../language/amounts.ts'
import { isWeekday, monthOf } from '../../language/calendar.ts'
import { type ReadDate, readDate, toIsoDay } from '../../language/dates.ts'
import { fold } from '../../language/text.ts'
import { clean, wordsIn } from './text.ts'

const SIGNS_OF_DATE =
  /\b\d{4}-\d{2}-\d{2}|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d+ (second|minute|hour|day|week|month|year)s? ago\b|\b(today|yesterday|tomorrow)\b/i
const RELATIVE = /\b(ago|in \d)\b/i

/** A longer text is no date, in characters. */
const LONGEST_DATE = 60

/** Whether a text reads as a date or says a day relative to now, in any language that is known. */
export const isDateLike = (text: string): boolean =>
  text.length < LONGEST_DATE &&
  (SIGNS_OF_DATE.test(text) ||
    wordsIn(fold(text)).some(word => monthOf(word) !== undefined || isWeekday(word) || SHORT_DAYS.has(word)))

const SHORT_DAYS: ReadonlySet<string> = new Set([
  'mon',
  'tue',
  'tues',
  'wed',
  'thu',
  'thur',
  'thurs',
  'fri',
  'sat',
  'sun',
  'sept',
])

/** Whether a text is a time of day. */
export const isTimeLike = (text: string): boolean => /^\d{1,2}[:.h]\d{2}(:\d{2})?\s*([ap]\.?m\.?)?$/i.test(clean(text))

const readOn = (text: string, language: string): ReadDate | undefined =>
  isDateLike(text) && /\d/.test(text) && !RELATIVE.test(text)
    ? readDate(text, { today: new Date(0), ...(language !== '' && { language }) })
    : undefined

/** The calendar date in a text as YYYY-MM-DD (ISO 8601), or undefined; dates relative to now are not guessed. */
export function dateIn(text: string, language = ''): string | undefined {
  const read = readOn(text, language)
  return read && DAY_PARTS.every(part => read.certain.has(part)) ? toIsoDay(read) : undefined
}

const DAY_PARTS = ['year', 'month', 'day'] as const

/** The days that a date without a day, or with one, stands for: "March 2026" is all of it. Undefined without a year. */
export function daysOf(text: string): { readonly first: string; readonly last: string } | undefined {
  const whole = dateIn(text)
  if (whole !== undefined) return { first: whole, last: whole }
  const read = readOn(text, '')
  if (!read?.certain.has('month') || !read.certain.has('year')) return undefined
  const last = new Date(Date.UTC(read.year, read.month, 0)).getUTCDate()
  return { first: toIsoDay({ ...read, day: 1 }), last: toIsoDay({ ...read, day: last }) }
}

/** What a column of texts mostly holds. */
export type ValueKind = 'price' | 'number' | 'date' | 'time' | 'email' | 'phone' | 'link' | 'text'

const KINDS: readonly [ValueKind, (text: string) => boolean][] = [
  ['email', text => /^[^\s@]+@[^\s@]+\.\w+$/.test(text)],
  ['link', text => /^https?:\/\/\S+$/.test(text)],
  ['time', isTimeLike],
  ['price', text => text.length < 40 && priceIn(text) !== undefined],
  ['date', text => text.length < 40 && isDateLike(text)],
  ['phone', text => /^\+?[\d\s()./-]{8,}$/.test(text) && text.replace(/\D/g, '').length >= 7 && /^[+(0]/.test(text)],
  ['number', text => /^[#-]?\s?[\d\s.,'’%]+\s?(%|[a-zA-Zµ°"²³]{1,8})?$/.test(text) && /\d/.test(text)],
]

/** The kind of one text. */
export const kindOf = (text: string): ValueKind => {
  const line = clean(text)
  return KINDS.find(([, test]) => test(line))?.[0] ?? 'text'
}

/** The kind that most of the texts are of. */
export function kindOfAll(texts: readonly string[]): ValueKind {
  const filled = texts
    .filter(text => text !== '')
    .slice(0, 50)
    .map(clean)
  for (const [kind, test] of KINDS) {
    if (filled.length > 0 && filled.filter(text => test(text)).length >= filled.length * 0.6) return kind
  }
  return 'text'
}
