/*
 * Days and times of day as pages and callers write them: ISO 8601, numbers in any order, names of months in the languages
 * that are asked for (names by Intl, so that no table has to be kept). Pure: the page script and the service both use it.
 */

/** A day of the Gregorian calendar; months from 1. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** A time of day on the 24-hour clock. */
export interface Time {
  readonly hour: number
  readonly minute: number
}

/** What a picker is asked for: one day or the two of a range, a time of day, or a day with a time. */
export interface Moments {
  readonly days: readonly Day[]
  readonly time?: Time
}

/** The order of a day's parts in numbers: `dmy`, `mdy` or `ymd`. */
export type Order = 'dmy' | 'mdy' | 'ymd'

export const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

export const isSameDay = (a: Day, b: Day): boolean => a.year === b.year && a.month === b.month && a.day === b.day

const isDay = ({ year, month, day }: Day): boolean =>
  year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)

const namesBy = new Map<string, ReadonlyMap<string, number>>()

const foldName = (name: string): string => name.toLowerCase().replace(/\.$/, '')

/** Names of the months in some languages, long and short, in lower case and without a point, with their numbers. */
export function monthNames(langs: readonly string[]): ReadonlyMap<string, number> {
  const key = langs.join()
  const known = namesBy.get(key)
  if (known) return known
  const names = new Map<string, number>()
  for (const lang of [...langs, 'en'])
    for (const [name, month] of namesIn(lang)) if (!names.has(name)) names.set(name, month)
  namesBy.set(key, names)
  return names
}

function namesIn(lang: string): [string, number][] {
  const forms: Intl.DateTimeFormatOptions[] = [
    { month: 'long' },
    { month: 'short' },
    { month: 'long', day: 'numeric' },
    { month: 'short', day: 'numeric' },
  ]
  try {
    return forms.flatMap(form => {
      const format = new Intl.DateTimeFormat(lang, { ...form, timeZone: 'UTC', calendar: 'gregory' })
      return Array.from({ length: 12 }, (_, i): [string, number] => {
        const parts = format.formatToParts(Date.UTC(2024, i, 15))
        return [foldName(parts.find(({ type }) => type === 'month')?.value ?? ''), i + 1]
      }).filter(([name]) => /\p{L}{3}/u.test(name))
    })
  } catch {
    return [] // a language tag that is none
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

/** A pattern for the names of months, the longest first. */
const namePattern = (names: ReadonlyMap<string, number>): string =>
  `(?<![\\p{L}])(${[...names.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')})(?![\\p{L}])\\.?`

/** Months with their years that a text names, in order: "June 2026", "2026年6月", "06/2026". */
export function readMonths(text: string, langs: readonly string[]): Pick<Day, 'year' | 'month'>[] {
  const names = monthNames(langs)
  const pattern = new RegExp(
    String.raw`${namePattern(names)}[\s,]*(?:de\s+)?(\d{4})|(\d{4})[\s,]*${namePattern(names)}|(\d{4})\s*[年/.-]\s*(\d{1,2})\b|\b(\d{1,2})\s*[/.-]\s*(\d{4})`,
    'giu',
  )
  return [...text.matchAll(pattern)].flatMap(([, name, year, year2, name2, year3, month3, month4, year4]) => {
    const month = names.get(foldName(name ?? name2 ?? '')) ?? Number(month3 ?? month4)
    const found = { year: Number(year ?? year2 ?? year3 ?? year4), month }
    return month >= 1 && month <= 12 ? [found] : []
  })
}

/** The order in which a language writes the numbers of a day. */
export function orderOf(lang: string): Order {
  try {
    const parts = new Intl.DateTimeFormat(lang || 'en', {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }).formatToParts(0)
    const letters = parts.map(({ type }) =>
      type === 'year' || type === 'month' || type === 'day' ? type.charAt(0) : '',
    )
    const order = letters.join('')
    return order === 'dmy' || order === 'mdy' ? order : 'ymd'
  } catch {
    return 'ymd'
  }
}

interface Found {
  readonly at: number
  readonly length: number
  /** What it may mean: numbers whose order nothing tells mean two days. */
  readonly days: readonly Day[]
}

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text))

