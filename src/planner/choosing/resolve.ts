import { plainOf } from '../../language/words.ts'
import { isInside, type Page, type PageNode } from '../page/page.ts'
import { isControl } from '../page/roles.ts'
import type { Description, Place } from '../reading/intent.ts'
import { itemSays, type Meant, meantGroups } from './groups.ts'
import { isLoose } from './kinds.ts'
import { measureOf } from './measure.ts'
import { neighboursOf, standingOf } from './relations.ts'
import { type Scored, type ScoreOptions, scoreElement, weigh } from './score.ts'
import { createQuery, type Query } from './told.ts'

export interface Ask extends ScoreOptions {
  readonly deed?: string
  /** The verb as said, where it only says how. */
  readonly verb?: string
  /** Only these, where it is known where to look. */
  readonly among?: readonly number[]
}

/** What a description comes to: candidates, the best first, or those that were counted or compared out. */
export interface Resolved {
  readonly ranked: readonly Scored[]
  /** Exactly these were meant, in order: "all …", "the two …". */
  readonly all?: readonly Scored[]
}

const byScore = (one: Scored, other: Scored): number => other.score - one.score || one.at - other.at

/** Every element that suits the act, scored, the best first. */
const rank = (page: Page, query: Query, ask: Ask): readonly Scored[] => {
  const standing = standingOf(page, query.description.places)
  const among = ask.among ?? page.operable
  return among
    .flatMap(at => {
      const element = page.nodes[at]
      const scored = element && scoreElement(page, element, query, ask)
      if (!scored) return []
      return [standing ? withStanding(scored, standing(at)) : scored]
    })
    .sort(byScore)
}

const LEAST_STANDING = 0.15

const withStanding = (scored: Scored, stands: number): Scored => {
  const features = { ...scored.features, ...(stands >= LEAST_STANDING ? { relation: stands } : { wrongRelation: 1 }) }
  const unaccounted = stands >= LEAST_STANDING ? scored.unaccounted : [...scored.unaccounted, '(place)']
  return { ...scored, features, score: weigh(features), unaccounted }
}

/** How far below the best a candidate may be to be one of several alike. */
const ALIKE = 0.12

/** The candidates that answer as well as the best, in reading order. */
const alikeOf = (page: Page, ranked: readonly Scored[]): readonly Scored[] => {
  const sound = ranked.filter(({ unaccounted }) => unaccounted.length === 0)
  const top = sound[0]
  if (!top) return []
  const alike = sound.filter(({ score }) => top.score - score < ALIKE).sort((one, other) => one.at - other.at)
  return alike.filter((scored, i) => i === 0 || scored.at >= (page.nodes[alike[i - 1]?.at ?? 0]?.end ?? 0))
}

const nth = <Thing>(list: readonly Thing[], order: number): Thing | undefined =>
  order > 0 ? list[order - 1] : list[list.length + order]

/** What finding the item counts, and how much the part of it that is operated adds: the verb's own word, the words said, its main link. */
const WITHIN = {
  item: 0.8,
  deed: 0.25,
  verb: 0.15,
  words: 0.12,
  self: 0.1,
  link: 0.08,
  only: 0.1,
  fit: 0.1,
  unspoken: 0.1,
} as const

const WITHIN_OWN = ['head.own', 'head.hint', 'place.own', 'place.hint'] as const

