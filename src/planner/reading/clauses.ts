import { entriesAt } from '../../language/lexicon.ts'
import { skipOpeners } from '../../language/mood.ts'
import { timesOf } from '../../language/numbers.ts'
import { entryAt, type Sentence } from '../../language/sentence.ts'
import { textOf, tokenize } from '../../language/tokens.ts'
import { buildIntents, type Clause, nothingAt } from './build.ts'
import { matchForm, type Production } from './chart.ts'
import { cornerAt, describe, nameOnly } from './description.ts'
import type { Description, Intent, Place, Relation, Span } from './intent.ts'
import productions from './productions.json' with { type: 'json' }
import { isMark, SEAM_MARKS, startsWithVerb } from './seams.ts'

/** Readings that are kept of one clause, the likeliest first. */
const MOST_CLAUSE_READINGS = 14
/** What is unlikely about a clause. */
const COST = {
  inherited: 0.6,
  label: 0.55,
  longLabel: 0.12,
  place: 0.05,
  loose: 0.12,
  valueEnd: 4,
  unframed: 1,
  bare: 0.5,
} as const
/** A label of more words than this is rare. */
const COMMON_LABEL = 4

type Act = keyof typeof productions

/** Polite words and times off the end of a clause. */
const trimTail = (
  sentence: Sentence,
  [from, to]: Span,
  isLoose = false,
): { readonly span: Span; readonly times: number } => {
  let end = to
  let times = 1
  for (let again = true; again && end > from + 1; ) {
    again = false
    for (let at = Math.max(from + 1, end - 4); at < end; at += 1) {
      const rest = textOf(sentence.text, sentence.tokens, [at, end])
      const tail =
        entryAt(sentence, at, { class: 'filler', sense: 'tail' }) ??
        (isLoose ? entryAt(sentence, at, { class: 'filler', sense: 'loose_tail' }) : undefined)
      const often = timesOf(rest)
      if (often === undefined && (tail === undefined || at + tail.length !== end)) continue
      times = often ?? times
      end = isMark(sentence, at - 1) && at - 1 > from ? at - 1 : at
      again = true
      break
    }
  }
  return { span: [from, end], times }
}

/** A value's last word is rather part of it than politeness: "set the title to Fog, again". */
const HAS_VALUE = new Set<string>(['put', 'search', 'compose'])

const ACTS = Object.keys(productions) as Act[]

/** The German and Dutch part of a verb that stands at the end: "lege … ab", "vul … in". */
const trimParticle = (sentence: Sentence, [from, to]: Span): Span | undefined => {
  if (sentence.language !== 'de' && sentence.language !== 'nl') return undefined
  const particle = entryAt(sentence, to - 1, { class: 'particle' })
  return particle && to - 1 > from + 1 ? [from, to - 1] : undefined
}

const intentsIn = (clause: Clause, isFit: (production: Production) => boolean): readonly Intent[] =>
  ACTS.flatMap(act =>
    (productions[act] as readonly Production[])
      .filter(isFit)
      .flatMap(production =>
        matchForm(clause.sentence, clause.span, production).flatMap(match => buildIntents(act, match, clause)),
      ),
  )

/** In the middle of a sentence a verb begins with a small letter. */
const isCapital = ({ tokens }: Sentence, at: number): boolean => at > 0 && /^\p{Lu}\p{Ll}/u.test(tokens[at]?.text ?? '')

/** A clause whose words are the label of what is pressed, all of them. */
const labelIntent = ({ sentence, span, times }: Clause, isVerbal: boolean): Intent => ({
  act: 'press',
  way: 'click',
  deed: '',
  target: nameOnly(sentence, span),
  times,
  isLabel: true,
  span,
  verb: '',
  cost: (isVerbal ? COST.label : 0) + COST.longLabel * Math.max(0, span[1] - span[0] - COMMON_LABEL),
})

/** A verb that nobody listed, where the clause is the whole instruction: "frobnicate the gizmo". */
const unknownDeed = ({ sentence, span: [from, to], times }: Clause): readonly Intent[] => {
  const token = sentence.tokens[from]
  if (to - from < 2 || token?.kind !== 'word' || !/^\p{L}{3,}$/u.test(token.text)) return []
  const rest: Span = [from + 1, to]
  return [describe(sentence, rest), nameOnly(sentence, rest)].map(target => ({
    ...{ act: 'press' as const, way: 'click' as const, deed: token.text, target, times, isLabel: false },
    ...{ span: [from, to] as Span, verb: token.text, cost: 0.8 },
  }))
}

export const cheapest = <Costed extends { readonly cost: number }>(
  list: readonly Costed[],
  most: number,
): readonly Costed[] => [...list].sort((one, other) => one.cost - other.cost).slice(0, most)

interface Context {
  readonly sentence: Sentence
  /** The clause may lean on nothing before it. */
  readonly isFirst: boolean
  readonly isWhole: boolean
}

