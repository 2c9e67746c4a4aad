import { isSmall, nameStems, stemOf } from '../page/names.ts'
import type { Cell, RecordSet } from '../page/record-set.ts'
import { wordsIn } from '../page/text.ts'
import type { Field } from './fields.ts'

/** Words of a question that are a value of some rows of a set, not of all: "assigned to Ola", "on time", "in the West". */
export interface Condition {
  /** Positions of its words among those of the question. */
  readonly from: number
  readonly to: number
  /** Indexes of the rows that say it, or that don't where the question denies it. */
  readonly rows: ReadonlySet<number>
  /** The columns that say it. */
  readonly columns: ReadonlySet<number>
  /** Whether it is all that a cell says, or written as a name is. */
  readonly isPlain: boolean
}

/** A word of a question: its stem, whether it is written as a name or figure, and whether it may be a value by itself. */
export interface Word {
  readonly text: string
  readonly stem: string
  readonly isName: boolean
  /** Whether it says something by itself, not but how the question is put. */
  readonly isOpen: boolean
  /** Whether it names a field that is asked for. */
  readonly isField: boolean
  /** Whether it says what something is or where: "are remote", "in microbiology". */
  readonly isPredicate: boolean
}

const WORD = /[\p{L}\p{N}\p{M}_]+/gu

/** What a question is put with, in any of its languages; never a value by itself. */
const ASKING = new Set(
  `name which what who whose when where how much many long there
  here it its them only please each one ones me do does did can could would have has had having get gets take takes took
  page table row rows column columns item items entry entries value values number first last total all both other than
  more less most least under over above below between from until since sorted ordered next
  charge charged use uses used need needs needed
  alle welche wann wie wer wo quel quels quelle quelles qui quand chaque combien liste lista todos todas cada cuanto`
    .split(/\s+/)
    .map(stemOf),
)

const PREDICATE =
  /\b(?:is|are|was|were|in|at|from|by|with|for|about|offers?|have|has|includ(?:es?|ing)) (?:an? |the |not |no )?$/i

/** What is wanted done with the answer, where it begins the question. */
const DOING = /^(list|get|give|show|find|extract|return|read|fetch|tell|collect|please)$/

const DENIALS = new Set(['no', 'not', 'without', 'except', 'excluding', 'non', 'kein', 'keine', 'ohne', 'sans', 'sin'])

/** The words of a question, those of the fields that it asks for not taken as values. */
export function questionWords(text: string, fields: readonly Field[], spent: readonly string[] = []): Word[] {
  const asked = new Set(fields.flatMap(({ name }) => nameStems(name)))
  return [...text.matchAll(WORD)].map(({ 0: written, index }) => {
    const stem = stemOf(written.toLowerCase())
    return {
      text: written.toLowerCase(),
      stem,
      isName: /\d/.test(written) || (index > 0 && /^\p{Lu}/u.test(written) && !/[.?!:]\s*$/.test(text.slice(0, index))),
      isOpen:
        !ASKING.has(stem) &&
        !(index === 0 && DOING.test(written.toLowerCase())) &&
        !isSmall(written.toLowerCase()) &&
        !spent.includes(written.toLowerCase()),
      isField: asked.has(stem),
      isPredicate: PREDICATE.test(text.slice(0, index)),
    }
  })
}

/** The words where other fields are asked for than the question names. */
export function withFields(words: readonly Word[], fields: readonly Field[]): Word[] {
  const asked = new Set(fields.flatMap(({ name }) => nameStems(name)))
  return words.map(word => (asked.has(word.stem) ? { ...word, isField: true } : word))
}

/** A longer text is prose and says many things by the way. */
const MAX_CELL_WORDS = 12
const MAX_CELL_LENGTH = 160

/** Of so few words one says what the others do: "Remote (EU)". */
const NEAR = 4

const parts = new WeakMap<Cell, readonly (readonly string[])[]>()

/** The stems of a cell's words, for the whole of it and for each of several things that it names. */
function partsOf(cell: Cell): readonly (readonly string[])[] {
  const known = parts.get(cell)
  if (known) return known
  const pieces = /[,;/|·•]/.test(cell.text) ? [cell.text, ...cell.text.split(/\s*[,;/|·•]\s*/)] : [cell.text]
  const found = pieces.map(piece => wordsIn(piece).map(stemOf)).filter(({ length }) => length > 0)
  parts.set(cell, found)
  return found
}

