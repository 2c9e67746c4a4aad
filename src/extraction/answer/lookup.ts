import type { Fact } from '../page/facts.ts'
import { nameScore, nameStems, sharesConcept } from '../page/names.ts'
import type { Cell, RecordSet } from '../page/record-set.ts'
import { isPeripheral } from '../page/scope.ts'
import { kindOf, type ValueKind } from '../page/values.ts'
import { type Condition, conditionsIn, rowsUnder, type Word } from '../question/conditions.ts'
import type { Field } from '../question/fields.ts'
import type { Question } from '../question/question.ts'
import { matchColumns, wantedKinds } from './columns.ts'

/** One value that answers a question. */
export interface Found {
  /** 1 and more where every word of the question is accounted for. */
  readonly score: number
  readonly cell: Cell
  /** What the page calls it. */
  readonly label: string
}

/** What one value is asked by: the words that have to be accounted for, and what it should be called or look like. */
interface Asked {
  readonly words: readonly Word[]
  readonly field: Field
  readonly kinds: readonly ValueKind[]
}

/** What questions call the thing that the page is about. */
const WHOLE = nameStems('article post page thread story document product recipe listing')

/** What the whole page is about tells its values not apart. */
function askedOf({ words, fields: [field = { key: '', name: '' }] }: Question, title: string): Asked {
  const about = new Set([...nameStems(title), ...WHOLE])
  const telling = words.map(word => (about.has(word.stem) ? { ...word, isOpen: false } : word))
  return { words: telling, field, kinds: wantedKinds(field) }
}

/** Below this share of the question's words the value is one of something else. */
const MIN_COVERED = 0.5

/** The one cell where the rows that the question's words single out meet the column that it asks for, or names too. */
export function lookUpCells(question: Question, sets: readonly RecordSet[], title: string): Found[] {
  const asked = askedOf(question, title)
  return sets.flatMap(set => (isPeripheral(set.element) ? [] : cellsIn(set, asked)))
}

function cellsIn(set: RecordSet, asked: Asked): Found[] {
  const conditions = conditionsIn(asked.words, set, { isLoose: true })
  const rows = rowsMeant(set, conditions, asked.words)
  if (rows.length === 0) return []
  const own = conditions.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i))
  const around = set.columns.flatMap(({ names: [name = ''] }) => (set.hasHeader ? [name] : []))
  const above = toldBy([...set.labels.slice(0, 3), ...around], asked.words)
  const [match] = asked.field.name === '' ? [] : matchColumns([asked.field], set)
  return set.columns.flatMap((column, at) => {
    if (conditions.some(({ columns }) => columns.has(at))) return []
    const cells = rows.flatMap(i => set.rows[i]?.[at] ?? []).filter(({ text }) => text !== '')
    const [cell] = cells
    const fit = fitOf(column.names, cell ? kindFor(cell.text, asked) : column.kind, asked)
    const covered = shareOf(asked.words, [...own, ...above, ...fit.told])
    const score = Math.max(fit.score, match?.column === at && match.side === 'text' ? match.score : 0)
    if (!cell || score < 0.45 || covered < MIN_COVERED || cells.some(({ text }) => text !== cell.text)) return []
    const size = set.columns.length * 1e-3
    return [{ score: 0.3 + 0.5 * covered + 0.5 * score - size, cell, label: column.names[0] ?? '' }]
  })
}

/** The rows that the conditions leave, and of several the one that its place tells: "the next train", "the last ferry". */
function rowsMeant(set: RecordSet, conditions: readonly Condition[], words: readonly Word[]): readonly number[] {
  const under = rowsUnder(conditions)
  const rows = under ? [...under].sort((a, b) => a - b) : []
  const header = new Set(set.columns.flatMap(({ names: [name = ''] }) => nameStems(name)))
  const place = words.find(({ text, stem }) => /^(next|first|last)$/.test(text) && !header.has(stem))
  if (!place) return rows
  return (under ? rows : set.rows.map((_, i) => i)).slice(...(place.text === 'last' ? [-1] : [0, 1]))
}

/** The facts whose name, or that of what they stand under, accounts for the question's words. */
export function lookUpFacts(question: Question, facts: readonly Fact[], title: string): Found[] {
  const asked = askedOf(question, title)
  return facts.flatMap(({ label, labels, cell, trust, element }) => {
    if (isPeripheral(element) || cell.text.includes('\n')) return []
    const [above = ''] = labels
    const own = fitOf([label], kindFor(cell.text, asked), asked)
    // "opening hours on the weekend": the field is what it stands under
    const isUnder = nameScore(asked.field.name, above) >= 0.6 && own.told.length > 0
    const covered = shareOf(asked.words, [
      ...own.told,
      ...toldBy([...labels.slice(0, 2), ...labels.slice(-1)], asked.words),
    ])
    const fit = isUnder ? Math.max(0.9, own.score) : own.score
    if (fit < 0.45 || covered < MIN_COVERED) return []
    return [{ score: 0.2 + 0.5 * covered + 0.5 * fit * trust, cell, label }]
  })
}

/** A year alone is a date where one is asked for. */
const kindFor = (text: string, { kinds }: Asked): ValueKind =>
  kinds.includes('date') && /^(1\d|20)\d\d$/.test(text) ? 'date' : kindOf(text)

/** How well something of these names and this kind is what is asked for, and which words its names account for. */
function fitOf(
  names: readonly string[],
  kind: ValueKind,
  { words, field, kinds }: Asked,
): { score: number; told: number[] } {
  const [first = ''] = names
  const told = toldBy([first], words)
  const named = Math.max(0, ...names.map(name => nameScore(field.name, name)))
  const byKind = kinds[0] === kind ? 0.5 : isDoer(first, field) ? 0.45 : kinds.includes(kind) ? 0.4 : 0
  const isTold = told.some(i => words[i]?.isOpen && !words[i]?.isField) && (field.name === '' || byKind > 0)
  if (named >= 0.45 || byKind > 0) told.push(...words.flatMap(({ isField }, i) => (isField ? [i] : [])))
  const score = Math.max(
    named,
    isTold ? 0.6 + 0.3 * (told.length / nameStems(first).length) + told.length * 0.02 + byKind / 5 : 0,
    byKind,
  )
  return { score: kinds.length > 0 && byKind === 0 && named < 1 ? score - 0.3 : score, told }
}

/** "Instructor", "Organiser", "Agent": names of who does something. */
const isDoer = (name: string, field: Field): boolean =>
  field.name === 'who' && /[\p{L}]{3}(?:er|or|ist|ant|ent)$/iu.test(name)

/** Positions of the words that the names account for, by themselves or by meaning. */
function toldBy(names: readonly string[], words: readonly Word[]): number[] {
  const stems = names.flatMap(nameStems)
  return words.flatMap(({ stem }, i) => (stems.some(other => other === stem || sharesConcept(other, stem)) ? [i] : []))
}

/** How much is told of what the question names; nothing where that is but the field. */
function shareOf(words: readonly Word[], told: readonly number[]): number {
  const share = (indexes: readonly number[]) =>
    indexes.length === 0 ? 1 : indexes.filter(i => told.includes(i)).length / indexes.length
  const open = words.flatMap(({ isOpen }, i) => (isOpen ? [i] : []))
  return Math.min(share(open), share(open.filter(i => !words[i]?.isField)))
}
