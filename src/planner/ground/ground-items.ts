import { parseTarget } from '../grammar/target.ts'
import type { Intent, Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import { groundClick } from './ground-clicks.ts'
import { groundSet } from './ground-fields.ts'
import type { Grounding } from './grounding.ts'
import { readNumberWord } from './number-words.ts'
import { act, actionOn, done, isFound } from './outcome.ts'
import { isSaidInItem, itemsWithAll, saysVerb } from './own-words.ts'
import { isTypable, type PageNode } from './page.ts'
import { EMPTY_TARGET, resolveTarget } from './target.ts'
import { tokenize } from './text.ts'

const OPENS = /^(?:open|view|read|visit|see|go|browse)$/

/** The one item that has all the words said that any item has; undefined where that is none, or two. */
const itemSaying = ({ page, intent }: GroundContext): number | undefined => {
  const target = intent.target ?? EMPTY_TARGET
  const inScopes = tokenize(target.scopes.map(scope => scope.text).join(' ')).filter(({ stop }) => !stop)
  const words = [...tokenize(target.text), ...inScopes].filter(({ stop, generic }) => !stop && !generic)
  const known = words.filter(token => isSaidInItem(page, token))
  if (known.length === 0 || !inScopes.every(token => known.includes(token) || token.generic)) return undefined
  const hits = itemsWithAll(page, known)
  return hits.length === 1 ? hits[0] : undefined
}

/** "open the book by Solnit": the title of the one item that says so, where the title itself has none of the words. */
const openingItem = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const isNumbered = /#\d/.test(intent.target?.text ?? '')
  if (!OPENS.test(intent.word) || intent.target === undefined) return undefined
  if (intent.target.scopes.length === 0 && !isNumbered) return undefined
  const item = itemSaying(context)
  if (item === undefined) return undefined
  const end = page.nodes[item]?.end ?? item + 1
  const links = page.candidates.filter(at => at >= item && at < end && page.nodes[at]?.node.role === 'link')
  const titles = links.filter(at => page.nodes[page.parentOf(at)]?.node.role === 'heading')
  const [only] = titles.length === 1 ? titles : links.length === 1 ? links : []
  return only === undefined ? undefined : done([actionOn(page, only, 'click')])
}

/** "like post #3": in the one item that has all the words, the one button that says the verb. */
const actingInItem = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const target = intent.target ?? EMPTY_TARGET
  const words = tokenize(target.text).filter(({ stop, generic }) => !stop && !generic)
  if (intent.verb !== 'do' || intent.pairs !== undefined || words.length === 0) return undefined
  if (target.ordinal !== undefined || target.superlative !== undefined || target.all === true) return undefined
  if (words.some(token => page.find(token).length === 0)) return undefined
  const item = itemSaying(context)
  if (item === undefined) return undefined
  const end = page.nodes[item]?.end ?? item + 1
  const fits = page.candidates.filter(
    at =>
      at >= item &&
      at < end &&
      /^(?:button|link|switch|menuitem)$/.test(page.nodes[at]?.node.role ?? '') &&
      saysVerb(page.nodes[at] as PageNode, intent.word),
  )
  const [only] = fits
  return only === undefined || fits.length > 1 || page.nodes[only]?.node.state.disabled === true
    ? undefined
    : done([actionOn(page, only, 'click')])
}

const COUNTED = /^(?:\d+|two|three|four|five|six|several|another)\b/i
const ADDS = /^(?:add|save|put)\s+(?:the\s+)?(.+?)\s+(?:to|in|into|on|onto)\s+(?:my\s+|the\s+|your\s+)?(.+)$/i

/** "add the town hall to my favourites": the button of that item is called by where it puts things. */
const addingTo = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const [, thing = '', place = ''] = ADDS.exec(intent.text) ?? []
  if (thing === '' || intent.pairs !== undefined || COUNTED.test(thing)) return undefined
  const target: Target = {
    ...EMPTY_TARGET,
    text: place,
    whole: place,
    scopes: [{ relation: 'row', text: thing, quoted: false, soft: false }],
  }
  const clicking: Intent = { ...intent, verb: 'click', word: 'press', target }
  const picked = resolveTarget({
    ...context,
    intent: clicking,
    target,
    fit: node => (/^(?:button|switch|checkbox|link)$/.test(node.role) ? 0 : undefined),
  })
  if (picked.kind !== 'one' || picked.best.own < 0.6 || picked.best.recall < 0.75) return undefined
  return act(page, picked, found => done([actionOn(page, found.at, 'click')]))
}