/** The days that a text writes, in order. @param order of numbers that may be read in two ways */
function findDays(text: string, langs: readonly string[], order?: Order): Found[] {
  const names = monthNames(langs)
  const name = namePattern(names)
  const of = (word: string | undefined): number => names.get(foldName(word ?? '')) ?? 0
  const readers: readonly [RegExp, (match: RegExpMatchArray) => Day[]][] = [
    [
      /(?<!\d)(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?!\d)/g,
      ([, year, month, day]) => [{ year: Number(year), month: Number(month), day: Number(day) }],
    ],
    [
      /(?<!\d)(\d{1,2})([-/.]\s?)(\d{1,2})\2(\d{4}|\d{2})(?!\d)/g,
      ([, a, , b, year]) => {
        const [dmy, mdy] = [
          { year: fullYear(year ?? ''), month: Number(b), day: Number(a) },
          { year: fullYear(year ?? ''), month: Number(a), day: Number(b) },
        ]
        return order === 'dmy' ? [dmy] : order === 'mdy' ? [mdy] : [dmy, mdy]
      },
    ],
    [
      new RegExp(
        String.raw`(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th|º)?\s+(?:de\s+)?${name},?\s+(?:de\s+)?(\d{4})(?!\d)`,
        'giu',
      ),
      ([, day, month, year]) => [{ year: Number(year), month: of(month), day: Number(day) }],
    ],
    [
      new RegExp(String.raw`${name}\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)`, 'giu'),
      ([, month, day, year]) => [{ year: Number(year), month: of(month), day: Number(day) }],
    ],
  ]
  return readers
    .flatMap(([pattern, read]) =>
      [...text.matchAll(pattern)].map(match => ({
        at: match.index,
        length: match[0].length,
        days: read(match).filter(isDay),
      })),
    )
    .filter(({ days }) => days.length > 0)
    .toSorted((a, b) => a.at - b.at)
}

const TIME =
  /(?<![\d:])(\d{1,2})[:.h](\d{2})(?::\d{2})?(?:\s*([ap])\.?\s?m\b\.?)?(?![\d:])|(?<![\d:])(\d{1,2})\s*([ap])\.?\s?m\b\.?/i

/** The time of day that a text writes: "14:30", "2:30 PM", "2 pm". */
export function readTime(text: string): Time | undefined {
  const match = TIME.exec(text)
  if (!match) return undefined
  const [, hours, minutes, half, hoursAlone, halfAlone] = match
  const [hour, minute] = [Number(hours ?? hoursAlone), Number(minutes ?? 0)]
  const noon = (half ?? halfAlone)?.toLowerCase()
  if (minute > 59 || (noon ? hour < 1 || hour > 12 : hour > 23)) return undefined
  return { hour: noon ? (hour % 12) + (noon === 'p' ? 12 : 0) : hour, minute }
}

/** What stands between the days of a range, or between a day and its time. */
const BETWEEN = /^[\s,;]*(?:t|to|until|till|and|at|through|bis|und|um|au|à|al|a|y|e|–|—|-|→|\/|~)?[\s,;]*$/i

/** The days and the time that a caller asks for; undefined where the text is anything else, or may mean two days. */
export function readMoments(text: string, langs: readonly string[], order?: Order): Moments | undefined {
  const found = findDays(text, langs, order)
  if (found.length > 2 || found.some(({ days }) => days.length !== 1)) return undefined
  let rest = text
  for (const { at, length } of found.toReversed()) rest = `${rest.slice(0, at)}\u0000${rest.slice(at + length)}`
  const time = readTime(rest)
  if (time) rest = rest.replace(TIME, '\u0000')
  if (found.length === 0 && !time) return undefined
  if (found.length === 2 && time) return undefined
  const isWhole = rest
    .split('\u0000')
    .every((part, i, all) => (i === 0 || i === all.length - 1 ? part.trim() === '' : BETWEEN.test(part)))
  return isWhole ? { days: found.flatMap(({ days }) => days), ...(time && { time }) } : undefined
}

