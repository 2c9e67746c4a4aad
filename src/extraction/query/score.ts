import { measureIn, priceTextIn } from '../../language/amounts.ts'
import { nameScore, stemOf } from '../page/names.ts'
import { descendants } from '../page/page.ts'
import type { Cell, RecordSet } from '../page/record-set.ts'
import { toEnglish } from '../page/translations.ts'
import { kindOf } from '../page/values.ts'
import { type Bound, isIn, nounAt, nounEnd } from './bound.ts'
import { wantedKinds } from './columns.ts'
import { isMoment } from './evaluate.ts'
import type { Query, Said } from './query.ts'

/** A figure, and little else. */
const FIGURE = /^\D{0,3}\d[\d.,\s]*\D{0,12}$/
const FREE = /\b(free|kostenlos|gratis|gratuit|gratuite)\b/i

const isPaid = (measure: string): boolean => measure === 'price' || measure === 'salary'

/** Whether a text can be what the question word asks for. */
export const answersTo = ({ query, setting }: Bound, text: string): boolean => {
  const { ask, measures } = query
  if (setting.kind === 'facts' && measures.includes('text')) return false
  const strict = query.said
    .slice(nounAt(query), nounEnd(query) + 1)
    .flatMap(one => (one.role === 'open' ? wantedKinds({ key: one.word, name: one.word }) : []))
  if (strict.length === 1 && (strict[0] === 'email' || strict[0] === 'phone') && kindOf(text) !== strict[0])
    return false
  if (ask === 'when') return isMoment(text, setting.relation.language)
  if (
    ask === 'how_much' ||
    (measures.some(isPaid) && ask === 'which' && query.comparisons.length === 0 && !query.order)
  )
    return (measures.some(isPaid) ? priceTextIn(text) !== undefined : /\d/.test(text)) || FREE.test(text)
  if (ask === 'how_many') return FIGURE.test(text)
  if (ask === 'how') return /\d/.test(text)
  if (ask === 'who')
    return kindOf(text) === 'text' && !/\d/.test(text) && /^\P{Ll}/u.test(text) && text.split(' ').length <= 8
  return true
}

/** Words that only say what kind of thing the value is: "phone number", "due date". */
const fitsKind = (one: Said, text: string): boolean => {
  const kinds = wantedKinds({ key: one.word, name: toEnglish(one.text.toLowerCase()) })
  return (kinds.length > 0 && kinds.includes(kindOf(text))) || (stemOf('number') === one.stem && /\d/.test(text))
}

/** Whether every telling word is accounted for; `text` is what would be answered. */
export const unboundIn = ({ query, weights }: Bound, text: string): readonly Said[] =>
  query.said.filter((one, at) => one.role === 'open' && (weights.get(at) ?? 0) === 0 && !fitsKind(one, text))

const holdsTables = ({ source, items }: RecordSet): boolean =>
  source !== 'table' && items.slice(0, 2).some(item => [item, ...descendants(item)].some(({ tag }) => tag === 'table'))

/** Rows that hold much are what stands around the rows that are meant. */
const LONG_ROWS = 0.2
/** So are rows that have several things with titles in them. */
const HOLDER = 0.4
const MOST_SIGNS = 2_500

/** Whether the page says what is done as well: without it the one who is named may have done something else. */
export const isSaid = ({ query, weights }: Bound): boolean =>
  query.said.every(({ role }, at) => role !== 'verb' || (weights.get(at) ?? 0) > 0)

/** What a set loses whose rows hold much, or several things with titles. */
export const bulkOf = (set: RecordSet): number => {
  const some = set.texts.slice(0, 20)
  const length = some.reduce((sum, text) => sum + text.length, 0) / Math.max(1, some.length)
  const isHolder = set.columns.filter(({ hint }) => hint === 'title').length > 1 || holdsTables(set)
  return Math.min(LONG_ROWS, length / MOST_SIGNS) + (isHolder ? HOLDER : 0)
}

export const scoreOf = (bound: Bound, extra: number): number => {
  const { query, setting } = bound
  const worked =
    query.comparisons.length + query.dates.length + (query.isAvailable === undefined ? 0 : 1) + (query.order ? 1 : 0)
  const isMeasuring = query.ask.startsWith('how') || query.measures.includes('price')
  const isLeftOut = (role: Said['role']): boolean =>
    role === 'idle' || role === 'order' || role === 'nth' || role === 'aggregate' || (isMeasuring && role === 'soft')
  const told = query.said.flatMap(({ role }, at) =>
    isLeftOut(role) && !isIn(bound.values, at) ? [] : [bound.weights.get(at) ?? 0],
  )
  const sum = told.reduce((all, one) => all + one, 0) + worked
  return sum / Math.max(1, told.length + worked) + extra - bulkOf(setting.relation.set)
}

/** Unit of what an adjective measures. */
export const UNITS: Readonly<Record<string, string>> = {
  weight: 'gram',
  length: 'metre',
  height: 'metre',
  width: 'metre',
  depth: 'metre',
  distance: 'metre',
  duration: 'minute',
}

/** "8 km" of "Sunday 3 May, 8 km, moderate", where a length is asked for. */
export const measuredIn = ({ ask, measures }: Query, cell: Cell): Cell => {
  if (ask !== 'how' || measures.length === 0) return cell
  const parts = cell.text.split(/\s*[,;·|]\s+/)
  const [only, second] = parts.filter(part => measures.some(one => measureIn(part)?.kind === UNITS[one]))
  return parts.length > 1 && only !== undefined && second === undefined ? { ...cell, text: only } : cell
}

/** Whether a fact is called what is measured, or has its unit. */
export const isMeasured = ({ measures }: Query, label: string, text: string): boolean =>
  measures.length === 0 ||
  measures.some(measure => nameScore(measure, label) >= 0.6 || measureIn(text)?.kind === UNITS[measure])
