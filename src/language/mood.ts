import { entryAt, type Sentence } from './sentence.ts'

/** asks: something is to be done. The others ask for nothing, whatever verbs are in them. */
export type Mood = 'asks' | 'forbids' | 'questions' | 'states'

/** Tokens [from, to) of a sentence, all in one mood. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly mood: Mood
}

const HARD = new Set(['.', '!', '?', ';', '。', '！', '？'])
const SOFT = new Set([',', '–', '—', '-', ':', '，', '、'])

const COLON = new Set([':'])

const isMark = (sentence: Sentence, at: number, marks: ReadonlySet<string>): boolean => {
  const token = sentence.tokens[at]
  return token?.kind === 'mark' && marks.has(token.text)
}

/** Whether a full stop ends a sentence here: "Dr. Hale" and "6 a.m. on" do not. */
const endsSentence = (sentence: Sentence, at: number): boolean => {
  const { tokens, text } = sentence
  const [mark, before, next] = [tokens[at], tokens[at - 1], tokens[at + 1]]
  if (!mark || !isMark(sentence, at, HARD)) return false
  if (mark.text === ';' || next === undefined || /\n/.test(text.slice(mark.end, next.start))) return true
  if (next.glued || before === undefined) return false
  if (mark.text !== '.') return /^[\p{Lu}\p{N}]/u.test(next.text)
  const isShort = before.kind === 'word' && (/^\p{Lu}\p{Ll}?$/u.test(before.text) || before.text.includes('.'))
  return !isShort && /^[\p{Lu}\p{N}]/u.test(next.text)
}

const isJoint = (sentence: Sentence, at: number): boolean =>
  isMark(sentence, at, SOFT) || entryAt(sentence, at, { class: 'joint' }) !== undefined

/** "First, …", "now press …": words that only tell the order of steps, where a verb or a comma follows. */
const sequenceAt = (sentence: Sentence, at: number, to: number): number => {
  const length = entryAt(sentence, at, { class: 'filler', sense: 'sequence' })?.length ?? 0
  const next = at + length
  if (length === 0 || next >= to) return 0
  const isFollowed = isMark(sentence, next, SOFT) || startsStep(sentence, next, to)
  return isFollowed ? length : 0
}

const NOUNS = new Set(['generic', 'kind', 'unit'])

const isNoun = (sentence: Sentence, at: number): boolean =>
  isMark(sentence, at + 1, COLON) || sentence.entries[at]?.some(entry => NOUNS.has(entry.class)) === true

/** A verb, a polite word or a condition; many words for deeds are nouns as well: "First name", "next page". */
const startsStep = (sentence: Sentence, at: number, to: number): boolean =>
  sentence.entries[at]?.some(
    ({ class: name, sense, length }) =>
      (name === 'verb' && ((sense !== 'deed' && at + length < to) || !isNoun(sentence, at))) ||
      name === 'mood' ||
      (name === 'filler' && sense !== 'article' && sense !== 'tail'),
  ) === true

/** A word that joins steps; "next" of "next page" says which page. */
const jointAt = (sentence: Sentence, at: number, to: number): number => {
  const length = entryAt(sentence, at, { class: 'joint' })?.length ?? 0
  const isOrder = length > 0 && entryAt(sentence, at, { class: 'order' }) !== undefined
  return isOrder && !startsStep(sentence, at + length, to) && !isMark(sentence, at + length, SOFT) ? 0 : length
}

/** First token after joints and polite openers: "and then please". */
export const skipOpeners = (sentence: Sentence, from: number, to: number): number => {
  let at = from
  while (at < to) {
    const polite = entryAt(sentence, at, { class: 'filler', sense: 'polite' })
    const forbids = entryAt(sentence, at, { class: 'mood', sense: 'not' })
    const joint = isMark(sentence, at, SOFT) ? 1 : jointAt(sentence, at, to)
    const sequence = sequenceAt(sentence, at, to)
    if (forbids && forbids.length >= (polite?.length ?? 0)) return at
    const length = Math.max(polite?.length ?? 0, joint, sequence)
    if (length === 0) return at
    at += length
  }
  return at
}

