import type { PageCapture } from '../contract/capture.ts'
import {
  answerFields,
  answerGroup,
  answerValue,
  type FieldsAnswer,
  type Knowledge,
  knowledgeOf,
} from './answer/answer-fields.ts'
import { answerMain } from './answer/answer-main.ts'
import { answerRecords, type RecordsAnswer } from './answer/answer-records.ts'
import { type Available, availableOn } from './answer/available.ts'
import { boundCount, shownCount, statedCount } from './answer/counting.ts'
import { type Answer, buildResult } from './answer/result.ts'
import { withTraits } from './answer/traits.ts'
import { dataSetsOf } from './page/data-sets.ts'
import { nameScore } from './page/names.ts'
import { optionsOf } from './page/options.ts'
import { type Page, readPage } from './page/page.ts'
import type { Cell, RecordSet } from './page/record-set.ts'
import { recordsOf } from './page/records.ts'
import { isPeripheral } from './page/scope.ts'
import { tablesOf } from './page/tables.ts'
import { wordsIn } from './page/text.ts'
import { unsaidOn } from './query/account.ts'
import { answerQuery, LEAST_SCORE } from './query/answer-query.ts'
import { readQuery } from './query/query.ts'
import { withFields } from './question/conditions.ts'
import { keyOf } from './question/fields.ts'
import { type Question, readQuestion } from './question/question.ts'
import { isPlural } from './question/question-parts.ts'
import { fieldsOf, resolve, type Schema, type Shape, shapeOf, typeOf } from './question/schema.ts'

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

/** Coverage by names alone from which rows are believed. */
const MIN_COVERAGE = 0.28

/** From here on a phrase without a question word means what the page calls so. */
const PLAIN_SCORE = 0.8

/** Columns that are named one by one have to be there for the most part. */
const MIN_TABLE_COVERAGE = 0.5

/** Answers a question from a capture alone. Every value of the result stands on the page; what it lacks is null. */
export function extract(asked: ExtractQuestion, capture: PageCapture): ExtractOutcome {
  const page = readPage(capture)
  const question = readQuestion(asked.instruction)
  const shape = asked.schema ? shapeOf(asked.schema) : undefined
  if (question.kind === 'main' && (shape === undefined || shape.kind === 'fields')) {
    const result = answerMain({ question, capture, page, ...(shape?.kind === 'fields' && { object: shape.object }) })
    if (result) return { kind: 'found', result, isSure: isMostlyFilled(Object.values(result)) }
    return { kind: 'nothing_found', available: availableOn(page, []) }
  }
  const rows = [...tablesOf(page), ...recordsOf(page), ...dataSetsOf(page)]
  const query = readQuery(asked.instruction, page.lang)
  const isOpen = shape === undefined || shape.kind === 'value' || shape.kind === 'list'
  const isPut = query.ask !== 'none' && query.ask !== 'list'
  const isListed = /\?\s+\p{L}/u.test(asked.instruction)
  const told = isOpen && question.fields.length < 2 && !isListed ? answerQuery(query, page, rows) : undefined
  const isPlain = told && (told.answer.kind === 'value' || told.answer.kind === 'computed')
  if (told && told.score >= LEAST_SCORE && (isPut || (query.ask === 'none' && isPlain && told.score >= PLAIN_SCORE)))
    return {
      kind: 'found',
      result: buildResult(told.answer, { shape, root: asked.schema, language: page.lang }),
      isSure: told.isSure,
    }
  const reading: Reading = { page, rows }
  const asks = new Set(question.fields.flatMap(({ name }) => wordsIn(name)))
  const unsaid = isOpen ? unsaidOn(page, query).filter(one => isPut || !asks.has(one.word)) : []
  const isOne = isPut || question.kind === 'value' || question.kind === 'fields'
  if (unsaid.length > 0 && isOne) return { kind: 'nothing_found', available: availableOn(page, rows) }
  const whole = answerOf(asked, question, reading)
  const parts = shape?.kind === 'fields' && asked.schema ? partsOf(shape.object, asked.schema, reading) : []
  if (!whole && parts.every(([, part]) => part === null)) {
    if (told)
      return {
        kind: 'found',
        result: buildResult(told.answer, { shape, root: asked.schema, language: page.lang }),
        isSure: told.isSure,
      }
    return { kind: 'nothing_found', available: availableOn(page, rows) }
  }
  // what the words of a question are not bound to is a guess
  const isGuess = unsaid.length > 0 || (isPut && isOpen && !isListed)
  const { result, isSure } = whole ? { ...whole, isSure: whole.isSure && !isGuess } : { result: {}, isSure: false }
  if (parts.length === 0) return { kind: 'found', result, isSure }
  return { kind: 'found', result: { ...emptyOf(shape), ...(result as object), ...Object.fromEntries(parts) }, isSure }
}