/** "add two pairs to the cart": the count first, then the button. */
export const addingSeveral = (context: GroundContext): Grounding | undefined => {
  const { intent } = context
  const said = /^add\s+(\d+|two|three|four|five|six)\s+(?:\S+\s+){0,4}?(to\s+.+)$/i.exec(intent.text)
  const amount = said === null ? undefined : readNumberWord(said[1] ?? '')
  if (amount === undefined) return undefined
  const count: Target = { ...EMPTY_TARGET, text: 'quantity', whole: 'quantity' }
  const set = groundSet({
    ...context,
    intent: { ...intent, verb: 'set', word: 'set', target: count, value: String(amount) },
  })
  const place = said?.[2] ?? ''
  const pressing: Intent = { ...intent, text: `add ${place}`, target: parseTarget(place, []) }
  if (set.kind === 'already') return groundClick({ ...context, intent: pressing })
  return set.kind === 'actions' ? { ...set, next: [...set.next, pressing] } : undefined
}

/** An act that hands a thing on: verb, thing, place. */
export const HANDS =
  /^(assign|share|export|move|save|send|forward|compart\p{L}+|partage\p{L}*|teile?n?)\s+(.+?)\s+(?:to|into|as|via|by|with|por|par|per|an|über)\s+(?:my\s+|the\s+)?(.+)$/iu

/** "assign the projector ticket to Petra": the button of that item opens the list in which Petra is chosen. */
const handingTo = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  const [, word = '', thing = '', place = ''] = HANDS.exec(intent.text) ?? []
  if (thing === '' || intent.pairs !== undefined) return undefined
  const verb: Intent = { ...intent, verb: 'do', word: word.toLowerCase(), target: parseTarget(thing, []) }
  const inItem = groundClick({ ...context, intent: verb })
  const [action] = inItem.kind === 'actions' ? inItem.actions : []
  const found = page.nodes.find(({ node }) => node.ref === action?.ref) ?? openerSaying(context, word)
  if (found === undefined || isTypable(found.node) || !saysVerb(found, word)) return undefined
  const target = parseTarget(place, [])
  const choosing: Intent = { ...intent, verb: 'choose', word: 'pick', text: place, target, revealed: 1 }
  return done([actionOn(page, found.at, 'click')], { next: [choosing] })
}

/** The one menu button of the page that says the verb: "Share" of a whole article. */
const openerSaying = ({ page }: GroundContext, word: string): PageNode | undefined => {
  const openers = page.candidates
    .map(at => page.nodes[at] as PageNode)
    .filter(found => found.node.state.haspopup !== undefined && !isTypable(found.node) && saysVerb(found, word))
  return openers.length === 1 ? openers[0] : undefined
}

/** The same before anything else, where the thing alone names one item: the button beside another's name is not meant. */
export const groundHanding = (context: GroundContext): Grounding | undefined => {
  const { intent } = context
  const thing = HANDS.exec(intent.text)?.[2] ?? ''
  const alone: GroundContext = {
    ...context,
    intent: { ...intent, target: { ...EMPTY_TARGET, text: thing, whole: thing } },
  }
  return thing === '' || intent.revealed !== undefined || itemSaying(alone) === undefined
    ? undefined
    : handingTo(context)
}

const ONWARD = /^(?:continue|proceed|go on|move on|carry on|advance)\s+(?:on\s+)?to\s/i
const NEXT = /^(?:continue|next|next step|proceed|weiter|suivant|continuer|siguiente|continuar|avanti|volgende)$/i

/** "go on to the costs": the button that only says "Continue". */
const goingOn = ({ page, intent }: GroundContext): Grounding | undefined => {
  if (!ONWARD.test(intent.text)) return undefined
  const buttons = page.candidates.filter(
    at => page.nodes[at]?.node.role === 'button' && NEXT.test((page.nodes[at]?.label ?? '').trim()),
  )
  const [only] = buttons
  return only === undefined || buttons.length > 1 ? undefined : done([actionOn(page, only, 'click')])
}

/** Acts on one of several alike whose button does not say it all; undefined where none is meant. */
export const groundItem = (context: GroundContext): Grounding | undefined => {
  if (context.intent.revealed !== undefined) return undefined
  for (const way of [goingOn, addingSeveral, addingTo, handingTo, openingItem, actingInItem]) {
    const grounding = way(context)
    if (grounding !== undefined && isFound(grounding)) return grounding
  }
  return undefined
}
