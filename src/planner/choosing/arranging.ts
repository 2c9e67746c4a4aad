import { entriesAt, type WordClass } from '../../language/lexicon.ts'
import { fold } from '../../language/text.ts'
import { tokenize } from '../../language/tokens.ts'
import { likeness, type Word, wordsOf } from '../../language/words.ts'
import type { Page, PageNode } from '../page/page.ts'
import { isChoice, isSelect, isToggle, isTypable } from '../page/roles.ts'
import { nothingAt } from '../reading/build.ts'
import type { Choose, Description, Filter, Search, Sort, Step } from '../reading/intent.ts'
import { actionOn, type Candidate, candidateFor } from './candidate.ts'
import type { Context } from './context.ts'
import { optionCandidates, selectIn } from './options.ts'
import { pressCandidates, toCandidates } from './pressing.ts'
import { withoutName } from './putting.ts'
import { resolve } from './resolve.ts'
import type { Scored } from './score.ts'
import { chooseCandidates, toggleCandidates } from './switching.ts'
import { createQuery, isTopic, type Told } from './told.ts'

const LEAST = 0.6

/** The senses of a class that stand anywhere in a text: the orders in "Price: low to high". */
const sensesIn = (text: string, name: WordClass): readonly string[] => {
  const tokens = tokenize(fold(text))
  return tokens.flatMap((_, at) => entriesAt(tokens, at).flatMap(entry => (entry.class === name ? [entry.sense] : [])))
}

/** What orders by its words: "cheapest first" is price, ascending. */
const ORDERS: Readonly<Record<string, readonly [key: string, direction: Sort['direction']]>> = {
  'min price': ['price', 'ascending'],
  'max price': ['price', 'descending'],
  'max date': ['date', 'descending'],
  'min date': ['date', 'ascending'],
  'max rating': ['rating', 'descending'],
  'min rating': ['rating', 'ascending'],
}
const CONCEPT_ORDERS: Readonly<Record<string, readonly [key: string, direction: Sort['direction']]>> = {
  newest: ['date', 'descending'],
  cheapest: ['price', 'ascending'],
  dearest: ['price', 'descending'],
}

interface Order {
  readonly key: readonly Word[]
  readonly kind: string | undefined
  readonly direction: Sort['direction']
}

/** What a label, or what was said, orders by, and which way. */
const orderOf = (text: string, said?: Sort['direction']): Order => {
  const [sense] = sensesIn(text, 'sort').filter(each => each === 'ascending' || each === 'descending')
  const superlative = sensesIn(text, 'superlative').map(each => ORDERS[each])[0]
  const concept = wordsOf(text).flatMap(({ concepts }) =>
    concepts.flatMap(each => (CONCEPT_ORDERS[each] ? [CONCEPT_ORDERS[each]] : [])),
  )[0]
  const [kind, direction] = superlative ?? concept ?? []
  return {
    key: wordsOf(text).filter(({ isStop }) => !isStop),
    kind,
    direction: said ?? (sense as Sort['direction']) ?? direction,
  }
}

const hasWord = (words: readonly Word[], word: Word): boolean => words.some(other => likeness(word, other) >= LEAST)

/** Words of an order that only say which way. */
const isDirection = ({ word }: Word): boolean =>
  /^(?:low|high|lowest|highest|first|last|order|up|down|ascending|descending|to|a|z)$/.test(word)

/** How well a label orders as was asked, 0 to 1. */
const orderFit = (label: string, wanted: Order): number => {
  const own = orderOf(label)
  const key = wanted.key.filter(word => !isDirection(word))
  const missing = key.filter(
    word => !hasWord(own.key, word) && !(wanted.kind !== undefined && own.kind === wanted.kind),
  )
  const isKind =
    wanted.kind !== undefined && (own.kind === wanted.kind || own.key.some(({ word }) => word === wanted.kind))
  if (missing.length > 0 && !isKind) return 0
  if (key.length === 0 && !isKind) return 0
  if (wanted.direction !== undefined && own.direction !== undefined && own.direction !== wanted.direction) return 0
  const extra = own.key.filter(word => !isDirection(word) && !hasWord(wanted.key, word)).length
  const isDirected = wanted.direction === own.direction
  return (isDirected ? 1 : 0.8) - Math.min(0.3, extra * 0.08)
}

const plainScore = (at: number, score: number): Scored => ({
  at,
  score,
  features: {},
  unaccounted: [],
  isExact: false,
  own: 1,
  isNamed: true,
})

const isHeader = ({ at, node }: PageNode, { page }: Context): boolean =>
  node.role === 'columnheader' || page.nodes[page.nodes[at]?.node.parent ?? -1]?.node.role === 'columnheader'

/** Telling words of what is arranged that nothing answers: "updating devices" is not all devices. */
const untold = (page: Page, things: Description | undefined, answers: (told: Told) => boolean): readonly Told[] =>
  things === undefined ? [] : createQuery(page, things).told.filter(told => told.isTelling && !answers(told))

