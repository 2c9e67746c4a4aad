import type { Page } from '../page/page.ts'
import type { RecordSet } from '../page/record-set.ts'
import { isWithin, type Part, partsOf, type Range } from '../page/scope.ts'
import { type Value, valuesIn } from './binding.ts'
import type { Query } from './query.ts'

/** Words [from, to) of a question that are what a part of the page is called: "under Road". */
export interface Place {
  readonly from: number
  readonly to: number
  readonly range: Range
}

const asSet = (parts: readonly Part[], page: Page): RecordSet => ({
  labels: [],
  source: 'data',
  columns: [],
  rows: parts.map(({ label }) => [{ text: label }]),
  texts: [],
  element: page.body,
  items: [],
  hasHeader: false,
})

/** The parts of the page that a question names as a whole. */
export const placesIn = ({ said }: Query, page: Page): readonly Place[] => {
  const parts = partsOf(page)
  return valuesIn(said, asSet(parts, page)).flatMap(({ from, to, rows, isPlain }) => {
    const [first] = rows
    const range = first === undefined ? undefined : parts[first]?.range
    return isPlain && range ? [{ from, to, range }] : []
  })
}

/** The places as values of the rows that stand there; those that hold none of them are left out. */
export const placedRows = (places: readonly Place[], { items }: RecordSet, others: readonly Value[]): Value[] =>
  places.flatMap(({ from, to, range }) => {
    if (others.some(other => other.isPlain && from < other.to && other.from < to)) return []
    const rows = new Set(items.flatMap((item, i) => (isWithin(range, item) && item.order !== range.from ? [i] : [])))
    return rows.size > 0 ? [{ from, to, rows, columns: new Set<number>(), isPlain: true }] : []
  })
