import { parseTarget } from '../grammar/target.ts'
import type { Intent, Target } from '../intent.ts'
import type { GroundContext } from './context.ts'
import { CARRIES_NOTHING } from './ground-compose.ts'
import { HANDS } from './ground-items.ts'
import type { Grounding } from './grounding.ts'
import { actionOn, done } from './outcome.ts'
import { itemsWithAll, saysVerb } from './own-words.ts'
import type { Page, PageNode } from './page.ts'
import { EMPTY_TARGET, resolveItem } from './target.ts'
import { tokenize } from './text.ts'

/** The items that have all telling words of a text. */
const itemsWith = ({ page }: GroundContext, text: string): readonly number[] =>
  itemsWithAll(
    page,
    tokenize(text).filter(token => !token.stop && !token.generic),
  )

/** The item that the words other than the verb name, by its text. */
const itemNamed = (context: GroundContext): number | undefined => {
  const { page, intent } = context
  const target = intent.target ?? EMPTY_TARGET
  const words = [target.text, ...target.scopes.map(scope => scope.text)].join(' ')
  const named = tokenize(words).filter(token => !token.stop && !token.generic)
  if (named.length === 0) return undefined
  const items = [...page.groupOf.keys()]
  const byName = target.scopes.length > 0 ? itemsWith(context, target.text) : []
  if (byName.length === 1) return byName[0]
  const hits = items
    .map(item => {
      const end = page.nodes[item]?.end ?? item + 1
      const found = named.filter(token =>
        page.find(token).some(spot => spot.at >= item && spot.at < end && spot.sim > 0.75),
      ).length
      return { item, share: found / named.length, size: end - item }
    })
    .sort((one, other) => other.share - one.share || one.size - other.size)
  const [first, second] = hits
  if (first === undefined || first.share < 0.5) return undefined
  const isNested = second !== undefined && first.item >= second.item && first.item < (page.nodes[second.item]?.end ?? 0)
  return second !== undefined && second.share === first.share && !isNested ? undefined : first.item
}

/** The smallest of several alike that is written all over with the words, though nothing in it can be operated yet. */
const plainItem = ({ page, intent }: GroundContext): number | undefined => {
  const { text = '', scopes = [] } = intent.target ?? EMPTY_TARGET
  const words = tokenize([text, ...scopes.map(scope => scope.text)].join(' ')).filter(
    token => !token.stop && !token.generic,
  )
  const [rarest, ...others] = words
    .map(word => page.find(word).filter(({ at, sim }) => sim > 0.75 && page.nodes[at]?.node.interactive !== true))
    .sort((one, other) => one.length - other.length)
  if (rarest === undefined || rarest.length === 0) return undefined
  const items = rarest.map(({ at }) => {
    for (let up = at; up >= 0; up = page.parentOf(up)) {
      const end = page.nodes[up]?.end ?? up + 1
      if (end - up > page.nodes.length * 0.4) return -1
      const has = others.every(spots => spots.some(spot => spot.at >= up && spot.at < end))
      if (has && end - up > 1 && hasTwin(page, up)) return up
    }
    return -1
  })
  const [only, second] = [...new Set(items.filter(at => at >= 0))]
  return second === undefined ? only : undefined
}

/** Whether an element has a neighbour of its kind, with something in it too. */
const hasTwin = (page: Page, at: number): boolean => {
  const { node, end } = page.nodes[at] as PageNode
  const isLike = (other: PageNode | undefined): boolean =>
    other !== undefined &&
    other.node.parent === node.parent &&
    other.node.tag === node.tag &&
    other.node.role === node.role &&
    other.end - other.at > 1
  if (isLike(page.nodes[end])) return true
  return page.nodes.slice(Math.max(0, node.parent), at).some(isLike)
}

/** Of two readings the one inside the other; none where they contradict each other. */
const smaller = (page: Page, one: number | undefined, other: number | undefined): number | undefined => {
  if (one === undefined || other === undefined) return one ?? other
  const [outer, inner] = one < other ? [one, other] : [other, one]
  return inner < (page.nodes[outer]?.end ?? 0) ? inner : undefined
}

