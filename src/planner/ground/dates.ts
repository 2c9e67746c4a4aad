import type { Language, ReadDate } from '../language.ts'

/** Languages whose month names are read, besides English. */
const LOCALES = ['fr', 'de', 'es', 'it', 'nl', 'pt']
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const monthName = (locale: string, month: number): string =>
  new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month, 15))

const ENGLISH = Array.from({ length: 12 }, (_, month) => monthName('en', month))
const MONTHS: ReadonlyMap<string, string> = new Map(
  LOCALES.flatMap(locale => ENGLISH.map((english, month) => [plain(monthName(locale, month)), english] as const)),
)

/** The text with month names of other languages in English: "18 de diciembre de 2026" → "18 December 2026". */
export const withEnglishMonths = (text: string): string =>
  text
    .replace(/\p{L}{3,}/gu, word => MONTHS.get(plain(word)) ?? word)
    .replace(new RegExp(`(\\d{1,2})\\.?\\s+(?:de\\s+)?(${ENGLISH.join('|')})(?:\\s+(?:de|del))?`, 'g'), '$1 $2')

const FORMATS: readonly (readonly [RegExp, readonly ('y' | 'm' | 'd')[]])[] = [
  [/^(?:yyyy|aaaa|jjjj)\W?mm\W?(?:dd|jj|tt)$/i, ['y', 'm', 'd']],
  [/^(?:dd|jj|tt|gg)\W?mm\W?(?:yyyy|aaaa|jjjj)$/i, ['d', 'm', 'y']],
  [/^mm\W?dd\W?yyyy$/i, ['m', 'd', 'y']],
]

/** A day in the form that a field's placeholder shows ("dd/mm/yyyy"); undefined where that shows none. */
export const toShownFormat = (day: string, shown: string): string | undefined => {
  const order = FORMATS.find(([shape]) => shape.test(shown.trim()))?.[1]
  const [year = '', month = '', date = ''] = day.split('-')
  const sign = /\W/.exec(shown.trim())?.[0] ?? ''
  return order?.map(part => ({ y: year, m: month, d: date })[part]).join(sign)
}

const two = (value: number): string => String(value).padStart(2, '0')

const isoDate = ({ year, month, day }: ReadDate): string => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

const weekOf = ({ year, month, day }: ReadDate): string => {
  const date = new Date(Date.UTC(year, month - 1, day))
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7))
  const start = Date.UTC(date.getUTCFullYear(), 0, 1)
  return `${date.getUTCFullYear()}-W${two(Math.ceil(((date.getTime() - start) / 86_400_000 + 1) / 7))}`
}

/** The calendar date that a text names, as YYYY-MM-DD; undefined if it names no day. */
export const readDay = (text: string, language: Language | undefined): string | undefined => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text.trim())) return text.trim()
  if (!/\d/.test(text) && !/\b(?:today|tomorrow|yesterday|next|this|coming)\b/i.test(text)) return undefined
  const read = language?.readDate(withEnglishMonths(text))
  return read?.certain.includes('day') === true ? isoDate(read) : undefined
}

/** A spoken date or time in the format that the input type takes (HTML, "Date and time formats"); the text itself if it is neither. */
export const toInputValue = (type: string, text: string, language: Language | undefined): string => {
  const trimmed = text.trim()
  const read = language?.readDate(withEnglishMonths(trimmed))
  switch (type) {
    case 'date':
      return readDay(trimmed, language) ?? (read === undefined ? trimmed : isoDate(read))
    case 'time':
      return read?.hour === undefined ? trimmed : `${two(read.hour)}:${two(read.minute ?? 0)}`
    case 'datetime-local':
      return read === undefined ? trimmed : `${isoDate(read)}T${two(read.hour ?? 0)}:${two(read.minute ?? 0)}`
    case 'month':
      return read === undefined ? trimmed : isoDate(read).slice(0, 7)
    case 'week':
      return read === undefined || /^\d{4}-W\d\d$/.test(trimmed) ? trimmed : weekOf(read)
    default:
      return trimmed
  }
}
