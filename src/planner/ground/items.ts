import type { Intent, Target } from '../intent.ts'
import type { Fit } from './fit.ts'
import type { Trail } from './grounding.ts'
import { measureOf } from './measure.ts'
import type { ItemGroup, Page, PageNode } from './page.ts'
import { MARGIN, type Picked, pickOne, rankNodes } from './pick.ts'
import { createQuery, type Query, type Scored } from './score.ts'
import { similarity, tokenize } from './text.ts'

interface ItemQuery {
  readonly page: Page
  readonly intent: Intent
  readonly target: Target
  readonly trail?: Trail | undefined
  readonly fit: Fit
  readonly query: Query
  readonly ranked: readonly Scored[]
}

const ORDINAL_NAMES = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

/** A label may have the ordinal in it ("first draft"): then it is a name and no count. */
const pickNamed = ({ page, target, fit, query, intent }: ItemQuery): Picked | undefined => {
  const word = target.ordinal === -1 ? 'last' : (ORDINAL_NAMES[target.ordinal ?? 0] ?? '')
  const token = tokenize(word)[0]
  if (token === undefined || !page.find(token).some(spot => spot.sim >= 0.99 && spot.among > 0)) return undefined
  if (
    query.tokens.filter(({ part, token: said }) => part !== 'verb' && part !== 'optional' && !said.generic).length === 0
  )
    return undefined
  const named = createQuery(page, {
    head: `${word} ${target.text}`,
    ...(intent.verb === 'do' ? { verb: intent.word } : {}),
    scopes: target.scopes,
    phrases: [target.whole, `${word} ${target.text}`],
  })
  const ranked = rankNodes(page, named, fit)
  const picked = pickOne(page, ranked)
  return picked.kind === 'one' && picked.best.recall > 0.78 ? picked : undefined
}

const at = <T>(list: readonly T[], ordinal: number): T | undefined =>
  ordinal > 0 ? list[ordinal - 1] : list[list.length + ordinal]

const none = (ranked: readonly Scored[]): Picked => ({ kind: 'none', ranked })

const isOverall = (target: Target): boolean => target.text === '' && target.scopes.length === 0

/** The elements whose own label is what was said: "the third Call button" counts these, in reading order. */
const labelled = ({ page, target, ranked, intent }: ItemQuery): readonly Scored[] => {
  const top = ranked[0]
  if (top === undefined || isOverall(target)) return []
  const speaks = intent.verb === 'do' ? tokenize(target.text).some(token => !token.generic && !token.stop) : true
  if (!speaks) return []
  const alike = ranked.filter(scored => scored.own >= 0.75 && scored.recall >= 0.72 && top.score - scored.score < 0.18)
  return [...alike]
    .sort((one, other) => one.at - other.at)
    .filter((scored, index, all) => {
      const before = all[index - 1]
      return before === undefined || scored.at >= (page.nodes[before.at]?.end ?? 0)
    })
}

const isHeaderGroup = (page: Page, group: ItemGroup): boolean => {
  const node = page.nodes[group.items[0] ?? -1]?.node
  return node === undefined || node.role === 'columnheader' || node.tag === 'th'
}

/** The repeated items that the phrase speaks of: those with the most that fits the act, nearest to the words said. */
const groupFor = (
  { page, ranked, target }: ItemQuery,
  isMeant: (group: ItemGroup) => boolean = () => true,
): ItemGroup | undefined => {
  let best: { group: ItemGroup; value: number } | undefined
  const words = [...tokenize(target.text), ...target.scopes.flatMap(scope => tokenize(scope.text))]
  const good = new Map(ranked.slice(0, 400).map(scored => [scored.at, scored.score]))
  for (const group of page.groups) {
    if (group.items.length < 2 || isHeaderGroup(page, group) || !isMeant(group)) continue
    let fitting = 0
    for (const item of group.items) {
      const end = page.nodes[item]?.end ?? item + 1
      let top = 0
      for (let inner = item; inner < end; inner++) top = Math.max(top, good.get(inner) ?? 0)
      fitting += top
    }
    const parent = page.nodes[group.parent]
    const end = parent?.end ?? page.nodes.length
    const said = words.filter(word =>
      page.sections.some(
        section =>
          section.start <= group.parent &&
          section.end >= end &&
          section.end - section.start < page.nodes.length * 0.95 &&
          section.tokens.some(token => token.stem === word.stem),
      ),
    ).length
    const isNav = page.sections.some(
      section =>
        section.start <= group.parent &&
        section.end >= end &&
        /^(?:navigation|toolbar|banner|contentinfo)$/.test(page.nodes[section.at]?.node.role ?? ''),
    )
    const value =
      fitting / group.items.length + Math.min(group.items.length, 12) * 0.03 + said * 0.25 - (isNav ? 0.4 : 0)
    if (best === undefined || value > best.value) best = { group, value }
  }
  return best?.group
}

