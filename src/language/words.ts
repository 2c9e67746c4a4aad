import { distance } from 'fastest-levenshtein'
import stem from 'wink-porter2-stemmer'
import signs from './lexicon/signs.json' with { type: 'json' }
import { sensesOf } from './lexicon.ts'
import { toNumber } from './numbers.ts'
import { fold } from './text.ts'

/** A word as it is compared: of a label, or of what was said. */
export interface Word {
  /** Folded; numbers without grouping, currency and leading noughts, so that "€1,299" and "1299" are one. */
  readonly word: string
  readonly stem: string
  /** What it means, by name of a group in the lexicon (`same`), a picture or a sign; often none. */
  readonly concepts: readonly string[]
  /** Articles, prepositions and the like: they tell nothing by themselves. */
  readonly isStop: boolean
}

interface Phrase {
  readonly words: readonly string[]
  readonly concept: string
}

/** First words of everything in `same`, longest phrases first. */
const readConcepts = (): ReadonlyMap<string, readonly Phrase[]> => {
  const byFirst = new Map<string, Phrase[]>()
  const add = (text: string, concept: string): void => {
    const words = split(fold(text))
    const phrases = byFirst.get(words[0] ?? '') ?? []
    byFirst.set(words[0] ?? '', phrases)
    phrases.push({ words, concept })
  }
  for (const [concept, texts] of sensesOf('same')) for (const text of texts) add(text, concept)
  for (const [concept, pictures] of Object.entries(signs.picture))
    for (const picture of pictures.split(' ')) add(picture.replaceAll('-', ' '), concept)
  for (const phrases of byFirst.values()) phrases.sort((one, other) => other.words.length - one.words.length)
  return byFirst
}

const GLYPHS: ReadonlyMap<string, readonly string[]> = (() => {
  const glyphs = new Map<string, string[]>()
  for (const [concept, list] of Object.entries(signs.glyph))
    for (const glyph of list.split(' ')) glyphs.set(glyph, [...(glyphs.get(glyph) ?? []), concept])
  return glyphs
})()

