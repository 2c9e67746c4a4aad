import { countOf } from '../../language/numbers.ts'
import type { Sentence } from '../../language/sentence.ts'
import { entryAt } from '../../language/sentence.ts'
import { textOf } from '../../language/tokens.ts'
import type { Match } from './chart.ts'
import { describe, splitList } from './description.ts'
import type { Description, Intent, PointerWay, Put, Span, Value } from './intent.ts'
import { readChords } from './keys.ts'
import { INSIDE_VALUE, isTornQuote, isVerb, readingsOf, valueCost, valueIn } from './phrases.ts'

/** What every intent of a clause has in common. */
export interface Clause {
  readonly sentence: Sentence
  readonly span: Span
  readonly times: number
}

/** How much less likely it is that only the beginning of a verb is the verb: "fill" of "fill in". */
const CUT_VERB = 0.4

/** An intent of any act without what all have in common. */
type Draft = Intent extends infer Any ? (Any extends Intent ? Omit<Any, 'span' | 'verb' | 'cost'> : never) : never

interface Drafted {
  readonly draft: Draft
  readonly cost: number
}

type Build = (match: Match, clause: Clause) => readonly Drafted[]

const slot = ({ slots }: Match, name: string): Span | undefined => slots[name]

/** One draft for each way to read a phrase. */
const withEach = (
  { sentence }: Clause,
  span: Span | undefined,
  make: (thing: Description) => Draft,
): readonly Drafted[] =>
  span === undefined ? [] : readingsOf(sentence, span).map(([thing, cost]) => ({ draft: make(thing), cost }))

/** "I learned something new" gives no field a value. */
const SUBJECTS = new Set('i we you they he she it ich wir je nous yo io ik'.split(' '))

/** Whether a token stands inside words that belong together: "address" of "email address". */
const isInside = ({ entries }: Sentence, at: number): boolean =>
  [1, 2].some(back => entries[at - back]?.some(row => row.length > back) === true)

/** A value that begins with what joins two things was cut too late. */
const isCut = (sentence: Sentence, [from]: Span): boolean =>
  (entryAt(sentence, from, { class: 'joint' }) !== undefined && sentence.tokens[from]?.text !== '&') ||
  /^[,;:]$/.test(sentence.tokens[from]?.text ?? '')

/** "The": an article alone names nothing. */
const isNothing = (sentence: Sentence, [from, to]: Span): boolean =>
  entryAt(sentence, from, { class: 'filler', sense: 'article' })?.length === to - from

const BARE = '<field> <value>'

const buildPut: Build = (match, clause) => {
  const { sentence } = clause
  const said = slot(match, 'value')
  if (said === undefined || isTornQuote(sentence, said) || isCut(sentence, said)) return []
  const opens = sentence.entries[clause.span[0]] ?? []
  if (
    match.production.verbless === true &&
    match.production.form === BARE &&
    opens.some(row => row.class === 'relation')
  )
    return []
  if (match.production.verbless === true && SUBJECTS.has(sentence.tokens[clause.span[0]]?.word ?? '')) return []
  const old = slot(match, 'old')
  const way = match.production.way as Put['way']
  const base = {
    act: 'put' as const,
    way,
    value: valueIn(sentence, said),
    ...(old ? { old: valueIn(sentence, old) } : {}),
    ...(match.production.form === BARE ? { isBare: true as const } : {}),
  }
  const cost = valueCost(sentence, said)
  const field = slot(match, 'field')
  if (field === undefined) return [{ draft: base, cost }]
  if (isNothing(sentence, field)) return []
  const within = slot(match, 'place')
  const place = within ? [{ relation: 'in' as const, thing: describe(sentence, within) }] : []
  const isOdd = sentence.tokens.slice(...field).some(({ kind }) => kind === 'quote') && field[1] - field[0] > 4
  const isTorn = field[1] === said[0] && isInside(sentence, said[0])
  return withEach(clause, field, thing => ({ ...base, field: { ...thing, places: [...thing.places, ...place] } })).map(
    ({ draft, cost: more }) => ({
      draft,
      cost: cost + more + (isOdd ? INSIDE_VALUE.preposition : 0) + (isTorn ? INSIDE_VALUE.step : 0),
    }),
  )
}

const wayOf = ({ way }: Match['production'], { kinds }: Description): PointerWay =>
  (way === 'open' && kinds.includes('tooltip') ? 'hover' : way) as PointerWay

/** "Only the cards with the label bug": some are to be kept, none is to be pressed. */
const isOnly = (match: Match, { sentence }: Clause): boolean =>
  entryAt(sentence, slot(match, 'target')?.[0] ?? -1, { class: 'quantity', sense: 'only' }) !== undefined

