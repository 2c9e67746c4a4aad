import { countOf, ordinalOf } from '../../language/numbers.ts'
import { entryAt, type Sentence } from '../../language/sentence.ts'
import { textOf } from '../../language/tokens.ts'
import { wordsOf } from '../../language/words.ts'
import type { Description, Place, Relation, Span, Superlative } from './intent.ts'

/** What has been taken off a phrase so far. */
interface Draft {
  readonly span: Span
  readonly head: Span
  readonly kinds: readonly string[]
  readonly places: readonly Place[]
  readonly except: readonly Description[]
  readonly order?: number
  readonly superlative?: Superlative
  readonly count?: number | 'all'
  readonly corner?: string
}

/** Where one word has several meanings, the first of these counts. */
const RELATIONS = ['right_of', 'left_of', 'beside', 'under', 'above', 'after', 'before', 'in', 'for'] as const
/** Relations that leave nothing to doubt: a phrase may begin with one ("next to Berlin"). */
const HARD: ReadonlySet<Relation> = new Set(['right_of', 'left_of', 'beside', 'under', 'above'])
const REF = /^@?e\d+$/i

const isMark = ({ tokens }: Sentence, at: number, text: string): boolean =>
  tokens[at]?.kind === 'mark' && tokens[at]?.text === text

/** Articles and fillers off the front, punctuation off the back. */
const trim = (sentence: Sentence, [from, to]: Span): Span => {
  let [start, end] = [from, to]
  for (;;) {
    const article = start < end ? entryAt(sentence, start, { class: 'filler', sense: 'article' }) : undefined
    const isPunctuation =
      sentence.tokens[start]?.kind === 'mark' && /^[,:;(–-]$/.test(sentence.tokens[start]?.text ?? '')
    const length = isPunctuation ? 1 : (article?.length ?? 0)
    if (length === 0 || start + length >= end) break
    start += length
  }
  while (
    end > start + 1 &&
    sentence.tokens[end - 1]?.kind === 'mark' &&
    /^[,:;.)!?–-]$/.test(sentence.tokens[end - 1]?.text ?? '')
  )
    end -= 1
  return [start, end]
}

/** "… except the last one": cut off, and read by itself. */
const takeExcept = (sentence: Sentence, draft: Draft): Draft => {
  const [from, to] = draft.head
  for (let at = from + 1; at < to; at += 1) {
    const entry = entryAt(sentence, at, { class: 'except' })
    if (entry === undefined || at + entry.length >= to) continue
    const parts = splitList(sentence, [at + entry.length, to]).map(span => describe(sentence, span))
    const isComma = isMark(sentence, at - 1, ',')
    return { ...draft, head: [from, isComma ? at - 1 : at], except: parts }
  }
  return draft
}

/** Where a list falls apart: at each comma, "and" or "or". */
export const splitList = (sentence: Sentence, [from, to]: Span): Span[] => {
  const spans: Span[] = []
  let start = from
  for (let at = from; at < to; at += 1) {
    const joint = isMark(sentence, at, ',') ? 1 : (entryAt(sentence, at, { class: 'joint', sense: 'and' })?.length ?? 0)
    if (joint === 0) continue
    if (at > start) spans.push([start, at])
    start = at + joint
    at += joint - 1
  }
  if (start < to) spans.push([start, to])
  return spans
}

/** "all", "both": how many there are to be, in words that are no part of a name. */
const takeQuantity = (sentence: Sentence, draft: Draft): Draft => {
  const [from, to] = trim(sentence, draft.head)
  const all = entryAt(sentence, from, { class: 'quantity', sense: 'all' })
  if (all && from + all.length < to) return { ...draft, head: [from + all.length, to], count: 'all' }
  const both = entryAt(sentence, from, { class: 'quantity', sense: 'both' })
  if (both && from + both.length < to) return { ...draft, head: [from + both.length, to], count: 2 }
  const only = entryAt(sentence, from, { class: 'quantity', sense: 'only' })
  if (only && from + only.length < to) return { ...draft, head: [from + only.length, to] }
  return { ...draft, head: [from, to] }
}

/** "all", "both", "the two …s": how many there are to be. */
const takeCount = (sentence: Sentence, draft: Draft): Draft => {
  const rest = takeQuantity(sentence, draft)
  const [from, to] = rest.head
  const count = rest.count === undefined ? countAt(sentence, [from, to]) : undefined
  return count === undefined ? rest : { ...draft, head: [from + 1, to], count }
}

const MOST_COUNTED = 20

/** "the 2 printer tickets", "two tickets": a number before things of which there are several. Figures alone ("10 minutes") may be a name, "three dots" is a sign. */
const countAt = (sentence: Sentence, [from, to]: Span): number | undefined => {
  const text = sentence.tokens[from]?.text ?? ''
  const number = countOf(text)
  const isSaid = !/\d/.test(text) || entryAt(sentence, from - 1, { class: 'filler', sense: 'article' }) !== undefined
  const [word] = wordsOf(textOf(sentence.text, sentence.tokens, [from, to]))
  const isSeveral = sentence.tokens.slice(from + 1, to).some(({ kind, word }) => kind === 'word' && /s$/.test(word))
  const isSign = word !== undefined && word.concepts.length > 0
  return number !== undefined && number > 1 && number < MOST_COUNTED && isSaid && isSeveral && !isSign
    ? number
    : undefined
}