/** What of an item is to be operated: what the verb or the words name, else what opens it. */
const within = (page: Page, item: number, query: Query, ask: Ask): readonly Scored[] => {
  const among = page.operable.filter(at => isInside(page, at, item))
  const { description } = query
  const local: Query = { ...query, description: { ...description, quotes: [], places: [] } }
  const ranked = among.flatMap(at => {
    const element = page.nodes[at] as PageNode
    const scored = scoreElement(page, element, local, ask)
    if (!scored) return []
    const hasDeed = (scored.features['deed.own'] ?? 0) + (scored.features['deed.hint'] ?? 0) > 0
    if (query.deed.length > 0 && !hasDeed) return []
    const { features } = scored
    const own = WITHIN_OWN.reduce((sum, name) => sum + (features[name] ?? 0), 0)
    const score =
      WITHIN.item +
      (hasDeed ? WITHIN.deed : 0) +
      (features.verb ? WITHIN.verb : 0) +
      (features.kind ? WITHIN.words : features.otherKind ? -WITHIN.words : 0) +
      (scored.isNamed ? Math.min(1, own) * WITHIN.words : 0) +
      mainness(page, at, { item, among }) +
      (features.fit ?? 0) * WITHIN.fit -
      (features.unspoken ?? 0) * WITHIN.unspoken -
      (features.otherDeed && !hasDeed ? WITHIN.deed : 0)
    return [{ ...scored, score, unaccounted: [] }]
  })
  return ranked.sort(byScore)
}

/** How much an element is what its item is about: the item itself, its title's link, or all that can be operated in it. */
const mainness = (page: Page, at: number, { item, among }: { item: number; among: readonly number[] }): number => {
  if (at === item) return WITHIN.self
  if (among.length === 1) return WITHIN.only
  const element = page.nodes[at]
  if (!element) return 0
  const isTitle =
    element.node.role === 'link' ? isTitleLink(page, at, item) : !isControl(element.node) && element.label !== ''
  return isTitle ? WITHIN.link : 0
}

/** The link of an item's heading, or its first one where it has none; any other one ("Photos", "Share") is one of its controls. */
const isTitleLink = (page: Page, at: number, item: number): boolean => {
  const inner = page.nodes.slice(item + 1, page.nodes[item]?.end)
  const headings = inner.filter(({ node }) => node.role === 'heading')
  if (headings.length === 0) return inner.find(({ node }) => node.role === 'link')?.at === at
  return headings.some(heading => isInside(page, at, heading.at) || isInside(page, heading.at, at))
}

const withMissing = (scored: readonly Scored[], missing: readonly string[]): readonly Scored[] =>
  missing.length === 0 ? scored : scored.map(one => ({ ...one, unaccounted: [...one.unaccounted, ...missing] }))

/** "The last page": of the links to pages by number, the one that is meant. */
const pageInOrder = (page: Page, ranked: readonly Scored[], order: number): readonly Scored[] | undefined => {
  const numbered = ranked.filter(
    ({ at }) => /^\d{1,4}$/.test(page.nodes[at]?.plain ?? '') && page.nodes[at]?.node.role === 'link',
  )
  const numberOf = ({ at }: Scored): number => Number(page.nodes[at]?.plain)
  const wanted = order > 0 ? order : Math.max(...numbered.map(numberOf)) + order + 1
  const found = numbered.filter(scored => numberOf(scored) === wanted)
  return numbered.length < 2 || found.length !== 1
    ? undefined
    : found.map(scored => ({ ...scored, score: WITHIN.item, unaccounted: [] }))
}

/** "The third contact": counted among what is labelled so, else among the items that are meant. */
const inOrder = (page: Page, query: Query, ask: Ask): readonly Scored[] => {
  const { order = 1, kinds, head } = query.description
  const ranked = rank(page, query, ask)
  const alike = alikeOf(page, ranked)
  const isLabelled = alike.length >= 2 && (query.deed.length > 0 || kinds.length > 0 || head !== '')
  const pages = kinds.includes('page') ? pageInOrder(page, ranked, order) : undefined
  if (pages) return pages
  const isGeneral = query.told.every(({ isTelling }) => !isTelling) && isLoose(kinds) && query.deed.length === 0
  const isOwn =
    query.deed.length > 0 ||
    (!isGeneral && alike.some(({ own, features }) => own > 0.5 || (features.kind === 1 && !isLoose(kinds))))
  const picked = isLabelled && isOwn ? nth(alike, order) : undefined
  if (picked) return [{ ...picked, score: picked.score + 0.1 }]
  for (const group of meantGroups(page, query, fitsOf(page, ask))) {
    const item = nth(group.items, order)
    const found = item === undefined ? [] : within(page, item, query, ask)
    if (found.length > 0) return withMissing(found, group.missing)
  }
  return alike.length === 1 && Math.abs(order) === 1 ? alike : []
}