const buildPress: Build = (match, clause) => {
  if (isOnly(match, clause)) return []
  const within = slot(match, 'place')
  const places = within ? [{ relation: 'in' as const, thing: describe(clause.sentence, within) }] : []
  return withEach(clause, slot(match, 'target'), target => ({
    act: 'press',
    way: wayOf(match.production, target),
    deed: '',
    target: { ...target, places: [...target.places, ...places] },
    times: clause.times,
    isLabel: false,
  }))
}

/** What is not said. */
export const nothingAt = (span: Span): Description => ({
  span,
  whole: '',
  head: '',
  quotes: [],
  kinds: [],
  places: [],
  except: [],
})

const buildDeed: Build = (match, clause) => {
  const { sentence, times } = clause
  const verb = match.verb ?? clause.span
  const deed = textOf(sentence.text, sentence.tokens, verb)
  const base = { act: 'press' as const, way: 'click' as const, deed, times, isLabel: false }
  const target = slot(match, 'target')
  if (target === undefined) return [{ draft: { ...base, target: nothingAt([verb[1], verb[1]]) }, cost: 0 }]
  return withEach(clause, target, thing => ({ ...base, target: thing }))
}

const isTrue = (to: unknown): { readonly to?: boolean } => (typeof to === 'boolean' ? { to } : {})

/** What is sorted or filtered. */
const thingsIn = (match: Match, sentence: Sentence): { readonly things?: Description } => {
  const things = slot(match, 'things')
  return things ? { things: describe(sentence, things) } : {}
}

const buildSort: Build = (match, clause) => {
  const { sentence } = clause
  const key = slot(match, 'key')
  const sense = match.senses['sort']
  const direction =
    sense === 'ascending' || sense === 'descending' ? { direction: sense as 'ascending' | 'descending' } : {}
  const { superlative = '' } = match.senses
  const verbs = match.verb ? match.verb[1] : 0
  const said = key
    ? valueIn(sentence, key).text
    : superlative === ''
      ? ''
      : textOf(sentence.text, sentence.tokens, [verbs, clause.span[1]])
  const isCutLate =
    key !== undefined && sentence.entries.slice(...key).some(rows => rows.some(row => row.class === 'sort'))
  return [
    {
      draft: { act: 'sort', key: said, ...direction, ...thingsIn(match, sentence) },
      cost: isCutLate ? INSIDE_VALUE.step : 0,
    },
  ]
}

const buildStep: Build = (match, { times: said }) => {
  const { amount = '1', unit = '', order, verb } = match.senses
  const to = order === 'previous' || verb === 'back' ? 'previous' : 'next'
  return [{ draft: { act: 'step', to, unit, times: countOf(amount) ?? said } as Draft, cost: 0 }]
}

const buildKey: Build = (match, clause) => {
  const keys = slot(match, 'keys')
  const chords = keys ? readChords(clause.sentence, keys) : undefined
  if (chords === undefined) return []
  const at = slot(match, 'at')
  const base = { act: 'key' as const, chords, times: clause.times }
  return at ? withEach(clause, at, thing => ({ ...base, at: thing })) : [{ draft: base, cost: 0 }]
}

const buildScroll: Build = (match, clause) => {
  const target = slot(match, 'target')
  const said = match.senses['direction']
  const direction = said ?? (target ? undefined : 'down')
  const base = { act: 'scroll' as const, ...(direction ? { direction } : {}) }
  return target ? withEach(clause, target, thing => ({ ...base, target: thing })) : [{ draft: base, cost: 0 }]
}

const pairOf = (sentence: Sentence, span: Span): { readonly hint: string; readonly value: Value } => {
  const [from, to] = span
  const article = entryAt(sentence, from, { class: 'filler', sense: 'article' })?.length ?? 0
  const split = from + article + 1
  if (split >= to) return { hint: '', value: valueIn(sentence, span) }
  return {
    hint: textOf(sentence.text, sentence.tokens, [from + article, split]),
    value: valueIn(sentence, [split, to]),
  }
}

const stepsIn = (sentence: Sentence, [from, to]: Span): number => {
  let steps = 0
  for (let at = from; at < to; at += 1) {
    const joint = entryAt(sentence, at, { class: 'joint' })
    if (joint && isVerb(sentence, at + joint.length, to)) steps += 1
  }
  return steps
}

