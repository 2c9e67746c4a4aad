import type { Box } from '../../contract/snapshot.ts'
import { isInside, type Page, type PageNode } from '../page/page.ts'
import { isField, isToggle, isTypable } from '../page/roles.ts'
import type { Description, Place, Relation } from '../reading/intent.ts'
import { answerOf } from './account.ts'
import { isOfKind } from './kinds.ts'
import { createQuery, HARD, type Told } from './told.ts'

/** Whether an element stands as was said: 1 it does, and best of all; 0 it does not; between, it does, but others do better. */
export type Stands = (at: number) => number

const middleOf = (low: number, size: number): number => low + size / 2

const overlap = (low: number, size: number, otherLow: number, otherSize: number): number =>
  Math.min(low + size, otherLow + otherSize) - Math.max(low, otherLow)

const isOnLine = (one: Box, other: Box): boolean =>
  overlap(one.y, one.height, other.y, other.height) > Math.min(one.height, other.height) * 0.4

const isInColumn = (one: Box, other: Box): boolean => overlap(one.x, one.width, other.x, other.width) > 0

/** How far one box is from another along the axis of a relation, in px; undefined where it does not stand so. */
const distanceOf = (relation: Relation, box: Box, anchor: Box): number | undefined => {
  switch (relation) {
    case 'right_of':
      return isOnLine(box, anchor) && middleOf(box.x, box.width) > middleOf(anchor.x, anchor.width)
        ? Math.max(0, box.x - anchor.x - anchor.width)
        : undefined
    case 'left_of':
      return isOnLine(box, anchor) && middleOf(box.x, box.width) < middleOf(anchor.x, anchor.width)
        ? Math.max(0, anchor.x - box.x - box.width)
        : undefined
    case 'above':
      return isInColumn(box, anchor) && box.y + box.height <= anchor.y + anchor.height / 2
        ? Math.max(0, anchor.y - box.y - box.height)
        : undefined
    case 'under':
      return isInColumn(box, anchor) && box.y >= anchor.y + anchor.height / 2
        ? Math.max(0, box.y - anchor.y - anchor.height)
        : undefined
    case 'beside': {
      const dx = Math.max(0, box.x - anchor.x - anchor.width, anchor.x - box.x - box.width)
      const dy = Math.max(0, box.y - anchor.y - anchor.height, anchor.y - box.y - box.height)
      return isOnLine(box, anchor) ? dx : dx + dy < 60 ? dx + dy * 2 : undefined
    }
    default:
      return undefined
  }
}

/** What a place names: the nodes that say all of it, those that say least else first. */
export const anchorsOf = (page: Page, { thing }: Place): readonly number[] => {
  if (thing.ref !== undefined) return page.nodes.filter(({ node }) => node.ref === thing.ref).map(({ at }) => at)
  const query = createQuery(page, thing)
  const telling = query.told.filter(({ isTelling }) => isTelling)
  const named = telling.length > 0 ? telling : query.told.filter(({ weight }) => weight > 0)
  if (named.length === 0)
    return page.nodes.filter(node => thing.kinds.some(kind => isOfKind(page, node, kind))).map(({ at }) => at)
  const saying = (words: readonly Told[]) =>
    page.nodes.filter(node => node.label !== '' && words.every(told => answerOf(page, node, told).source === 'own'))
  const all = saying(named)
  const names = named.filter(({ isName }) => isName)
  const holding = all.length > 0 || names.length === 0 ? all : saying(names)
  const least = Math.min(...holding.map(({ words }) => words.length))
  return holding.filter(({ words }) => words.length <= least + 1).map(({ at }) => at)
}

/** The item that comes right after, or before, the one that an anchor stands in. */
const neighbourOf = (page: Page, anchor: number, step: 1 | -1): number | undefined => {
  const item = page.itemOf[anchor] ?? -1
  const group = page.groups.find(({ items }) => items.includes(item))
  return group?.items[group.items.indexOf(item) + step]
}

/** The items that come right after, or before, what a place names. */
export const neighboursOf = (page: Page, place: Place): readonly number[] =>
  anchorsOf(page, place).flatMap(anchor => neighbourOf(page, anchor, place.relation === 'after' ? 1 : -1) ?? [])

const standsByOrder = (page: Page, place: Place): Stands => {
  const neighbours = neighboursOf(page, place)
  return at => (neighbours.some(item => isInside(page, at, item)) ? 1 : 0)
}

const FAR = 160
const SIDES: ReadonlySet<Relation> = new Set(['beside', 'left_of', 'right_of', 'under'])
/** How much less something counts that is not called by what it stands beside, where another thing is. */
const OTHER = 0.5

/** "The box next to I agree": a field or box whose own label is what it stands beside. */
const isLabelled = (page: Page, at: number): boolean => {
  const node = page.nodes[at]?.node
  return node !== undefined && (isField(node) || isToggle(node) || node.role === 'radio')
}

/**
 * "The field to the right of Surname" is the one that the word labels, or the one right of that: where there are both, either may
 * be meant, and neither more than the other.
 */
const rivalsBeside = (page: Page, anchors: readonly number[], relation: Relation): ReadonlySet<number> => {
  if (relation !== 'right_of' && relation !== 'left_of') return new Set()
  const named = anchors.filter(anchor => isTypable((page.nodes[anchor] as PageNode).node))
  return new Set(
    named.flatMap(anchor => {
      const box = page.nodes[anchor]?.node.box
      const beyond = page.operable.filter(at => {
        const other = page.nodes[at] as PageNode
        return isTypable(other.node) && at !== anchor && box && distanceOf(relation, other.node.box, box) !== undefined
      })
      const [nearest] = beyond
      return nearest === undefined ? [] : [anchor, nearest]
    }),
  )
}
const DOUBTFUL = 0.8

