import { isHeading } from '../page/labels.ts'
import { nameScore } from '../page/names.ts'
import type { Cell, RecordSet } from '../page/record-set.ts'
import { isPeripheral } from '../page/scope.ts'
import { type Candidate, isEcho } from './answer.ts'
import { type Bound, bind, isIn, nounAt, nounEnd, type Setting } from './bound.ts'
import { type Match, matchColumns, titleColumn } from './columns.ts'
import { flags } from './computed.ts'
import { narrow } from './evaluate.ts'
import { type Field, keyOf } from './fields.ts'
import type { Query, Said } from './query.ts'
import { bulkOf, isSaid } from './score.ts'
import { arrange, nearColumn } from './selection.ts'

/** Rows that a listing asks for. */
export interface Listed extends Candidate {
  readonly rows: readonly (readonly (Cell | null)[])[]
  readonly fields: readonly Field[]
  /** How well the columns are called what was asked for, 0 to 1; 0 where no fields were named. */
  readonly coverage: number
  /** How well the rows are called what was asked for, 0 to 1. */
  readonly affinity: number
  /** Whether a condition was found among the rows. */
  readonly isBound: boolean
  readonly isList: boolean
  readonly set: RecordSet
}

/** What each part of the evidence for a set of rows weighs. */
const WEIGHTS = {
  condition: 0.25,
  part: 0.15,
  thing: 0.2,
  affinity: 0.5,
  header: 0.05,
  size: 0.03,
  mostSize: 0.2,
  around: 0.5,
  buttons: 0.3,
} as const

/** What the things are called, without what tells which of them. */
export const thingsOf = ({ query, values }: Bound): string => {
  const [from, to] = [nounAt(query), nounEnd(query)]
  return query.said
    .filter((one, at) => from >= 0 && at >= from && at <= to && one.role !== 'field' && !isIn(values, at))
    .map(({ text }) => text)
    .join(' ')
}

/** The question with the words of fields that no column answers as conditions: "hotels with free cancellation". */
const reopened = (query: Query, fields: readonly number[]): Query => {
  const isOpen = (token: number) =>
    fields.some(i => {
      const place = query.listing.places[i]
      return place !== undefined && place.from <= token && token < place.to
    })
  return {
    ...query,
    said: query.said.map(one => (one.role === 'field' && isOpen(one.token) ? { ...one, role: 'open' } : one)),
  }
}

/** What the fields of a listing are in one relation: columns, or conditions that its rows say. */
interface Fitted {
  readonly bound: Bound
  readonly kept: readonly Kept[]
}

const fitFields = (query: Query, setting: Setting, fields: readonly Field[]): Fitted => {
  const { set } = setting.relation
  const { places, isOwned } = query.listing
  const matches = matchColumns(fields, set)
  const all = fields.map((field, i) => ({ field, match: matches[i] }))
  if (fields !== query.listing.fields) return { bound: bind(query, setting), kept: all }
  // one property is named plainly, or it is a condition
  const least = isOwned ? NAMED : 0
  const missing = matches.flatMap((match, i) => (match && match.score >= least ? [] : [i]))
  const open = missing.length > 0 ? reopened(query, missing) : query
  const bound = bind(open, setting)
  const isTrait = (i: number): boolean => {
    const place = places[i]
    const own = open.said.flatMap((one, at) => (place && place.from <= one.token && one.token < place.to ? [at] : []))
    return own.length > 0 && own.every(at => isIn(bound.values, at))
  }
  const traits = missing.filter(isTrait)
  const named = all.filter((_, i) => !traits.includes(i))
  return {
    bound: traits.length < missing.length ? bind(reopened(query, traits), setting) : bound,
    kept: isOwned && named.length === 1 ? [...ownerOf(set, named), ...named] : named,
  }
}

