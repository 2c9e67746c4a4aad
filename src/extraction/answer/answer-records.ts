import { isHeading } from '../page/labels.ts'
import { nameScore, nameStems } from '../page/names.ts'
import { contains, type Page } from '../page/page.ts'
import type { Cell, RecordSet } from '../page/record-set.ts'
import { isPeripheral, isWithin, rangeOf } from '../page/scope.ts'
import { lineOf } from '../page/text.ts'
import { type Field, keyOf } from '../question/fields.ts'
import type { Question } from '../question/question.ts'
import { type Match, matchColumns, titleColumn } from './columns.ts'
import { applyFilters } from './filtering.ts'

/** Rows that answer a question, and how sure that is: 1 where every field is named by the page. */
export interface RecordsAnswer {
  readonly score: number
  readonly fields: readonly Field[]
  readonly rows: readonly (readonly (Cell | null)[])[]
  /** How well the fields fit alone, 0 to 1; 0 where none were named. */
  readonly coverage: number
  /** How well what the page calls the set fits what was asked for, 0 to 1. */
  readonly affinity: number
  /** Whether a condition of the question was found among the rows. */
  readonly isBound: boolean
  /** Whether the fields are the whole of what was asked: false where the page's own columns were taken. */
  readonly isNamed: boolean
  /** Whether its rows have headings of their own, which say more than the condition does. */
  readonly isThings: boolean
  readonly set: RecordSet
}

/** The best rows for a question out of the page's sets. */
export function answerRecords(asked: Question, sets: readonly RecordSet[], page: Page): RecordsAnswer | undefined {
  const question = withSection(asked, sets, page)
  const scoped = scopedSets(question, sets, page)
  const unplaced = question.scopes.filter(scope => rangeOf(page, scope) === undefined)
  const answers = scoped.flatMap(set => {
    const answer = fromSet(question, set, unplaced)
    return answer && (answer.rows.length > 0 || isCondition(question)) ? [answer] : []
  })
  const whole = withoutHolders(
    question,
    withoutParts(
      question,
      answers.filter(answer => !isEcho(question, answer)),
    ),
  )
  return whole
    .map(answer => ({ answer, score: answer.score - partPenalty(answer, whole) }))
    .sort((a, b) => b.score - a.score)[0]?.answer
}

/** Where entries are wanted that say something, or don't, that which says it is but a part of them. */
function withoutParts(question: Question, answers: readonly RecordsAnswer[]): RecordsAnswer[] {
  if (question.fields.length > 0) return [...answers]
  const isBound = question.filters.some(({ kind }) => kind === 'contains' || kind === 'lacks')
  const isPart = (part: RecordsAnswer, whole: RecordsAnswer) =>
    (isBound || (part.isBound && whole.isBound)) &&
    !part.isThings &&
    whole.affinity >= part.affinity - 0.15 &&
    isTelling(whole) &&
    isInside(part.set, whole.set)
  return answers.filter(answer => !answers.some(whole => isPart(answer, whole)))
}

/** Whether the answer but says what was asked about: "Engineering" for "engineering jobs". */
const isEcho = ({ subject, fields }: Question, { rows }: RecordsAnswer): boolean =>
  fields.length === 0 &&
  rows.length === 1 &&
  (rows[0] ?? []).every(cell => cell !== null && `${subject} `.toLowerCase().startsWith(`${cell.text.toLowerCase()} `))

/** Of entries and their parts that fit alike, the entries are meant. */
const partPenalty = (part: RecordsAnswer, answers: readonly RecordsAnswer[]): number =>
  part.coverage > 0 &&
  answers.some(
    whole =>
      whole.set.columns.filter(({ hint }) => hint === 'title').length < 2 &&
      whole.coverage >= part.coverage &&
      whole.affinity >= part.affinity - 0.1 &&
      isInside(part.set, whole.set),
  )
    ? 0.1
    : 0

/** Whether a condition keeps some of the rows, not all. */
const isTelling = ({ rows, set }: RecordsAnswer): boolean => rows.length < set.rows.length

const isInside = (inner: RecordSet, outer: RecordSet): boolean =>
  inner !== outer && inner.items.every(item => outer.items.some(other => other !== item && contains(other, item)))