/** Sorts: by a list of orders, a column's header, or a button that says the order. */
export const sortCandidates = (context: Context, { key, direction, things }: Sort): readonly Candidate[] => {
  const { page } = context
  if (untold(page, things, ({ found }) => found.seen.length > 0).length > 0) return []
  const wanted = orderOf(key, direction)
  const unnamed = key === '' ? { ...wanted, key: [] } : wanted
  return page.nodes.flatMap(element => {
    const { node, at, label } = element
    if (isSelect(node)) {
      return (node.options ?? []).flatMap(({ name }) => {
        const fit = orderFit(name, unnamed)
        return fit > 0 ? [candidateFor(page, plainScore(at, fit), selectIn(context, element, name))] : []
      })
    }
    const header = isHeader(element, context)
    const mayPress = node.interactive && (header || !isTypable(node)) && !isToggleBox(node.role)
    if (!mayPress && !(header && node.role === 'columnheader')) return []
    const isNested = header && !node.interactive && page.operable.some(other => other > at && other < element.end)
    const fit = isNested ? 0 : orderFit(label, unnamed)
    if (fit === 0) return []
    const again = header && direction === 'descending' ? [actionOn(page, at, 'click')] : []
    const bonus = header ? 0 : -0.1
    return [candidateFor(page, plainScore(at, fit), { actions: [actionOn(page, at, 'click'), ...again], bonus })]
  })
}

const isToggleBox = (role: string): boolean => role === 'checkbox' || role === 'switch' || role === 'radio'

/** Keeps to what was named: the box, option or button that says it. */
export const filterCandidates = (context: Context, intent: Filter): readonly Candidate[] => {
  const { page } = context
  if (untold(page, intent.things, told => isTopic(page, told)).length > 0) return []
  if (intent.isShown) return optionCandidates(context, intent.target)
  const choose: Choose = { ...intent, act: 'choose' }
  const direct = [
    ...toggleCandidates(context, { ...intent, act: 'toggle', to: true }),
    ...chooseCandidates(context, choose),
    ...optionCandidates(context, intent.target),
  ]
  return direct
    .filter(({ isNamed, at }) => isNamed && page.nodes[page.itemOf[at] ?? -1]?.node.role !== 'row')
    .filter(({ at }) => {
      const node = page.nodes[at]?.node
      return (
        node !== undefined &&
        (isToggle(node) || isChoice(node) || isSelect(node) || node.role === 'button' || node.role === 'link')
      )
    })
}

const isSearchLike = ({ node, words, extra }: PageNode): boolean =>
  node.role === 'searchbox' ||
  node.inputType === 'search' ||
  [...words, ...extra].some(({ concepts }) => concepts.includes('search'))

/** What is typed into it finds something among what is there, and makes nothing. */
export const isFinding = (element: PageNode): boolean =>
  isSearchLike(element) || [...element.words, ...element.extra].some(({ concepts }) => concepts.includes('filter'))

/** Whether a later step sends what was typed: then Enter is left to it. */
const isSentLater = ({ later }: Context): boolean => {
  const [next] = later
  if (!next) return false
  if (next.act === 'key') return next.chords.includes('Enter')
  if (next.act === 'submit') return true
  const words = next.act === 'press' ? wordsOf(`${next.deed} ${next.target.whole}`) : []
  return words.some(
    ({ concepts, word }) => concepts.some(each => /^(?:search|submit|confirm)$/.test(each)) || word === 'go',
  )
}

/** That a field is for searching says all that is needed of it. */
const SEARCHES = 0.9
/** How much the words that say where to search may add. */
const MOST_WHERE = 0.3

/** Searches: the page's search field takes the words, and Enter. */
export const searchCandidates = (context: Context, { query, where }: Search): readonly Candidate[] => {
  const { page, trail, looks } = context
  const fields = resolve(page, where ?? nothingAt(query.span), {
    fit: element => (isTypable(element.node) ? (isSearchLike(element) ? 1 : 0.3) : undefined),
    trail,
    looks,
    isPlain: false,
  })
  const found = fields.ranked.filter(({ at }) => isSearchLike(page.nodes[at] as PageNode))
  return toCandidates({ ranked: found }, scored => {
    const { text } = withoutName(query, page.nodes[scored.at] as PageNode)
    const field = actionOn(page, scored.at, 'fill', [text])
    const enter = actionOn(page, scored.at, 'press', ['Enter'])
    const isSet = page.nodes[scored.at]?.node.value === text
    const actions = [...(isSet ? [] : [field]), ...(isSentLater(context) ? [] : [enter])]
    return candidateFor(page, { ...scored, score: Math.min(scored.score, MOST_WHERE) }, { actions, bonus: SEARCHES })
  })
}

/** The next or previous of a unit, so many times. */
export const stepCandidates = (context: Context, { to, unit, times, ...said }: Step): readonly Candidate[] => {
  const words = to === 'next' ? ['next', 'forward'] : ['previous', 'back']
  return words.flatMap(word =>
    [`${word} ${unit}`, word].flatMap((head, i) =>
      pressCandidates(context, {
        ...said,
        ...{ act: 'press', way: 'click', deed: '', times, isLabel: false },
        target: { ...nothingAt(said.span), head, whole: head },
      }).map(candidate => ({ ...candidate, score: candidate.score - i * 0.05 })),
    ),
  )
}
