import { type Entry, entriesAt, LANGUAGES, type Language, type WordClass } from './lexicon.ts'
import { type Token, tokenize } from './tokens.ts'

/** A text that was read: its tokens, and what the lexicon says of each place. Nothing of it knows of a page. */
export interface Sentence {
  readonly text: string
  readonly tokens: readonly Token[]
  /** By token: the rows of the lexicon that begin there, in the sentence's own language; the longest first. */
  readonly entries: readonly (readonly Entry[])[]
  readonly language: Language
}

/** Words that tell a language: those that every sentence has, whatever it is about. */
const TELLING: Readonly<Partial<Record<WordClass, number>>> = {
  verb: 2,
  filler: 1,
  preposition: 1,
  joint: 1,
  mood: 1,
  kind: 1,
}

/** The language that most of the sentence's own words belong to. English wins a tie. */
const languageOf = (found: readonly (readonly Entry[])[]): Language => {
  const scores = new Map<Language, number>()
  for (const entries of found) {
    const best = new Map<Language, number>()
    for (const { class: name, language, length } of entries)
      best.set(language, Math.max(best.get(language) ?? 0, length * (TELLING[name] ?? 0)))
    for (const [language, weight] of best) scores.set(language, (scores.get(language) ?? 0) + weight)
  }
  return [...LANGUAGES].sort((one, other) => (scores.get(other) ?? 0) - (scores.get(one) ?? 0))[0] ?? 'en'
}

/** Reads a text. Pure; linear in its length. */
export const readSentence = (text: string): Sentence => {
  const tokens = tokenize(text)
  const found = tokens.map((_, at) => entriesAt(tokens, at))
  const language = languageOf(found)
  const entries = found.map(rows =>
    rows.filter(row => row.language === language).sort((one, other) => other.length - one.length),
  )
  return { text, tokens, entries, language }
}

/** The longest row of a class (and sense) that begins at a token. */
export const entryAt = (
  { entries }: Sentence,
  at: number,
  wanted: { readonly class: WordClass; readonly sense?: string },
): Entry | undefined =>
  entries[at]?.find(
    entry => entry.class === wanted.class && (wanted.sense === undefined || entry.sense === wanted.sense),
  )