const startsWithVerb = (sentence: Sentence, at: number): boolean => {
  const verb = entryAt(sentence, at, { class: 'verb' })
  if (verb === undefined) return false
  const next = at + verb.length
  const isSubject = entryAt(sentence, next, { class: 'mood', sense: 'is' }) !== undefined
  return !isSubject || /^\p{Lu}/u.test(sentence.tokens[next]?.text ?? '')
}

const forbidsAt = (sentence: Sentence, at: number): boolean =>
  entryAt(sentence, at, { class: 'mood', sense: 'not' }) !== undefined

/** Whether an unquoted "not" in small letters stands anywhere in it, but for one that names an exception. */
const hasNegation = (sentence: Sentence, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) {
    const token = sentence.tokens[at]
    if (!forbidsAt(sentence, at) || (at > from && /^\p{Lu}/u.test(token?.text ?? ''))) continue
    const isException = at > from && (isJoint(sentence, at - 1) || isMark(sentence, at - 1, SOFT))
    if (!isException) return true
  }
  return false
}

/** Languages whose verb comes before its "not": "lösche den Brief nicht". */
const NEGATES_LATE = new Set(['de', 'nl', 'fr'])

const forbids = (sentence: Sentence, from: number, to: number): boolean => {
  if (forbidsAt(sentence, from)) return true
  if (NEGATES_LATE.has(sentence.language)) return hasNegation(sentence, from, to)
  return !startsWithVerb(sentence, from) && hasNegation(sentence, from, to)
}

/** "When the dialog appears, press OK": what follows the comma is asked for. */
const hasCondition = (sentence: Sentence, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1)
    if (isMark(sentence, at, SOFT) && startsWithVerb(sentence, skipOpeners(sentence, at, to))) return true
  return false
}

/** After "would you mind" and the like: a verb, also one that stands last ("… den Brief löschen?") or ends in -ing. */
const mayAsk = (sentence: Sentence, start: number): boolean =>
  sentence.language !== 'en' || startsWithVerb(sentence, start) || /ing$/.test(sentence.tokens[start]?.word ?? '')

const questions = (sentence: Sentence, stretch: { from: number; start: number; to: number }): boolean => {
  const { from, start, to } = stretch
  const isPolite = start > from
  if (isMark(sentence, to, new Set(['?', '？'])) && !isPolite && !startsWithVerb(sentence, start)) return true
  if (isPolite && isMark(sentence, to, new Set(['?', '？'])) && !mayAsk(sentence, start)) return true
  const asks = entryAt(sentence, start, { class: 'mood', sense: 'ask' })
  const isLabel = asks !== undefined && isMark(sentence, start + asks.length, COLON)
  return asks !== undefined && !isLabel && !hasCondition(sentence, start, to)
}

const DEFINITE = new Set(['the', 'der', 'die', 'das', 'le', 'la', 'el', 'il', 'de', 'het'])

