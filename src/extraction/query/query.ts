import { type Entry, entriesAt, type Language, type WordClass } from '../../language/lexicon.ts'
import { countOf } from '../../language/numbers.ts'
import { readSentence } from '../../language/sentence.ts'
import { fold } from '../../language/text.ts'
import type { Token } from '../../language/tokens.ts'
import { type Word, wordsOf } from '../../language/words.ts'
import { amountAt, type FoundAmount, type Unit } from './amounts.ts'
import { type Days, daysAt } from './dates.ts'

/** How a question is put; `none` where it only names what is wanted. */
export type Ask =
  | 'who'
  | 'when'
  | 'where'
  | 'how_many'
  | 'how_much'
  | 'how'
  | 'which'
  | 'list'
  | 'whether'
  | 'why'
  | 'none'

/** A word of a question. */
export interface Said extends Word {
  readonly text: string
  /** Place of its token in the sentence. */
  readonly token: number
  /** Written as a name or figure, or inside a quotation. */
  readonly isName: boolean
  /**
   * open: it tells something, and has to be accounted for · soft: it says what is measured or done ("weighs", "wrote") ·
   * verb: by its place it says what is done, in whatever word · idle: it only puts the question · else it belongs to an operator, unless the page has it in a name.
   */
  readonly role: 'open' | 'soft' | 'verb' | 'idle' | 'order' | 'nth' | 'aggregate' | 'state'
}

export type Sign = '<' | '<=' | '>' | '>='

/** A bound on a figure: "under 50 €". */
export interface Comparison {
  readonly sign: Sign
  readonly amount: number
  readonly unit: Unit
  /** Place among the words of the one before which it stands, and of the one after it. */
  readonly at: number
}

export interface DateBound {
  readonly sign: 'on' | 'before' | 'after' | 'since' | 'until'
  readonly days: Days
}

/** What is asked, before any page is looked at. */
export interface Query {
  readonly text: string
  readonly language: Language
  readonly ask: Ask
  /** Its words in order, without articles and prepositions. */
  readonly said: readonly Said[]
  /** Place among the words of the first after the question word. */
  readonly asked: number
  /** Fields that its adjectives and verbs measure: "price" of "costs". */
  readonly measures: readonly string[]
  readonly comparisons: readonly Comparison[]
  readonly dates: readonly DateBound[]
  readonly isAvailable?: boolean
  /** Whether something is on, open, chosen. */
  readonly isOn?: boolean
  readonly order?: Order
  /** 1 is the first, -1 the last. */
  readonly nth?: number
  readonly limit?: number
  readonly aggregate?: 'sum' | 'mean'
  /** Places among the words after which what is named is left out. */
  readonly denied: readonly number[]
}

/** What rows are sorted by: `concept` is what the superlative means, `at` its place among the words. */
export interface Order {
  readonly isDescending: boolean
  readonly concept: string
  readonly at: number
}

/** What is read of an instruction, in characters. */
const LONGEST = 2_000

type Draft = { -readonly [Key in keyof Query]: Query[Key] extends readonly (infer One)[] ? One[] : Query[Key] }

interface Reading {
  readonly tokens: readonly Token[]
  readonly draft: Draft
  readonly language: string
  readonly entry: (at: number, name: WordClass) => Entry | undefined
}

/** A rule takes what begins at a token: how many tokens it took, 0 for none. */
type Rule = (at: number, reading: Reading) => number

const isCapital = (tokens: readonly Token[], at: number): boolean => at > 0 && /^\p{Lu}/u.test(tokens[at]?.text ?? '')

const say = ({ tokens, draft }: Reading, at: number, length: number, role: Said['role']): number => {
  for (let i = at; i < at + length; i += 1) {
    const token = tokens[i]
    if (!token || token.kind === 'mark') continue
    const isQuote = token.kind === 'quote'
    for (const word of wordsOf(token.text)) {
      const isName = isQuote || /\d/.test(word.word) || isCapital(tokens, i)
      if (!isQuote && isStop(word)) continue
      draft.said.push({ ...word, text: token.text, token: i, isName, role: isQuote ? 'open' : role })
    }
  }
  return length
}

/** Words for places in a row stand among the fillers too, but tell something. */
const isStop = ({ word, isStop: isSmall }: Word): boolean => isSmall && !/^(first|next|last|second|third)$/.test(word)

