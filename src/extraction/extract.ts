import type { PageCapture } from '../contract/capture.ts'
import { sensesOf } from '../language/lexicon.ts'
import { answerMain, isMain } from './answer/answer-main.ts'
import { type Available, availableOn } from './answer/available.ts'
import { type Answer, buildResult } from './answer/result.ts'
import { dataSetsOf } from './page/data-sets.ts'
import { type Page, readPage } from './page/page.ts'
import type { RecordSet } from './page/record-set.ts'
import { recordsOf } from './page/records.ts'
import { tablesOf } from './page/tables.ts'
import { unsaidOn } from './query/account.ts'
import { answerListing } from './query/answer-listing.ts'
import { answerQuery, LEAST_SCORE } from './query/answer-query.ts'
import { shownCount, statedCount } from './query/counting.ts'
import { keyOf } from './query/fields.ts'
import type { Query } from './query/query.ts'
import { readQuery } from './query/read-query.ts'
import { fieldsOf, resolve, type Schema, type Shape, shapeOf, typeOf } from './query/schema.ts'

/** What an agent asks of a page. */
export interface ExtractQuestion {
  readonly instruction: string
  /** JSON Schema that the result has to fit. */
  readonly schema?: Schema
}

/** The data, or what the page has instead. */
export type ExtractOutcome =
  | {
      readonly kind: 'found'
      readonly result: unknown
      /** Whether every telling word is accounted for, and at least half of what was asked for is there. */
      readonly isSure: boolean
    }
  | { readonly kind: 'nothing_found'; readonly available: Available }

/** From here on a phrase without a question word means what the page calls so. */
const PLAIN_SCORE = 0.8

/** Answers a question from a capture alone. Every value of the result stands on the page; what it lacks is null. */
export function extract({ instruction, schema }: ExtractQuestion, capture: PageCapture): ExtractOutcome {
  const page = readPage(capture)
  const shape = schema ? shapeOf(schema) : undefined
  if (isMain(instruction) && (shape === undefined || shape.kind === 'fields')) {
    const result = answerMain({ instruction, capture, page, ...(shape?.kind === 'fields' && { object: shape.object }) })
    if (result) return { kind: 'found', result, isSure: isMostlyFilled(Object.values(result)) }
    return { kind: 'nothing_found', available: availableOn(page, []) }
  }
  const reading = { page, sets: [...tablesOf(page), ...recordsOf(page), ...dataSetsOf(page)] }
  const whole = answerOf({ instruction, shape, root: schema ?? {} }, reading)
  const parts = shape?.kind === 'fields' && schema ? partsOf(shape.object, schema, reading) : []
  if (!whole && parts.every(([, part]) => part === null))
    return { kind: 'nothing_found', available: availableOn(page, reading.sets) }
  if (parts.length === 0 && whole) return { kind: 'found', ...whole }
  const result = { ...emptyOf(shape), ...(whole?.result as object | undefined), ...Object.fromEntries(parts) }
  return { kind: 'found', result, isSure: whole?.isSure ?? false }
}

/** What is read off a page once, whatever is asked. */
interface Reading {
  readonly page: Page
  readonly sets: readonly RecordSet[]
}

interface Wanted {
  readonly instruction: string
  readonly shape: Shape | undefined
  readonly root: Schema
}

const emptyOf = (shape: Shape | undefined): Record<string, null> =>
  shape?.kind === 'fields' ? Object.fromEntries(Object.keys(shape.object.properties ?? {}).map(key => [key, null])) : {}

/** The arrays and objects in an object, each asked for by its own name; null where the page has none. */
function partsOf(object: Schema, root: Schema, reading: Reading): [string, unknown][] {
  return Object.entries(object.properties ?? {}).flatMap(([key, unresolved]): [string, unknown][] => {
    const schema = resolve(unresolved, root)
    if (!/^(array|object)$/.test(typeOf(schema))) return []
    const instruction = schema.title ?? keyOf(key).replace(/_/g, ' ')
    const inner = { ...root, ...schema, properties: schema.properties ?? {} }
    return [[key, answerOf({ instruction, shape: shapeOf(inner), root: inner }, reading)?.result ?? null]]
  })
}

