import type { Language, ReadDate } from '../language.ts'

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
  const read = language?.readDate(text)
  return read?.certain.includes('day') === true ? isoDate(read) : undefined
}

/** A spoken date or time in the format that the input type takes (HTML, "Date and time formats"); the text itself if it is neither. */
export const toInputValue = (type: string, text: string, language: Language | undefined): string => {
  const trimmed = text.trim()
  const read = language?.readDate(trimmed)
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
