import { likeness, wordsOf } from '../../language/words.ts'
import { nameStems, sharesConcept, stemOf } from '../page/names.ts'
import type { Cell, RecordSet } from '../page/record-set.ts'
import type { Said } from './query.ts'

/** Words [from, to) of a question that some rows of a relation say. */
export interface Value {
  readonly from: number
  readonly to: number
  readonly rows: ReadonlySet<number>
  readonly columns: ReadonlySet<number>
  /** Whether it is all that a cell says. */
  readonly isPlain: boolean
}

/** A word of a question that names a column, 0 to 1. */
export interface Named {
  readonly column: number
  readonly score: number
}

/** From here on two words are forms of one. */
export const SAME_WORD = 0.86
/** A longer cell is prose, and says many things by the way. */
const MOST_WORDS = 14
const MOST_SIGNS = 160
/** Of so few words one alone says what the others do: "Remote (EU)". */
const FEW_WORDS = 4

const pieces = new WeakMap<Cell, readonly (readonly string[])[]>()

const telling = (text: string): string[] =>
  wordsOf(text)
    .filter(({ isStop }) => !isStop)
    .map(({ stem }) => stem)

/** The telling words of a cell, and of each of several things that it names. */
const piecesOf = (cell: Cell): readonly (readonly string[])[] => {
  const known = pieces.get(cell)
  if (known) return known
  const parts = /[,;/|·•(]/.test(cell.text) ? cell.text.split(/[,;/|·•()]/) : []
  const found = [cell.text, ...parts].map(telling).filter(({ length }) => length > 0 && length <= MOST_WORDS)
  pieces.set(cell, found)
  return found
}

interface Run {
  readonly from: number
  readonly to: number
  readonly said: Map<number, Set<number>>
  readonly plain: Map<number, Set<number>>
  isShort: boolean
}

/** Stems by which cells say a word of the question: its own, or that of another form of it. */
const stemsFor = (said: readonly Said[], set: RecordSet): Map<string, number[]> => {
  const starts = new Map<string, number[]>()
  const add = (stem: string, at: number) => starts.set(stem, [...(starts.get(stem) ?? []), at])
  for (const [at, { stem }] of said.entries()) add(stem, at)
  const words = new Map<string, ReturnType<typeof wordsOf>[number]>()
  for (const row of set.rows)
    for (const cell of row)
      if (cell && cell.text.length <= MOST_SIGNS) for (const word of wordsOf(cell.text)) words.set(word.stem, word)
  for (const [at, one] of said.entries()) {
    if (words.has(one.stem) || one.role === 'idle' || one.role === 'field') continue
    for (const word of words.values()) if (likeness(one, word) >= SAME_WORD) add(word.stem, at)
  }
  return starts
}

/** What the question's words say about the rows, the longest phrases first where they overlap. */
export const valuesIn = (said: readonly Said[], set: RecordSet): Value[] => {
  const starts = stemsFor(said, set)
  const found = new Map<string, Run>()
  for (const [at, row] of set.rows.entries())
    for (const [column, cell] of row.entries()) {
      if (!cell || cell.text.length > MOST_SIGNS) continue
      for (const piece of piecesOf(cell)) addRuns(piece, { starts, at, column, found })
    }
  const usable = [...found.values()].filter(run => isUsable(run, said))
  usable.sort((a, b) => b.to - b.from - (a.to - a.from) || b.plain.size - a.plain.size)
  const kept: Value[] = []
  for (const { from, to, said: all, plain } of usable) {
    if (kept.some(other => from < other.to && other.from < to)) continue
    const isPlain = plain.size > 0
    const by = isPlain ? plain : all
    kept.push({
      from,
      to,
      rows: new Set([...by.values()].flatMap(rows => [...rows])),
      columns: new Set(by.keys()),
      isPlain,
    })
  }
  return kept.sort((a, b) => a.from - b.from)
}

interface Search {
  readonly starts: ReadonlyMap<string, readonly number[]>
  readonly at: number
  readonly column: number
  readonly found: Map<string, Run>
}

const addRuns = (piece: readonly string[], { starts, at, column, found }: Search): void => {
  const isAt = (place: number, i: number) => starts.get(piece[i] ?? '')?.includes(place) ?? false
  for (let i = 0; i < piece.length; i += 1) {
    for (const from of starts.get(piece[i] ?? '') ?? []) {
      if (i > 0 && isAt(from - 1, i - 1)) continue
      let length = 1
      while (i + length < piece.length && isAt(from + length, i + length)) length += 1
      const key = `${from}-${from + length}`
      const run = found.get(key) ?? { from, to: from + length, said: new Map(), plain: new Map(), isShort: false }
      found.set(key, run)
      run.said.set(column, (run.said.get(column) ?? new Set()).add(at))
      if (length === piece.length) run.plain.set(column, (run.plain.get(column) ?? new Set()).add(at))
      run.isShort ||= piece.length <= FEW_WORDS
    }
  }
}

/** Words that only put the question are no value by themselves, nor is one word out of many. */
const isUsable = ({ from, to, plain, isShort }: Run, said: readonly Said[]): boolean => {
  const own = said.slice(from, to)
  const isPlain = plain.size > 0
  if (
    !own.some(
      ({ role, isName }) =>
        role === 'open' || (isPlain && own.length > 1 && role !== 'field' && (role !== 'idle' || isName)),
    )
  )
    return false
  return isPlain || own.length > 1 || isShort || own.some(({ isName }) => isName)
}

const meets = (said: Said, word: string): boolean => {
  const own = stemOf(said.word)
  return own === word || sharesConcept(own, word)
}

/** How well a column is named by a word: by its own name, by one that means the same, or by part of a longer one. */
export const namedBy = (one: Said, set: RecordSet): Named[] =>
  set.columns
    .map(({ names }, column) => ({
      column,
      score: Math.max(0, ...names.slice(0, 6).map(name => wordScore(one, name))),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)

const EXACT = 1
const FORM = 0.9
const CONCEPT = 0.6
/** What a name loses by each word that was not said. */
const EXTRA = 0.1

const wordScore = (one: Said, name: string): number => {
  const words = wordsOf(name)
  const best = Math.max(
    0,
    ...words.map(word =>
      word.word === one.word || word.stem === one.stem ? EXACT : likeness(one, word) >= SAME_WORD ? FORM : 0,
    ),
  )
  const score = best > 0 ? best : nameStems(name).some(stem => meets(one, stem)) ? CONCEPT : 0
  return score === 0 ? 0 : Math.max(0.3, score - EXTRA * (words.length - 1))
}

/** Whether a text has a word, in any form or by its meaning. */
export const mentions = (text: string, one: Said): boolean =>
  wordsOf(text).some(word => likeness(one, word) >= 0.8) || nameStems(text).some(stem => meets(one, stem))
