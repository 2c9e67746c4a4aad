import { isTypo, likeness, type Word, wordsOf } from '../../language/words.ts'
import type { PageNode } from './node.ts'

/** Where a word stands on the page, and how alike what stands there is. Sorted by place. */
export interface Occurrence {
  readonly at: number
  readonly alike: number
}

export interface Found {
  /** Places whose label or text has the word. */
  readonly seen: readonly Occurrence[]
  /** How alike each place is, `seen` by place. */
  readonly by: ReadonlyMap<number, number>
  /** The same for weaker names: placeholders, descriptions, icons. */
  readonly hinted: ReadonlyMap<number, number>
  /** It was only found by taking it for a slip of the pen. */
  readonly isTypo: boolean
}

/** Every word of the page with its places; finding a word looks only at words that begin, or mean, alike. */
export interface Vocabulary {
  readonly find: (said: Word) => Found
}

interface Entry {
  readonly word: Word
  readonly seen: number[]
  readonly hinted: number[]
}

const START = 3

const put = <Key>(map: Map<Key, Entry[]>, key: Key, entry: Entry): void => {
  const list = map.get(key)
  if (list) list.push(entry)
  else map.set(key, [entry])
}

const MOST_PAIRED = 5

/** Neighbouring words of a short label written as one: "Up vote" is found as "upvote" too. */
const joinedPairs = (words: readonly Word[]): readonly Word[] =>
  words.length < 2 || words.length > MOST_PAIRED
    ? []
    : words
        .slice(1)
        .flatMap((word, i) => (word.isStop || words[i]?.isStop ? [] : wordsOf(`${words[i]?.word ?? ''}${word.word}`)))
        .filter(({ word }) => /^\p{L}{5,}$/u.test(word))

/** How much less a typing error counts than the word itself. */
const TYPO_ALIKE = 0.72

export const createVocabulary = (nodes: readonly PageNode[]): Vocabulary => {
  const entries = new Map<string, Entry>()
  const byStart = new Map<string, Entry[]>()
  const byStem = new Map<string, Entry[]>()
  const byConcept = new Map<string, Entry[]>()
  const entryOf = (word: Word): Entry => {
    const key = `${word.word} ${word.concepts.join()}`
    const known = entries.get(key)
    if (known) return known
    const entry = { word, seen: [], hinted: [] }
    entries.set(key, entry)
    put(byStart, word.word.slice(0, START), entry)
    put(byStem, word.stem, entry)
    for (const concept of word.concepts) put(byConcept, concept, entry)
    return entry
  }
  const note = (places: number[], at: number): void => {
    if (places.at(-1) !== at) places.push(at)
  }
  for (const { at, words, extra } of nodes) {
    for (const word of words) note(entryOf(word).seen, at)
    for (const word of joinedPairs(words)) note(entryOf(word).seen, at)
    for (const word of extra) note(entryOf(word).hinted, at)
  }
  const kept = new Map<string, Found>()

  const near = (said: Word): Set<Entry> =>
    new Set([
      ...(byStart.get(said.word.slice(0, START)) ?? []),
      ...(byStem.get(said.stem) ?? []),
      ...said.concepts.flatMap(concept => byConcept.get(concept) ?? []),
    ])

  const collect = (matches: readonly (readonly [Entry, number])[], typo: boolean): Found => {
    const by = new Map<number, number>()
    const hinted = new Map<number, number>()
    for (const [{ seen, hinted: weak }, alike] of matches) {
      for (const at of seen) by.set(at, Math.max(by.get(at) ?? 0, alike))
      for (const at of weak) hinted.set(at, Math.max(hinted.get(at) ?? 0, alike))
    }
    const seen = [...by].map(([at, alike]) => ({ at, alike })).sort((one, other) => one.at - other.at)
    return { seen, by, hinted, isTypo: typo }
  }

  const look = (said: Word): Found => {
    const matches = [...near(said)].flatMap(entry => {
      const alike = likeness(said, entry.word)
      return alike > 0 ? [[entry, alike] as const] : []
    })
    if (matches.length > 0) return collect(matches, false)
    const slips = [...entries.values()].filter(({ word }) => isTypo(said.word, word.word))
    return collect(
      slips.map(entry => [entry, TYPO_ALIKE] as const),
      slips.length > 0,
    )
  }

  return {
    find: said => {
      const key = `${said.word} ${said.concepts.join()}`
      const known = kept.get(key) ?? look(said)
      kept.set(key, known)
      return known
    },
  }
}
