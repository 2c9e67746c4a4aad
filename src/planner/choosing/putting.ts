import { readDate } from '../../language/dates.ts'
import { entriesAt, sensesOfVerb } from '../../language/lexicon.ts'
import { countOf } from '../../language/numbers.ts'
import { tokenize } from '../../language/tokens.ts'
import { likeness, plainOf, wordsOf } from '../../language/words.ts'
import type { PageNode } from '../page/page.ts'
import { isChoice, isList, isRange, isSelect, isTimed, isToggle, isTypable } from '../page/roles.ts'
import type { Description, Put, Value } from '../reading/intent.ts'
import { calendarCandidates } from './calendar.ts'
import { actionOn, type Candidate, candidateFor } from './candidate.ts'
import type { Context } from './context.ts'
import { counterCandidates } from './counting.ts'
import { selectIn } from './options.ts'
import { toCandidates } from './pressing.ts'
import { type Ask, resolve } from './resolve.ts'
import type { Feature, Scored } from './score.ts'
import { setTo } from './switching.ts'
import { isGeneric } from './told.ts'
import { matchOption, numberFor, switchOf, timedFor, typedFor } from './values.ts'

/** How well a kind of field takes a value by each way of saying it: typing is for texts, choosing for lists. */
const FIT = {
  type: { text: 1, list: 0.7, range: 0.6, timed: 1, toggle: 0.3 },
  append: { text: 1, list: 0, range: 0, timed: 0, toggle: 0 },
  choose: { text: 0.45, list: 1, range: 0.7, timed: 0.95, toggle: 0.5 },
  set: { text: 0.95, list: 1, range: 1, timed: 1, toggle: 0.9 },
  raise: { text: 0.9, list: 0, range: 1, timed: 0, toggle: 0 },
  reduce: { text: 0.9, list: 0, range: 1, timed: 0, toggle: 0 },
} as const

type FieldKind = keyof (typeof FIT)['type']

const kindOf = ({ node }: PageNode): FieldKind | undefined => {
  if (isTimed(node)) return 'timed'
  if (isSelect(node) || (isList(node) && !isTypable(node))) return 'list'
  if (isRange(node) || node.inputType === 'color') return 'range'
  if (isTypable(node)) return 'text'
  return isToggle(node) ? 'toggle' : undefined
}

const fitFor =
  (way: Put['way']): Ask['fit'] =>
  element => {
    const kind = kindOf(element)
    const fit = kind === undefined ? 0 : FIT[way][kind]
    return fit > 0 ? fit : undefined
  }

/** What of a value a field takes, as an action; undefined where it takes no such value. */
export const actionFor = (
  context: Context,
  element: PageNode,
  { value, way }: Put,
): Pick<Candidate, 'actions' | 'isAlready'> | undefined => {
  const { page, reading } = context
  const { node, at } = element
  const act = (method: 'fill' | 'set' | 'select' | 'append' | 'check' | 'uncheck', text: string, now?: string) => ({
    actions: [actionOn(page, at, method, [text])],
    isAlready: now !== undefined && now === text,
  })
  const kind = kindOf(element)
  if (way === 'raise' || way === 'reduce') {
    const to = changedBy(node, value, way)
    return to === undefined ? undefined : act(kind === 'range' ? 'set' : 'fill', to)
  }
  if (way === 'append' && node.role !== 'combobox') return kind === 'text' ? act('append', value.text) : undefined
  if (kind === 'timed') {
    const timed = timedFor(value.text, node.inputType ?? '', reading)
    return timed === undefined ? undefined : act('set', timed, node.value)
  }
  if (isSelect(node)) {
    const options = node.options ?? []
    const match = matchOption(
      options.map(({ name }) => name),
      value.text,
    )
    const option = match && options[match.index]
    return option && !option.disabled ? selectIn(context, element, option.name) : undefined
  }
  if (kind === 'list')
    return { actions: [actionOn(page, at, 'select', [value.text])], isAlready: node.value === value.text }
  if (node.inputType === 'color') return act('set', value.text.trim(), node.value)
  if (kind === 'range') {
    const number = numberFor(value.text, node)
    return number === undefined ? undefined : act('set', number, node.range?.now ?? node.value)
  }
  if (kind === 'toggle') {
    const to = switchOf(value.text)
    return to === undefined ? undefined : { actions: [actionOn(page, at, to ? 'check' : 'uncheck')], isAlready: false }
  }
  if (node.role === 'combobox' && way !== 'type') return act('select', value.text, node.value)
  const text = typedFor(withoutName(value, element), node, reading)
  return text === undefined ? undefined : act('fill', text, node.value)
}

/** A number more or less than what a field holds now; undefined where it holds none. */
const changedBy = (
  { range, value: held }: PageNode['node'],
  value: Value,
  way: 'raise' | 'reduce',
): string | undefined => {
  const now = Number(range?.now ?? held ?? '')
  const by = countOf(value.text.trim().split(/\s/)[0] ?? '')
  const isKnown = (range?.now ?? held ?? '').trim() !== '' && Number.isFinite(now)
  return isKnown && by !== undefined ? String(way === 'raise' ? now + by : now - by) : undefined
}