/** Boxes that hold several of what answers as well are but where those stand. */
function withoutHolders(question: Question, answers: readonly RecordsAnswer[]): RecordsAnswer[] {
  const filled = ({ rows, fields }: RecordsAnswer) => fields.filter((_, i) => rows.some(row => row[i] !== null)).length
  const isHolder = (outer: RecordsAnswer, inner: RecordsAnswer) => {
    if (inner.set.items.length < outer.set.items.length * 2 || !isInside(inner.set, outer.set)) return false
    if (question.fields.length < 2)
      return inner.isBound && isTelling(inner) && (!isTelling(outer) || (outer.isBound && inner.isThings))
    return filled(inner) >= filled(outer) && inner.coverage >= outer.coverage - 0.3
  }
  return answers.filter(outer => !answers.some(inner => isHolder(outer, inner)))
}

/** "List the mains": where a heading is called just that and some rows stand under it, others not, it is the place. */
function withSection(question: Question, sets: readonly RecordSet[], page: Page): Question {
  if (question.subject === '' || question.scopes.length > 0) return question
  const heading = page.elements.find(
    element => /^h[2-6]$/.test(element.tag) && nameScore(question.subject, lineOf(element)) >= 0.95,
  )
  const range = heading ? rangeOf(page, lineOf(heading)) : undefined
  const isSplit = sets.some(({ items }) => {
    const inside = range ? items.filter(item => isWithin(range, item)).length : 0
    return inside >= 2 && inside < items.length
  })
  return heading && isSplit ? { ...question, scopes: [lineOf(heading)] } : question
}

/** Conditions may leave nothing, and that is an answer. */
const isCondition = ({ filters }: Question): boolean =>
  filters.some(filter => filter.kind === 'compare' || filter.kind === 'stock')

/** Sets cut down to the part of the page that the question names; a scope that is nowhere is read as a label. */
function scopedSets(question: Question, sets: readonly RecordSet[], page: Page): RecordSet[] {
  const ranges = question.scopes.flatMap(scope => rangeOf(page, scope) ?? [])
  if (ranges.length === 0) return [...sets]
  const inside = sets.flatMap(set => {
    const keep = set.items.map(item => ranges.every(range => isWithin(range, item) && item.order !== range.from))
    if (!keep.some(Boolean)) return []
    const only = <T>(list: readonly T[]): T[] => list.filter((_, i) => keep[i])
    return [{ ...set, items: only(set.items), rows: only(set.rows), texts: only(set.texts) }]
  })
  // a name that holds no rows is a value, no place
  if (inside.length === 0) return [...sets]
  // the outermost entries are meant, not the entries of entries
  return inside.filter(
    set =>
      !inside.some(
        other =>
          other !== set &&
          other.items.length > 0 &&
          set.items.every(item => other.items.some(outer => outer !== item && contains(outer, item))),
      ) || question.fields.length > 0,
  )
}

function fromSet(question: Question, set: RecordSet, unplaced: readonly string[]): RecordsAnswer | undefined {
  if (isPeripheral(set.element) && set.items.every(item => item.tag === 'button')) return undefined
  const subject = question.subject
  const affinity = Math.max(0, ...set.labels.slice(0, 6).map((label, i) => nameScore(subject, label) * (1 - i * 0.04)))
  const scope =
    question.scopes.length === 0
      ? 0
      : Math.max(
          // it stands where the question says
          question.scopes.length > unplaced.length && unplaced.length === 0 ? 0.7 : 0,
          ...question.scopes.flatMap(name => set.labels.map(label => nameScore(name, label))),
        )
  const filtered = applyFilters(question, set)
  if (!filtered) return undefined
  const base =
    filtered.certainty * 0.25 +
    affinity * 0.5 +
    scope * 0.4 +
    Math.min(0.2, Math.log2(set.rows.length + 1) * 0.03) -
    (isPeripheral(set.element) && affinity < 0.6 ? 0.5 : 0) -
    (set.items.every(item => item.tag === 'button') && affinity < 0.6 ? 0.3 : 0) -
    // headings are called titles, but of what stands under them
    (subject !== '' && set.items.every(isHeading) && affinity < 0.6 ? 0.5 : 0)
  const fields = question.fields.length > 0 ? question.fields : []
  if (fields.length === 0) {
    const isBound = filtered.certainty > 0
    const { rows, said } = filtered
    return wholeSet({ set, rows, said, question, base, affinity: Math.max(affinity, scope), isBound })
  }
  const matches = matchColumns(fields, set)
  const found = matches.filter(match => match !== undefined)
  if (found.length === 0) return undefined
  const coverage = found.reduce((sum, match) => sum + match.score, 0) / fields.length
  const rows = filtered.rows
    .map(row => matches.map(match => (match ? sideOf(row[match.column], match) : null)))
    .filter(row => row.some(cell => cell !== null))
  const header = set.hasHeader ? 0.05 : 0
  return {
    score: coverage + base + header,
    fields,
    rows,
    coverage,
    affinity: Math.max(affinity, scope),
    isBound: filtered.certainty > 0,
    isNamed: true,
    isThings: found.some(({ column }) => set.columns[column]?.hint === 'title' && !filtered.said.has(column)),
    set,
  }
}