/** What an act without a label of its own does in an item: opens its link, ticks its box. */
const pickWithin = (input: ItemQuery, item: number): Picked => {
  const { page, fit, query, intent, ranked } = input
  const end = page.nodes[item]?.end ?? item + 1
  const inside = page.candidates.filter(candidate => candidate >= item && candidate < end)
  const scored = ranked.filter(({ at: position }) => position >= item && position < end)
  if (input.target.counts !== undefined && input.target.text !== '') return pickLabelled(input, inside)
  const [top, second] = scored
  const needsLabel =
    intent.verb === 'do' ||
    (intent.verb === 'click' &&
      !/^(?:open|go|view|see|show|visit|read|follow|display|click|select|choose|)$/.test(intent.word))
  if (needsLabel && top !== undefined && (second === undefined || top.score - second.score >= MARGIN)) {
    const verbs = query.tokens.filter(({ part }) => part === 'verb')
    const found = page.nodes[top.at] as PageNode
    const carries = verbs.length === 0 || verbs.some(verb => verb.occurrences.some(spot => spot.at === found.at))
    if (carries) return { kind: 'one', best: { ...top, recall: 1 }, ranked: scored }
  }
  if (needsLabel) return none(scored)
  const usable = inside.filter(candidate => fit(page.nodes[candidate]?.node ?? ({} as never)) !== undefined)
  const ordered = [...usable].sort(
    (one, other) =>
      (fit(nodeAt(page, other)) ?? 0) - (fit(nodeAt(page, one)) ?? 0) ||
      isMain(page, other) - isMain(page, one) ||
      one - other,
  )
  const [first] = speaking(input, usable) ?? ordered
  return first === undefined
    ? none(scored)
    : { kind: 'one', best: { at: first, score: 0.8, recall: 1, precision: 1, own: 0, exact: false }, ranked: scored }
}

/** "the details of the second station": of that item what is labelled so, and nothing else. */
const pickLabelled = ({ page, target, fit }: ItemQuery, inside: readonly number[]): Picked => {
  const picked = pickOne(page, rankNodes(page, createQuery(page, { head: target.text }), fit, inside), { accept: 0.4 })
  return picked.kind === 'one' && picked.best.own < 0.6 ? none(picked.ranked) : picked
}

/** Of an item's elements the one whose own label has most of the telling words: "show the cheapest stay on the map". */
const speaking = ({ page, target }: ItemQuery, usable: readonly number[]): readonly number[] | undefined => {
  const words = tokenize([target.text, ...target.scopes.map(scope => scope.text)].join(' ')).filter(
    token => !token.stop && !token.generic,
  )
  const counted = usable
    .map(position => {
      const { labelTokens } = page.nodes[position] as PageNode
      const said = words.filter(word => labelTokens.some(token => similarity(word, token) > 0.85)).length
      return { position, said }
    })
    .filter(({ said }) => said > 0)
    .sort((one, other) => other.said - one.said)
  const [top, second] = counted
  return top === undefined || second?.said === top.said ? undefined : [top.position]
}

const nodeAt = (page: Page, position: number): PageNode['node'] => (page.nodes[position] as PageNode).node

const isMain = (page: Page, position: number): number => {
  const node = nodeAt(page, position)
  return node.role === 'link' ? 2 : page.itemOf[position] === position ? 1 : 0
}

/** The items that have the words said of them; a word that only one has is its name and no kind to count in. */
const itemsMatching = (input: ItemQuery, group: ItemGroup): readonly number[] => {
  const { page, target } = input
  const filters = [target.text, ...target.scopes.map(scope => scope.text)].join(' ')
  const wantsStock = /\b(?:in stock|available|not sold out)\b/i.test(filters)
  const words = tokenize(filters.replace(/\b(?:in stock|available|not sold out)\b/gi, '')).filter(
    token => !token.stop && !token.generic,
  )
  return group.items.filter(item => {
    const end = page.nodes[item]?.end ?? item + 1
    if (wantsStock && isSoldOut(page, item, end)) return false
    return words.every(word => {
      const spots = page.find(word)
      const inItems = spots.filter(spot =>
        group.items.some(other => spot.at >= other && spot.at < (page.nodes[other]?.end ?? 0)),
      )
      const holding = group.items.filter(other =>
        inItems.some(spot => spot.at >= other && spot.at < (page.nodes[other]?.end ?? 0)),
      )
      return holding.length < 2 || inItems.some(spot => spot.at >= item && spot.at < end)
    })
  })
}

const isSoldOut = (page: Page, start: number, end: number): boolean => {
  for (let inner = start; inner < end; inner++) {
    const found = page.nodes[inner]
    if (
      found !== undefined &&
      /\b(?:sold out|out of stock|unavailable|not available)\b/i.test(`${found.label} ${found.node.text ?? ''}`)
    )
      return true
  }
  return false
}