/** "The password Blue7" for the password: what a value is called is no part of it. */
const MOST_NAMING = 4

export const withoutName = (value: Value, { words, extra }: PageNode): Value => {
  const [article, ...rest] = value.text.split(/\s+/)
  if (value.quoted || !/^(?:the|my|your)$/.test(article ?? '')) return value
  const literal = rest.findIndex(text => /[^\p{L}'’-]/u.test(text))
  if (
    literal > 0 &&
    literal === rest.length - 1 &&
    literal < MOST_NAMING &&
    rest.slice(0, literal).every(text => /^\p{Ll}+$/u.test(text))
  )
    return { ...value, text: rest[literal] as string }
  const named = [...words, ...extra]
  const isName = (count: number): boolean =>
    wordsOf(rest.slice(0, count).join(' ')).every(
      said => isGeneric(said) || named.some(word => likeness(said, word) >= 0.6),
    )
  const first = [...rest.keys()].findLast(count => count > 0 && isName(count)) ?? 0
  return first > 0 ? { ...value, text: rest.slice(first).join(' ') } : value
}

/** "From English to Welsh": what stands there now must be the old value. */
const holdsOld = ({ node }: PageNode, old: Value): boolean => {
  const now = (node.options ?? []).filter(({ selected }) => selected).map(({ name }) => name)
  return plainOf([node.value ?? '', node.range?.now ?? '', ...now].join(' ')).includes(plainOf(old.text))
}

const isSelected = (element: PageNode, value: Value): boolean =>
  isSelect(element.node) && (element.node.options ?? []).some(({ name, selected }) => selected && name === value.text)

/** A value that has the name of another field in it was cut too late. */
const SWALLOWS = -0.5

const isLongName = ({ words }: PageNode): boolean => words.length > 0 && words.some(({ isStop }) => !isStop)

const swallows = ({ page }: Context, value: Value, field: number): boolean => {
  if (value.quoted) return false
  const plain = ` ${plainOf(value.text)} `
  return page.operable.some(at => {
    const other = page.nodes[at] as PageNode
    const isOther = kindOf(other) !== undefined && (at !== field || isLongName(other))
    return isOther && other.plain.length > 1 && plain.includes(` ${other.plain} `)
  })
}

const NAMING = [
  'head.own',
  'head.hint',
  'head.caption',
  'place.own',
  'place.hint',
  'place.caption',
  'bare',
  'relation',
  'exact',
  'exactWhole',
  'verb',
] as const

/** A field must be named by its own label, or by what stands right at it: where it stands at large names nothing. */
const isNamed = ({ features, score }: Scored, names: readonly Feature[] = NAMING): boolean =>
  score >= 1.5 || names.some(name => (features[name] ?? 0) > 0)

/** Where no verb says that a value is typed ("add … to the bag"), the field must be called just so, or a field. */
const BARE_NAMING = ['exact', 'exactWhole', 'kind'] as const
/** A text is rather typed than chosen: a field for it must say itself that it is meant. */
const CHOSEN_NAMING = ['head.own', 'exact', 'exactWhole', 'relation'] as const

/** A list that shows the old value and has the new one is meant, whatever it is called. */
const BY_OLD = 0.9

const fieldCandidates = (context: Context, intent: Put, field: Description): readonly Candidate[] => {
  const { page, trail, looks } = context
  const resolved = resolve(page, field, { fit: fitFor(intent.way), trail, looks, isPlain: true, verb: intent.verb })
  const candidates = toCandidates(resolved, found => {
    const element = page.nodes[found.at] as PageNode
    const isDay = readDate(intent.value.text, context.reading)?.certain.has('day') === true
    const isChosenText = intent.way === 'choose' && kindOf(element) === 'text' && !isDay
    const isLoose = intent.isBare || (intent.way === 'append' && !intent.value.quoted)
    const isMeant = isNamed(found, isLoose ? BARE_NAMING : isChosenText ? CHOSEN_NAMING : NAMING)
    const scored = isMeant ? found : { ...found, unaccounted: [...found.unaccounted, field.whole] }
    const parts = actionFor(context, element, intent)
    const isByOld =
      intent.old !== undefined && isSelect(element.node) && holdsOld(element, intent.old) && parts !== undefined
    if (isByOld) return candidateFor(page, { ...scored, score: Math.max(scored.score, BY_OLD), unaccounted: [] }, parts)
    if (intent.old && !holdsOld(element, intent.old))
      return candidateFor(page, { ...scored, unaccounted: [...scored.unaccounted, intent.old.text] }, {})
    const isBlocked =
      element.node.state.readonly === true && isTypable(element.node) ? ('readonly' as const) : undefined
    if (!parts) return candidateFor(page, { ...scored, unaccounted: [...scored.unaccounted, intent.value.text] }, {})
    return candidateFor(page, scored, {
      bonus: swallows(context, intent.value, scored.at) ? SWALLOWS : 0,
      ...parts,
      isAlready: parts.isAlready || isSelected(element, intent.value),
      ...(isBlocked ? { isBlocked } : {}),
    })
  })
  return withNamesakes(context, candidates)
}

/** Two fields of one name, of which only one has the value: which was meant is not for us to say. */
const withNamesakes = ({ page }: Context, candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.map(candidate => {
    const plain = page.nodes[candidate.at]?.plain ?? ''
    const isNamesake = candidates.some(
      other => other.at !== candidate.at && other.unaccounted.length === 0 && page.nodes[other.at]?.plain === plain,
    )
    const isUntaken = candidate.actions.length === 0 && candidate.unaccounted.length === 1 && !candidate.isAlready
    return plain !== '' && isNamesake && isUntaken ? { ...candidate, unaccounted: [] } : candidate
  })

/** A value that is a choice in a group which the field's words name: "Set Theme to Dark", "Fish as lunch". */
const choiceCandidates = (context: Context, { value, field, way }: Put): readonly Candidate[] => {
  if (way === 'append' || way === 'raise' || way === 'reduce' || !field) return []
  const { page, trail, looks } = context
  const named: Description = {
    ...{ span: value.span, whole: value.text, head: value.text, quotes: [], kinds: [], except: [] },
    places: [{ relation: 'in', thing: field }],
  }
  const fit: Ask['fit'] = ({ node }) => {
    if (node.role === 'gridcell' && node.state.selected === undefined) return undefined
    if (isChoice(node) || node.role === 'menuitem') return way === 'type' ? 0.5 : 1
    if (isToggle(node)) return node.state.pressed === undefined ? 0.8 : 0.95
    return way === 'choose' && node.interactive && !isTypable(node) && !isList(node) ? 0.6 : undefined
  }
  return toCandidates(resolve(page, named, { fit, trail, looks, isPlain: true }), scored =>
    isNamedBy(scored) ? setTo(context, scored, true) : candidateFor(page, { ...scored, unaccounted: [value.text] }, {}),
  )
}

/** The choice itself must say the value; that it stands under the field's name is not enough. */
const isNamedBy = ({ features }: Scored): boolean => (features['head.own'] ?? 0) > 0 || (features['head.hint'] ?? 0) > 0

/** The field that is meant where none was named: the one that has the focus, or the only one. */
const unnamedField = (context: Context, intent: Put): readonly Candidate[] => {
  const { page, trail } = context
  const fields = page.operable.flatMap(at => {
    const element = page.nodes[at] as PageNode
    const isShown = page.modal < 0 || at > page.modal
    return kindOf(element) === 'text' && isShown && element.node.state.disabled !== true ? [element] : []
  })
  const focused = fields.find(({ node }) => node.state.focused === true)
  const last = fields.find(({ at }) => at === trail.at(-1))
  const [only] = fields.length === 1 ? fields : []
  const element = focused ?? last ?? only
  // "Give back the book", "leave the group": a verb that names deeds too says no typing by itself.
  const isOtherDeed = sensesOfVerb(intent.verb).has('deed') && !intent.value.quoted
  if (!element || isOtherDeed) return []
  const parts = actionFor(context, element, intent)
  const scored: Scored = {
    at: element.at,
    score: 0.95,
    features: {},
    unaccounted: [],
    isExact: false,
    own: 0,
    isNamed: true,
  }
  return parts ? [candidateFor(page, scored, parts)] : []
}

/** "Enter that" says again what was said before: it is no text. */
const isPronoun = ({ way, value }: Put): boolean =>
  way === 'type' &&
  !value.quoted &&
  entriesAt(tokenize(value.text), 0).some(
    ({ class: kind, sense, length }) =>
      kind === 'filler' && sense === 'pronoun' && length === tokenize(value.text).length,
  )

/** A calendar that was only turned is looked at again. */
const again = ({ page }: Context, intent: Put, candidate: Candidate): Candidate =>
  /\d/.test(page.nodes[candidate.at]?.label ?? '') ? candidate : { ...candidate, next: [intent] }

/** Whether an element takes a value at all. */
export const isAnyField = (element: PageNode): boolean => kindOf(element) !== undefined

/** Gives a field a value, or chooses the value in what the field's words name. */
export const putCandidates = (context: Context, intent: Put): readonly Candidate[] => {
  const { field } = intent
  if (isPronoun(intent)) return []
  if (field === undefined) return intent.way === 'choose' ? [] : unnamedField(context, intent)
  if (field.head === '' && field.kinds.length === 0 && field.places.length === 0 && field.ref === undefined) return []
  const open = context.looks.length > 0 ? calendarCandidates(context, intent.value.text) : []
  return [
    ...fieldCandidates(context, intent, field),
    ...choiceCandidates(context, intent),
    ...counterCandidates(context, intent, field),
    ...open.map(candidate => again(context, intent, candidate)),
  ]
}