const plainValue = (sentence: Sentence, [from, to]: Span): Value =>
  valueIn(sentence, [
    from + (from + 1 < to ? (entryAt(sentence, from, { class: 'filler', sense: 'article' })?.length ?? 0) : 0),
    to,
  ])

const buildCompose: Build = (match, { sentence }) => {
  const verb = match.verb
  if (verb === undefined) return []
  const [thing, value, pairs, rest, choice] = ['thing', 'value', 'pairs', 'rest', 'choice'].map(name =>
    slot(match, name),
  )
  const isCalled = match.production.form.includes('name.called')
  const isLiteral = rest !== undefined && sentence.tokens.slice(...rest).some(({ text }) => /.@./.test(text))
  const values = [
    ...(value ? [{ hint: '', value: { ...valueIn(sentence, value), ...(isCalled ? { quoted: true } : {}) } }] : []),
    ...(choice ? [{ hint: '', value: plainValue(sentence, choice) }] : []),
    ...(isLiteral ? [{ hint: 'to', value: valueIn(sentence, rest) }] : []),
    ...splitList(sentence, pairs ?? [0, 0]).map(span => pairOf(sentence, span)),
  ]
  if (value && !isCalled && isTornQuote(sentence, value)) return []
  const draft = {
    act: 'compose' as const,
    deed: textOf(sentence.text, sentence.tokens, verb),
    values,
    ...(thing ? { thing: describe(sentence, thing) } : {}),
    ...(rest && !isLiteral ? { rest: describe(sentence, rest) } : {}),
  }
  const inPairs = pairs ? stepsIn(sentence, pairs) * INSIDE_VALUE.step : 0
  return [{ draft, cost: inPairs + (value ? valueCost(sentence, value) : 0) }]
}

const BUILD: Readonly<Record<string, Build>> = {
  put: buildPut,
  press: buildPress,
  deed: buildDeed,
  choose: (match, clause) => withEach(clause, slot(match, 'target'), target => ({ act: 'choose', target })),
  toggle: (match, clause) =>
    withEach(clause, slot(match, 'target'), target => ({ act: 'toggle', target, ...isTrue(match.production.to) })),
  fold: (match, clause) =>
    isOnly(match, clause)
      ? []
      : withEach(clause, slot(match, 'target'), target => ({ act: 'fold', target, to: match.production.to }) as Draft),
  close: (match, clause) => withEach(clause, slot(match, 'target'), target => ({ act: 'close', target })),
  clear: (match, clause) => withEach(clause, slot(match, 'field'), field => ({ act: 'clear', field })),
  sort: buildSort,
  filter: (match, clause) =>
    withEach(clause, slot(match, 'target'), target => ({
      act: 'filter',
      target,
      isShown: match.production.way === 'show',
      ...thingsIn(match, clause.sentence),
    })),
  search: (match, { sentence }) => {
    const [query, where] = [slot(match, 'query'), slot(match, 'where')]
    if (query === undefined) return []
    const place = where ? { where: describe(sentence, where) } : {}
    return [{ draft: { act: 'search', query: valueIn(sentence, query), ...place }, cost: valueCost(sentence, query) }]
  },
  step: buildStep,
  drag: (match, clause) => {
    const onto = slot(match, 'onto')
    if (onto === undefined) return []
    return withEach(clause, slot(match, 'what'), what => ({ act: 'drag', what, onto: describe(clause.sentence, onto) }))
  },
  key: buildKey,
  scroll: buildScroll,
  history: match => [{ draft: { act: 'history', to: match.production.to } as Draft, cost: 0 }],
  wait: (match, { sentence }) => {
    const text = slot(match, 'text')
    return text ? [{ draft: { act: 'wait', text: valueIn(sentence, text) }, cost: 0 }] : []
  },
  submit: (match, clause) =>
    slot(match, 'target')
      ? withEach(clause, slot(match, 'target'), target => ({ act: 'submit', target }))
      : [{ draft: { act: 'submit' }, cost: 0 }],
  compose: buildCompose,
  upload: () => [{ draft: { act: 'upload' }, cost: 0 }],
}

/** The intents that a match of a form of an act comes to: one for each way to read its phrases. */
export const buildIntents = (act: string, match: Match, clause: Clause): readonly Intent[] => {
  const { sentence, span } = clause
  const verb = match.verb ? textOf(sentence.text, sentence.tokens, match.verb) : ''
  const built = BUILD[act]?.(match, clause) ?? []
  const cut = match.isCut ? CUT_VERB : 0
  return built.map(
    ({ draft, cost }) => ({ ...draft, span, verb, cost: cost + cut + (match.production.cost ?? 0) }) as Intent,
  )
}
