import { nameScore, nameStems, sharesConcept, stemOf } from '../page/names.ts'
import type { Cell, Column, RecordSet } from '../page/record-set.ts'
import { wordsIn } from '../page/text.ts'
import type { ValueKind } from '../page/values.ts'
import type { Field } from './fields.ts'
import { toBoolean } from './schema.ts'

/** Which column answers a field, and which side of its cells. */
export interface Match {
  readonly column: number
  readonly side: 'text' | 'href' | 'src' | 'alt'
  readonly score: number
}

/** What a field by its name ought to hold. */
const WANTED: readonly [string, readonly ValueKind[]][] = [
  ['price', ['price', 'number']],
  ['salary', ['price', 'number']],
  ['balance', ['price', 'number']],
  ['total', ['price', 'number']],
  ['year', ['number', 'date']],
  ['deadline', ['date', 'time']],
  ['date', ['date', 'time']],
  ['time', ['time', 'date']],
  ['quantity', ['number']],
  ['votes', ['number']],
  ['rating', ['number']],
  ['replies', ['number']],
  ['views', ['number']],
  ['email', ['email']],
  ['phone', ['phone']],
]

/** How well a column of yes and no answers a field that is one. */
const SAYS_YES_OR_NO = 0.5

/** Kinds of value that a field's name lets one expect, best first; none where it says nothing. */
export function wantedKinds(field: Field): readonly ValueKind[] {
  const all = nameStems(field.name)
  // an order number is no quantity
  const isMark = all.length > 1 && all.at(-1) === NUMBER && !/^numbers? of\b/i.test(field.name)
  const stems = isMark ? all.slice(0, -1) : all
  if (stems.includes(stemOf('day'))) return ['number', 'date', 'text']
  const named = WANTED.find(([name]) =>
    stems.some(stem => stem === stemOf(name) || sharesConcept(stem, stemOf(name))),
  )?.[1]
  return named ?? (field.type === 'number' || field.type === 'integer' ? ['number', 'price'] : [])
}

const isLinkField = (field: Field): boolean => /\b(links?|urls?|hrefs?|address of the page)\b/i.test(field.name)
const isImageField = (field: Field): boolean => /\b(images?|pictures?|photos?|thumbnails?|img)\b/i.test(field.name)
const isAltField = (field: Field): boolean => /\balt(ernative)?\b/i.test(field.name)

const NUMBER = stemOf('number')
const TITLE = stemOf('title')
const AUTHOR = stemOf('author')
const isTitleField = (field: Field): boolean =>
  nameStems(field.name).some(stem => stem === TITLE || sharesConcept(stem, TITLE))

/** The best columns for the fields, each column once; undefined where nothing fits. */
export function matchColumns(fields: readonly Field[], set: RecordSet): (Match | undefined)[] {
  const offers = fields.flatMap((field, at) =>
    set.columns.map((_, column) => ({ at, column, ...offer(field, column, set) })),
  )
  const result: (Match | undefined)[] = fields.map(() => undefined)
  const taken = new Set<string>()
  for (const { at, column, side, score } of offers
    .filter(({ score }) => score >= 0.3)
    .sort((a, b) => b.score - a.score || a.column - b.column)) {
    if (result[at] !== undefined || taken.has(`${column}/${side}`)) continue
    result[at] = { column, side, score }
    taken.add(`${column}/${side}`)
  }
  fillInOrder(fields, set, { result, taken })
  return result
}

interface Progress {
  readonly result: (Match | undefined)[]
  readonly taken: Set<string>
}