const sideOf = (cell: Cell | null | undefined, match: Match): Cell | null => {
  const value = cell?.[match.side]
  return !cell || value === undefined || value === '' ? null : { ...cell, text: value }
}

interface Whole {
  readonly set: RecordSet
  readonly rows: readonly (readonly (Cell | null)[])[]
  readonly question: Question
  readonly base: number
  readonly affinity: number
  readonly isBound: boolean
  readonly said: ReadonlySet<number>
}

/** Where no fields are named: a table with all its columns, else what the things are called. */
function wholeSet({ set, rows, question, base, affinity, isBound, said }: Whole): RecordsAnswer {
  const filled = (cell: Cell | null | undefined) => (cell && cell.text !== '' ? cell : null)
  const common = { coverage: 0, affinity, isBound, set }
  const wantsNames =
    /^(list|which|what|who|name)\b|\b(names?|titles?|headlines?)\b/i.test(question.text) || !set.hasHeader
  if (
    set.source === 'table' &&
    (set.hasHeader || question.kind === 'table') &&
    !(wantsNames && !/table|rows?/i.test(question.text) && isNoun(question, set))
  ) {
    const shown = set.columns
      .map((_, i) => i)
      .filter(i =>
        set.rows.some(
          row => (row[i]?.text ?? '') !== '' && ((set.columns[i]?.names[0] ?? '') !== '' || !set.hasHeader),
        ),
      )
    const fields = shown.map(i => ({
      key: set.columns[i]?.names[0] ?? `column_${i + 1}`,
      name: set.columns[i]?.names[0] ?? '',
    }))
    return {
      score: 0.45 + base,
      fields,
      rows: rows.map(row => shown.map(i => filled(row[i]))),
      isNamed: false,
      isThings: true,
      ...common,
    }
  }
  const found = nameColumn(question, set)
  // rows that are called what was asked for are named by their title, not by a column that has the word too
  const named = found && (found.score >= 0.9 || affinity < 0.6 || set.source !== 'table') ? found : undefined
  const column = named?.index ?? titleColumn(set)
  const field = { key: keyOf(question.subject) || 'name', name: question.subject }
  const score = 0.35 + base + (named ? named.score * 0.4 : 0)
  return {
    score,
    fields: [field],
    rows: rows.map(row => [filled(row[column])]).filter(row => row[0] !== null),
    isNamed: true,
    isThings: set.columns[column]?.hint === 'title' && !said.has(column),
    ...common,
    affinity: Math.max(affinity, named?.score ?? 0),
  }
}

const isNoun = (question: Question, set: RecordSet): boolean => nameColumn(question, set) !== undefined

const filledShare = (set: RecordSet, column: number): number =>
  set.rows.filter(row => (row[column]?.text ?? '') !== '').length / set.rows.length

/** The column that the subject itself names: "job titles", "tags". */
function nameColumn(question: Question, set: RecordSet): { index: number; score: number } | undefined {
  if (nameStems(question.subject).length === 0) return undefined
  const scored = set.columns.map((column, index) => ({
    index,
    score: Math.max(0, ...column.names.map(name => nameScore(question.subject, name))) * filledShare(set, index),
  }))
  const best = scored.sort((a, b) => b.score - a.score)[0]
  return best && best.score >= 0.6 ? best : undefined
}