/** What speaks for a set besides its columns. */
const baseOf = (set: RecordSet, things: string, { affinity, conditions }: { affinity: number; conditions: number }) => {
  const isCalled = affinity >= NAMED
  return (
    conditions +
    affinity * WEIGHTS.affinity +
    Math.min(WEIGHTS.mostSize, Math.log2(set.rows.length + 1) * WEIGHTS.size) -
    (isPeripheral(set.element) && !isCalled ? WEIGHTS.around : 0) -
    (set.items.every(item => item.tag === 'button') && !isCalled ? WEIGHTS.buttons : 0) -
    (things !== '' && set.items.every(isHeading) && !isCalled ? WEIGHTS.around : 0) -
    bulkOf(set)
  )
}

/** The rows that the conditions leave, in the order asked for; undefined where a telling word is about nothing here. */
const rowsOf = (bound: Bound, flagged: ReadonlySet<number> | undefined): readonly number[] | undefined => {
  const narrowed = narrow(bound.query, bound.setting.relation, {
    values: bound.values,
    near: comparison => nearColumn(bound, comparison),
    isSingle: false,
  })
  if (!narrowed || unboundOf(bound).some(isName => !isName)) return undefined
  return arrange(bound, flagged ? narrowed.rows.filter(row => flagged.has(row)) : narrowed.rows)
}

/** The rows of one relation that a listing asks for; undefined where a telling word is about nothing in it. */
export const rowsFrom = (query: Query, setting: Setting, fields: readonly Field[]): Listed | undefined => {
  const { set } = setting.relation
  const { bound, kept } = fitFields(query, setting, fields)
  if (kept.length > 0 && kept.every(({ match }) => match === undefined)) return undefined
  const flagged = flags(bound)
  const rows = rowsOf(bound, flagged?.rows)
  if (!rows) return undefined
  const things = thingsOf(bound)
  const affinity = Math.max(0, ...set.labels.slice(0, 6).map((label, i) => nameScore(things, label) * (1 - i * 0.04)))
  const conditions = conditionsOf(bound) + (flagged ? WEIGHTS.condition : 0)
  const base = baseOf(set, things, { affinity, conditions })
  const isSure = unboundOf(bound).length === 0 && isSaid(bound)
  const common = { affinity, isBound: conditions > 0, set }
  if (kept.length === 0) {
    const whole = wholeOf(bound, { rows, phrase: phraseOf(bound), base })
    const isEmpty = whole.rows.length > 0 && whole.rows.every(([cell]) => cell && isEcho(query, cell.text))
    return isEmpty ? undefined : { ...common, ...whole, affinity: Math.max(affinity, whole.named), isSure, coverage: 0 }
  }
  const coverage = kept.reduce((sum, { match }) => sum + (match?.score ?? 0), 0) / kept.length
  const cells = rows
    .map(row => kept.map(({ match }) => (match ? sideOf(set.rows[row]?.[match.column], match) : null)))
    .filter(row => row.some(cell => cell !== null))
  if (cells.length > 0 && cells.every(row => row.every(cell => cell === null || isEcho(bound.query, cell.text))))
    return undefined
  const names = kept.map(({ field }) => field)
  return {
    ...common,
    ...listOf(names, cells, kept.length === 1),
    coverage,
    score: coverage + base + (set.hasHeader ? WEIGHTS.header : 0),
    isSure: isSure && kept.every((_, i) => cells.length === 0 || cells.some(row => row[i] !== null)),
  }
}

const listOf = (fields: readonly Field[], rows: readonly (readonly (Cell | null)[])[], isList: boolean) => ({
  answer: { kind: 'records' as const, fields, rows, isList },
  fields,
  rows,
  isList,
})

/** For each telling word that nothing accounts for: whether it is the name of the things, which pages need not say. */
const unboundOf = ({ query, weights }: Bound): boolean[] => {
  const [from, to] = [nounAt(query), nounEnd(query)]
  // German writes every noun as a name
  const isNamed = ({ isName, word }: Said) => isName && (query.language !== 'de' || /\d/.test(word))
  return query.said.flatMap((one, at) =>
    one.role === 'open' && (weights.get(at) ?? 0) === 0 ? [at >= from && at <= to && !isNamed(one)] : [],
  )
}

