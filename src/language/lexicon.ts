import de from './lexicon/de.json' with { type: 'json' }
import en from './lexicon/en.json' with { type: 'json' }
import es from './lexicon/es.json' with { type: 'json' }
import fr from './lexicon/fr.json' with { type: 'json' }
import it from './lexicon/it.json' with { type: 'json' }
import nl from './lexicon/nl.json' with { type: 'json' }
import pt from './lexicon/pt.json' with { type: 'json' }
import { fold } from './text.ts'
import { type Token, tokenize } from './tokens.ts'

/** ISO 639-1 codes of the languages that instructions are understood in; English is what is fallen back to. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'] as const
export type Language = (typeof LANGUAGES)[number]

/** What kind of word a row of the lexicon is; each kind has senses, each sense its words. */
export type WordClass = keyof typeof en

type Table = Readonly<Partial<Record<WordClass, Readonly<Record<string, readonly string[]>>>>>

const TABLES: Readonly<Record<Language, Table>> = { en, de, fr, es, it, nl, pt }

/** A row of the lexicon found at a place of a sentence. */
export interface Entry {
  readonly class: WordClass
  readonly sense: string
  readonly language: Language
  /** How many tokens it takes. */
  readonly length: number
}

interface Row extends Entry {
  readonly words: readonly string[]
}

const readRows = (): Map<string, Row[]> => {
  const byFirst = new Map<string, Row[]>()
  for (const language of LANGUAGES) {
    for (const [name, senses] of Object.entries(TABLES[language])) {
      for (const [sense, phrases] of Object.entries(senses)) {
        for (const phrase of phrases) {
          const words = tokenize(fold(phrase)).map(({ word }) => word)
          const row = { class: name as WordClass, sense, language, length: words.length, words }
          const first = words[0] ?? ''
          const rows = byFirst.get(first)
          if (rows) rows.push(row)
          else byFirst.set(first, [row])
        }
      }
    }
  }
  return byFirst
}

const ROWS = readRows()

const matches = (words: readonly string[], tokens: readonly Token[], at: number): boolean =>
  words.every((word, i) => {
    const token = tokens[at + i]
    return token !== undefined && token.kind !== 'quote' && token.word === word
  })

/** The rows of the lexicon that begin at a token, in all languages. A quotation has none. */
export const entriesAt = (tokens: readonly Token[], at: number): readonly Entry[] => {
  const token = tokens[at]
  if (!token || token.kind === 'quote') return []
  return ROWS.get(token.word)?.filter(({ words }) => matches(words, tokens, at)) ?? []
}

/** What a verb may mean, as it was said: senses of the class `verb`, in all languages. */
export const sensesOfVerb = (verb: string): ReadonlySet<string> => {
  const tokens = tokenize(fold(verb))
  const whole = entriesAt(tokens, 0).filter(entry => entry.class === 'verb' && entry.length === tokens.length)
  return new Set(whole.map(({ sense }) => sense))
}

/** Each sense of a class with its words in all languages, folded. */
export const sensesOf = (name: WordClass): ReadonlyMap<string, readonly string[]> => {
  const senses = new Map<string, string[]>()
  for (const language of LANGUAGES)
    for (const [sense, words] of Object.entries(TABLES[language][name] ?? {}))
      senses.set(sense, [...(senses.get(sense) ?? []), ...words.map(fold)])
  return senses
}
