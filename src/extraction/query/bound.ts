import { measureIn } from '../../language/amounts.ts'
import { sensesOf } from '../../language/lexicon.ts'
import { nameScore, stemOf } from '../page/names.ts'
import type { RecordSet } from '../page/record-set.ts'
import { toEnglish } from '../page/translations.ts'
import { mentions, type Named, namedBy, type Value, valuesIn } from './binding.ts'
import { wantedKinds } from './columns.ts'
import { figureOf, type Relation } from './evaluate.ts'
import { isPlural } from './listing.ts'
import { type Place, placedRows } from './places.ts'
import type { Query, Said } from './query.ts'
import { FACT } from './relations.ts'

export interface Setting {
  readonly relation: Relation
  /** rows: of things · facts: label and value · options: what can be chosen. */
  readonly kind: 'rows' | 'facts' | 'options'
  /** How plainly the page says each fact. */
  readonly trust: readonly number[]
  /** What the whole page is about. */
  readonly title: string
  /** Parts of the page that the question names. */
  readonly places: readonly Place[]
}

/** How much a word is bound by what says it. */
export const WEIGHT = { plain: 1, part: 0.8, label: 0.5, title: 0.35, generic: 0.3 } as const

const THINGS: ReadonlySet<string> = new Set([...sensesOf('generic').values()].flat().map(stemOf))

export interface Bound {
  readonly query: Query
  readonly setting: Setting
  readonly values: readonly Value[]
  /** By place of a word: the column that it names. */
  readonly columns: ReadonlyMap<number, number>
  readonly weights: Map<number, number>
}

export const isIn = (values: readonly Value[], at: number): Value | undefined =>
  values.find(({ from, to }) => from <= at && at < to)

const KINDS: ReadonlySet<string> = new Set(['price', 'date', 'time', 'email', 'phone'])

/** The only column whose cells are of the kind that a word names: "price" of amounts, "size" of bytes. */
const byKind = (one: Said, set: RecordSet): Named[] => {
  const [kind = ''] = wantedKinds({ key: one.word, name: toEnglish(one.text.toLowerCase()) })
  const isOf = (i: number) =>
    one.word === 'size'
      ? set.rows.some(row => measureIn(row[i]?.text ?? '')?.kind === 'byte')
      : KINDS.has(kind) && set.columns[i]?.kind === kind
  const found = [...set.columns.keys()].filter(i => !set.columns[i]?.isLabelled && isOf(i))
  return (found.length === 1 ? found : []).map(column => ({ column, score: BY_KIND }))
}
const BY_KIND = 0.6

/** Columns that the words outside of values name, each word the one that most words name. */
const columnsBy = (said: readonly Said[], values: readonly Value[], { relation: { set }, kind }: Setting) => {
  const named = new Map<number, number>()
  const scores = new Map<number, number>()
  if (kind === 'facts') return { named, scores }
  const offers = said.map((one, at) => {
    if (isIn(values, at) || one.role === 'idle' || one.role === 'field') return []
    const named = namedBy(one, set)
    return named.length > 0 ? named : byKind(one, set)
  })
  const total = new Map<number, number>()
  for (const offer of offers) for (const { column, score } of offer) total.set(column, (total.get(column) ?? 0) + score)
  for (const [at, offer] of offers.entries()) {
    const [best] = [...offer].sort(
      (a, b) => b.score - a.score || (total.get(b.column) ?? 0) - (total.get(a.column) ?? 0),
    )
    if (!best) continue
    named.set(at, best.column)
    scores.set(at, best.score)
  }
  return { named, scores }
}

/** "pisos" of the flats under that heading is what all of them are, not those that are called so. */
const isName = (query: Query, { from, to, isPlain }: Value, { relation: { set }, title, kind }: Setting): boolean => {
  const one = query.said[from]
  if (kind === 'facts') return !!one && to - from === 1 && from !== nounAt(query) && mentions(title, one)
  if (
    kind !== 'rows' ||
    isPlain ||
    to - from > 1 ||
    !one ||
    (from !== nounAt(query) && from !== nounEnd(query)) ||
    (one.isName && /\d/.test(one.word))
  )
    return false
  return [...set.labels.slice(0, 6), title].some(label => mentions(label, one))
}

