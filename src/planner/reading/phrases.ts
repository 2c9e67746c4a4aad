import { entryAt, type Sentence } from '../../language/sentence.ts'
import { textOf } from '../../language/tokens.ts'
import { describe, nameOnly } from './description.ts'
import type { Description, Span, Value } from './intent.ts'
import { startsWithVerb } from './seams.ts'

const MOST_NAMING = 5

const isCalledSo = (entries: Sentence['entries'], from: number, to: number): boolean =>
  entries
    .slice(from, to - 1)
    .every(rows => rows.some(row => row.class === 'generic' || row.class === 'filler' || row.class === 'kind'))

/** The value that a span says: a lone quotation as it is, also behind "the text" and the like. */
export const valueIn = ({ text, tokens, entries }: Sentence, [from, to]: Span): Value => {
  const last = tokens[to - 1]
  const isWordy = tokens
    .slice(from, to - 1)
    .every(({ kind, text: word }) => kind === 'word' && word === word.toLowerCase())
  const isArticled = entries[from]?.some(row => row.class === 'filler' && row.sense === 'article') === true
  const isNamed =
    to - from === 1 || (isWordy && to - from <= MOST_NAMING && (isArticled || isCalledSo(entries, from, to)))
  if (last?.kind === 'quote' && isNamed) return { span: [from, to], text: last.text, quoted: true }
  return { span: [from, to], text: textOf(text, tokens, [from, to]), quoted: false }
}

/** A phrase in the ways it can be read: taken apart, and as nothing but a name. */
export const readingsOf = (sentence: Sentence, span: Span): readonly (readonly [Description, number])[] => {
  const apart = describe(sentence, span)
  const name = nameOnly(sentence, span)
  const cost = phraseCost(sentence, span)
  if (apart.head === name.head && apart.places.length === 0) return [[apart, cost]]
  const isKindOf =
    apart.head === '' &&
    apart.places.length > 0 &&
    apart.order === undefined &&
    !sentence.tokens.slice(...span).some(({ kind }) => kind === 'quote')
  if (isKindOf) return [[apart, cost]]
  const isOrderAlone = apart.order !== undefined && apart.head === '' && apart.kinds.length === 0
  if (isOrderAlone && apart.places.length === 0) return [[apart, cost]]
  const isCounted = apart.order !== undefined || typeof apart.count === 'number'
  const plain = isCounted ? describe(sentence, span, { isCounted: false }) : undefined
  const uncounted =
    plain === undefined ? [] : ([[{ ...plain, isUncounted: true, quotes: [plain.head] }, cost]] as const)
  const counted = plain === undefined ? apart : { ...apart, counted: plain.head }
  const unsplit =
    apart.places.length < 2 ? [] : ([[describe(sentence, span, { isSplit: false }), cost + NAME_ONLY / 2]] as const)
  return [
    [counted, cost],
    ...unsplit,
    ...uncounted,
    [
      {
        ...name,
        isName: true,
        quotes: plain === undefined && apart.superlative === undefined ? name.quotes : [name.head],
      },
      cost + NAME_ONLY,
    ],
  ]
}

/** How much less likely each of these makes it that a stretch is one phrase: what parts steps rather stands between them. */
const INSIDE_PHRASE = { as: 0.4, only: 0.4, and: 0.3, later: 1, mark: 0.7, verb: 0.7 } as const

/** "Right after Berlin": a word that may part steps says here where something stands. */
const isRelation = ({ entries }: Sentence, at: number): boolean =>
  [at - 1, at].some(start => entries[start]?.some(row => row.class === 'relation' && start + row.length > at))

const phraseCost = (sentence: Sentence, [from, to]: Span): number => {
  let cost = entryAt(sentence, from, { class: 'quantity', sense: 'only' }) ? INSIDE_PHRASE.only : 0
  for (let at = from; at < to; at += 1) {
    const joint = entryAt(sentence, at, { class: 'joint' })
    const isComma = sentence.tokens[at]?.kind === 'mark' && /[,;:]/.test(sentence.tokens[at]?.text ?? '')
    if (at > from && entryAt(sentence, at, { class: 'preposition', sense: 'as' }) && sentence.tokens[at]?.text === 'as')
      cost += INSIDE_PHRASE.as
    if (!joint && !isComma) continue
    if (joint && isRelation(sentence, at)) {
      cost += INSIDE_PHRASE.and
      continue
    }
    const next = at + (joint?.length ?? 1)
    if (sentence.entries[next]?.some(entry => entry.class === 'verb')) cost += INSIDE_PHRASE.verb
    cost += isComma ? INSIDE_PHRASE.mark : joint?.sense === 'and' ? INSIDE_PHRASE.and : INSIDE_PHRASE.later
  }
  return cost
}

/** How much less likely it is that order, kind and place words are all part of a name. */
const NAME_ONLY = 0.15
/** How much each of these inside an unquoted value takes away: a value rarely has the words that end it. */
export const INSIDE_VALUE = {
  field: 3,
  joint: 0.45,
  step: 1.5,
  preposition: 1,
  mark: 0.25,
  article: 0.3,
  particle: 0.5,
} as const

/** "… as the surname": what follows names a field. */
const isFieldNamed = (sentence: Sentence, at: number): boolean => {
  const as = entryAt(sentence, at, { class: 'preposition', sense: 'as' })
  return as !== undefined && entryAt(sentence, at + as.length, { class: 'filler', sense: 'article' }) !== undefined
}

export const isVerb = ({ entries }: Sentence, at: number, to: number): boolean =>
  at < to && entries[at]?.some(({ class: name, sense }) => name === 'verb' && sense !== 'deed') === true

/** How unlikely a stretch is as a value: by the words in it that would rather end it. */
export const valueCost = (sentence: Sentence, [from, to]: Span): number => {
  const isSplit = (sentence.language === 'de' || sentence.language === 'nl') && to - from > 1
  const endsInParticle = isSplit && entryAt(sentence, to - 1, { class: 'particle' }) !== undefined
  const article =
    to - from > 1 &&
    sentence.tokens[from]?.text === sentence.tokens[from]?.word &&
    entryAt(sentence, from, { class: 'filler', sense: 'article' })
  let cost = (endsInParticle ? INSIDE_VALUE.particle : 0) + (article ? INSIDE_VALUE.article : 0)
  for (let at = from; at < to; at += 1) {
    const token = sentence.tokens[at]
    if (token?.kind === 'quote' && to - from > 3) cost += INSIDE_VALUE.preposition
    const joint = entryAt(sentence, at, { class: 'joint' })
    if (joint && token?.text !== '&')
      cost += INSIDE_VALUE.joint + (isVerb(sentence, at + joint.length, to) ? INSIDE_VALUE.step : 0)
    else if (at > from && isFieldNamed(sentence, at)) cost += INSIDE_VALUE.field
    else if (at > from && entryAt(sentence, at, { class: 'preposition', sense: 'into' }))
      cost += INSIDE_VALUE.preposition
    else if (token?.kind === 'mark' && token.text === ':') cost += INSIDE_VALUE.preposition
    else if (token?.kind === 'mark' && token.text === ',')
      cost += INSIDE_VALUE.mark + (startsWithVerb(sentence, at + 1) && at + 1 < to ? INSIDE_VALUE.step : 0)
  }
  return cost
}

/** "Jo saying “Calm seas”": words around a quotation say something of it, and are no text to be typed. */
export const isTornQuote = (sentence: Sentence, [from, to]: Span): boolean =>
  !valueIn(sentence, [from, to]).quoted && sentence.tokens.slice(from, to).some(({ kind }) => kind === 'quote')
