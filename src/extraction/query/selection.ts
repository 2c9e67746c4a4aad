import { measureIn } from '../../language/amounts.ts'
import { nameScore, nameStems, sharesConcept, stemOf } from '../page/names.ts'
import { figureIn } from './amounts.ts'
import { type Bound, hasFigures, isIn, isMany, isSpoken, nounAt, nounEnd } from './bound.ts'
import { titleColumn } from './columns.ts'
import { cuedColumn } from './computed.ts'
import { columnsOfUnit, dayOf, figureColumn, type Relation, sortRows } from './evaluate.ts'
import type { Comparison, Query } from './query.ts'
import { FACT } from './relations.ts'
import { UNITS } from './score.ts'

/** The column that a comparison at this place is about: what is named right before or after it. */
export const nearColumn = ({ columns, setting, query }: Bound, { at, unit }: Comparison): number | undefined => {
  const fit = columnsOfUnit(unit, setting.relation)
  for (const place of [at, at - 1, at - 2]) {
    const column = columns.get(place)
    if (column !== undefined && query.said[place]?.role === 'open' && fit.includes(column)) return column
  }
  return undefined
}

/** What a superlative is about: the figures named after it, else by its own meaning. */
const orderColumn = (bound: Bound): number | undefined => {
  const { query, columns, setting } = bound
  if (!query.order) return undefined
  const { at, concept } = query.order
  for (let place = at; place < query.said.length; place += 1) {
    const column = columns.get(place)
    if (column !== undefined && hasFigures(column, setting.relation) && !isAskedNoun(query, place)) return column
  }
  const next = query.said[at + 1]
  const cued = next && query.said[at]?.role === 'order' ? cuedColumn(next, setting.relation.set) : undefined
  if (cued !== undefined) return cued
  if (concept.startsWith('date')) return dayColumn(setting.relation)
  const before = columns.get(at - 1)
  if (before !== undefined && hasFigures(before, setting.relation)) return before
  const unit = concept.startsWith('price') ? ('money' as const) : undefined
  return figureColumn({ names: [...query.measures, concept], unit, relation: setting.relation })
}

/** The first column most of whose cells are days. */
const dayColumn = (relation: Relation): number | undefined => {
  const { columns, rows } = relation.set
  const found = columns.findIndex(
    ({ kind }, i) =>
      kind === 'date' && rows.filter(row => dayOf(row[i], relation) !== undefined).length * 2 > rows.length,
  )
  return found < 0 ? undefined : found
}

const isAskedNoun = (query: Query, place: number): boolean => query.ask === 'which' && place === query.asked

/** Rows in the order that was asked for, cut to the places that were. */
export const arrange = (bound: Bound, rows: readonly number[]): readonly number[] | undefined => {
  const { query, setting } = bound
  const order = query.order && !isSpoken(bound, 'order') ? query.order : undefined
  const nth = query.nth !== undefined && !isSpoken(bound, 'nth') ? query.nth : undefined
  let arranged = rows
  if (order) {
    const column = orderColumn(bound)
    if (column === undefined) return undefined
    arranged = sortRows(rows, { column, isDescending: order.isDescending, relation: setting.relation })
  }
  if (query.limit !== undefined) return nth === -1 ? arranged.slice(-query.limit) : arranged.slice(0, query.limit)
  if (nth !== undefined)
    return arranged.slice(nth < 0 ? nth : nth - 1, nth < 0 ? (nth === -1 ? undefined : nth + 1) : nth)
  return order && !order.isSort && !isMany(query) ? arranged.slice(0, 1) : arranged
}

const AUTHOR = stemOf('author')
const isDoer = (name: string): boolean =>
  nameStems(name).some(stem => sharesConcept(stem, AUTHOR)) || /\p{L}{3}(?:er|or|ist|ant|ent|eur)$/iu.test(name)

const hasMoney = (column: number, { set, language }: Relation): boolean =>
  set.rows.some(
    row =>
      (row[column]?.text.length ?? 99) < 40 &&
      figureIn(row[column]?.text ?? '', language || undefined)?.unit === 'money',
  )

/** The columns that are asked for: those named outside of conditions and order, else what fits the question word. */
export const selected = (bound: Bound, spent: ReadonlySet<number>): readonly number[] => {
  const { query, values, columns, setting } = bound
  const { set } = setting.relation
  const used = new Set(values.flatMap(value => [...value.columns]))
  if (setting.kind === 'facts')
    return [
      used.has(FACT.value) && !used.has(FACT.label) && !isIn(values, nounAt(query)) && !isIn(values, nounEnd(query))
        ? FACT.label
        : FACT.value,
    ]
  const order = query.order && !isSpoken(bound, 'order') ? orderColumn(bound) : undefined
  const noun = nounAt(query)
  const head = columns.has(nounEnd(query)) ? nounEnd(query) : noun
  const asked = columns.get(head)
  if (query.ask === 'which' && asked !== undefined && (bound.weights.get(head) ?? 0) >= 0.6) return [asked]
  const named = [
    ...new Set(
      [...columns].flatMap(([at, column]) =>
        (query.said[at]?.role === 'open' || query.said[at]?.role === 'verb') && (bound.weights.get(at) ?? 0) >= 0.6
          ? [column]
          : [],
      ),
    ),
  ]
  const free = named.filter(column => !spent.has(column) && !used.has(column) && column !== order)
  if (free.length > 0) return free
  const by = (fits: (column: number) => boolean) => set.columns.map((_, i) => i).filter(i => !used.has(i) && fits(i))
  const nameOf = (i: number) => set.columns[i]?.names[0] ?? ''
  if (query.ask === 'who') {
    const [doer] = by(i => set.columns[i]?.kind === 'text' && isDoer(nameOf(i)))
    return doer === undefined && order !== undefined ? [titleColumn(set)] : doer === undefined ? [] : [doer]
  }
  if (query.ask === 'when')
    return by(i => set.columns[i]?.kind === 'date' || set.columns[i]?.kind === 'time').slice(0, 1)
  if (query.ask === 'where')
    return by(i => (set.columns[i]?.names ?? []).some(name => nameScore('location', name) >= 0.5)).slice(0, 1)
  const measured = query.measures.flatMap(measure =>
    by(i => nameScore(measure, nameOf(i)) >= 0.6 || (measure === 'price' && hasMoney(i, setting.relation))),
  )
  if (
    measured.length > 0 &&
    query.ask !== 'list' &&
    order === undefined &&
    (query.comparisons.length === 0 || query.ask.startsWith('how')) &&
    !(query.ask === 'which' && asked !== undefined)
  )
    return measured.slice(0, 1)
  if (query.ask === 'how_much') return by(i => hasMoney(i, setting.relation)).slice(0, 1)
  if (query.ask === 'how')
    return by(i =>
      query.measures.some(
        measure =>
          (measure === 'duration' && set.columns[i]?.kind === 'time') ||
          set.rows.some(row => measureIn(row[i]?.text ?? '')?.kind === UNITS[measure]),
      ),
    ).slice(0, 1)
  const names = titleColumn(set)
  // "rehearsals in the parish hall" are told by their first column
  const title = used.has(names) && !used.has(0) && set.source === 'table' ? 0 : names
  return [asked !== undefined && used.has(asked) ? asked : title]
}
