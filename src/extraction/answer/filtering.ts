import { priceIn } from '../../language/amounts.ts'
import { numberIn } from '../../language/numbers.ts'
import { nameScore } from '../page/names.ts'
import type { Cell, RecordSet } from '../page/record-set.ts'
import { wordsIn } from '../page/text.ts'
import { dateIn } from '../page/values.ts'
import { conditionsIn, rowsUnder } from '../question/conditions.ts'
import type { Filter } from '../question/filters.ts'
import type { Question } from '../question/question.ts'
import { matchColumns } from './columns.ts'

type Row = readonly (Cell | null)[]

interface Entry {
  readonly row: Row
  readonly text: string
  /** Its place in the set. */
  readonly at: number
}

/** Rows after the question's conditions, order and count; `certainty` says how well the conditions fit the set. */
export interface Filtered {
  readonly rows: readonly Row[]
  readonly certainty: number
  /** Columns that say what the question's words say. */
  readonly said: ReadonlySet<number>
}

/** Applies a question's conditions to a set; undefined where the set has nothing that a condition could be about. */
export function applyFilters(question: Question, set: RecordSet): Filtered | undefined {
  let entries: Entry[] = set.rows.map((row, at) => ({ row, text: set.texts[at] ?? '', at }))
  let certainty = 0
  for (const filter of question.filters) {
    const keep = testOf(filter, set)
    if (!keep) return undefined
    entries = entries.filter(keep)
    certainty += 1
  }
  const conditions = conditionsIn(question.words, set)
  const kept = rowsUnder(conditions)
  if (kept) {
    entries = entries.filter(({ at }) => kept.has(at))
    certainty += conditions.length
  }
  if (question.order) {
    const column = columnFor(question.order.field, set, /price|cost/i.test(question.order.field))
    // a set that lacks what to sort by is hardly the one that is meant
    if (column === undefined) certainty -= 20
    else entries = sorted(entries, { column, descending: question.order.descending })
  }
  if (question.limit !== undefined)
    entries = question.fromEnd ? entries.slice(-question.limit) : entries.slice(0, question.limit)
  const said = new Set(conditions.flatMap(({ columns }) => [...columns]))
  return { rows: entries.map(({ row }) => row), certainty, said }
}

/** What is to be had, but not from stock. */
const LATER =
  /\b(ships? in|ready in|available (?:in|from) \d|dispatch(?:ed|es) in \d|back ?-?order|pre-?order|coming soon|on order|made to order)\b/i

const bare = (text: string): string => wordsIn(text).join(' ')

function testOf(filter: Filter, set: RecordSet): ((entry: Entry) => boolean) | undefined {
  if (filter.kind === 'contains') {
    const wanted = bare(filter.value)
    const words = /\d/.test(wanted) ? wanted.split(' ') : [wanted]
    return ({ text }) => words.every(word => ` ${bare(text)} `.includes(/\d/.test(wanted) ? ` ${word} ` : word))
  }
  if (filter.kind === 'lacks') {
    const wanted = bare(filter.value)
    const has = (text: string) => ` ${bare(text)} `.includes(` ${wanted} `)
    return set.texts.some(has) ? ({ text }) => !has(text) : undefined
  }
  if (filter.kind === 'stock') {
    const out = /\b(out of stock|sold out|unavailable|not available|ausverkauft|agotado|épuisé|notify me)\b/i
    const known = set.texts.some(
      text => out.test(text) || /\bin stock|available|add to (cart|bag|basket)\b/i.test(text),
    )
    const isNow = (text: string) => !out.test(text) && !LATER.test(text)
    return known ? ({ text }) => (filter.wanted ? isNow(text) : out.test(text)) : undefined
  }
  if (filter.kind === 'date') {
    const dateOf = ({ row, text }: Entry) => {
      for (const cell of row) {
        const date = cell ? (dateIn(cell.machine ?? '') ?? dateIn(cell.text)) : undefined
        if (date !== undefined) return date
        if (/^(1\d|20)\d\d$/.test(cell?.text ?? '')) return `${cell?.text}-07-01`
      }
      return dateIn(text)
    }
    if (!set.rows.some((row, i) => dateOf({ row, text: set.texts[i] ?? '', at: i }) !== undefined)) return undefined
    return entry => {
      const date = dateOf(entry)
      if (date === undefined) return false
      if (filter.sign === 'before') return date < filter.first
      if (filter.sign === 'after') return date > filter.last
      return filter.sign === 'since' ? date >= filter.first : date <= filter.last
    }
  }
  if (filter.kind === 'equals') {
    const wanted = bare(filter.value)
    const column = namedColumn(filter.field, set)
    // "where pets are allowed": said as a whole, not as a value of a column
    const phrase = bare(`${filter.field} ${filter.value}`)
    if (column === undefined)
      return set.texts.some(text => bare(text).includes(phrase)) ? ({ text }) => bare(text).includes(phrase) : undefined
    return ({ row }) => ` ${bare(row[column]?.text ?? '')} `.includes(` ${wanted} `)
  }
  const column = behindColumn(filter.behind, set) ?? columnFor(filter.field, set, filter.unit === 'price')
  if (column === undefined) return undefined
  return ({ row }) => {
    const value = figureOf(row[column])
    if (value === undefined) return false
    const { sign, value: bound } = filter
    return sign === '<' ? value < bound : sign === '<=' ? value <= bound : sign === '>' ? value > bound : value >= bound
  }
}