/** "Surname is Okonkwo", "my height is 182": a value said of a field, and no statement about the page. */
const givesValue = (sentence: Sentence, start: number, at: number, to: number): boolean => {
  const equals = entryAt(sentence, at, { class: 'mood', sense: 'equals' })
  const value = sentence.tokens[at + (equals?.length ?? 0)]
  const opener = sentence.tokens[start]?.word ?? ''
  if (equals === undefined || value === undefined || at + equals.length >= to || at === start) return false
  if (entryAt(sentence, start, { class: 'filler', sense: 'pronoun' })) return false
  if (value.kind === 'quote') return true
  return !DEFINITE.has(opener) && /[\p{Lu}\p{N}@#]/u.test(value.text)
}

const states = (sentence: Sentence, start: number, to: number): boolean => {
  if (entryAt(sentence, start, { class: 'mood', sense: 'wish' })) return true
  if (entryAt(sentence, start, { class: 'mood', sense: 'if' }) || startsWithVerb(sentence, start)) return false
  for (let at = start; at < to; at += 1) {
    const isOther = isMark(sentence, at, SOFT) || entryAt(sentence, at, { class: 'mood', sense: 'if' })
    if (isOther || entryAt(sentence, at, { class: 'mood', sense: 'should' })) return false
    if (at > start && entryAt(sentence, at, { class: 'mood', sense: 'is' })) return !givesValue(sentence, start, at, to)
  }
  return false
}

const moodOf = (sentence: Sentence, from: number, to: number): Mood => {
  const start = skipOpeners(sentence, from, to)
  if (forbids(sentence, start, to)) return 'forbids'
  if (questions(sentence, { from, start, to })) return 'questions'
  return states(sentence, start, to) ? 'states' : 'asks'
}

/** Where a new stretch begins inside a sentence: at what forbids after something else, and at what is asked after that. */
const innerBreaks = (sentence: Sentence, from: number, to: number): number[] => {
  const breaks: number[] = []
  let isForbidding = forbidsAt(sentence, skipOpeners(sentence, from, to))
  for (let at = from + 1; at < to; at += 1) {
    if (!isJoint(sentence, at - 1) || (isJoint(sentence, at) && at + 1 < to)) continue
    const start = skipOpeners(sentence, at, to)
    const isContrast = isMark(sentence, at - 1, SOFT) || entryAt(sentence, at - 1, { class: 'joint', sense: 'but' })
    const isException = entryAt(sentence, start, { class: 'except' }) !== undefined
    if (!isForbidding && forbidsAt(sentence, start) && startsAnew(sentence, start, isException)) {
      breaks.push(at)
      isForbidding = true
    } else if (isForbidding && isContrast && startsWithVerb(sentence, start) && saysWhat(sentence, from, at)) {
      breaks.push(at)
      isForbidding = false
    }
  }
  return breaks
}

/** Whether a verb was forbidden already: "do not, under any circumstances, send it" has none before its last comma. */
const saysWhat = (sentence: Sentence, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (entryAt(sentence, at, { class: 'verb' })) return true
  return false
}

/** "…, not the second one" leaves something out; "…, do not press it" forbids. */
const startsAnew = (sentence: Sentence, at: number, isException: boolean): boolean => {
  const not = entryAt(sentence, at, { class: 'mood', sense: 'not' })
  return !isException || (not !== undefined && entryAt(sentence, at + not.length, { class: 'verb' }) !== undefined)
}

/** A text in stretches of one mood each, in order. Quotations decide nothing. Pure; never throws. */
export const stretchesOf = (sentence: Sentence): readonly Stretch[] => {
  const stretches: Stretch[] = []
  const add = (from: number, to: number): void => {
    const cuts = [from, ...innerBreaks(sentence, from, to), to]
    for (const [i, cut] of cuts.slice(0, -1).entries()) {
      const end = cuts[i + 1] ?? to
      if (cut < end) stretches.push({ from: cut, to: end, mood: moodOf(sentence, cut, end) })
    }
  }
  let from = 0
  for (let at = 0; at < sentence.tokens.length; at += 1) {
    if (!endsSentence(sentence, at)) continue
    add(from, at)
    from = at + 1
  }
  add(from, sentence.tokens.length)
  return stretches
}

const WHY: Readonly<Record<Exclude<Mood, 'asks'>, string>> = {
  forbids: 'The instruction says what is not to be done, and nothing that is.',
  questions: 'This is a question; act does things and answers none. Ask extract.',
  states: 'This says how something is, and asks for nothing.',
}

/** What of a text asks for something, or in plain words why nothing does. A question anywhere asks for nothing. */
export const askedOf = (
  sentence: Sentence,
): { readonly asked: readonly Stretch[] } | { readonly asked: undefined; readonly why: string } => {
  const stretches = stretchesOf(sentence)
  const asked = stretches.filter(({ mood }) => mood === 'asks')
  const other = stretches.find(({ mood }) => mood === 'questions') ?? stretches.find(({ mood }) => mood !== 'asks')
  if (other && other.mood !== 'asks' && (asked.length === 0 || other.mood === 'questions'))
    return { asked: undefined, why: WHY[other.mood] }
  return { asked }
}