/** "the second …", "the last …", "#3 …": at the front. */
const takeOrder = (sentence: Sentence, draft: Draft): Draft => {
  const [from, to] = trim(sentence, draft.head)
  const entry = sentence.entries[from]?.find(row => row.class === 'ordinal')
  const token = sentence.tokens[from]
  if (isPeriod(sentence, from, to)) return { ...draft, head: [from + 1, to] }
  const order = entry ? Number(entry.sense) : token?.kind === 'word' ? ordinalOf(token.text) : undefined
  const length = entry?.length ?? 1
  if (from > 0 && /^\p{Lu}/u.test(token?.text ?? '') && /^\p{Lu}/u.test(sentence.tokens[from + length]?.text ?? ''))
    return { ...draft, head: [from, to] }
  if (order === undefined || (from + length >= to && token?.kind === 'word' && /^\d+\.?$/.test(token.text)))
    return { ...draft, head: [from, to] }
  return { ...draft, head: [from + length, to], order }
}

/** "The last 24 hours": no order, but how long. */
const isPeriod = (sentence: Sentence, from: number, to: number): boolean =>
  to - from === 3 &&
  /^(?:last|past|next|coming)$/.test(sentence.tokens[from]?.word ?? '') &&
  countOf(sentence.tokens[from + 1]?.text ?? '') !== undefined

const readSuperlative = (sense: string, key = ''): Superlative => {
  const [end, by, ...of] = sense.split(' ')
  return { end: end as Superlative['end'], by: by as Superlative['by'], ofTwo: of.length > 0, key }
}

/** "The heart of the product with the highest rating": what is compared is what the thing is of. */
const isOfOther = (sentence: Sentence, from: number, at: number): boolean => {
  for (let place = from + 1; place < at; place += 1)
    if (
      entryAt(sentence, place, { class: 'relation', sense: 'for' }) &&
      entryAt(sentence, place, { class: 'preposition', sense: 'of' })
    )
      return true
  return false
}

/** "cheapest …", "… with the highest rating": at the front or at the back. */
const takeSuperlative = (sentence: Sentence, draft: Draft): Draft => {
  const [from, to] = trim(sentence, draft.head)
  for (let at = from; at < to; at += 1) {
    const entry = entryAt(sentence, at, { class: 'superlative' })
    if (entry === undefined || at + entry.length > to) continue
    if (at === from) return { ...draft, head: [at + entry.length, to], superlative: readSuperlative(entry.sense) }
    if (isOfOther(sentence, from, at)) continue
    const key = textOf(sentence.text, sentence.tokens, [at + entry.length, to])
    if (entry.length > 1 || key === '')
      return { ...draft, head: [from, at], superlative: readSuperlative(entry.sense, key) }
  }
  return { ...draft, head: [from, to] }
}

const OF_PAGE = new Set(
  'of in on the your this my page screen window site website home feed view app corner side hand'.split(' '),
)

/** Whether what follows a corner only says that it is one of the page: "of the screen". */
const isEnd = ({ tokens }: Sentence, from: number, to: number): boolean =>
  tokens.slice(from, to).every(({ word }) => OF_PAGE.has(word))

/** The part of the screen that a phrase names, if it names nothing else: "in the upper right corner". */
export const cornerAt = (sentence: Sentence, [from, to]: Span): string | undefined => {
  for (let at = from; at < Math.min(to, from + 3); at += 1) {
    const entry = entryAt(sentence, at, { class: 'place' })
    if (entry && entry.sense !== 'end' && isEnd(sentence, at + entry.length, to)) return entry.sense
  }
  return undefined
}

/** "at the top right": part of the screen, at the back. */
const takeCorner = (sentence: Sentence, draft: Draft): Draft => {
  const [from, to] = draft.head
  for (let at = from + 1; at < to; at += 1) {
    const entry = entryAt(sentence, at, { class: 'place' })
    if (entry && entry.sense !== 'end' && isEnd(sentence, at + entry.length, to))
      return { ...draft, head: [from, isMark(sentence, at - 1, ',') ? at - 1 : at], corner: entry.sense }
  }
  return draft
}

/** Tokens in the order in which they may part a phrase: where it says where something stands, there first. */
const hardFirst = (sentence: Sentence, from: number, to: number): readonly number[] => {
  const all = Array.from({ length: to - from }, (_, i) => from + i)
  const isHard = (at: number): boolean =>
    at > from && [...HARD].some(sense => entryAt(sentence, at, { class: 'relation', sense }))
  return [...all.filter(isHard), ...all.filter(at => !isHard(at))]
}