/** Fields that nothing names take the columns of words that are left, in order. */
function fillInOrder(fields: readonly Field[], set: RecordSet, { result, taken }: Progress): void {
  if (set.hasHeader && set.source === 'table') return
  fields.forEach((field, at) => {
    if (result[at] !== undefined || isLinkField(field) || isImageField(field)) return
    const kinds = wantedKinds(field)
    const column = set.columns.findIndex(
      (candidate, i) =>
        !taken.has(`${i}/text`) &&
        candidate.hint !== 'image' &&
        candidate.hint !== 'toggle' &&
        candidate.hint !== 'group' &&
        !candidate.isLabelled &&
        isBetween(field, { result, at, column: i, isNamed: candidate.names.length > 0 }) &&
        !isSelfNamed(set, i) &&
        (isMeasure(set, i) || !isTwin(set, i, taken)) &&
        !isParted(set, i) &&
        (kinds.length > 0 ? kinds.includes(candidate.kind) : candidate.kind === 'text' || isMeasure(set, i)) &&
        isFilled(set, i) &&
        !overlapsTaken(set, i, taken),
    )
    if (column < 0) return
    result[at] = { column, side: 'text', score: kinds.length > 0 ? 0.3 : 0.2 }
    taken.add(`${column}/text`)
  })
}

interface Between {
  readonly result: readonly (Match | undefined)[]
  readonly at: number
  readonly column: number
  readonly isNamed: boolean
}

/**
 * Whether a column lies between those of the fields before and after. One that the markup calls otherwise takes a field
 * after it as proof, and no schema, whose fields may well be on other pages only.
 */
const isBetween = ({ type }: Field, { result, at, column, isNamed }: Between): boolean =>
  result.every((match, i) => match === undefined || (i < at ? match.column < column : match.column > column)) &&
  (!isNamed || (type === undefined && result.slice(at + 1).some(match => match !== undefined)))

/** Whether the cells say themselves what they are: "Phone: 01632 960 118". */
const isSelfNamed = (set: RecordSet, column: number): boolean =>
  set.rows.filter(row => /^\p{L}[\p{L} .-]{0,24}:\s*\S/u.test(row[column]?.text ?? '')).length * 2 > set.rows.length

/** Whether the columns after it are what it is made of: "Lisbon · Full-time". */
const isParted = (set: RecordSet, column: number): boolean =>
  set.rows.filter(row => {
    const [text, part] = [row[column]?.text ?? '', row[column + 1]?.text ?? '']
    return (
      part !== '' && text.length > part.length && /^\s*[·•|–—]/.test(text.slice(part.length)) && text.startsWith(part)
    )
  }).length *
    2 >
  set.rows.length

/** Whether a taken column is marked up alike: the title of a second thing is no other property of the first. */
const isTwin = (set: RecordSet, column: number, taken: ReadonlySet<string>): boolean => {
  const names = set.columns[column]?.names.join('|') ?? ''
  return names !== '' && [...taken].some(key => set.columns[Number.parseInt(key, 10)]?.names.join('|') === names)
}

/** Figures with a unit, which may be of anything: "84 m²". */
const isMeasure = (set: RecordSet, column: number): boolean =>
  set.columns[column]?.kind === 'number' &&
  set.rows.filter(row => /\d\s?[\p{L}°%]/u.test(row[column]?.text ?? '')).length * 2 > set.rows.length

const isFilled = (set: RecordSet, column: number): boolean =>
  set.rows.filter(row => (row[column]?.text ?? '') !== '').length * 2 > set.rows.length

/** Whether a column says what a taken one says, or holds it. */
function overlapsTaken(set: RecordSet, column: number, taken: ReadonlySet<string>): boolean {
  const others = [...taken].map(key => Number.parseInt(key, 10)).filter(i => i !== column)
  return others.some(other =>
    set.rows.slice(0, 5).every(row => {
      const [a, b] = [row[column]?.text ?? '', row[other]?.text ?? '']
      return a !== '' && b !== '' && (a.includes(b) || b.includes(a))
    }),
  )
}