function namedColumn(field: string, set: RecordSet): number | undefined {
  const [match] = field === '' ? [] : matchColumns([{ key: field, name: field }], set)
  return match && match.score >= 0.3 ? match.column : undefined
}

/** The column that is called what stands behind an amount, or whose figures are followed by it: "m²". */
function behindColumn(behind: readonly string[], set: RecordSet): number | undefined {
  for (const one of behind) {
    const isOf = (text: string) =>
      text.length < 40 &&
      /\d/.test(text) &&
      text
        .toLowerCase()
        .replace(/[\d.,\s]/g, '')
        .endsWith(one.toLowerCase())
    const at = set.columns.findIndex(
      ({ names: [name = ''] }, i) =>
        nameScore(one, name) === 1 || set.rows.filter(row => isOf(row[i]?.text ?? '')).length * 2 > set.rows.length,
    )
    if (at >= 0) return at
  }
  return undefined
}

/** The column that a condition is about: the one of that name, or the first with amounts or numbers. */
function columnFor(field: string, set: RecordSet, isPrice: boolean): number | undefined {
  const named = namedColumn(field, set)
  if (named !== undefined) return named
  const kinds = isPrice ? ['price', 'number'] : ['number', 'price']
  for (const kind of kinds) {
    const found = set.columns.findIndex(column => column.kind === kind)
    if (found >= 0) return found
  }
  return undefined
}

/** The figure of a cell: its amount, else its number, machine-readable first. */
function figureOf(cell: Cell | null | undefined): number | undefined {
  if (!cell) return undefined
  return (
    priceIn(cell.text)?.amount ??
    numberIn(cell.text) ??
    (cell.machine === undefined ? undefined : numberIn(cell.machine))
  )
}

function sorted(entries: readonly Entry[], { column, descending }: { column: number; descending: boolean }): Entry[] {
  const keyed = entries.map(entry => {
    const cell = entry.row[column]
    const date = cell ? (dateIn(cell.machine ?? '') ?? dateIn(cell.text)) : undefined
    return { entry, text: cell?.text ?? '', figure: date === undefined ? figureOf(cell) : Date.parse(date) }
  })
  const numeric = keyed.filter(({ figure }) => figure !== undefined).length * 2 > keyed.length
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => {
    if (!numeric) return sign * a.text.localeCompare(b.text)
    if (a.figure === undefined || b.figure === undefined)
      return a.figure === b.figure ? 0 : a.figure === undefined ? 1 : -1
    return sign * (a.figure - b.figure)
  })
  return keyed.map(({ entry }) => entry)
}