const conditionsOf = ({ query, values }: Bound): number => {
  const worked =
    query.comparisons.length + query.dates.length + (query.isAvailable === undefined ? 0 : 1) + (query.order ? 1 : 0)
  const said = values.reduce((sum, { isPlain }) => sum + (isPlain ? WEIGHTS.condition : WEIGHTS.part), 0)
  return said + worked * WEIGHTS.condition
}

interface Kept {
  readonly field: Field
  readonly match: Match | undefined
}

/** What the things are called, where one property of theirs is asked for. */
const ownerOf = (set: RecordSet, [only]: readonly Kept[]): Kept[] => {
  const column = titleColumn(set)
  return only?.match === undefined || only.match.column === column
    ? []
    : [{ field: { key: 'name', name: 'name' }, match: { column, side: 'text', score: only.match.score } }]
}

const sideOf = (cell: Cell | null | undefined, match: Match): Cell | null => {
  const value = cell?.[match.side]
  return !cell || value === undefined || value === '' ? null : { ...cell, text: value }
}

/** What is asked for by one name: "job titles". */
const phraseOf = (bound: Bound): string => {
  const last = bound.query.said[nounEnd(bound.query) + 1]
  return [thingsOf(bound), last?.role === 'idle' && /^(names|titles|headlines)$/.test(last.word) ? last.word : '']
    .join(' ')
    .trim()
}

interface Whole {
  readonly rows: readonly number[]
  readonly phrase: string
  readonly base: number
}

/** Where no fields are named: a table with all its columns, else what the things are called. */
const wholeOf = (bound: Bound, { rows, phrase, base }: Whole) => {
  const { query, setting } = bound
  const { set } = setting.relation
  const filled = (cell: Cell | null | undefined) => (cell && cell.text !== '' ? cell : null)
  const flagged = new Set(flags(bound)?.columns)
  const found = nameColumn(phrase, set)
  const named = found && flagged.has(found.column) ? undefined : found
  if (
    set.source === 'table' &&
    flagged.size === 0 &&
    (query.listing.isTable || (set.hasHeader && named === undefined))
  ) {
    const shown = set.columns.flatMap(({ names: [name = ''] }, i) =>
      (name !== '' || !set.hasHeader) && set.rows.some(row => (row[i]?.text ?? '') !== '') ? [i] : [],
    )
    const fields = shown.map(i => {
      const [name = ''] = set.columns[i]?.names ?? []
      return { key: name || `column_${i + 1}`, name }
    })
    const cells = rows.map(row => shown.map(i => filled(set.rows[row]?.[i])))
    return { ...listOf(fields, cells, false), score: 0.45 + base, named: 0 }
  }
  const column = named?.column ?? titleColumn(set)
  const cells = rows.map(row => [filled(set.rows[row]?.[column])]).filter(([cell]) => cell !== null)
  return {
    named: named?.score ?? 0,
    ...listOf([{ key: keyOf(phrase) || 'name', name: phrase }], cells, true),
    score: 0.35 + base + (named?.score ?? 0) * 0.4 + (isNames(set, column) ? WEIGHTS.thing : 0),
  }
}

/** Whether a column is what the rows are called by their markup. */
const isNames = ({ columns }: RecordSet, column: number): boolean =>
  columns[column]?.hint === 'title' || (columns[column]?.hint === 'link' && columns[column]?.kind === 'text')

const NAMED = 0.6

/** The column that the things themselves name: "tags". */
const nameColumn = (things: string, set: RecordSet): { column: number; score: number } | undefined => {
  const filled = (column: number) =>
    set.rows.filter(row => (row[column]?.text ?? '') !== '').length / Math.max(1, set.rows.length)
  const [best] = set.columns
    .map(({ names }, column) => ({
      column,
      score: Math.max(0, ...names.map(name => nameScore(things, name))) * filled(column),
    }))
    .sort((a, b) => b.score - a.score)
  return best && best.score >= NAMED ? best : undefined
}