/** "A pop-up is open": where the thing ends. Undefined where it is said to be anything but there, which nothing here can tell. */
const presentEnd = (sentence: Sentence, [from, to]: Span): number | undefined => {
  for (let at = from + 1; at < to; at += 1) {
    const is = entryAt(sentence, at, { class: 'mood', sense: 'is' })
    if (is === undefined) continue
    const present = entryAt(sentence, at + is.length, { class: 'state', sense: 'present' })
    return present !== undefined && at + is.length + present.length === to ? at : undefined
  }
  return to
}

const conditionOf = (
  sentence: Sentence,
  span: Span,
): { readonly condition: Description; readonly rest: Span } | undefined => {
  const [from, to] = span
  const condition = entryAt(sentence, from, { class: 'mood', sense: 'if' })
  if (condition === undefined) return undefined
  for (let at = from + 1; at < to; at += 1) {
    const isComma = isMark(sentence, at) && SEAM_MARKS.has(sentence.tokens[at]?.text ?? '')
    const next = skipOpeners(sentence, isComma ? at + 1 : at, to)
    if (!isComma || !startsWithVerb(sentence, next)) continue
    const there = entryAt(sentence, from + condition.length, { class: 'mood', sense: 'there' })
    const start = from + condition.length + (there?.length ?? 0)
    const end = presentEnd(sentence, [start, at])
    return end === undefined ? undefined : { condition: describe(sentence, [start, end]), rest: [next, to] }
  }
  return undefined
}

/** A clause as it stands, without what may be a polite end of it ("now", "here"), and without the end of a German verb. */
const clausesOf = (sentence: Sentence, kept: Span, times: number): readonly (Clause & { readonly extra: number })[] => {
  const loose = trimTail(sentence, kept, true)
  const particle = trimParticle(sentence, kept)
  return [
    { sentence, span: kept, times, extra: 0 },
    ...(loose.span[1] < kept[1]
      ? [{ sentence, span: loose.span, times: Math.max(times, loose.times), extra: COST.loose }]
      : []),
    ...(particle ? [{ sentence, span: particle, times, extra: 0 }] : []),
  ]
}

/** Every way to read one clause as one step. */
export const readClause = ({ sentence, isFirst, isWhole }: Context, span: Span): readonly Intent[] => {
  const start = skipOpeners(sentence, ...span)
  const conditional = conditionOf(sentence, [start, span[1]])
  if (conditional) {
    const { condition, rest } = conditional
    return readClause({ sentence, isFirst, isWhole: false }, rest).map(intent => ({ ...intent, condition }))
  }
  const { span: kept, times } = trimTail(sentence, [start, span[1]])
  if (kept[0] >= kept[1]) return []
  const clauses = clausesOf(sentence, kept, times)
  const isVerbal = startsWithVerb(sentence, kept[0])
  const mayMatch = ({ verbless, form }: Production): boolean =>
    verbless === true
      ? isFirst && (!isVerbal || form.includes('colon') || form.includes('mood.should'))
      : isVerbal || form.startsWith('prep')
  const asSaid = clauses.flatMap(({ extra, ...clause }) =>
    intentsIn(clause, mayMatch).map(
      intent => ({ ...intent, cost: intent.cost + extra * (HAS_VALUE.has(intent.act) ? COST.valueEnd : 1) }) as Intent,
    ),
  )
  const placed = placedClause({ sentence, isFirst, isWhole }, kept).map(intent =>
    'times' in intent && times > 1 ? { ...intent, times } : intent,
  )
  const label = labelIntent({ sentence, span: kept, times }, isVerbal || !isWhole)
  const mayBeLabel = isVerbal || isWhole
  const unknown = !isVerbal && isWhole && placed.length === 0 ? unknownDeed({ sentence, span: kept, times }) : []
  return cheapest(distinct([...asSaid, ...placed, ...(mayBeLabel ? [label] : []), ...unknown]), MOST_CLAUSE_READINGS)
}

/** The same intent read twice is one: the cheaper. */
const distinct = (intents: readonly Intent[]): readonly Intent[] => {
  const byWords = new Map<string, Intent>()
  for (const intent of intents) {
    const { cost, ...words } = intent
    const key = JSON.stringify(words, (name, value) => (name === 'span' ? undefined : value))
    const known = byWords.get(key)
    if (known === undefined || known.cost > cost) byWords.set(key, intent)
  }
  return [...byWords.values()]
}

/** "In the Billing section, press Save": the place was said first. */
const placedClause = (context: Context, [from, to]: Span): readonly Intent[] => {
  const { sentence } = context
  const [entry] =
    sentence.entries[from]?.filter(
      row => row.class === 'relation' || row.class === 'preposition' || row.class === 'place',
    ) ?? []
  if (entry === undefined) return []
  const placed: Intent[] = []
  for (let at = from + entry.length + 1; at < to; at += 1) {
    const isComma = isMark(sentence, at) && SEAM_MARKS.has(sentence.tokens[at]?.text ?? '')
    const next = skipOpeners(sentence, at, to)
    if (!startsWithVerb(sentence, next) || (!isComma && next > at)) continue
    const corner = cornerAt(sentence, [from, at])
    const thing = describe(sentence, [from + entry.length, at])
    const relation = RELATION_OF[entry.sense] ?? 'in'
    for (const intent of readClause({ ...context, isWhole: false }, [next, to])) {
      const there = corner ? withCorner(intent, corner) : withPlace(intent, { relation, thing })
      if (there) placed.push({ ...there, cost: there.cost + COST.place + (isComma ? 0 : COST.bare) })
    }
    if (isComma) break
  }
  return placed
}

