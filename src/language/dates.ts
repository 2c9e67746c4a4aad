import * as chrono from 'chrono-node'
import { LANGUAGES } from './lexicon.ts'
import { fold } from './text.ts'

/** A calendar date and, where one was said, a time of day. */
export interface ReadDate {
  readonly year: number
  /** 1–12 */
  readonly month: number
  readonly day: number
  readonly hour?: number
  readonly minute?: number
  /** Which of them the text itself said; the rest was supplied from today. */
  readonly certain: ReadonlySet<DatePart>
}

type DatePart = 'year' | 'month' | 'day' | 'hour' | 'minute'

interface Reading {
  /** Supplies what a date leaves open ("14 May"). */
  readonly today: Date
  /** Language of the text (BCP 47); "04/11/1990" is April in `en` and November elsewhere. */
  readonly language?: string
}

const monthName = (language: string, month: number): string =>
  new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month, 15))
const MONTHS = Array.from({ length: 12 }, (_, month) => month)
const ENGLISH = MONTHS.map(month => monthName('en', month))

/** Month names of every language that is known, folded, in English (CLDR). */
const IN_ENGLISH: ReadonlyMap<string, string> = new Map(
  LANGUAGES.flatMap(language => MONTHS.map(month => [fold(monthName(language, month)), ENGLISH[month] ?? ''] as const)),
)

/** "18 de diciembre de 2026" → "18 December 2026": chrono knows more forms of English than of the others. */
const withEnglishMonths = (text: string): string =>
  text
    .replace(/\p{L}{3,}/gu, word => IN_ENGLISH.get(fold(word)) ?? word)
    .replace(new RegExp(`(\\d{1,2})\\.?\\s+(?:de\\s+)?(${ENGLISH.join('|')})(?:\\s+(?:de|del))?`, 'g'), '$1 $2')

const PARSERS: Readonly<Record<string, chrono.Chrono>> = {
  en: chrono.en.casual,
  de: chrono.de.casual,
  fr: chrono.fr.casual,
  es: chrono.es.casual,
  it: chrono.it.casual,
  nl: chrono.nl.casual,
  pt: chrono.pt.casual,
}
const PARTS = ['year', 'month', 'day', 'hour', 'minute'] as const
const DAY_PARTS: ReadonlySet<DatePart> = new Set(['year', 'month', 'day'])
const MAX_LENGTH = 80

/** Day before month: written with points, or with a first number that is no month. */
const DAY_FIRST = /^\D*(?:\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|(?:1[3-9]|2\d|3[01])[/-]\d{1,2}[/-]\d{2,4})/

const parserFor = (text: string, language: string): chrono.Chrono =>
  language === 'en-GB' || DAY_FIRST.test(text) ? chrono.en.GB : (PARSERS[language.slice(0, 2)] ?? chrono.en.casual)

const toRead = (start: chrono.ParsedComponents): ReadDate | undefined => {
  const isDay = start.isCertain('weekday') && !start.isCertain('day')
  const certain = new Set(PARTS.filter(part => start.isCertain(part) || (isDay && DAY_PARTS.has(part))))
  if (certain.size === 0) return undefined
  const hour = certain.has('hour') ? start.get('hour') : null
  return {
    year: start.get('year') ?? 0,
    month: start.get('month') ?? 0,
    day: start.get('day') ?? 0,
    ...(hour === null ? {} : { hour, minute: start.get('minute') ?? 0 }),
    certain,
  }
}

const ISO = /\b(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?/

const isoDate = (text: string): ReadDate | undefined => {
  const [found, year, month, day, hour, minute] = ISO.exec(text) ?? []
  if (found === undefined) return undefined
  const timed = hour === undefined ? {} : { hour: Number(hour), minute: Number(minute) }
  const certain = new Set<DatePart>(hour === undefined ? PARTS.slice(0, 3) : PARTS)
  return { year: Number(year), month: Number(month), day: Number(day), ...timed, certain }
}

/** The first date or time of day in a text of at most 80 signs; undefined where there is none. */
export const readDate = (text: string, { today, language = 'en' }: Reading): ReadDate | undefined => {
  if (text.length > MAX_LENGTH) return undefined
  const iso = isoDate(text)
  if (iso) return iso
  const normal = withEnglishMonths(text).replace(/\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/, '$1/$2/$3')
  const options = { forwardDate: true }
  const found =
    parserFor(text, language).parse(normal, today, options)[0] ?? chrono.en.casual.parse(normal, today, options)[0]
  return found && toRead(found.start)
}

const two = (value: number): string => String(value).padStart(2, '0')

/** YYYY-MM-DD (ISO 8601). */
export const toIsoDay = ({ year, month, day }: ReadDate): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

/** HH:MM; midnight where no time was said. */
export const toIsoTime = ({ hour = 0, minute = 0 }: ReadDate): string => `${two(hour)}:${two(minute)}`
