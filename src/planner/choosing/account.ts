import { entriesAt } from '../../language/lexicon.ts'
import { tokenize } from '../../language/tokens.ts'
import type { Word } from '../../language/words.ts'
import { likeness } from '../../language/words.ts'
import { isInside, type Page, type PageNode } from '../page/page.ts'
import { isControl, isField, isToggle } from '../page/roles.ts'
import type { Occurrence } from '../page/vocabulary.ts'
import { isGeneric, type Query, type Told } from './told.ts'

/** Where a word that was said is answered for an element, from near to far. `none`: nowhere. */
export type Source = 'own' | 'hint' | 'caption' | 'item' | 'title' | 'outer' | 'page' | 'none'

export interface Answer {
  readonly told: Told
  readonly source: Source
  /** How alike what answers is, 0 to 1. */
  readonly alike: number
}

/** Least likeness that answers a word. */
const LEAST = 0.6

/** First occurrence at or after a place. */
const lowerBound = (seen: readonly Occurrence[], from: number): number => {
  let [low, high] = [0, seen.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((seen[middle]?.at ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}

/** What another control says is about that control; a link or a heading is often the title of what it stands in. */
const isOthers = (page: Page, at: number, place: number): boolean => {
  const other = page.nodes[place]
  if (!other || isInside(page, at, place)) return false
  return isControl(other.node) && other.node.role !== 'link' && other.node.role !== 'heading'
}

/** The best that a stretch of the page has of a word, outside the element itself and outside items within it that do not hold it. */
const bestIn = (
  page: Page,
  told: Told,
  [from, to]: readonly [number, number],
  at: number,
  isOther = isOthers,
): number => {
  const { seen } = told.found
  const end = page.nodes[at]?.end ?? at + 1
  let best = 0
  for (let i = lowerBound(seen, from); i < seen.length; i += 1) {
    const { at: place, alike } = seen[i] ?? { at: to, alike: 0 }
    if (place >= to) break
    if (alike <= best || (place >= at && place < end)) continue
    const item = page.itemOf[place] ?? -1
    const isForeign = item > from && !isInside(page, at, item)
    if (!isForeign && !isOther(page, at, place)) best = alike
  }
  return best
}

/** Beside each other, what one control or link says is not about the next. */
const isOperated = (page: Page, at: number, place: number): boolean =>
  page.nodes[place]?.node.interactive === true && !isInside(page, at, place)

const bestAt = (told: Told, places: readonly number[]): number =>
  places.reduce((best, place) => Math.max(best, told.found.by.get(place) ?? 0), 0)

/** How well the words in an element itself have a word: its label, or what is written in a row or card that is pressed whole. */
const ownOf = (page: Page, { at, node, end }: PageNode, told: Told): number => {
  const label = told.found.by.get(at) ?? 0
  if (label >= LEAST || isControl(node) || node.state.editable === true || end === at + 1) return label
  const { seen } = told.found
  let best = label
  for (let i = lowerBound(seen, at); i < seen.length && (seen[i]?.at ?? end) < end; i += 1) {
    const { at: place, alike } = seen[i] as Occurrence
    const inner = page.nodes[place]?.node
    if (inner && !(isControl(inner) && inner.role !== 'link')) best = Math.max(best, alike)
  }
  return best
}

/** A text before a button names it as a title does, in few words; what is longer is prose. */
const MOST_TITLE = 5

const isTitled = ({ node }: PageNode): boolean => isField(node) || isToggle(node) || node.role === 'radio'

/** Where one word is answered for an element: the nearest source that has it. */
export const answerOf = (page: Page, element: PageNode, told: Told): Answer => {
  const { at } = element
  const answer = (source: Source, alike: number): Answer => ({ told, source, alike })
  const own = ownOf(page, element, told)
  if (own >= LEAST) return answer('own', own)
  const hint = told.found.hinted.get(at) ?? 0
  if (hint >= LEAST) return answer('hint', hint)
  if (told.found.seen.length === 0) return answer('none', 0)
  const place = page.places.of(at)
  const captions = place.captions.filter(at => isTitled(element) || (page.nodes[at]?.words.length ?? 0) <= MOST_TITLE)
  const caption = bestAt(told, place.column < 0 ? captions : [...captions, place.column])
  if (caption >= LEAST) return answer('caption', caption)
  const item = page.itemOf[at] ?? -1
  const within = item < 0 ? 0 : bestIn(page, told, [item, page.nodes[item]?.end ?? 0], at)
  if (within >= LEAST) return answer('item', within)
  const layer = inLayer(page, told, at)
  if (layer >= LEAST) return answer('item', layer)
  const title = bestAt(told, place.titles)
  if (title >= LEAST) return answer('title', title)
  const outer = outerOf(page, told, at, item)
  if (outer >= LEAST) return answer('outer', outer)
  const onPage = Math.max(0, ...page.title.map(word => likeness(told.word, word)))
  return onPage >= LEAST || told.found.seen.length > 0 ? answer('page', Math.max(onPage, LEAST)) : answer('none', 0)
}

/** The items around the item, and the small part of the page around that: a card in a column, a pair of buttons in a row. */
const outerOf = (page: Page, told: Told, at: number, item: number): number => {
  let best = 0
  for (
    let up = page.nodes[Math.max(item, 0)]?.node.parent ?? -1;
    item >= 0 && up >= 0;
    up = page.nodes[up]?.node.parent ?? -1
  ) {
    const outer = page.itemOf[up] ?? -1
    if (outer < 0) break
    best = Math.max(best, bestIn(page, told, [outer, page.nodes[outer]?.end ?? 0], at))
    up = outer
  }
  return Math.max(best, nearbyOf(page, told, at))
}

/** What a dialog or banner says is about its buttons. */
const LAYERS = new Set(['dialog', 'alertdialog', 'alert', 'status'])
/** A layer with more nodes is a page of its own. */
const LARGEST_LAYER = 40

const inLayer = (page: Page, told: Told, at: number): number => {
  for (let up = page.nodes[at]?.node.parent ?? -1; up >= 0; up = page.nodes[up]?.node.parent ?? -1) {
    const { node, end } = page.nodes[up] as PageNode
    if (LAYERS.has(node.role)) return end - up > LARGEST_LAYER ? 0 : bestIn(page, told, [up, end], at, isOperated)
  }
  return 0
}

/** How many nodes a part of the page may have for all that is in it to be near to each other. */
const NEARBY = 14

const nearbyOf = (page: Page, told: Told, at: number): number => {
  for (let up = page.nodes[at]?.node.parent ?? -1; up >= 0; up = page.nodes[up]?.node.parent ?? -1) {
    const end = page.nodes[up]?.end ?? 0
    if (end - up > NEARBY) return 0
    const best = bestIn(page, told, [up, end], at, isOperated)
    if (best > 0) return best
  }
  return 0
}

/** A box of more words than this is no button, and what is no control and has words that nobody spoke of is rather a title: "Delete after review.xlsx". */
const LONGEST_DEED = 4
const DATA_ROLES = new Set(['link', 'treeitem', 'option', 'row', 'listitem', 'cell', 'gridcell', 'heading'])

/** How well the verb is said by an element itself: any of its words does. */
export const deedOf = (element: PageNode, query: Query): Answer | undefined => {
  if (query.deed.length === 0) return undefined
  const isBox = !isControl(element.node) && element.words.length > LONGEST_DEED
  const most = DATA_ROLES.has(element.node.role) ? 1 : isControl(element.node) ? Number.POSITIVE_INFINITY : 0
  if (isBox || unspokenOf(element, query).telling > most)
    return { told: query.deed[0] as Told, source: 'none', alike: 0 }
  const answers = query.deed.map((told): Answer => {
    const own = told.found.by.get(element.at) ?? 0
    const hint = told.found.hinted.get(element.at) ?? 0
    return own >= hint ? { told, source: own > 0 ? 'own' : 'none', alike: own } : { told, source: 'hint', alike: hint }
  })
  return answers.reduce((best, other) => (other.alike > best.alike ? other : best))
}

const deeds = new Map<string, boolean>()

/** Whether a label that begins with a word says what pressing it does: "Delete", "Share show". */
const isDeed = ({ word }: Word): boolean => {
  const known =
    deeds.get(word) ?? entriesAt(tokenize(word), 0).some(entry => entry.class === 'verb' && entry.sense === 'deed')
  deeds.set(word, known)
  return known
}

const isOfKinds = ({ word }: Word, kinds: readonly string[]): boolean =>
  entriesAt(tokenize(word), 0).some(entry => entry.class === 'kind' && kinds.includes(entry.sense))

/** Words of an element's label that nobody spoke of, by share of those that tell something. */
export const unspokenOf = (
  element: PageNode,
  query: Query,
): { readonly share: number; readonly telling: number; readonly other: boolean; readonly isOtherDeed: boolean } => {
  const words = element.words.filter(word => !word.isStop && /[\p{L}\p{N}]/u.test(word.word))
  const telling = words.filter(
    (word, i) => !isGeneric(word) && !(i > 0 && i === words.length - 1 && /^\d+$/.test(word.word)),
  )
  const counted = telling.length > 0 ? telling : words
  const isSpoken = (word: Word): boolean =>
    [...query.told, ...query.deed].some(({ word: said }) => likeness(said, word) >= LEAST) ||
    query.verb.some(said => likeness(said, word) >= LEAST)
  const left = counted.filter(word => !isSpoken(word))
  const share = counted.length === 0 ? 0 : left.length / counted.length
  const [first] = words
  const isOtherDeed = isControl(element.node) && first !== undefined && left.includes(first) && isDeed(first)
  return {
    share,
    telling: telling.length > 0 ? left.length : 0,
    other: words.some(word => !isSpoken(word) && !isOfKinds(word, query.description.kinds)),
    isOtherDeed,
  }
}