function offer(field: Field, index: number, set: RecordSet): { side: Match['side']; score: number } {
  const column = set.columns[index]
  if (!column) return { side: 'text', score: 0 }
  const cells = set.rows.map(row => row[index]).filter(cell => cell !== null && cell !== undefined)
  if (isImageField(field)) return imageOffer(field, cells)
  if (isLinkField(field)) return linkOffer(field, column, cells)
  const named = Math.max(
    0,
    ...column.names.map(name => nameScore(field.name, name)),
    ...column.names.map(name => nameScore(field.key, name) * 0.98),
  )
  const kinds = wantedKinds(field)
  let score = named
  // a number that the page calls otherwise is not the one that a schema wants
  const isOther =
    named === 0 && field.type !== undefined && (column.isLabelled || set.hasHeader) && column.names.length > 0
  if (kinds.includes(column.kind) && !isOther)
    score = Math.max(score + 0.1, named === 0 ? (kinds[0] === column.kind ? 0.42 : 0.32) : 0)
  else if (kinds.length > 0 && named < 0.9 && !hasFigures(cells)) score *= 0.5
  if (score < 0.6 && isCued(field, cells)) score = Math.max(score, 0.65)
  if (field.type === 'boolean' && cells.length > 0 && cells.every(({ text }) => toBoolean(text) !== null))
    score = Math.max(score, SAYS_YES_OR_NO)
  if (isTitleField(field)) score = Math.max(score, titleScore(column, index, set))
  if (column.hint === 'toggle' && named < 0.6) score = 0
  if (column.hint === 'image' && named < 0.9) score *= 0.3
  if (field.name !== '' && column.hint === 'group' && named < 0.5) score *= 0.5
  const filled = cells.filter(cell => cell.text !== '').length / Math.max(1, set.rows.length)
  return { side: 'text', score: score * (0.7 + 0.3 * filled) }
}

/** "4.5 (128)" is no number, but says one. */
const hasFigures = (cells: readonly Cell[]): boolean =>
  cells.filter(({ text }) => text.length < 24 && /^\W{0,2}\d/.test(text)).length > cells.length * 0.6

function imageOffer(field: Field, cells: readonly Cell[]): { side: Match['side']; score: number } {
  const side = isAltField(field) ? 'alt' : 'src'
  return { side, score: cells.some(cell => (cell[side] ?? '') !== '') ? 0.9 : 0 }
}

function linkOffer(field: Field, column: Column, cells: readonly Cell[]): { side: Match['side']; score: number } {
  const linked = cells.filter(cell => cell.href !== undefined).length
  const named = Math.max(0, ...column.names.map(name => nameScore(field.name, name)))
  const share = cells.length === 0 ? 0 : linked / cells.length
  return {
    side: 'href',
    score: share * (0.6 + 0.2 * named + (column.hint === 'title' || column.hint === 'link' ? 0.1 : 0)),
  }
}

/** Whether the values name the field themselves: "210 desks". */
function isCued(field: Field, cells: readonly Cell[]): boolean {
  const stems = nameStems(field.name).filter(stem => stem !== stemOf('number'))
  if (stems.length === 0 || cells.length === 0) return false
  let misses = 0
  return cells.every(({ text }) => {
    const isCue = text.length < 40 && /\d/.test(text) && wordsIn(text).some(word => stems.includes(stemOf(word)))
    if (!isCue) misses += 1
    return cells.length - misses >= cells.length * 0.6
  })
}

function titleScore(column: Column, index: number, set: RecordSet): number {
  if (column.hint === 'title') return 0.55
  if (column.hint === 'link' && column.kind === 'text') return 0.5
  if (set.hasHeader && column.names.length === 0) return 0
  // who wrote or sent it is not what it is called
  if (column.names.some(name => nameStems(name).some(stem => sharesConcept(stem, AUTHOR)))) return 0.1
  const first = set.columns.findIndex(
    (other, i) =>
      other.kind === 'text' &&
      other.hint !== 'image' &&
      !other.names.some(name => nameStems(name).some(stem => sharesConcept(stem, AUTHOR))) &&
      other.hint !== 'toggle' &&
      !(set.hasHeader && other.names.length === 0) &&
      isFilled(set, i),
  )
  return first === index ? 0.35 : 0
}

/** The column that names the records, where the question only says what they are. */
export function titleColumn(set: RecordSet): number {
  const scored = set.columns.map((column, i) => ({ i, score: isFilled(set, i) ? titleScore(column, i, set) : 0 }))
  return scored.sort((a, b) => b.score - a.score || a.i - b.i)[0]?.i ?? 0
}
