import { sensesOf } from '../../language/lexicon.ts'
import type { Answer } from '../answer/result.ts'
import { nameScore } from '../page/names.ts'
import type { Cell, RecordSet } from '../page/record-set.ts'
import { mentions, namedBy } from './binding.ts'
import { type Bound, hasFigures, isIn, nounAt, WEIGHT } from './bound.ts'
import { availabilityOf, figureColumn, figureOf, isMoment } from './evaluate.ts'
import type { Said } from './query.ts'
import { FACT } from './relations.ts'

export const value = (cell: Cell): Answer => ({ kind: 'value', cell })
export const computed = (result: number | boolean): Answer => ({ kind: 'computed', result })

const YES = /^(yes|y|true|ja|oui|sí|✓|✔|✅|x|●)$/i
const NO = /^(no|n|false|nein|non|nee|✗|✘|❌|[–—-]|)$/i
const CLOSED = new Set(sensesOf('state').get('off') ?? [])

/** Yes or no, as far as the rows that were named say it. */
export const decide = (bound: Bound, rows: readonly number[]): boolean | undefined => {
  const { query, setting, values } = bound
  const { set } = setting.relation
  const [row, second] = rows
  if (row === undefined) return values.length > 1 && values.every(({ rows: own }) => own.size > 0) ? false : undefined
  if (second !== undefined) return undefined
  if (query.isAvailable !== undefined) {
    const state = availabilityOf(set.texts[row] ?? '')
    return state === undefined ? undefined : state === query.isAvailable
  }
  const named = [...bound.columns.values(), ...(flags(bound)?.columns ?? [])]
  const asked = setting.kind === 'facts' ? [FACT.value] : named
  for (const column of asked) {
    const text = set.rows[row]?.[column]?.text ?? ''
    const isSaid = YES.test(text) ? true : NO.test(text) ? false : undefined
    if (isSaid !== undefined) return query.isOn === undefined ? isSaid : isSaid === query.isOn
    if (setting.kind === 'facts' && CLOSED.has(text.toLowerCase())) return query.isOn !== true
    if (setting.kind === 'facts' && /geschlossen|ferm|cerrad|gesloten/i.test(text)) return false
    if (setting.kind === 'facts' && isMoment(text, setting.relation.language)) return true
  }
  return values.length > 1 ? true : undefined
}

/** "with phone support": columns of yes and no that are named, and the rows that say yes in all of them. */
export const flags = ({
  query,
  columns,
  setting: {
    relation: { set },
  },
}: Bound) => {
  const isFlag = (column: number) =>
    set.rows.length > 1 &&
    set.rows.every(row => isMark(row[column]?.text ?? '')) &&
    set.rows.some(row => YES.test(row[column]?.text ?? ''))
  // "which covers are included?": the verb is what the column is called
  const spoken = query.said.flatMap((one): number[] => {
    const [best] = one.role === 'idle' || one.role === 'verb' ? namedBy(one, set) : []
    return best && best.score >= CALLED ? [best.column] : []
  })
  const asked = [...columns].flatMap(([at, column]) => (query.said[at]?.role === 'open' ? [column] : []))
  const named = [...new Set([...asked, ...spoken])].filter(isFlag)
  if (named.length === 0) return undefined
  const isDenied = [...columns.keys()].some(at => query.denied.includes(at))
  const rows = set.rows.flatMap((row, i) =>
    named.every(column => YES.test(row[column]?.text ?? '') !== isDenied) ? [i] : [],
  )
  return { columns: named, rows: new Set(rows) }
}

/** How well a column is called by a word that is no name of anything else. */
const CALLED = 0.85

export const isMark = (text: string): boolean => YES.test(text) || NO.test(text)

/** How many: the figure of the one row that was named, else how many rows. */
export const count = (bound: Bound, rows: readonly number[]): Answer | undefined => {
  const {
    query,
    setting: { relation },
    values,
  } = bound
  const noun = nounAt(query)
  const column = countColumn(bound)
  const isCounted = values.some(({ columns }) => column === undefined || !columns.has(column))
  if (column !== undefined) {
    if (query.aggregate === 'sum' || (rows.length > 1 && !isCounted)) return total(bound, rows)
    const cell = rows.length === 1 ? relation.set.rows[rows[0] ?? 0]?.[column] : undefined
    return cell ? value(cell) : undefined
  }
  if (isIn(values, noun)?.columns.size) {
    const amounts = relation.set.columns.findIndex(({ names }) =>
      names.some(name => nameScore('quantity', name) >= 0.6),
    )
    const cell = rows.length === 1 ? relation.set.rows[rows[0] ?? 0]?.[amounts] : undefined
    return cell && figureOf(cell, relation) !== undefined ? value(cell) : undefined
  }
  const isNarrowed =
    values.length > 0 || query.comparisons.length > 0 || query.dates.length > 0 || query.isAvailable !== undefined
  return isNarrowed && (bound.weights.get(noun) ?? 0) >= WEIGHT.generic ? computed(rows.length) : undefined
}

/** The column of figures that is called what is counted, or whose figures stand before it: "21 votes". */
const countColumn = ({ query, columns, setting: { relation } }: Bound): number | undefined => {
  const noun = nounAt(query)
  const named = columns.get(noun)
  if (named !== undefined && relation.set.columns[named]?.kind === 'number') return named
  const one = query.said[noun]
  return one && cuedColumn(one, relation.set)
}

/** The column whose figures stand before a word: "21 votes". */
export const cuedColumn = (one: Said, set: RecordSet): number | undefined => {
  const isCue = (cell: Cell | null | undefined) =>
    !!cell && /^\d/.test(cell.text) && cell.text.length < 40 && mentions(cell.text, one)
  const found = set.columns.findIndex((_, i) => set.rows.filter(row => isCue(row[i])).length * 2 > set.rows.length)
  return found < 0 ? undefined : found
}

export const total = (bound: Bound, rows: readonly number[]): Answer | undefined => {
  const { query, setting, columns } = bound
  const { relation } = setting
  const named = [...columns].flatMap(([at, column]) =>
    query.said[at]?.role !== 'idle' && hasFigures(column, relation) ? [column] : [],
  )
  const column =
    named[0] ??
    countColumn(bound) ??
    figureColumn({ names: query.measures, unit: query.measures.includes('price') ? 'money' : undefined, relation })
  if (column === undefined) return undefined
  const figures = rows.map(row => figureOf(relation.set.rows[row]?.[column], relation))
  const known = figures.filter(figure => figure !== undefined)
  if (known.length < 2 || known.length < figures.length) return undefined
  const sum = known.reduce((all, one) => all + one, 0)
  const round = (figure: number) => Math.round(figure * 100) / 100
  return computed(round(query.aggregate === 'mean' ? sum / known.length : sum))
}