const fitsOf =
  (page: Page, ask: Ask) =>
  (at: number): boolean => {
    const element = page.nodes[at]
    return element?.node.interactive === true && ask.fit(element) !== undefined
  }

/** The item of a group at an end of what is compared; undefined where two are equal, or nothing can be compared. */
const extremeOf = (page: Page, group: Meant, query: Query): number | undefined => {
  const { superlative } = query.description
  if (!superlative) return undefined
  const by =
    superlative.key === '' ? query.told : createQuery(page, { ...query.description, head: superlative.key }).told
  const measured = group.items.flatMap(item => {
    const value = measureOf(page, item, superlative, by)
    return value === undefined ? [] : [{ item, value }]
  })
  if (measured.length < 2 || measured.some(({ value }) => Number.isNaN(value))) return undefined
  if (superlative.ofTwo && group.items.length !== 2) return undefined
  measured.sort((one, other) => (superlative.end === 'min' ? one.value - other.value : other.value - one.value))
  const [first, second] = measured
  return first && first.value !== second?.value ? first.item : undefined
}

/** "The cheapest one": what is operated of the item at an end. */
const atExtreme = (page: Page, query: Query, ask: Ask): readonly Scored[] => {
  for (const group of meantGroups(page, query, fitsOf(page, ask))) {
    const item = extremeOf(page, group, query)
    if (item !== undefined) return withMissing(within(page, item, query, ask), group.missing)
  }
  return []
}

/** "All", "both", "every … except …". */
const several = (page: Page, query: Query, ask: Ask): Resolved => {
  const { count, except } = query.description
  const ranked = rank(page, query, ask)
  const alike = alikeOf(page, ranked)
  const left = new Set(except.flatMap(thing => excepted(page, thing, alike)))
  const isFound = except.every(thing => excepted(page, thing, alike).length > 0)
  const all = alike.filter(({ at }) => !left.has(at))
  const top = alike[0]
  const isWeak = top === undefined || alike.length < 2 || top.score < LEAST_ALIKE
  if (isWeak || !isFound) return eachItem(page, query, ask) ?? { ranked: [] }
  if (all.length === 0 || (typeof count === 'number' && all.length !== count)) return { ranked: [] }
  return { ranked, all }
}

/** Below this, elements that answer alike are no group of what was said. */
const LEAST_ALIKE = 0.4

const isExcepted = (page: Page, item: number, except: readonly Description[]): boolean =>
  except.some(thing => {
    const telling = createQuery(page, thing).told.filter(({ isTelling }) => isTelling)
    return telling.length > 0 && telling.every(told => itemSays(page, item, told))
  })

/** "Every message except the one from Bo": what is operated of each item, all of one role. */
const eachItem = (page: Page, query: Query, ask: Ask): Resolved | undefined => {
  for (const group of meantGroups(page, query, fitsOf(page, ask))) {
    const all = group.missing.length > 0 ? undefined : eachOf(page, group, query, ask)
    if (all) return { ranked: [], all }
  }
  return undefined
}

const eachOf = (page: Page, group: Meant, query: Query, ask: Ask): readonly Scored[] | undefined => {
  const { count, except } = query.description
  const items = group.items.filter(item => !isExcepted(page, item, except))
  if (items.length === group.items.length && except.length > 0) return undefined
  if (items.length === 0 || (typeof count === 'number' && items.length !== count)) return undefined
  const all = items.flatMap(item => {
    const [first, second] = within(page, item, query, ask)
    return first && (second === undefined || first.score > second.score) ? [first] : []
  })
  const roles = new Set(all.map(({ at }) => page.nodes[at]?.node.role))
  return all.length === items.length && roles.size === 1 ? all : undefined
}

