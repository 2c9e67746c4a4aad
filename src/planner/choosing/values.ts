import type { SnapshotNode } from '../../contract/snapshot.ts'
import { type ReadDate, readDate, toIsoDay, toIsoTime } from '../../language/dates.ts'
import { sensesOf } from '../../language/lexicon.ts'
import { countOf, numberIn } from '../../language/numbers.ts'
import { fold } from '../../language/text.ts'
import { likeness, plainOf, wordsOf } from '../../language/words.ts'
import type { Value } from '../reading/intent.ts'

/** What reading a value depends on beside its text. */
export interface ValueReading {
  readonly today: Date
  /** Language of the instruction (BCP 47). */
  readonly language: string
}

const STATES = sensesOf('state')
const isState = (text: string, sense: string): boolean => STATES.get(sense)?.includes(fold(text.trim())) === true

/** On or off, where a value says so. */
export const switchOf = (text: string): boolean | undefined =>
  isState(text, 'on') ? true : isState(text, 'off') ? false : undefined

/** A number with its unit has no more words; what has is a number and something else. */
const MOST_NUMBER_WORDS = 3

/** The number that a value says for a slider, stepper or number field; its ends by name. */
export const numberFor = (text: string, { range }: SnapshotNode): string | undefined => {
  if (isState(text, 'max')) return range?.max
  if (isState(text, 'min')) return range?.min
  if (text.trim().split(/\s+/).length > MOST_NUMBER_WORDS || (text.match(/\d[\d.,]*/g) ?? []).length > 1)
    return undefined
  const number = numberIn(text) ?? countOf(text.trim())
  return number === undefined ? undefined : String(number)
}

const two = (value: number): string => String(value).padStart(2, '0')

const weekOf = ({ year, month, day }: ReadDate): string => {
  const date = new Date(Date.UTC(year, month - 1, day))
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7))
  const start = Date.UTC(date.getUTCFullYear(), 0, 1)
  return `${date.getUTCFullYear()}-W${two(Math.ceil(((date.getTime() - start) / 86_400_000 + 1) / 7))}`
}

/** A date or time in the form that a native field takes (HTML, "Date and time formats"); undefined where the text says none. */
export const timedFor = (text: string, type: string, reading: ValueReading): string | undefined => {
  const read = readDate(text.trim(), reading)
  if (read === undefined) return undefined
  const { certain } = read
  if (type === 'time') return certain.has('hour') ? toIsoTime(read) : undefined
  if (type === 'month') return certain.has('month') ? toIsoDay(read).slice(0, 7) : undefined
  if (!certain.has('day')) return undefined
  if (type === 'datetime-local') return `${toIsoDay(read)}T${toIsoTime(read)}`
  return type === 'week' ? weekOf(read) : toIsoDay(read)
}

const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/^(?:yyyy|aaaa|jjjj)(\W?)mm\W?(?:dd|jj|tt|gg)$/i, 'ymd'],
  [/^(?:dd|jj|tt|gg)(\W?)mm\W?(?:yyyy|aaaa|jjjj)$/i, 'dmy'],
  [/^mm(\W?)dd\W?yyyy$/i, 'mdy'],
]

/** Said in the order that a placeholder shows: it is typed as it was said. */
const AS_SHAPED = /^\d{2}\W\d{2}\W\d{4}$/

/** A day in the form that a field's placeholder shows ("dd/mm/yyyy"); undefined where it shows none or the text says no day. */
export const shapedFor = (text: string, shown: string, reading: ValueReading): string | undefined => {
  const [shape, order] = SHAPES.find(([pattern]) => pattern.test(shown.trim())) ?? []
  if (order !== 'ymd' && AS_SHAPED.test(text.trim())) return text.trim()
  const read = shape && readDate(text.trim(), reading)
  if (!shape || !order || !read?.certain.has('day')) return undefined
  const parts: Readonly<Record<string, string>> = { y: String(read.year), m: two(read.month), d: two(read.day) }
  return [...order].map(part => parts[part]).join(shape.exec(shown.trim())?.[1] ?? '')
}

export interface Matched {
  readonly index: number
  readonly score: number
}

/** The option that a value names: word for word, or the only one that has all of its words. Undefined where none, or several, do. */
export const matchOption = (names: readonly string[], said: string): Matched | undefined => {
  const wanted = fold(said.trim())
  const same = names.findIndex(name => fold(name.trim()) === wanted)
  if (same >= 0) return { index: same, score: 1 }
  const plain = plainOf(said)
  const alike = plain === '' ? -1 : names.findIndex(name => plainOf(name) === plain)
  if (alike >= 0) return { index: alike, score: 0.98 }
  const words = wordsOf(said).filter(({ isStop }) => !isStop)
  const scored = names.flatMap((name, index) => {
    const own = wordsOf(name)
    if (words.length === 0 || own.length === 0) return []
    const found = words.map(word => Math.max(0, ...own.map(other => likeness(word, other))))
    const missing = found.filter(alikeness => alikeness < 0.6).length
    if (missing > 0) return []
    const spoken =
      own.filter(other => other.isStop || words.some(word => likeness(word, other) >= 0.6)).length / own.length
    return [{ index, score: 0.6 + 0.2 * spoken + 0.15 * (found.reduce((sum, one) => sum + one, 0) / found.length) }]
  })
  scored.sort((one, other) => other.score - one.score)
  const [first, second] = scored
  return first && (second === undefined || first.score - second.score > 0.03) ? first : undefined
}

/** What a text must have to be one of a kind that a field asks for (HTML, "States of the type attribute"). */
const MUST_HAVE: Readonly<Record<string, RegExp>> = { email: /@/, tel: /\d/, url: /[.:/]/ }

/** The text of a value as it is typed: numbers without unit into a field that takes numbers alone. */
export const typedFor = (value: Value, node: SnapshotNode, reading: ValueReading): string | undefined => {
  if (!value.quoted && MUST_HAVE[node.inputType ?? '']?.test(value.text) === false) return undefined
  if (node.inputType === 'number' || (node.role === 'spinbutton' && node.tag === 'input')) {
    if (value.quoted) return value.text
    return numberFor(value.text, node)
  }
  return value.quoted ? value.text : (shapedFor(value.text, node.placeholder ?? '', reading) ?? value.text)
}