/** "books by Vale": what the things are, though a publisher has the word too. */
const isKind = (query: Query, one: Value, values: readonly Value[]): boolean =>
  one.to - one.from === 1 &&
  ((one.from === nounAt(query) && !one.columns.has(FACT.label)) || THINGS.has(query.said[one.from]?.stem ?? '')) &&
  values.some(
    other => other !== one && other.rows.intersection(one.rows).size === 0 && (other.from >= one.to || other.isPlain),
  )

/** Facts whose label is what an adjective or a verb measures: "Weight" for "heavy". */
const measuredBy = ({ said, measures }: Query, { relation: { set } }: Setting, values: readonly Value[]): Value[] =>
  said.flatMap((one, at) => {
    if (one.role !== 'soft' || isIn(values, at)) return []
    const own = measures.filter(measure => sensesOf('measure').get(measure)?.includes(one.word))
    const rows = set.rows.flatMap((row, i) =>
      own.some(measure => nameScore(measure, row[FACT.label]?.text ?? '') >= BY_KIND) ? [i] : [],
    )
    return rows.length === 0
      ? []
      : [{ from: at, to: at + 1, rows: new Set(rows), columns: new Set([FACT.label]), isPlain: false }]
  })

/** What is asked for itself is no place, unless all that stands there is asked for. */
const placesFor = (query: Query, { places }: Setting): readonly Place[] => {
  const noun = nounAt(query)
  const isOpen =
    query.ask === 'none' || query.ask === 'list' || (query.ask === 'which' && isMany(query) && query.isOn === undefined)
  return isOpen ? places : places.filter(({ from, to }) => noun < from || noun >= to)
}

export const bind = (query: Query, setting: Setting): Bound => {
  const { said } = query
  const saidValues = valuesIn(said, setting.relation.set).filter(one => !isName(query, one, setting))
  const placed = setting.kind === 'rows' ? placedRows(placesFor(query, setting), setting.relation.set, saidValues) : []
  const free = saidValues.filter(({ from, to }) => !placed.some(place => from < place.to && place.from < to))
  const isMeasured =
    setting.kind === 'facts' && !free.some(({ columns }) => columns.has(FACT.label) || columns.has(FACT.english))
  const found = [...free, ...placed, ...(isMeasured ? measuredBy(query, setting, free) : [])]
  const values = found.filter(one => !isKind(query, one, found)).sort((a, b) => a.from - b.from)
  const { named, scores } = columnsBy(said, values, setting)
  const weights = new Map<number, number>()
  const { labels } = setting.relation.set
  for (const [at, one] of said.entries()) {
    const value = isIn(values, at)
    const weight = value
      ? value.isPlain
        ? WEIGHT.plain
        : WEIGHT.part
      : (scores.get(at) ??
        (labels.slice(0, 6).some(label => mentions(label, one))
          ? WEIGHT.label
          : mentions(setting.title, one)
            ? WEIGHT.title
            : THINGS.has(stemOf(one.word))
              ? WEIGHT.generic
              : 0))
    weights.set(at, weight)
  }
  return { query, setting, values, columns: named, weights }
}

/** Whether the words of an operator stand in what the page says as a whole: "last entry", "top scorer". */
export const isSpoken = ({ values, query: { said } }: Bound, role: Said['role']): boolean =>
  values.some(({ from, to }) => to - from > 1 && said.slice(from, to).some(one => one.role === role))

export const hasFigures = (column: number, relation: Relation): boolean => {
  const filled = relation.set.rows.flatMap(row => (row[column]?.text ? [row[column]] : []))
  return (
    filled.length > 0 &&
    filled.filter(cell => cell && figureOf(cell, relation) !== undefined).length * 2 > filled.length
  )
}

/** What is asked for: the first telling word after the question word, and the last of those that follow it at once. */
export const nounAt = ({ said, asked }: Query): number =>
  said.findIndex(({ role }, at) => at >= asked && (role === 'open' || role === 'soft'))
export const nounEnd = (query: Query): number => {
  let at = nounAt(query)
  while (query.said[at + 1]?.role === 'open' && query.said[at + 1]?.token === (query.said[at]?.token ?? 0) + 1) at += 1
  return at
}
export const nounOf = (query: Query): string => query.said[nounEnd(query)]?.text ?? ''
/** Whether several are asked for; outside of English only a list of them tells. */
export const isMany = (query: Query): boolean => query.language === 'en' && isPlural(nounOf(query))
