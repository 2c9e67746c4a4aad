import { type Entry, entriesAt, type WordClass } from '../../language/lexicon.ts'
import { countOf } from '../../language/numbers.ts'
import type { Token } from '../../language/tokens.ts'
import { type Word, wordsOf } from '../../language/words.ts'
import { amountAt, type FoundAmount } from './amounts.ts'
import { daysAt } from './dates.ts'
import type { Ask, Comparison, DateBound, Query, Said, Sign } from './query.ts'

/** A query as far as it is read. */
export type Draft = {
  -readonly [Key in keyof Omit<Query, 'listing'>]: Query[Key] extends readonly (infer One)[] ? One[] : Query[Key]
}

/** A sentence while its rules are applied. */
export interface Reading {
  /** Tokens that a condition, an order or the question word took. */
  readonly taken: Set<number>
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
export const isStop = ({ word, isStop: isSmall }: Word): boolean =>
  isSmall && !/^(first|next|last|second|third)$/.test(word)

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
      // "tickets from 2025" are those of that year
      const isWithin = sense === 'since' && tokens[at]?.word === 'from' && days.to - days.from === 1
      draft.dates.push({ sign: isWithin ? 'on' : (sense as DateBound['sign']), days: days.days })
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

const toComparison = (sign: Sign, { amount, plain, unit }: FoundAmount, { said }: Draft): Comparison => ({
  sign,
  amount,
  plain,
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

/** "name and price" are asked for, where "name the trees" asks. */
const isNamed = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.word === 'name' &&
  (at > 0 || isEnd(tokens[at + 1]) || /^(and|or|of|for)$/.test(tokens[at + 1]?.word ?? ''))

const takeAsk: Rule = (at, reading) => {
  const { draft, tokens } = reading
  const found = entriesOf(reading, at, 'ask')[0]
  if (!found) return 0
  const isCount = found.sense === 'how_many'
  if (found.sense === 'list' && isNamed(tokens, at)) return 0
  if (draft.ask === 'none' && draft.said.every(({ role }) => role === 'idle')) {
    if ((found.sense === 'whether' || found.sense === 'list') && draft.said.length > 0) return 0
    draft.ask = found.sense as Ask
  } else if (isCount && !draft.said.some(({ role }) => role !== 'idle')) draft.ask = 'how_many'
  else return 0
  addMeasure(reading, at, found.length)
  draft.asked = draft.said.length
  return found.length
}

const isEnd = (token: Token | undefined): boolean =>
  token === undefined || (token.kind === 'mark' && token.text !== '-')

/** "sorted by price", "by rating" of the top three, "cheapest first", "highest amount first", "ascending". */
const takeSort: Rule = (at, reading) => {
  const { tokens, draft } = reading
  const by = entriesOf(reading, at, 'listing').find(({ sense }) => sense === 'sort')
  const isTop = draft.limit !== undefined && !draft.order && tokens[at]?.word === 'by'
  if (by || isTop) {
    const from = at + (by?.length ?? 1)
    let to = from
    const isOver = () =>
      isEnd(tokens[to]) || entriesOf(reading, to, 'sort').length > 0 || /^(with|and)$/.test(tokens[to]?.word ?? '')
    while (!isOver() && to < from + 4) to += 1
    const concept = tokens
      .slice(from, to)
      .flatMap(({ word }) => (/^(the|their|its)$/.test(word) ? [] : [word]))
      .join(' ')
    draft.order = { isDescending: isTop, concept, at: draft.said.length, isSort: true }
    return to - at
  }
  const found = entriesOf(reading, at, 'sort')[0]
  const [superlative] = entriesOf(reading, at, 'superlative')
  const [side = '', meant = ''] = superlative?.sense.split(' ') ?? []
  const first = tokens.findIndex(({ word }, i) => i > at && i <= at + 4 && word === 'first')
  const isNamed = first > 0 && superlative !== undefined && !tokens.slice(at, first).some(isEnd)
  if (!found && !isNamed) return 0
  const named = isNamed ? tokens.slice(at + superlative.length, first).map(({ word }) => word) : []
  const concept = draft.order?.concept ?? (named.length > 0 ? named.join(' ') : meant)
  if (concept === '') return 0
  const isDescending = found ? found.sense === 'descending' : side === 'max'
  draft.order = { isDescending, concept, at: draft.said.length, isSort: true }
  return isNamed ? first + 1 - at : (found?.length ?? 0)
}

const takeOrder: Rule = (at, reading) => {
  const { draft } = reading
  const found = entriesOf(reading, at, 'superlative')[0]
  if (!found || draft.order) return 0
  const [side = '', concept = ''] = found.sense.split(' ')
  addMeasure(reading, at, found.length)
  const many = countOf(reading.tokens[at - 1]?.word ?? '')
  if (many !== undefined && many > 1 && draft.said.at(-1)?.token === at - 1) {
    draft.said.pop()
    draft.limit = many
  }
  draft.order = { isDescending: side === 'max', concept, at: draft.said.length }
  return say(reading, at, found.length, 'order')
}

const takeNth: Rule = (at, reading) => {
  const { tokens, draft } = reading
  const found = entriesOf(reading, at, 'ordinal')[0] ?? entriesOf(reading, at, 'order')[0]
  // "on 21 May" is no place in a row
  if (!found || entriesOf(reading, at, 'preposition').length > 0) return 0
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

const COSTS_NOTHING: ReadonlySet<string> = new Set(['free', 'libre', 'frei'])
const isWhether = ({ word }: Token): boolean => /^(whether|ob)$/.test(word)

const takeState: Rule = (at, reading) => {
  const { draft } = reading
  const found = entriesOf(reading, at, 'state').find(({ sense }) => sense !== 'max' && sense !== 'min')
  const word = reading.tokens[at]?.word ?? ''
  // free is what costs nothing as well; "whether it is in stock" is a field
  if (!found || COSTS_NOTHING.has(word) || reading.tokens.slice(Math.max(0, at - 3), at).some(isWhether)) return 0
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

export const takeWord: Rule = (at, reading) => say(reading, at, 1, 'open')

/** Rules whose tokens are no names of what is asked for. */
export const OPERATORS: readonly Rule[] = [takeComparison, takeDates, takeAsk, takeSort]
export const RULES: readonly Rule[] = [
  ...OPERATORS,
  takeOrder,
  takeNth,
  takeAggregate,
  takeDenial,
  takeState,
  takeMeasure,
  takeIdle,
  takeWord,
]

/** The rows of a class of the lexicon that begin at a token, the longest first. */
export const entriesOf = ({ tokens, language }: Reading, at: number, name: WordClass): readonly Entry[] => {
  const languages = new Set(language.split(' '))
  return entriesAt(tokens, at)
    .filter(entry => entry.class === name && languages.has(entry.language))
    .sort((one, other) => other.length - one.length)
}

/** The first token after "give me a list of all". */
export const askingEnd = (reading: Reading): number => {
  const { tokens } = reading
  let at = 0
  for (;;) {
    const ask = entriesOf(reading, at, 'ask').find(({ sense }) => sense === 'list')
    const small = entriesOf(reading, at, 'listing').find(({ sense }) => sense === 'own' || sense === 'of')
    const polite = entriesOf(reading, at, 'filler').find(
      ({ sense }) => sense === 'polite' && tokens[at]?.word !== 'first',
    )
    const found = ask && !isNamed(tokens, at) ? ask : (small ?? polite)
    if (!found) return at
    at += found.length
  }
}