/** Whether what a field shows says just the days and the time that were asked for, in any order of their numbers. */
export function saysMoments(text: string, { days, time }: Moments, langs: readonly string[]): boolean {
  const found = findDays(text, langs)
  const hasDays =
    found.length === days.length && days.every((day, i) => found[i]?.days.some(other => isSameDay(other, day)) === true)
  let rest = text
  for (const { at, length } of found.toReversed()) rest = `${rest.slice(0, at)} ${rest.slice(at + length)}`
  const shown = readTime(rest)
  return hasDays && (time === undefined || (shown?.hour === time.hour && shown.minute === time.minute))
}

/** How a field writes a day: its placeholder or what is said of it, else the value that it shows. */
export interface FieldFormat {
  /** Texts that may give the format: "DD/MM/YYYY". */
  readonly hints: readonly string[]
  readonly value: string
  readonly langs: readonly string[]
}

const LETTERS = /(?<!\p{L})([dmyjta]{1,4})([-/. ]{1,2})([dmyjta]{1,4})\2([dmyjta]{1,4})(?!\p{L})/iu

/** What the letters of a pattern stand for; Y, A and J are the year where they stand four times. */
const partOf = (letters: string): 'd' | 'm' | 'y' | '' => {
  const [first = ''] = letters.toLowerCase()
  if (first === 'm') return 'm'
  if (first === 'd' || first === 't') return 'd'
  if (first === 'y') return 'y'
  return first === '' ? '' : letters.length > 2 ? 'y' : first === 'j' ? 'd' : 'y'
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0')

/** A day as a field that tells its format wants it written; undefined where nothing tells it. */
export function writeDay(day: Day, { hints, value, langs }: FieldFormat): string | undefined {
  for (const hint of hints) {
    const match = LETTERS.exec(hint)
    if (!match) continue
    const [, a = '', separator = '', b = '', c = ''] = match
    const parts = [a, b, c]
    if (new Set(parts.map(partOf)).size !== 3) continue
    return parts.map(part => writePart(day, part)).join(separator)
  }
  const shown = [value, ...hints].find(text => findDays(text, langs).length === 1)
  return shown === undefined ? undefined : rewriteDay(day, shown, langs)
}

/** Days as a field that shows as many wants them written, with what stands between them there. */
export function writeDays(days: readonly Day[], format: FieldFormat): string | undefined {
  const [first, second] = days
  if (!first || !second) return first && writeDay(first, format)
  const shown = [format.value, ...format.hints].find(text => findDays(text, format.langs).length === 2) ?? ''
  const [a, b] = findDays(shown, format.langs)
  if (!a || !b) return undefined
  const value = shown.slice(a.at, a.at + a.length)
  const [from, to] = [first, second].map(day => writeDay(day, { hints: [], value, langs: format.langs }))
  return from && to ? `${from}${shown.slice(a.at + a.length, b.at)}${to}` : undefined
}

function writePart({ year, month, day }: Day, letters: string): string {
  const part = partOf(letters)
  if (part === 'y') return letters.length === 2 ? pad(year % 100, 2) : String(year)
  return pad(part === 'm' ? month : day, letters.length === 1 ? 1 : 2)
}

/** A day in the form of another one that a field shows. */
function rewriteDay(day: Day, shown: string, langs: readonly string[]): string | undefined {
  const iso = /^\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\s*$/.exec(shown)
  if (iso) {
    const [, , separator = '-', month = '', date = ''] = iso
    return [day.year, pad(day.month, month.length), pad(day.day, date.length)].join(separator)
  }
  const numbers = /^\s*(\d{1,2})([-/.]\s?)(\d{1,2})\2(\d{4}|\d{2})\s*$/.exec(shown)
  if (!numbers) return undefined
  const [, a = '', separator = '', b = '', year = ''] = numbers
  const order = Number(a) > 12 ? 'dmy' : Number(b) > 12 ? 'mdy' : orderOf(langs[0] ?? '')
  if (order === 'ymd') return undefined
  const [first, second] = order === 'dmy' ? [day.day, day.month] : [day.month, day.day]
  const isPadded = a.length === 2 && b.length === 2
  const width = isPadded ? 2 : 1
  return [pad(first, width), pad(second, width), year.length === 2 ? pad(day.year % 100, 2) : day.year].join(separator)
}
