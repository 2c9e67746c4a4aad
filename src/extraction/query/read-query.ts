import { readSentence } from '../../language/sentence.ts'
import { fold } from '../../language/text.ts'
import { readListing } from './listing.ts'
import type { Query, Said } from './query.ts'
import { askingEnd, type Draft, entriesOf, OPERATORS, type Reading, RULES, takeWord } from './rules.ts'
import { withVerbs } from './verbs.ts'

/** What is read of an instruction, in characters. */
const LONGEST = 2_000

/** Idle words that are names as well. */
const NOUNS: ReadonlySet<string> = new Set(['item', 'name', 'title', 'value', 'key', 'entry'])

/** Reads a question; the page's language (BCP 47) is understood beside the one that it seems to be in. Linear in its length. */
export const readQuery = (instruction: string, pageLanguage: string): Query => {
  const text = instruction.slice(0, LONGEST)
  const sentence = readSentence(text)
  const languages = new Set([sentence.language, fold(pageLanguage).slice(0, 2)])
  const draft: Draft = {
    text,
    language: sentence.language,
    ask: 'none',
    asked: 0,
    said: [],
    measures: [],
    comparisons: [],
    dates: [],
    denied: [],
  }
  const reading: Reading = {
    taken: new Set(),
    tokens: sentence.tokens,
    draft,
    language: [...languages].join(' '),
    entry: (at, name) => entriesOf(reading, at, name)[0],
  }
  for (let at = 0; at < sentence.tokens.length; ) {
    let length = 0
    if (sentence.tokens[at]?.kind !== 'quote')
      for (const rule of RULES) {
        length = rule(at, reading)
        if (length === 0) continue
        if (OPERATORS.includes(rule)) for (let i = at; i < at + length; i += 1) reading.taken.add(i)
        break
      }
    else length = takeWord(at, reading)
    at += Math.max(1, length)
  }
  const listing = readListing(
    { ...sentence, languages },
    { from: askingEnd(reading), isFree: at => !reading.taken.has(at) },
  )
  const isListing = draft.ask === 'none' || draft.ask === 'list' || /\?\s+\p{L}/u.test(text)
  const named = isListing ? listing : { ...listing, fields: [], places: [] }
  const isField = (token: number) => named.places.some(({ from, to }) => from <= token && token < to)
  // a phrase is what the page calls a thing, "item number" too
  const isPhrase = draft.ask === 'none' && named.fields.length === 0
  const said = withVerbs(draft, sentence.tokens).flatMap((one): Said[] => {
    if (listing.isAside(one.token)) return []
    if (isPhrase && NOUNS.has(one.word)) return [{ ...one, role: 'open' }]
    return isField(one.token) ? [{ ...one, role: 'field' }] : [one]
  })
  const isPlaced = said.some(({ role }) => role === 'nth') || draft.limit !== undefined
  if (!isPlaced) delete draft.nth
  return { ...draft, said, listing: named }
}