const PIECE =
  /\p{L}+\d[\p{L}\d]*|\d{1,2}:\d{2}|\d{1,3}(?:[.,'\u00a0]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?|[\p{L}\p{M}]+(?:'\p{L}+)?|[^\s\p{L}\p{N}\p{M}]/gu
const UNPARTED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u
const SEGMENTER = new Intl.Segmenter('ja', { granularity: 'word' })
const JOINED = /\be-(mail|post)/g
const HAS_WORD = /[\p{L}\p{N}]/u

const plainNumber = (piece: string): string => {
  if (piece.includes(':')) return piece.replace(/^0(?=\d:)/, '')
  const value = toNumber(piece)
  return value === undefined ? piece : String(value)
}

const split = (folded: string): string[] => {
  const pieces: string[] = []
  for (const [piece] of folded.replace(JOINED, 'e$1').replace(/'s\b/g, '').matchAll(PIECE)) {
    if (/^\p{L}/u.test(piece) && /\d/.test(piece)) pieces.push(piece)
    else if (/\d/.test(piece)) pieces.push(plainNumber(piece))
    else if (UNPARTED.test(piece)) for (const { segment } of SEGMENTER.segment(piece)) pieces.push(segment)
    else if (HAS_WORD.test(piece)) pieces.push(piece)
  }
  return pieces
}

const STOPS: ReadonlySet<string> = new Set(
  (['filler', 'preposition', 'relation', 'joint'] as const)
    .flatMap(name => [...sensesOf(name).values()].flat())
    .filter(phrase => !/[\s\d]/.test(phrase) && phrase.length < 6)
    .flatMap(phrase => split(phrase))
    .concat('st', 'nd', 'rd', 'th', 'is', 'are', 'be', 'i', 'me', 's', 't', 'und', 'von', 'au', 'aux', 'do', 'does'),
)

const CONCEPTS = readConcepts()

const conceptsOf = (words: readonly string[]): string[][] => {
  const found: string[][] = words.map(() => [])
  for (let at = 0; at < words.length; at += 1) {
    for (const phrase of CONCEPTS.get(words[at] ?? '') ?? []) {
      if (!phrase.words.every((word, i) => words[at + i] === word)) continue
      for (let i = 0; i < phrase.words.length; i += 1) found[at + i]?.push(phrase.concept)
    }
  }
  return found
}

const read = (text: string): readonly Word[] => {
  const folded = fold(text)
  const words = split(folded)
  if (words.length === 0) {
    const glyphs = [...folded].filter(sign => GLYPHS.has(sign))
    return glyphs.map(word => ({ word, stem: word, concepts: GLYPHS.get(word) ?? [], isStop: false }))
  }
  const concepts = conceptsOf(words)
  return words.map((word, at) => ({
    word,
    stem: /^[a-z]{3,40}$/.test(word) ? stem(word) : word,
    concepts: concepts[at] ?? [],
    isStop: STOPS.has(word) && (concepts[at]?.length ?? 0) === 0,
  }))
}

const MOST_KEPT = 20_000
const MAX_KEPT_LENGTH = 400
const kept = new Map<string, readonly Word[]>()

/** The words of a text. A text of signs alone is read as what the signs mean ("×" closes or removes). Kept, since pages repeat. */
export const wordsOf = (text: string): readonly Word[] => {
  const known = kept.get(text)
  if (known) return known
  const words = read(text)
  if (kept.size >= MOST_KEPT) kept.clear()
  if (text.length <= MAX_KEPT_LENGTH) kept.set(text, words)
  return words
}

/** How sure it is that two words mean the same, by how that is known; each is a share of 1. */
const ALIKE = { same: 1, stem: 0.96, form: 0.86, concept: 0.8, start: 0.68 } as const

const ENDINGS = new Set(
  `s es e en er em n er es d ed t te ing ion x ez er ir ar are ere ire as os a o i is ait ant eln eren ieren`.split(
    ' ',
  ),
)
const SHORTEST_ROOT = 4
const LONGEST_ENDING = 5

/** Two forms of one word: a common root of most of both, and endings that words take. */
const areForms = (one: string, other: string): boolean => {
  const shortest = Math.min(one.length, other.length)
  let root = 0
  while (root < shortest && one[root] === other[root]) root += 1
  if (root < SHORTEST_ROOT || Math.max(one.length, other.length) - root > LONGEST_ENDING) return false
  const isEnding = (rest: string): boolean => rest === '' || ENDINGS.has(rest)
  return isEnding(one.slice(root)) && isEnding(other.slice(root))
}

const LETTERS = /^\p{L}+$/u
const SHORTEST_START = 3
/** Least share of the whole word that its beginning must be to stand for it: "min" for "minimum". */
const LEAST_START = 0.6

const isStart = (start: string, whole: string): boolean =>
  start.length >= SHORTEST_START &&
  whole.length > start.length &&
  start.length >= whole.length * LEAST_START &&
  whole.startsWith(start) &&
  LETTERS.test(whole)

const isSwap = (one: string, other: string): boolean => {
  if (one.length !== other.length) return false
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return (
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2) &&
    at < one.length
  )
}

const SHORTEST_TYPO = 5
const LONG = 9

/** Whether one word is a likely slip of the other: two letters swapped, one wrong, two in a long word. */
export const isTypo = (one: string, other: string): boolean => {
  if (one.length < SHORTEST_TYPO || other.length < SHORTEST_TYPO || one[0] !== other[0]) return false
  if (!LETTERS.test(one) || !LETTERS.test(other) || Math.abs(one.length - other.length) > 2) return false
  return isSwap(one, other) || (one.length > SHORTEST_TYPO && distance(one, other) <= (one.length >= LONG ? 2 : 1))
}

/** How alike a word that was said and one of the page are, 0 to 1. Typos are not asked for: see `isTypo`. */
export const likeness = (said: Word, found: Word): number => {
  if (said.word === found.word) return ALIKE.same
  if (said.stem === found.stem) return ALIKE.stem
  if (/\d/.test(said.word) || /\d/.test(found.word)) return 0
  if (areForms(said.word, found.word)) return ALIKE.form
  if (said.concepts.some(concept => found.concepts.includes(concept))) return ALIKE.concept
  return isStart(said.word, found.word) ? ALIKE.start : 0
}

const plains = new Map<string, string>()

/** A text for comparing as a whole: its words in order, joined by blanks. */
export const plainOf = (text: string): string => {
  const known = plains.get(text)
  if (known !== undefined) return known
  const plain = wordsOf(text)
    .map(({ word }) => word)
    .join(' ')
  if (plains.size >= MOST_KEPT) plains.clear()
  if (text.length <= MAX_KEPT_LENGTH) plains.set(text, plain)
  return plain
}