/** What the words say about the rows of a set, the longest phrases first where they overlap. */
export function conditionsIn(words: readonly Word[], set: RecordSet, { isLoose = false } = {}): Condition[] {
  const isFree = ({ isOpen, isField }: Word) => isOpen && (isLoose || !isField)
  if (set.rows.length < (isLoose ? 1 : 2) || !words.some(word => isFree(word) || word.isName)) return []
  const starts = new Map<string, number[]>()
  for (const [i, { stem }] of words.entries()) starts.set(stem, [...(starts.get(stem) ?? []), i])
  // most cells begin none of the words
  const hint = new RegExp(
    [...starts.keys()]
      .filter(stem => !isSmall(stem))
      .map(stem => stem.slice(0, 3))
      .join('|'),
    'i',
  )
  const found = new Map<string, Run>()
  for (const [at, row] of set.rows.entries()) {
    for (const [column, cell] of row.entries()) {
      if (!cell || cell.text.length > MAX_CELL_LENGTH || !hint.test(cell.text)) continue
      for (const piece of partsOf(cell)) addRuns(piece, { words, starts, at, column, found })
    }
  }
  addFlags(words, set, found)
  const usable = [...found.values()].map(toCondition).filter(({ from, to, rows, isPlain, isNear }) => {
    const own = words.slice(from, to)
    if (
      (rows.size === set.rows.length && !isLoose) ||
      !(own.some(isFree) || (isPlain && own.length > 1 && own.some(({ isName }) => isName)))
    )
      return false
    return (
      isLoose || isPlain || to - from > 1 || own.some(({ isName, isPredicate }) => isName || (isNear && isPredicate))
    )
  })
  usable.sort((a, b) => b.to - b.from - (a.to - a.from) || Number(b.isPlain) - Number(a.isPlain))
  const kept: Condition[] = []
  for (const one of usable) {
    if (kept.some(({ from, to }) => one.from < to && from < one.to)) continue
    kept.push(isDenied(words, one.from) ? { ...one, rows: others(one.rows, set) } : one)
  }
  return kept.sort((a, b) => a.from - b.from)
}

interface Run {
  readonly from: number
  readonly to: number
  /** Rows by column. */
  readonly said: Map<number, Set<number>>
  /** Columns where it is all that a cell says. */
  readonly plain: Set<number>
  isNear: boolean
}

const YES = /^(yes|y|true|ja|oui|sí|✓|✔|✅|x|●)$/i
const NO = /^(no|n|false|nein|non|✗|✘|❌|[–—-]|)$/i

/** "required parameters": the rows that a column of yes and no says it of. */
function addFlags(words: readonly Word[], set: RecordSet, found: Map<string, Run>): void {
  for (const [column, { names }] of set.columns.entries()) {
    const stems = nameStems(names[0] ?? '')
    const from = words.findIndex((_, i) => stems.length > 0 && stems.every((stem, k) => words[i + k]?.stem === stem))
    if (from < 0 || !set.rows.every(row => YES.test(row[column]?.text ?? '') || NO.test(row[column]?.text ?? '')))
      continue
    const rows = new Set(set.rows.flatMap((row, i) => (YES.test(row[column]?.text ?? '') ? [i] : [])))
    const to = from + stems.length
    found.set(`${from}-${to}`, { from, to, said: new Map([[column, rows]]), plain: new Set([column]), isNear: true })
  }
}

/** Where some column has it for a value, what others mention by the way does not count. */
function toCondition({ from, to, said, plain, isNear }: Run): Condition & { readonly isNear: boolean } {
  const columns = plain.size > 0 ? plain : new Set(said.keys())
  const rows = new Set([...columns].flatMap(column => [...(said.get(column) ?? [])]))
  return { from, to, rows, columns, isPlain: plain.size > 0, isNear }
}

interface Search {
  readonly words: readonly Word[]
  readonly starts: ReadonlyMap<string, readonly number[]>
  readonly at: number
  readonly column: number
  readonly found: Map<string, Run>
}

/** The longest runs of the question's words in a piece of a cell. */
function addRuns(piece: readonly string[], { words, starts, at, column, found }: Search): void {
  if (piece.length > MAX_CELL_WORDS) return
  for (let i = 0; i < piece.length; i += 1) {
    for (const from of starts.get(piece[i] ?? '') ?? []) {
      if (i > 0 && from > 0 && words[from - 1]?.stem === piece[i - 1]) continue
      let length = 1
      while (words[from + length] !== undefined && words[from + length]?.stem === piece[i + length]) length += 1
      const key = `${from}-${from + length}`
      const run = found.get(key) ?? { from, to: from + length, said: new Map(), plain: new Set(), isNear: false }
      found.set(key, run)
      run.said.set(column, (run.said.get(column) ?? new Set()).add(at))
      if (length === piece.length) run.plain.add(column)
      run.isNear ||= piece.length <= NEAR
    }
  }
}

const isDenied = (words: readonly Word[], from: number): boolean =>
  DENIALS.has(words[from - 1]?.text ?? '') ||
  (isSmall(words[from - 1]?.text ?? '') && DENIALS.has(words[from - 2]?.text ?? ''))

const others = (rows: ReadonlySet<number>, set: RecordSet): Set<number> =>
  new Set(set.rows.flatMap((_, i) => (rows.has(i) ? [] : [i])))

/** The rows for which all conditions hold; any of them where the question joins what no row is at once ("Lyon or Nantes"). */
export function rowsUnder(conditions: readonly Condition[]): ReadonlySet<number> | undefined {
  const [first, ...rest] = conditions
  if (!first) return undefined
  return rest.reduce<ReadonlySet<number>>((rows, { rows: own }) => {
    const both = rows.intersection(own)
    return both.size > 0 ? both : rows.union(own)
  }, first.rows)
}
