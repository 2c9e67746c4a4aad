import { monthOf } from '../../language/calendar.ts'
import { readDate, toIsoDay } from '../../language/dates.ts'
import type { Token } from '../../language/tokens.ts'

/** Days of the calendar (ISO 8601), first and last included. `month` (1–12) alone stands for every year. */
export interface Days {
  readonly first?: string
  readonly last?: string
  readonly month?: number
  readonly day?: number
}

/** A date among the tokens [from, to) of a sentence. */
export interface FoundDays {
  readonly from: number
  readonly to: number
  readonly days: Days
}

const YEAR = /^(1\d|20)\d\d$/
const DAY = /^(\d{1,2})(?:st|nd|rd|th|\.|er)?$/
const WRITTEN = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/

const two = (value: number): string => String(value).padStart(2, '0')

const wholeMonth = (year: string, month: number): Days => ({
  first: `${year}-${two(month)}-01`,
  last: `${year}-${two(month)}-${new Date(Date.UTC(Number(year), month, 0)).getUTCDate()}`,
})

/** Marks and little words inside a date: "18 de mayo de 2026", "March 5, 2026", "14. Januar". */
const isBetween = (word: string | undefined): boolean => word !== undefined && /^(de|del|of|,|\.)$/.test(word)

/** The date that begins at a token; undefined where there is none. A year alone counts as one where `isBound`. */
export const daysAt = (
  tokens: readonly Token[],
  at: number,
  { isBound, language }: { isBound: boolean; language: string },
): FoundDays | undefined => {
  const word = (i: number) => (tokens[i]?.kind === 'quote' ? undefined : tokens[i]?.word)
  const first = word(at) ?? ''
  if (WRITTEN.test(first)) {
    const read = readDate(first, { today: new Date(0), language })
    return read && { from: at, to: at + 1, days: { first: toIsoDay(read), last: toIsoDay(read) } }
  }
  if (YEAR.test(first) && isBound && monthOf(word(at + 1) ?? '') === undefined)
    return { from: at, to: at + 1, days: { first: `${first}-01-01`, last: `${first}-12-31` } }
  const skip = (i: number) => (isBetween(word(i)) ? i + 1 : i)
  const lead = DAY.exec(first)?.[1]
  const monthAt = lead === undefined ? at : skip(at + 1)
  const month = monthOf(word(monthAt) ?? '')
  if (month === undefined) return undefined
  let end = monthAt + 1
  const trail = lead === undefined ? DAY.exec(word(skip(end)) ?? '')?.[1] : undefined
  if (trail !== undefined) end = skip(end) + 1
  const day = lead ?? trail
  const yearAt = skip(end)
  const year = YEAR.exec(word(yearAt) ?? '')?.[0]
  if (year !== undefined) end = yearAt + 1
  if (year === undefined) return { from: at, to: end, days: { month, ...(day !== undefined && { day: Number(day) }) } }
  if (day === undefined) return { from: at, to: end, days: wholeMonth(year, month) }
  const only = `${year}-${two(month)}-${two(Number(day))}`
  return { from: at, to: end, days: { first: only, last: only } }
}