/** The first relation in a phrase: what comes before it is named, what comes after says where or whose it is. */
const takePlace = (sentence: Sentence, draft: Draft, isSplit = true): Draft => {
  const [from, to] = draft.head
  for (const at of hardFirst(sentence, from, to)) {
    const [entry] = sentence.entries[at]?.filter(row => row.class === 'relation') ?? []
    if (entry === undefined || at + entry.length >= to) continue
    const relation = RELATIONS.find(
      sense => entryAt(sentence, at, { class: 'relation', sense })?.length === entry.length,
    )
    if (relation === undefined || (at === from && !HARD.has(relation)) || isInKind(sentence, from, at)) continue
    if (isCalled(sentence, from, at, entry.length)) continue
    const place = placeOf(sentence, relation, [at + entry.length, to])
    const rest = { ...draft, head: [from, at] as Span, places: [...draft.places, place] }
    return HARD.has(relation) && isSplit && at > from ? takePlace(sentence, rest) : rest
  }
  return draft
}

/** "The document called …": a kind and its name, and no place. */
const isCalled = (sentence: Sentence, from: number, at: number, length: number): boolean =>
  entryAt(sentence, at, { class: 'name', sense: 'called' })?.length === length &&
  sentence.entries[from]?.some(row => row.class === 'kind' && row.length === at - from) === true

/** "Campo de texto": a relation's word inside what a thing is called. */
const isInKind = ({ entries }: Sentence, from: number, at: number): boolean => {
  for (let start = from; start < at; start += 1)
    if (entries[start]?.some(row => row.class === 'kind' && start + row.length > at)) return true
  return false
}

const placeOf = (sentence: Sentence, relation: Relation, span: Span): Place => ({
  relation,
  thing: describe(sentence, span),
})

/** The longest kind that a phrase ends or begins with: "Save button", "button Save", "field labelled Name". */
const takeKinds = (sentence: Sentence, draft: Draft): Draft => {
  let [from, to] = trim(sentence, draft.head)
  const kinds: string[] = []
  for (let length = Math.min(4, to - from); length > 0; length -= 1) {
    const entries = sentence.entries[to - length]?.filter(row => row.class === 'kind' && row.length === length) ?? []
    if (entries.length === 0) continue
    kinds.push(...entries.map(({ sense }) => sense))
    to -= length
    break
  }
  if (kinds.length === 0) {
    const [first] = sentence.entries[from]?.filter(row => row.class === 'kind') ?? []
    const next = sentence.tokens[from + (first?.length ?? 0)]
    const called = entryAt(sentence, from + (first?.length ?? 0), { class: 'name', sense: 'called' })
    if (
      first &&
      next &&
      (next.kind === 'quote' ||
        called !== undefined ||
        /^[\p{Lu}\d#]/u.test(next.text) ||
        countOf(next.text) !== undefined)
    ) {
      kinds.push(
        ...(sentence.entries[from] ?? [])
          .filter(row => row.class === 'kind' && row.length === first.length)
          .map(({ sense }) => sense),
      )
      from += first.length + (called?.length ?? 0)
    }
  }
  return { ...draft, head: [from, to], kinds }
}

const finish = (sentence: Sentence, draft: Draft): Description => {
  const span = trim(sentence, draft.span)
  const head = draft.head[0] < draft.head[1] ? trim(sentence, draft.head) : draft.head
  const tokens = sentence.tokens.slice(head[0], head[1])
  const whole = textOf(sentence.text, sentence.tokens, span)
  return {
    span,
    whole,
    head: textOf(sentence.text, sentence.tokens, head),
    quotes: tokens.filter(({ kind }) => kind === 'quote').map(({ text }) => text),
    kinds: draft.kinds,
    places: draft.places,
    except: draft.except,
    ...(draft.order === undefined ? {} : { order: draft.order }),
    ...(draft.superlative === undefined ? {} : { superlative: draft.superlative }),
    ...(draft.count === undefined ? {} : { count: draft.count }),
    ...(draft.corner === undefined ? {} : { corner: draft.corner }),
    ...(REF.test(whole) ? { ref: whole.replace('@', '').toLowerCase() } : {}),
  }
}

const empty = (span: Span): Draft => ({ span, head: span, kinds: [], places: [], except: [] })

/** A phrase taken apart: order, kind, place and exception off, a name left over. Nothing of it is lost: what the page calls so as a whole is found by `whole`. "The first draft" may be called so: not counted, "first" is part of the name. */
export const describe = (sentence: Sentence, span: Span, { isCounted = true, isSplit = true } = {}): Description => {
  let draft: Draft = takeExcept(sentence, empty(trim(sentence, span)))
  if (isCounted) draft = takeOrder(sentence, takeCount(sentence, draft))
  else draft = takeQuantity(sentence, draft)
  draft = takeSuperlative(sentence, draft)
  draft = takeCorner(sentence, draft)
  draft = takePlace(sentence, draft, isSplit)
  draft = takeKinds(sentence, draft)
  return finish(sentence, draft)
}

/** The same phrase as nothing but a name. */
export const nameOnly = (sentence: Sentence, span: Span): Description => finish(sentence, empty(trim(sentence, span)))
