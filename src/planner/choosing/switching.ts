import { sensesOfVerb } from '../../language/lexicon.ts'
import { wordsOf } from '../../language/words.ts'
import type { PageNode } from '../page/page.ts'
import { isChoice, isField, isOn, isToggle, isTypable } from '../page/roles.ts'
import type { Choose, Toggle } from '../reading/intent.ts'
import { actionOn, type Candidate, candidateFor } from './candidate.ts'
import type { Context } from './context.ts'
import { isLoose } from './kinds.ts'
import { type Fit, isButtonLike, textsOf, toCandidates } from './pressing.ts'
import { resolve } from './resolve.ts'
import type { Scored } from './score.ts'
import { isGeneric } from './told.ts'

/* Toggles and choices: ticked, switched, chosen. */

/** A cell that is pressed chooses no row. */
const CELLS = new Set(['cell', 'gridcell'])

const toggleFit: (intent: Toggle) => Fit =
  ({ to }) =>
  ({ node }) => {
    if (isToggle(node)) return node.role === 'button' ? 0.75 : 1
    if (node.role === 'radio' || node.role === 'menuitemradio') return to === false ? undefined : 0.8
    if (node.role === 'option' || node.role === 'treeitem') return node.state.selected === undefined ? 0.4 : 0.6
    if (node.state.checked !== undefined || node.state.selected !== undefined) return 0.6
    if (CELLS.has(node.role)) return undefined
    return isField(node) ? undefined : node.interactive && node.role !== 'link' ? 0.3 : undefined
  }

/** Ticks, unticks or switches; nothing where it is so already. */
export const toggleCandidates = (context: Context, { to, ...intent }: Toggle): readonly Candidate[] => {
  const { page, trail, looks } = context
  const fit = toggleFit({ ...intent, ...(to === undefined ? {} : { to }) })
  return toCandidates(resolve(page, intent.target, { fit, trail, looks, isPlain: true }), scored =>
    setTo(context, scored, to, isTick(intent.verb) ? 'tick' : 'switch'),
  )
}

/** A verb that says nothing but to tick or untick: "mark" and "select" name deeds and choices too. */
const isTick = (verb: string): boolean => {
  const senses = sensesOfVerb(verb)
  return (senses.has('check') || senses.has('uncheck')) && senses.size === 1
}

/** Brings a toggle or choice to a state. What shows no state may be pressed to be chosen, not to be switched: it may be on already. */
export const setTo = (
  { page }: Context,
  scored: Scored,
  to: boolean | undefined,
  by?: 'tick' | 'switch',
): Candidate => {
  const { node } = page.nodes[scored.at] as PageNode
  const now = isOn(node)
  if (to !== undefined && now === to) return candidateFor(page, scored, { isAlready: true })
  const isDrawn = node.role === 'generic'
  const isChosen = by === undefined && node.role === 'button'
  const isOne = node.role === 'radio' || node.role === 'option' || now === undefined || isDrawn || isChosen
  // A plain button is pressed by whoever says so: who says to tick it is told that it cannot be ticked.
  const isPress = isOne && !(by === 'tick' && node.role === 'button')
  const method = to === undefined || isPress ? 'click' : to ? 'check' : 'uncheck'
  const showsNone = now === undefined && !isChoice(node) && !isButtonLike(node) && !/^menuitem/.test(node.role)
  const isBlind = now === undefined && (to === false || (to === true && showsNone && by !== undefined))
  return candidateFor(page, scored, { actions: [actionOn(page, scored.at, method)], bonus: isBlind ? -0.5 : 0 })
}

const chooseFit: Fit = ({ node }) => {
  if (isChoice(node) || node.role === 'menuitem') return 1
  if (isToggle(node)) return 0.95
  if (isTypable(node)) return undefined
  if (isButtonLike(node)) return node.state.pressed === undefined ? 0.7 : 0.9
  if (node.role === 'link') return 0.55
  return node.interactive ? 0.75 : 0.3
}

/** Whether an item has a box of its own to be chosen by. */
const hasTick = ({ page }: Context, at: number): boolean => {
  const item = page.itemOf[at] ?? -1
  return (
    item >= 0 &&
    page.nodes.slice(item, page.nodes[item]?.end).some(({ node }) => node.role === 'checkbox' || node.role === 'radio')
  )
}

/** Chooses what is named itself: a radio button, an entry of a list, a card. */
export const chooseCandidates = (context: Context, { target, verb }: Choose): readonly Candidate[] => {
  const { page, trail, looks } = context
  const isRow =
    target.count !== undefined ||
    target.except.length > 0 ||
    (wordsOf(target.head).every(isGeneric) && target.kinds.length + target.places.length > 0 && isLoose(target.kinds))
  const isTableRow = target.kinds.includes('row')
  const fit: Fit = isRow
    ? element =>
        (element.node.role === 'link' && hasTick(context, element.at)) || (isTableRow && CELLS.has(element.node.role))
          ? undefined
          : chooseFit(element)
    : chooseFit
  const ask = { fit, trail, looks, isPlain: true, verb }
  const make = (scored: Scored): Candidate => setTo(context, scored, true)
  const candidates = toCandidates(resolve(page, target, ask), make)
  if (candidates.some(({ unaccounted }) => unaccounted.length === 0)) return candidates
  return [...candidates, ...toCandidates(resolve(page, target, { ...ask, among: textsOf(context) }), make)]
}