const takeDates: Rule = (at, reading) => {
  const found = daysAt(reading.tokens, at, { isBound: false, language: reading.language })
  if (!found) return 0
  reading.draft.dates.push({ sign: 'on', days: found.days })
  return found.to - at
}

const ON_SIDE: ReadonlySet<string> = new Set(['before', 'after', 'since', 'until'])
const SIGNS: ReadonlySet<string> = new Set(['<', '<=', '>', '>='])

const skipSmall = ({ tokens }: Reading, from: number): number => {
  let at = from
  while (at < tokens.length && at < from + 2 && wordsOf(tokens[at]?.text ?? '').every(word => word.isStop)) at += 1
  return at
}

const takeComparison: Rule = (at, reading) => {
  const { tokens, draft, language } = reading
  const found = entriesOf(reading, at, 'compare')
  for (const { sense, length } of found) {
    const next = skipSmall(reading, at + length)
    if (ON_SIDE.has(sense)) {
      const days = daysAt(tokens, next, { isBound: true, language })
      if (!days) continue
      draft.dates.push({ sign: sense as DateBound['sign'], days: days.days })
      return days.to - at
    }
    const amount = amountAt(tokens, next, language)
    if (!amount) continue
    if (sense === 'between') return takeBetween({ at, amount, reading })
    if (!SIGNS.has(sense)) continue
    draft.comparisons.push(toComparison(sense as Sign, amount, draft))
    addMeasure(reading, at, length)
    return amount.to - at
  }
  return 0
}

/** "cheaper than" says what is compared. */
const addMeasure = (reading: Reading, at: number, length: number): void => {
  for (let i = at; i < at + length; i += 1) {
    const measure = reading.entry(i, 'measure')
    if (measure) reading.draft.measures.push(measure.sense)
  }
}

const toComparison = (sign: Sign, { amount, unit }: FoundAmount, { said }: Draft): Comparison => ({
  sign,
  amount,
  unit,
  at: said.length,
})

const takeBetween = ({ at, amount, reading }: { at: number; amount: FoundAmount; reading: Reading }): number => {
  const { tokens, draft, language } = reading
  const second = amountAt(tokens, amount.to + 1, language)
  if (!second) return 0
  const unit = second.unit ?? amount.unit
  draft.comparisons.push(toComparison('>=', { ...amount, unit }, draft), toComparison('<=', { ...second, unit }, draft))
  return second.to - at
}

const takeAsk: Rule = (at, reading) => {
  const { draft } = reading
  const found = entriesOf(reading, at, 'ask')[0]
  if (!found) return 0
  const isCount = found.sense === 'how_many'
  if (draft.ask === 'none' && draft.said.every(({ role }) => role === 'idle')) {
    if ((found.sense === 'whether' || found.sense === 'list') && draft.said.length > 0) return 0
    draft.ask = found.sense as Ask
  } else if (isCount && (draft.ask === 'which' || draft.ask === 'list')) draft.ask = 'how_many'
  else return 0
  addMeasure(reading, at, found.length)
  draft.asked = draft.said.length
  return found.length
}

const takeOrder: Rule = (at, reading) => {
  const { draft } = reading
  const found = entriesOf(reading, at, 'superlative')[0]
  if (!found || draft.order) return 0
  const [side = '', concept = ''] = found.sense.split(' ')
  addMeasure(reading, at, found.length)
  draft.order = { isDescending: side === 'max', concept, at: draft.said.length }
  return say(reading, at, found.length, 'order')
}

const takeNth: Rule = (at, reading) => {
  const { tokens, draft } = reading
  const found = entriesOf(reading, at, 'ordinal')[0] ?? entriesOf(reading, at, 'order')[0]
  if (!found) return 0
  const place = { first: 1, last: -1, second_last: -2, next: 1, previous: -1 }[found.sense] ?? Number(found.sense)
  const many = countOf(tokens[at + found.length]?.word ?? '')
  if (many !== undefined && many > 0 && many < 100) {
    draft.limit = many
    draft.nth = place
    say(reading, at, found.length, 'nth')
    return found.length + 1
  }
  draft.nth ??= place
  return say(reading, at, found.length, 'nth')
}

const takeAggregate: Rule = (at, reading) => {
  const found = entriesOf(reading, at, 'aggregate')[0]
  if (!found) return 0
  reading.draft.aggregate ??= found.sense as 'sum' | 'mean'
  return say(reading, at, found.length, 'aggregate')
}

