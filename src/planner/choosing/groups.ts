import { sensesOf } from '../../language/lexicon.ts'
import { fold } from '../../language/text.ts'
import type { ItemGroup } from '../page/items.ts'
import { isInside, type Page } from '../page/page.ts'
import { isGeneric, isTopic, type Query, type Told } from './told.ts'

/** Whether an item says a word itself, not only an item inside it. */
export const itemSays = (page: Page, item: number, told: Told): boolean =>
  told.found.seen.some(({ at, alike }) => alike >= 0.6 && isInside(page, at, item))

const UNAVAILABLE = (sensesOf('state').get('unavailable') ?? []).map(fold)
const AVAILABLE = (sensesOf('state').get('available') ?? []).map(fold)

const isOfState = (word: string): boolean => AVAILABLE.some(words => words.split(' ').includes(word))

const isUnavailable = (page: Page, item: number): boolean => {
  for (let at = item; at < (page.nodes[item]?.end ?? 0); at += 1) {
    const text = fold(`${page.nodes[at]?.label ?? ''} ${page.nodes[at]?.node.text ?? ''}`)
    if (UNAVAILABLE.some(words => text.includes(words))) return true
  }
  return false
}

const isForAvailable = ({ description }: Query): boolean =>
  AVAILABLE.some(words => fold(description.whole).includes(words))

/** Words that an item has to say; "in stock" is answered by what its state is. */
const saidOfItems = (query: Query): readonly Told[] => {
  const wantsAvailable = isForAvailable(query)
  return query.told.filter(({ isTelling, word }) => isTelling && !(wantsAvailable && isOfState(word.word)))
}

/** The items of a group that say what was said, where any of them does. */
const itemsMeant = (page: Page, { items }: ItemGroup, query: Query): readonly number[] => {
  const wantsAvailable = isForAvailable(query)
  const telling = saidOfItems(query)
  const known = telling.filter(
    told => items.some(item => itemSays(page, item, told)) && !(isCompared(query) && isTopic(page, told)),
  )
  return items.filter(
    item => known.every(told => itemSays(page, item, told)) && !(wantsAvailable && isUnavailable(page, item)),
  )
}

/** "The second bike" on a page of bikes: the noun says what all of them are. */
const isCompared = ({ description }: Query): boolean =>
  description.superlative !== undefined || description.order !== undefined

export interface Meant {
  readonly items: readonly number[]
  /** Telling words that neither the items nor what they stand under say. */
  readonly missing: readonly string[]
  readonly value: number
}

const NAVIGATION = /^(?:navigation|toolbar|banner|contentinfo|tablist|menubar)$/

const isNavigation = (page: Page, at: number): boolean => {
  for (let up = at; up >= 0; up = page.nodes[up]?.node.parent ?? -1)
    if (NAVIGATION.test(page.nodes[up]?.node.role ?? '')) return true
  return false
}

/** A thing of this many nodes is a thing, and no mere label. */
const RICH = 8

/** The repeated things that a phrase speaks of: those that say its words, or stand under a title that does; the larger first. */
export const meantGroups = (page: Page, query: Query, fits: (at: number) => boolean): readonly Meant[] =>
  page.groups
    .filter(({ items }) => items.length >= 2)
    .map((group): Meant => {
      const items = itemsMeant(page, group, query)
      const [first] = group.items
      const titles = first === undefined ? [] : [...page.places.of(first).titles, ...page.places.of(first).captions]
      const telling = saidOfItems(query)
      const missing = telling.filter(
        told =>
          !group.items.some(item => itemSays(page, item, told)) &&
          !titles.some(at => (told.found.by.get(at) ?? 0) >= 0.6),
      )
      const unsaid = missing.filter(told => !isTopic(page, told) && (told.isName || !isGeneric(told.word)))
      const usable = group.items.filter(item => hasFit(page, item, fits)).length / group.items.length
      const said = telling.length - missing.length
      const richness = Math.min(
        1,
        ((page.nodes[group.items.at(-1) ?? 0]?.end ?? 0) - (group.items[0] ?? 0)) / group.items.length / RICH,
      )
      const value =
        usable +
        richness * 0.4 +
        said * 0.6 +
        Math.log2(group.items.length) * 0.12 -
        (isNavigation(page, group.parent) ? 0.8 : 0)
      return { items, missing: unsaid.map(({ word }) => word.word), value: usable > 0 ? value : -1 }
    })
    .filter(({ value, items }) => value > 0 && items.length > 0)
    .sort((one, other) => other.value - one.value)

const hasFit = (page: Page, item: number, fits: (at: number) => boolean): boolean => {
  for (let at = item; at < (page.nodes[item]?.end ?? 0); at += 1) if (fits(at)) return true
  return false
}
