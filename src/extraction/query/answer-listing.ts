import type { Answer } from '../answer/result.ts'
import { factsOf } from '../page/facts.ts'
import { optionsOf } from '../page/options.ts'
import { contains, type Page } from '../page/page.ts'
import type { RecordSet } from '../page/record-set.ts'
import { isPeripheral } from '../page/scope.ts'
import { commonFacts } from '../page/subject-facts.ts'
import { titleOf } from '../page/title.ts'
import { isMany } from './bound.ts'
import { type FieldsAnswer, fieldsFrom, groupFrom } from './fact-fields.ts'
import type { Field } from './fields.ts'
import { placesIn } from './places.ts'
import type { Query } from './query.ts'
import { type Listed, rowsFrom } from './rows.ts'
import { bulkOf } from './score.ts'

/** What is listed, of which page, and whether one thing or several are wanted; undefined where the page decides. */
export interface ListingRequest {
  readonly query: Query
  readonly page: Page
  readonly sets: readonly RecordSet[]
  readonly fields: readonly Field[]
  readonly isMany: boolean | undefined
}

export interface ListingAnswer {
  readonly answer: Answer
  readonly isSure: boolean
}

/** From where on rows are believed: how well their columns and they themselves are called what was asked for. */
const LEAST = { coverage: 0.28, named: 0.5, affinity: 0.6, called: 0.45, clear: 0.55, alone: 3 } as const
/** What rows and facts weigh against each other. */
const RANK = { unnamed: 0.4, affinity: 0.3, one: 0.5, either: 0.1 } as const

/** The rows, or the facts of one thing, that a listing asks for. */
export const answerListing = (request: ListingRequest): ListingAnswer | undefined => {
  const { query, fields } = request
  const found = decide(request)
  if (found || fields.length === 0 || fields !== query.listing.fields) return found
  const said = query.said.map(one => (one.role === 'field' ? { ...one, role: 'open' as const } : one))
  const whole = { ...query, said, listing: { ...query.listing, fields: [], places: [] } }
  const guess = decide({ ...request, query: whole, fields: whole.listing.fields })
  return guess && { ...guess, isSure: false }
}

const decide = (request: ListingRequest): ListingAnswer | undefined => {
  const { query, page, fields, isMany: many } = request
  const rows = bestRows(request)
  const isOne = many === false && (rows?.rows.length ?? 0) > 1
  if (rows && many === true && isClear(rows)) return toAnswer(rows, query)
  const isWorked =
    query.nth !== undefined || query.order !== undefined || query.comparisons.length > 0 || query.dates.length > 0
  if (isWorked) return rows && !isOne ? toAnswer(rows, query) : undefined
  // what the page says of itself it says of none of several
  const facts = many === true ? factsOf(page) : [...factsOf(page), ...commonFacts(page)]
  const single: FieldsAnswer | undefined =
    fields.length > 0 && (many !== true || !rows)
      ? fieldsFrom(query, fields, { facts, title: `${titleOf(page)} ${page.title}` })
      : fields.length === 0 && many !== false
        ? groupFrom(query, facts)
        : undefined
  const bonus = fields.length === 0 ? 0 : many === false ? RANK.one : RANK.either
  if (rows && !isOne && rankOf(rows) >= (single?.score ?? 0) + bonus * (single ? 1 : 0)) return toAnswer(rows, query)
  // of several things each has to be there
  if (many === true && single?.cells.some(cell => cell === null)) return undefined
  return single && { answer: { kind: 'fields', fields: single.fields, cells: single.cells }, isSure: single.isSure }
}

const isClear = ({ rows, coverage, isBound, affinity }: Listed): boolean =>
  (rows.length > 1 && coverage >= LEAST.clear) || (isBound && affinity >= LEAST.affinity)

const rankOf = ({ coverage, affinity }: Listed): number =>
  (coverage > 0 ? coverage : RANK.unnamed) + affinity * RANK.affinity

/** One row where its place among the others is asked for. */
const toAnswer = ({ answer, rows, fields, isSure, isList }: Listed, query: Query): ListingAnswer => {
  const isPlaced = query.nth !== undefined || (query.order !== undefined && !query.order.isSort)
  const [only, second] = rows
  if (!isPlaced || !only || second || query.limit !== undefined || isMany(query)) return { answer, isSure }
  const [cell] = only
  return { answer: isList && cell ? { kind: 'value', cell } : { kind: 'fields', fields, cells: only }, isSure }
}

const bestRows = (request: ListingRequest): Listed | undefined => {
  const { query, page, fields } = request
  const title = `${titleOf(page)} ${page.title}`
  const places = placesIn(query, page)
  const sets = fields.length === 0 ? [...request.sets, ...optionsOf(page)] : request.sets
  const found = sets.flatMap(
    set =>
      rowsFrom(query, { relation: { set, language: page.lang }, kind: 'rows', trust: [], title, places }, fields) ?? [],
  )
  const whole = found.filter(outer => !found.some(inner => isHolder(outer, inner)))
  const scored = whole.map(one => ({ one, score: one.score - (whole.some(outer => isPart(one, outer)) ? PART : 0) }))
  const best = scored.sort((a, b) => b.score - a.score)[0]?.one
  return best && isBelieved(best, request) ? best : undefined
}

const filled = ({ rows, fields }: Listed): number => fields.filter((_, i) => rows.some(row => row[i] !== null)).length

/** Boxes that hold several of what answers as well are only where those stand. */
const isInside = (inner: Listed, outer: Listed): boolean =>
  inner.set !== outer.set &&
  inner.set.items.every(item => outer.set.items.some(other => other !== item && contains(other, item)))

/** Of entries and their parts that fit alike, the entries are meant. */
const isPart = (part: Listed, whole: Listed): boolean =>
  part.coverage > 0 &&
  whole.coverage >= part.coverage &&
  whole.affinity >= part.affinity - PART &&
  bulkOf(whole.set) < SLACK &&
  isInside(part, whole)
const PART = 0.1

const isHolder = (outer: Listed, inner: Listed): boolean =>
  outer.fields.length > 1 &&
  inner.set.items.length >= outer.set.items.length * 2 &&
  isInside(inner, outer) &&
  filled(inner) >= filled(outer) &&
  inner.coverage >= outer.coverage - SLACK
const SLACK = 0.3

const isBelieved = (
  { coverage, affinity, isBound, set, rows }: Listed,
  { query, fields, sets, isMany: many }: ListingRequest,
): boolean => {
  const isWorked = isBound || query.comparisons.length > 0 || query.dates.length > 0
  if (rows.length === 0) return isWorked
  if (fields.length > 0 && coverage > 0) {
    const least = query.listing.isTable ? LEAST.named : LEAST.coverage
    return coverage >= (affinity >= LEAST.affinity && !query.listing.isTable ? least / 2 : least)
  }
  if (many !== true && affinity < LEAST.affinity && !isWorked) return false
  if (affinity >= LEAST.called || isWorked) return true
  const main = sets.filter(
    one =>
      !isPeripheral(one.element) && one.rows.length >= LEAST.alone && (one.source === 'list' || one.source === 'table'),
  )
  return main.length === 1 && main[0] === set
}