/** The item that is meant, by its place, by comparison, or by its words. */
const itemMeant = (context: GroundContext): number | undefined => {
  const target = context.intent.target ?? EMPTY_TARGET
  if (target.all === true) return undefined
  return target.ordinal !== undefined || target.superlative !== undefined
    ? resolveItem({ ...context, target })
    : smaller(context.page, itemNamed(context), plainItem(context))
}

/** The item that an act means; of one that hands a thing on, that thing's. */
const itemOfAct = (context: GroundContext, handed: RegExpExecArray | null): number | undefined => {
  const { target: _, ...plain } = context.intent
  return itemMeant(
    handed === null ? context : { ...context, intent: { ...plain, target: parseTarget(handed[2] ?? '', []) } },
  )
}

/** Opens the menu of the item, or hovers what is to be clicked on, and looks again on the next snapshot. */
export const groundReveal = (context: GroundContext): Grounding | undefined => {
  const { page, intent } = context
  if (intent.revealed !== undefined) return undefined
  const handed = intent.pairs === undefined ? HANDS.exec(intent.text) : null
  const item = itemOfAct(context, handed)
  if (item === undefined) return intent.verb === 'click' ? hoverNamed(context) : undefined
  const menu = menuOf(page, item)
  if (menu !== undefined) {
    const again: Intent = { ...intent, revealed: 1 }
    return done([actionOn(page, menu, 'click')], { next: afterMenu(context, { item, again, place: handed?.[3] }) })
  }
  return intent.verb === 'click' ? hovering(context, item) : undefined
}

const hovering = ({ page, intent }: GroundContext, item: number): Grounding =>
  done([actionOn(page, item, 'hover')], {
    next: [{ ...intent, revealed: 2, within: page.nodes[item]?.node.ref ?? '' }],
  })

/** Whether an item has every telling word; one that is counted or compared need not. */
const holdsAll = ({ page, intent }: GroundContext, item: number): boolean => {
  const target = intent.target ?? EMPTY_TARGET
  const end = page.nodes[item]?.end ?? item + 1
  const words = tokenize([target.text, ...target.scopes.map(scope => scope.text)].join(' '))
  return (
    target.ordinal !== undefined ||
    target.superlative !== undefined ||
    words
      .filter(token => !token.stop && !token.generic)
      .every(token => page.find(token).some(({ at, sim }) => sim > 0.75 && at >= item && at < end))
  )
}

/** The last thing that is tried: hovers the item for what it shows only then, and after that ticks it for a button above. */
export const groundItemLast = (context: GroundContext): Grounding | undefined => {
  const { intent } = context
  if (intent.verb !== 'do' || intent.pairs !== undefined) return undefined
  if (intent.revealed !== undefined && intent.revealed !== 2) return undefined
  const item = itemOfAct(context, HANDS.exec(intent.text))
  if (item === undefined || !holdsAll(context, item)) return undefined
  if (intent.revealed === 2) return tickFirst(context, item)
  return showsElsewhere(context, item) ? undefined : hovering(context, item)
}

/** Whether another item shows already what is asked for: then this one has it not, and hovering brings nothing. */
const showsElsewhere = ({ page, intent }: GroundContext, item: number): boolean =>
  intent.verb === 'do' &&
  (page.groupOf.get(item)?.items ?? []).some(
    other =>
      other !== item &&
      page.candidates.some(
        at => at >= other && at < (page.nodes[other]?.end ?? 0) && saysVerb(page.nodes[at] as PageNode, intent.word),
      ),
  )

/** The one menu button of an item. */
const menuOf = (page: Page, item: number): number | undefined => {
  const end = page.nodes[item]?.end ?? item + 1
  const menus = page.candidates.filter(at => at >= item && at < end && isMenuButton(page.nodes[at] as PageNode))
  return menus.length === 1 ? menus[0] : undefined
}

interface Opened {
  readonly item: number
  readonly again: Intent
  /** Where the thing is to go: an entry of the menu. */
  readonly place: string | undefined
}