const standsByBoxes = (page: Page, anchors: readonly number[], { relation, thing }: Place): Stands => {
  const isOfField = thing.kinds.some(kind => ['field', 'list', 'button', 'box'].includes(kind))
  const titled = (at: number): boolean => {
    const { captions, titles } = page.places.of(at)
    return anchors.some(anchor => captions.includes(anchor) || titles.includes(anchor))
  }
  const shared = (at: number): boolean =>
    anchors.some(anchor => (page.itemOf[anchor] ?? -1) >= 0 && page.itemOf[anchor] === page.itemOf[at])
  const labelled = isOfField
    ? []
    : anchors.filter(
        anchor =>
          SIDES.has(relation) &&
          (relation !== 'under' || !isToggle((page.nodes[anchor] as PageNode).node)) &&
          isLabelled(page, anchor),
      )
  const texts = anchors.filter(anchor => !isLabelled(page, anchor))
  const hasCaptioned =
    relation === 'beside' &&
    page.operable.some(at => page.places.of(at).captions.some(caption => anchors.includes(caption)))
  const hasTitled = relation === 'under' && page.operable.some(titled)
  const rivals = rivalsBeside(page, anchors, relation)
  const isItemised = anchors.every(anchor => (page.itemOf[anchor] ?? -1) >= 0)
  return at => {
    const box = page.nodes[at]?.node.box
    if (!box) return 0
    if (rivals.has(at)) return DOUBTFUL
    if (anchors.includes(at)) return labelled.includes(at) ? 1 : 0
    if (relation === 'under' && titled(at)) return labelled.length > 0 ? OTHER : 1
    const distances = (texts.length > 0 ? texts : anchors).flatMap(anchor => {
      const other = page.nodes[anchor]?.node.box
      return other === undefined ? [] : (distanceOf(relation, box, other) ?? [])
    })
    const isOther = labelled.length > 0 || (relation === 'under' && hasTitled)
    const near = distances.length === 0 ? 0 : (isOther ? OTHER : 1) / (1 + Math.min(...distances) / FAR)
    if (relation === 'beside' && hasCaptioned)
      return page.places.of(at).captions.some(caption => anchors.includes(caption)) ? 1 : near * OTHER
    return relation !== 'beside' || !isItemised ? near : shared(at) ? Math.max(near, 0.9) : near * 0.6
  }
}

/** Kinds of things that hold others: what is said to be in one is looked for in it. */
const HOLDERS = new Set(
  'dialog banner footer header sidebar navigation toolbar menu table form tree frame calendar tooltip carousel'.split(
    ' ',
  ),
)

/** "In the footer": a place that is named by its kind alone. */
const isPart = ({ relation, thing }: Place): boolean =>
  !HARD.has(relation) &&
  thing.head === '' &&
  thing.places.length === 0 &&
  thing.order === undefined &&
  thing.kinds.some(kind => HOLDERS.has(kind))

/** Where parts of a page stand that nothing marks as such: share of the page's width and height. */
const EDGES: Readonly<Record<string, (x: number, y: number) => boolean>> = {
  footer: (_, y) => y > 0.75,
  header: (_, y) => y < 0.2,
  sidebar: x => x < 0.3 || x > 0.75,
}

const standsInPart = (page: Page, { kinds }: Description): Stands => {
  const holders = page.nodes.filter(node => kinds.some(kind => HOLDERS.has(kind) && isOfKind(page, node, kind)))
  if (holders.length > 0) return at => (holders.some(holder => isInside(page, at, holder.at)) ? 1 : 0)
  const edge = kinds.map(kind => EDGES[kind]).find(test => test !== undefined)
  if (edge === undefined) return () => 0.5
  const { viewport, scroll } = page.snapshot
  return at => {
    const { x, y, width, height: own } = page.nodes[at]?.node.box ?? { x: 0, y: 0, width: 0, height: 0 }
    return edge((x + width / 2) / Math.max(1, viewport.width), (y + scroll.y + own / 2) / page.height) ? 0.9 : 0
  }
}

/** Places, with those that places are said to be in. */
const withInner = (places: readonly Place[]): readonly Place[] =>
  places.flatMap(place => (HARD.has(place.relation) ? [place] : [place, ...withInner(place.thing.places)]))

/** What is under something that is shut does not show. */
const isShut = ({ node }: PageNode): boolean => node.state.expanded === false

/** How elements stand to what a description's places name by where things are; undefined where none is named so. */
export const standingOf = (page: Page, places: readonly Place[]): Stands | undefined => {
  const hard = withInner(places).filter(place => HARD.has(place.relation) || isPart(place))
  if (hard.length === 0) return undefined
  const tests = hard.map((place): Stands => {
    if (isPart(place)) return standsInPart(page, place.thing)
    const anchors = anchorsOf(page, place)
    if (place.relation === 'under' && anchors.some(at => isShut(page.nodes[at] as PageNode))) return () => 0
    if (place.relation === 'after' || place.relation === 'before') return standsByOrder(page, place)
    return standsByBoxes(page, anchors, place)
  })
  return at => Math.min(...tests.map(test => test(at)))
}