/** What is read off a page once, whatever is asked. */
interface Reading {
  readonly page: Page
  readonly rows: readonly RecordSet[]
}

const emptyOf = (shape: Shape | undefined): Record<string, null> =>
  shape?.kind === 'fields' ? Object.fromEntries(Object.keys(shape.object.properties ?? {}).map(key => [key, null])) : {}

/** The arrays and objects in an object, each asked for by its own name; null where the page has none. */
function partsOf(object: Schema, root: Schema, reading: Reading): [string, unknown][] {
  return Object.entries(object.properties ?? {}).flatMap(([key, unresolved]): [string, unknown][] => {
    const schema = resolve(unresolved, root)
    if (!/^(array|object)$/.test(typeOf(schema))) return []
    const instruction = schema.title ?? keyOf(key).replace(/_/g, ' ')
    const asked = { instruction, schema: { ...root, ...schema, properties: schema.properties ?? {} } }
    return [[key, answerOf(asked, readQuestion(instruction), reading)?.result ?? null]]
  })
}

function answerOf(
  asked: ExtractQuestion,
  question: Question,
  { page, rows }: Reading,
): { result: unknown; isSure: boolean } | undefined {
  const shape = asked.schema ? shapeOf(asked.schema) : undefined
  const bound = withTraits(question, rows)
  const sets = bound.kind === 'records' && bound.fields.length === 0 ? [...rows, ...optionsOf(page)] : rows
  const shaped = shape && asked.schema ? withShape(bound, shape, asked.schema) : bound
  const answer = decide({ question: shaped, page, sets, shape })
  return (
    answer && {
      result: buildResult(answer, { shape, root: asked.schema, language: page.lang }),
      isSure: isAnswered(answer),
    }
  )
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

/** The question with the schema's fields in place of the instruction's. */
function withShape(question: Question, shape: Shape, root: Schema): Question {
  if (shape.kind === 'fields') {
    const fields = fieldsOf(shape.object, question.fields, root).filter(({ type }) => type !== undefined)
    return { ...question, kind: 'fields', fields, words: withFields(question.words, fields) }
  }
  if (shape.kind === 'value') return { ...question, kind: 'value' }
  const subject = question.subject || shape.subject
  if (shape.kind === 'list') return { ...question, kind: 'records', subject }
  const fields = fieldsOf(shape.item, question.fields, root)
  return { ...question, kind: 'records', subject, fields, words: withFields(question.words, fields) }
}

interface Setting {
  readonly question: Question
  readonly page: Page
  readonly sets: readonly RecordSet[]
  readonly shape: Shape | undefined
}

/** Which of the readings of the question the page bears out best. */
function decide(setting: Setting): Answer | undefined {
  const { question, page, sets } = setting
  if (question.counted === undefined) return decideByPage(setting)
  const bound = boundCount(question, sets)
  if (bound !== undefined) return { kind: 'value', cell: { text: bound } }
  const stated = statedCount(question.counted, page)
  if (stated !== undefined) return { kind: 'value', cell: { text: stated } }
  const said = answerValue(question, knowledgeOf(page, question), sets)
  if (said && said.score >= 0.8 && /\d/.test(said.cell.text)) return { kind: 'value', cell: said.cell }
  const shown = shownCount(question.counted, sets)
  return shown === undefined ? decideByPage(setting) : { kind: 'value', cell: { text: shown } }
}

function decideByPage({ question, page, sets, shape }: Setting): Answer | undefined {
  const isSet = shape?.kind === 'records' || shape?.kind === 'list'
  const rows = believed(question, answerRecords(question, sets, page), sets)
  const [only, second] = question.fields
  const isOneValue = shape === undefined && question.kind === 'value' && only && !second && !isPlural(only.name)
  // rows of a list are no answer where one thing is asked for
  const isOne = isOneValue || shape?.kind === 'fields' || shape?.kind === 'value'
  const records = isOne && rows && rows.rows.length > 1 ? undefined : rows
  const one =
    isSure(question, records) || isSet || question.order || question.limit !== undefined
      ? undefined
      : single({ question, page, sets, shape }, knowledgeOf(page, question))
  if (records && (!one || rank(records) >= one.rank)) {
    return isOne || (question.limit === 1 && !isSet)
      ? { kind: 'fields', fields: records.fields, cells: records.rows[0] ?? [] }
      : { kind: 'records', ...records, isList: isList(question, records, shape) }
  }
  return one?.answer ?? (shape === undefined ? listedValues(question, page) : undefined)
}

/** "visitors, bounce rate and revenue" where no rows are of visitors: values in a row. */
function listedValues(question: Question, page: Page): Answer | undefined {
  if (question.kind !== 'records' || question.subject === '' || question.fields.length < 2) return undefined
  const fields = [{ key: keyOf(question.subject), name: question.subject }, ...question.fields]
  const found = answerFields({ ...question, subject: '', fields }, knowledgeOf(page, question))
  return found?.cells.every(cell => cell !== null) ? { kind: 'fields', ...found } : undefined
}

/** Several things with named fields were asked for and found: what the page says of one thing need not be looked at. */
const isSure = (question: Question, records: RecordsAnswer | undefined): boolean =>
  question.kind === 'records' &&
  records !== undefined &&
  ((records.rows.length > 1 && records.coverage >= 0.55) || (records.isBound && records.affinity >= 0.6))

const rank = (records: RecordsAnswer): number =>
  (records.coverage > 0 ? records.coverage : 0.4) + records.affinity * 0.3

const isList = (question: Question, { fields, isNamed }: RecordsAnswer, shape: Shape | undefined): boolean =>
  shape?.kind === 'list' || (shape === undefined && fields.length === 1 && isNamed && question.kind !== 'table')

/** Rows count only where the fields, or the name of the whole, are found; a lone list answers to any name. */
function believed(
  question: Question,
  answer: RecordsAnswer | undefined,
  sets: readonly RecordSet[],
): RecordsAnswer | undefined {
  if (!answer) return undefined
  if (question.fields.length > 0) {
    const least = question.kind === 'table' ? MIN_TABLE_COVERAGE : MIN_COVERAGE
    const known = answer.affinity >= 0.6 && question.kind !== 'table' ? least / 2 : least
    return answer.coverage >= known ? answer : undefined
  }
  if (question.kind === 'value' && answer.affinity < 0.6 && !question.order) return undefined
  if (answer.affinity >= 0.45 || answer.isBound || question.filters.length > 0 || (question.order && answer.score > 0))
    return answer
  const main = sets.filter(
    set => !isPeripheral(set.element) && set.rows.length >= 3 && (set.source === 'list' || set.source === 'table'),
  )
  return main.length === 1 && main[0] === answer.set ? answer : undefined
}

/** The reading as one thing or one value, with how much it weighs against rows. */
function single({ question, sets }: Setting, knowledge: Knowledge): { answer: Answer; rank: number } | undefined {
  if (question.kind === 'value') {
    const value = answerValue(question, knowledge, sets)
    return value && value.score >= 0.5
      ? { answer: { kind: 'value', cell: value.cell }, rank: value.score + 0.3 }
      : undefined
  }
  const bonus = question.kind === 'fields' ? 0.5 : 0.1
  const toAnswer = (found: FieldsAnswer, extra: number) => ({
    answer: { kind: 'fields' as const, ...found },
    rank: found.score + extra,
  })
  if (question.fields.length > 0) {
    if (question.kind === 'records' && isPlural(question.subject)) return undefined
    const fields = answerFields(question, knowledge)
    return fields && toAnswer(fields, bonus)
  }
  const group = answerGroup(question, knowledge)
  if (group) return toAnswer(group, 0)
  const value = answerValue(question, knowledge, sets)
  if (!value || value.score < 0.55 || nameScore(question.subject, value.label) < 0.9) return undefined
  return { answer: toList(value.cell, question), rank: value.score - 0.2 }
}

/** One text that names several things, as a list. */
function toList(cell: Cell, question: Question): Answer {
  const parts = cell.text.split(/\s*[,;\n]\s*/).filter(part => part !== '')
  const field = { key: 'value', name: question.subject }
  return { kind: 'records', fields: [field], rows: parts.map(text => [{ text }]), isList: true }
}