const afterMenu = (context: GroundContext, { item, again, place }: Opened): readonly Intent[] => {
  const { pairs, tail, ...verb } = again
  if (pairs !== undefined && !CARRIES_NOTHING.test(again.word)) return [{ ...verb, target: anywhere(again) }, again]
  if (place === undefined) return [inMenu(context, again, item)]
  return [{ ...verb, verb: 'choose', word: 'pick', text: place, target: parseTarget(place, []) }]
}

/** The item's own box, for a button that acts on what is ticked. */
const tickFirst = ({ page, intent }: GroundContext, item: number): Grounding | undefined => {
  const end = page.nodes[item]?.end ?? item + 1
  const boxes = page.candidates.filter(at => at >= item && at < end && page.nodes[at]?.node.role === 'checkbox')
  const buttons = page.candidates.filter(at => {
    const found = page.nodes[at] as PageNode
    return found.node.role === 'button' && (page.itemOf[at] ?? -1) < 0 && saysVerb(found, intent.word)
  })
  const [box] = boxes
  if (box === undefined || boxes.length > 1 || buttons.length !== 1 || intent.verb !== 'do') return undefined
  if (
    page.nodes.some(
      ({ node, at }) =>
        at !== box && node.role === 'checkbox' && node.state.checked === true && (page.itemOf[at] ?? -1) >= 0,
    )
  )
    return undefined
  const { target: _, ...plain } = intent
  return done([actionOn(page, box, 'check')], { next: [{ ...plain, revealed: 3 }] })
}

/** Hovers the card whose title the place says, for what shows only then ("click Quick view on the oak shelf"). */
const hoverNamed = ({ page, intent }: GroundContext): Grounding | undefined => {
  const places = (intent.target?.scopes ?? []).flatMap(scope => page.exactly(scope.text))
  const [place] = places
  if (place === undefined || new Set(places).size !== 1) return undefined
  const small = cardOf(page, place)
  const scopes = (intent.target?.scopes ?? []).map(scope => ({ ...scope, soft: false }))
  const again: Intent = { ...intent, target: { ...(intent.target ?? EMPTY_TARGET), scopes }, revealed: 2 }
  return done([actionOn(page, small, 'hover')], { next: [again] })
}

/** The widest box around a title that has no second title of its kind in it. */
const cardOf = (page: Page, place: number): number => {
  const tag = page.nodes[place]?.node.tag
  let card = place
  for (let up = page.parentOf(place), steps = 0; up >= 0 && steps < 3; up = page.parentOf(up), steps++) {
    const end = page.nodes[up]?.end ?? up + 1
    if (page.nodes.slice(up, end).filter(({ node }) => node.tag === tag).length > 1) break
    card = up
  }
  return card
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The words that the item has not are of its menu: "save the Salt Line to my holiday list". */
const inMenu = ({ page, intent }: GroundContext, again: Intent, item: number): Intent => {
  const end = page.nodes[item]?.end ?? item + 1
  const isHere = (text: string): boolean =>
    tokenize(text)
      .filter(token => !token.stop && !token.generic)
      .every(token => page.find(token).some(({ at, sim }) => sim > 0.75 && at >= item && at < end))
  const [left, other] = (intent.target?.scopes ?? []).filter(scope => !isHere(scope.text))
  const isAim =
    left !== undefined &&
    new RegExp(`\\b(?:to|into|as|in)\\s+(?:my\\s+|the\\s+)?${escaped(left.text)}`, 'i').test(intent.text)
  if (left === undefined || !isAim || other !== undefined || intent.verb === 'click')
    return { ...again, target: anywhere(intent) }
  const target = { ...EMPTY_TARGET, text: left.text, whole: left.text }
  return { ...again, verb: 'choose', word: 'pick', target }
}

/** After a menu opened, its entries may hang at the end of the document: the item's words are help then, no must. */
const anywhere = (intent: Intent): Target => ({ ...EMPTY_TARGET, text: '', whole: intent.word, scopes: [], kinds: [] })

const isMenuButton = ({ node, labelTokens }: PageNode): boolean =>
  node.state.haspopup === 'menu' ||
  node.state.haspopup === 'true' ||
  (/^(?:button|link|generic)$/.test(node.role) &&
    labelTokens.length > 0 &&
    labelTokens.every(token => /^(?:more|options|actions|menu|open|row|show|card|item)$/.test(token.word)))