const takeState: Rule = (at, reading) => {
  const { draft } = reading
  const found = entriesOf(reading, at, 'state').find(({ sense }) => sense !== 'max' && sense !== 'min')
  if (!found || (at > 0 && reading.tokens[at]?.kind === 'quote')) return 0
  if (found.sense === 'available' || found.sense === 'unavailable') draft.isAvailable = found.sense === 'available'
  else if (draft.ask === 'whether' || draft.ask === 'which') draft.isOn = found.sense === 'on'
  else return 0
  return say(reading, at, found.length, 'state')
}

const takeDenial: Rule = (at, reading) => {
  const found = entriesOf(reading, at, 'denial')[0]
  if (!found || isCapital(reading.tokens, at)) return 0
  reading.draft.denied.push(reading.draft.said.length)
  return found.length
}

const takeMeasure: Rule = (at, reading) => {
  const found = entriesOf(reading, at, 'measure')
  const [first] = found
  if (!first || isCapital(reading.tokens, at)) return 0
  if ((reading.entry(at, 'idle')?.length ?? 0) > first.length) return 0
  reading.draft.measures.push(...found.filter(({ length }) => length === first.length).map(({ sense }) => sense))
  return say(reading, at, first.length, 'soft')
}

const takeIdle: Rule = (at, reading) => {
  const found = entriesOf(reading, at, 'idle')[0]
  if (!found || isCapital(reading.tokens, at)) return 0
  return say(reading, at, found.length, 'idle')
}

const takeWord: Rule = (at, reading) => say(reading, at, 1, 'open')

const RULES: readonly Rule[] = [
  takeComparison,
  takeDates,
  takeAsk,
  takeOrder,
  takeNth,
  takeAggregate,
  takeDenial,
  takeState,
  takeMeasure,
  takeIdle,
  takeWord,
]

const entriesOf = ({ tokens, language }: Reading, at: number, name: WordClass): readonly Entry[] => {
  const languages = new Set(language.split(' '))
  return entriesAt(tokens, at)
    .filter(entry => entry.class === name && languages.has(entry.language))
    .sort((one, other) => other.length - one.length)
}

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
    tokens: sentence.tokens,
    draft,
    language: [...languages].join(' '),
    entry: (at, name) => entriesOf(reading, at, name)[0],
  }
  for (let at = 0; at < sentence.tokens.length; ) {
    let taken = 0
    if (sentence.tokens[at]?.kind !== 'quote')
      for (const rule of RULES) {
        taken = rule(at, reading)
        if (taken > 0) break
      }
    else taken = takeWord(at, reading)
    at += Math.max(1, taken)
  }
  return { ...draft, said: withVerbs(draft, sentence.tokens) }
}

const AUXILIARY = new Set(
  'do does did was were can could will would has have had wurde wurden wird werden worden hat haben is are ist sind werd heeft fue ha'.split(
    ' ',
  ),
)
const PARTICIPLE = /(?:ed|en|ing)$|^(?:due|open)$/
const THIRD_PERSON = /(?:s|ed|t|en)$/

/** Words that are verbs by their place: after "who", at the end after an auxiliary, between the things that are asked about and a preposition. */
const withVerbs = ({ said, ask, asked }: Draft, tokens: readonly Token[]): Said[] => {
  const isSmall = (at: number) =>
    tokens[at] !== undefined && tokens[at]?.kind === 'word' && wordsOf(tokens[at]?.text ?? '').every(isStop)
  const last = said.at(-1)
  const auxiliary = tokens
    .slice(0, last?.token)
    .map(({ word }) => word)
    .filter(word => AUXILIARY.has(word))
  const hasStrong = auxiliary.some(word => !/^(is|are|ist|sind)$/.test(word))
  const isVerb = (one: Said, at: number): boolean => {
    if (one.role !== 'open' || one.isName) return false
    const [before, after] = [isSmall(one.token - 1), isSmall(one.token + 1)]
    if (ask === 'who' && at === asked && !before) return true
    if (
      one === last &&
      said.length - asked > 1 &&
      !before &&
      (hasStrong || (auxiliary.length > 0 && PARTICIPLE.test(one.word)))
    )
      return true
    return (
      ask === 'which' &&
      at === asked + 1 &&
      after &&
      !AUXILIARY.has(tokens[one.token + 1]?.word ?? '') &&
      !before &&
      THIRD_PERSON.test(one.word) &&
      tokens[one.token - 1]?.kind === 'word'
    )
  }
  return said.map((one, at) => (isVerb(one, at) ? { ...one, role: 'verb' as const } : one))
}