/** Ordinals and superlatives: counts labels where the phrase is a label, else items of the repeated kind. */
export const pickItem = (input: ItemQuery): Picked => {
  const { target, ranked } = input
  if (target.superlative !== undefined) return pickWhole(input) ?? pickExtreme(input)
  const ordinal = target.ordinal ?? 1
  const named = target.counts === undefined ? pickNamed(input) : undefined
  if (named !== undefined) return named
  const alike = target.counts === undefined ? labelled(input) : []
  if (alike.length >= Math.abs(ordinal) && alike.length >= 2) {
    const best = at(alike, ordinal)
    return best === undefined ? none(ranked) : { kind: 'one', best, ranked }
  }
  const group = groupFor(input)
  const items = group === undefined ? [] : itemsMatching(input, group)
  const item = at(items, ordinal)
  if (item !== undefined) {
    const inside = pickWithin(input, item)
    if (inside.kind === 'one') return inside
  }
  const [only] = alike
  if (alike.length === 1 && Math.abs(ordinal) === 1 && only !== undefined) return { kind: 'one', best: only, ranked }
  return none(ranked)
}

/** "highest price" may be the label of a field and compare nothing. */
const pickWhole = ({ page, target, fit }: ItemQuery): Picked | undefined => {
  const query = createQuery(page, { head: target.whole, phrases: [target.whole], scopes: target.scopes })
  const picked = pickOne(page, rankNodes(page, query, fit))
  return picked.kind === 'one' && picked.best.own > 0.9 ? picked : undefined
}

/** The items alike in the neighbouring lists too: the cards of all columns, where no place was said. */
const familyOf = (page: Page, { parent, items }: ItemGroup, target: Target): readonly number[] => {
  const holder = page.nodes[parent]
  const first = page.nodes[items[0] ?? -1]
  if (target.scopes.length > 0 || holder === undefined || first === undefined || holder.node.parent < 0) return items
  const isLike = (one: PageNode, other: PageNode): boolean =>
    one.node.tag === other.node.tag && one.node.role === other.node.role
  const holders = new Set(
    page.nodes
      .filter(other => other.node.parent === holder.node.parent && isLike(other, holder))
      .map(found => found.at),
  )
  if (holders.size < 2) return items
  return page.nodes
    .filter(
      other => holders.has(other.node.parent) && isLike(other, first) && page.countOperable(other.at, other.end) > 0,
    )
    .map(found => found.at)
}

/** The item at an end of what is compared; two that are equal, or one that has several numbers, are a tie. */
const extremeIn = (input: ItemQuery, group: ItemGroup): number | 'tie' | undefined => {
  const { page, target } = input
  const { superlative } = target
  if (superlative === undefined) return undefined
  const items = itemsMatching(input, { ...group, items: familyOf(page, group, target) })
  const measured = items.flatMap(item => {
    const value = measureOf(page, item, superlative, target)
    return value === undefined ? [] : [{ item, value }]
  })
  if (measured.some(({ value }) => Number.isNaN(value)) || (superlative.ofTwo === true && items.length !== 2))
    return 'tie'
  const [first, second] = [...measured].sort((one, other) =>
    superlative.end === 'min' ? one.value - other.value : other.value - one.value,
  )
  return second !== undefined && second.value === first?.value ? 'tie' : first?.item
}

/** The same, of the items inside the items where those have it each. */
const extremeOf = (input: ItemQuery): number | 'tie' | undefined => {
  const { page, target } = input
  const { superlative } = target
  const isMeasured = ({ items }: ItemGroup): boolean =>
    superlative !== undefined &&
    items.filter(item => measureOf(page, item, superlative, target) !== undefined).length > 1
  const group = groupFor(input, isMeasured)
  const found = group === undefined ? undefined : extremeIn(input, group)
  if (group === undefined || found !== 'tie') return found
  const inner = page.groups.filter(
    ({ parent, items }) =>
      items.length > 1 && group.items.some(item => parent >= item && parent < (page.nodes[item]?.end ?? 0)),
  )
  const [first] = inner
  return first === undefined ? found : extremeIn(input, first)
}

const pickExtreme = (input: ItemQuery): Picked => {
  const item = extremeOf(input)
  if (item === 'tie') return { kind: 'ambiguous', ranked: input.ranked }
  return item === undefined ? none(input.ranked) : pickWithin(input, item)
}

/** The item that an order or a comparison means, whatever of it is to be operated. */
export const countItem = (input: ItemQuery): number | undefined => {
  const { target } = input
  if (target.superlative !== undefined) {
    const item = extremeOf(input)
    return item === 'tie' ? undefined : item
  }
  const group = groupFor(input)
  return group === undefined ? undefined : at(itemsMatching(input, group), target.ordinal ?? 1)
}