const RELATION_OF: Readonly<Record<string, Relation>> = { under: 'under', above: 'above', beside: 'beside', for: 'for' }

const withCorner = (intent: Intent, corner: string): Intent | undefined =>
  'target' in intent && intent.target !== undefined
    ? ({ ...intent, target: { ...intent.target, corner } } as Intent)
    : undefined

const withPlace = (intent: Intent, place: Place): Intent | undefined => {
  if (intent.act === 'put')
    return {
      ...intent,
      field: { ...(intent.field ?? nothingAt(intent.span)), places: [...(intent.field?.places ?? []), place] },
    }
  if (!('target' in intent) || intent.target === undefined) return undefined
  return { ...intent, target: { ...intent.target, places: [...intent.target.places, place] } } as Intent
}

/** A clause without a verb of its own goes on with what the one before it did: "tick Bread and Eggs". */
export const continueClause = (sentence: Sentence, span: Span, before: Intent): readonly Intent[] => {
  const start = skipOpeners(sentence, ...span)
  const { span: kept, times } = trimTail(sentence, [start, span[1]])
  if (kept[0] >= kept[1] || (startsWithVerb(sentence, kept[0]) && !isCapital(sentence, kept[0]))) return []
  const verb = verbOf(sentence, before)
  if (verb === undefined) return []
  const clause: Clause = { sentence, span: kept, times }
  const act = before.act === 'press' && before.deed !== '' ? 'deed' : before.act
  const own = tailsOf(act, production => goesOn(production, before))
  const valued = act === 'choose' ? tailsOf('put', ({ way }) => way === 'choose') : []
  return [...own, ...valued]
    .flatMap(([name, production]) =>
      matchForm(sentence, kept, production).map(match => [name, { ...match, verb }] as const),
    )
    .flatMap(([name, match]) => buildIntents(name, match, clause))
    .flatMap(intent => framedLike(intent, before))
    .map(intent => ({ ...intent, verb: before.verb, cost: intent.cost + COST.inherited, leans: true }) as Intent)
}

/** Whether a phrase names no thing but a kind of thing: "the mails". */
const isGeneral = (head: string): boolean => {
  const tokens = tokenize(head.toLowerCase())
  return tokens.every((_, at) =>
    entriesAt(tokens, at).some(
      entry => entry.class === 'generic' || entry.class === 'kind' || entry.class === 'filler',
    ),
  )
}

/** "The rows of Alice and Bo": what comes after the first is of the same kind, for another. */
const framedLike = (intent: Intent, before: Intent): readonly Intent[] => {
  if (!('target' in intent && intent.target && 'target' in before && before.target)) return [intent]
  const [place] = before.target.places
  if (
    !isGeneral(before.target.head) ||
    place === undefined ||
    before.target.places.length > 1 ||
    intent.target.places.length > 0
  )
    return [intent]
  const target = {
    ...before.target,
    span: intent.target.span,
    whole: intent.target.whole,
    places: [{ relation: place.relation, thing: intent.target }],
  }
  const framed = { ...intent, target } as Intent
  return intent.act === 'press' ? [framed, { ...intent, cost: intent.cost + COST.unframed }] : [framed]
}

/** The forms of an act with their verb left out. */
const tailsOf = (
  act: Act | 'deed',
  isFit: (production: Production) => boolean,
): readonly (readonly [Act | 'deed', Production])[] =>
  (productions[act] as readonly Production[])
    .filter(isFit)
    .flatMap(withoutVerb)
    .map(production => [act, production] as const)

/** Whether a production does what a step did: ticks where it ticked, types where it typed. */
const goesOn = ({ way, to }: Production, before: Intent): boolean => {
  const did = before as { readonly way?: string; readonly to?: unknown }
  return (way === undefined || did.way === undefined || way === did.way) && (to === undefined || to === did.to)
}

const LONGEST_VERB = 6

/** Where the verb of a step stands: in it, or before it where it goes on with what another did. */
const verbOf = (sentence: Sentence, { span, verb }: Intent): Span | undefined => {
  if (verb === '') return undefined
  for (let from = span[0]; from >= 0; from -= 1)
    for (let to = from + 1; to <= Math.min(from + LONGEST_VERB, span[1]); to += 1)
      if (textOf(sentence.text, sentence.tokens, [from, to]) === verb) return [from, to]
  return undefined
}

const tailForms = new Map<string, readonly Production[]>()

/** A form with its verb left out; none where the verb is all that tells the act. */
const withoutVerb = (production: Production): readonly Production[] => {
  const known = tailForms.get(production.form)
  if (known) return known
  const isLeading = /^verb\.\w+ /.test(production.form)
  const tail = isLeading ? [{ ...production, form: production.form.replace(/^verb\.\w+ /, '') }] : []
  tailForms.set(production.form, tail)
  return tail
}