function answerOf(
  { instruction, shape, root }: Wanted,
  reading: Reading,
): { result: unknown; isSure: boolean } | undefined {
  const query = readQuery(instruction, reading.page.lang)
  const told = decide(query, { shape, root }, reading)
  if (!told) return undefined
  const result = buildResult(told.answer, { shape, root, language: reading.page.lang })
  return { result, isSure: told.isSure && isAnswered(told.answer) }
}

interface Told {
  readonly answer: Answer
  readonly isSure: boolean
}

/** A question is answered by what accounts for all of its words, a listing by the rows or facts that are called so. */
function decide(
  query: Query,
  { shape, root }: { shape: Shape | undefined; root: Schema },
  { page, sets }: Reading,
): Told | undefined {
  const isPut = query.ask !== 'none' && query.ask !== 'list'
  const isOpen = shape === undefined || shape.kind === 'value' || shape.kind === 'list'
  const isValue =
    query.listing.fields.length === 0 || (query.listing.fields.length === 1 && query.listing.isMany !== true)
  const told = isOpen && isValue ? answerQuery(asPhrase(query), page, sets) : undefined
  const isPlain = told?.answer.kind === 'value' || told?.answer.kind === 'computed'
  const least = query.listing.isMany === true ? PLAIN_SCORE : LEAST_SCORE
  if (told && told.score >= LEAST_SCORE && (isPut || (query.ask === 'none' && isPlain && told.score >= least)))
    return told
  const unsaid = isOpen ? unsaidOn(page, query) : []
  if (unsaid.length > 0 && (isPut || query.listing.isMany !== true)) return undefined
  if (isPut && query.listing.fields.length === 0 && isOpen)
    return (query.ask === 'how_many' ? counted(query, page, sets) : undefined) ?? (told && { ...told, isSure: false })
  const listed = answerListing({ query, page, sets, ...wantedOf(query, shape, root) })
  if (listed) return { ...listed, isSure: listed.isSure && unsaid.length === 0 }
  return told && { ...told, isSure: told.isSure && told.score >= LEAST_SCORE }
}

/** "size of the draft" as one name of what is asked for. */
const asPhrase = (query: Query): Query => ({
  ...query,
  said: query.said.map(one => (one.role === 'field' ? { ...one, role: 'open' } : one)),
})

/** The fields of the schema in place of the instruction's, and whether it wants several things. */
const wantedOf = (query: Query, shape: Shape | undefined, root: Schema) => {
  const { fields, isMany } = query.listing
  if (shape?.kind === 'records') return { fields: fieldsOf(shape.item, fields, root), isMany: true }
  if (shape?.kind === 'fields')
    return { fields: fieldsOf(shape.object, fields, root).filter(({ type }) => type !== undefined), isMany: false }
  return { fields, isMany: shape === undefined ? isMany : shape.kind === 'list' }
}

const THINGS: ReadonlySet<string> = new Set(sensesOf('generic').get('thing'))

/** How many there are as the page says, else how many of them it shows. */
const counted = ({ said, text }: Query, page: Page, sets: readonly RecordSet[]): Told | undefined => {
  const noun = /\bhow many ([\p{L}-]+(?: [\p{L}-]+)?)/iu.exec(text)?.[1] ?? said[0]?.text ?? ''
  const isOf = said.every(
    ({ role, text: word }) => role !== 'open' || noun.includes(word) || THINGS.has(word) || page.title.includes(word),
  )
  const count = isOf ? (statedCount(noun, page) ?? shownCount(noun, sets)) : undefined
  return count === undefined ? undefined : { answer: { kind: 'value', cell: { text: count } }, isSure: false }
}

const isMostlyFilled = (values: readonly unknown[]): boolean =>
  values.filter(value => value !== null).length * 2 >= values.length

/** Whether at least half of the fields have a value, in a row at least. */
function isAnswered(answer: Answer): boolean {
  if (answer.kind === 'value' || answer.kind === 'computed') return true
  const { fields } = answer
  const rows = answer.kind === 'fields' ? [answer.cells] : answer.rows
  return rows.length === 0 || isMostlyFilled(fields.map((_, i) => rows.find(row => row[i] !== null)?.[i] ?? null))
}