/** Which of several an exception names: itself, or the item that it stands in. */
const excepted = (page: Page, thing: Description, alike: readonly Scored[]): readonly number[] => {
  const query = createQuery(page, thing)
  if (thing.order !== undefined) {
    const picked = nth(alike, thing.order)
    return picked ? [picked.at] : []
  }
  const among = alike.map(({ at }) => at)
  const ranked = rank(page, query, { fit: () => 0.5, trail: [], isPlain: false, among })
  return ranked
    .filter(({ unaccounted, features }) => unaccounted.length === 0 && features['head.page'] === undefined)
    .map(({ at }) => at)
}

/** "… of the first answer", "… on the cheapest": looked for in the item that the place counts or compares out. */
const inPlace = (page: Page, description: Description, place: Place, ask: Ask): Resolved => {
  const { thing } = place
  const query = createQuery(page, { ...thing, places: thing.places })
  const fits = fitsOf(page, { ...ask, fit: () => 1 })
  const groups = meantGroups(page, query, fits)
  const items = groups.flatMap(group => {
    if (thing.superlative) return extremeOf(page, group, query) ?? []
    return nth(group.items, thing.order ?? 1) ?? []
  })
  const rest = { ...description, places: description.places.filter(other => other !== place) }
  for (const item of items) {
    const among = (ask.among ?? page.operable).filter(at => isInside(page, at, item))
    const { ranked } = resolve(page, rest, { ...ask, among })
    if (ranked.some(({ unaccounted }) => unaccounted.length === 0))
      return { ranked: withMissing(ranked, groups[0]?.missing ?? []) }
  }
  return { ranked: [] }
}

/** Whether a label of the page has a phrase as it was said. */
const isOnPage = (page: Page, phrase: string): boolean => {
  const plain = plainOf(phrase)
  return plain.includes(' ') && page.nodes.some(node => ` ${node.plain} `.includes(` ${plain} `))
}

/** "The file right after Berlin": an item is meant, by the one that it comes after. */
const isNeighbour = ({ head, kinds, order }: Description, { relation }: Place): boolean =>
  (relation === 'after' || relation === 'before') && head === '' && order === undefined && isLoose(kinds)

const inNeighbour = (page: Page, description: Description, place: Place, ask: Ask): Resolved => {
  const query = createQuery(page, { ...description, places: [] })
  const items = new Set(neighboursOf(page, place))
  const [item] = items
  return { ranked: item === undefined || items.size > 1 ? [] : within(page, item, query, ask) }
}

/** Finds what a description means. Nothing is decided here: candidates come with their scores and what they leave unanswered. */
export const resolve = (page: Page, description: Description, ask: Ask): Resolved => {
  if (description.ref !== undefined) {
    const at = page.nodes.findIndex(({ node }) => node.ref === description.ref)
    const element = page.nodes[at]
    const isFit = element !== undefined && ask.fit(element) !== undefined
    const scored = isFit && scoreElement(page, element, createQuery(page, { ...description, head: '', whole: '' }), ask)
    return { ranked: scored ? [{ ...scored, score: 1.5, unaccounted: [] }] : [] }
  }
  if (description.isUncounted && !isOnPage(page, description.head)) return { ranked: [] }
  if (description.counted !== undefined && isOnPage(page, description.counted)) return { ranked: [] }
  const nextTo = description.places.find(place => isNeighbour(description, place))
  if (nextTo) return inNeighbour(page, description, nextTo, ask)
  const ordered = description.places.find(({ thing }) => thing.order !== undefined || thing.superlative !== undefined)
  if (ordered) return inPlace(page, description, ordered, ask)
  const query = createQuery(page, description, {
    ...(ask.deed ? { deed: ask.deed } : {}),
    ...(ask.verb ? { verb: ask.verb } : {}),
  })
  if (description.count !== undefined || description.except.some(thing => thing.order === undefined))
    return several(page, query, ask)
  if (description.superlative) return { ranked: atExtreme(page, query, ask) }
  if (description.order !== undefined) return { ranked: inOrder(page, query, ask) }
  return { ranked: rank(page, query, ask) }
}
