import type { Scope } from '../intent.ts'
import { isTypable, type Occurrence, type Page, type PageNode } from './page.ts'
import { acronym, normalize, similarity, type Token, tokenize } from './text.ts'

/** A word of the instruction and what it has to do with the element. */
export interface QueryToken {
  readonly token: Token
  /** head: names the element or its item; verb: names its label; scope: names its surroundings; optional: may be in the label. */
  readonly part: 'head' | 'verb' | 'scope' | 'hard' | 'optional'
  readonly weight: number
  readonly occurrences: readonly Occurrence[]
}

export interface Query {
  readonly tokens: readonly QueryToken[]
  /** Normalised phrases that a label may equal as a whole. */
  readonly phrases: readonly string[]
  readonly quoted: boolean
  readonly scopes: readonly Scope[]
  /** Where each of its phrases stands as a whole text: "York" is not "New York". */
  readonly wholes: readonly (readonly number[])[]
}

export interface Scored {
  readonly at: number
  readonly score: number
  /** Share of the instruction's words that were found, by weight. */
  readonly recall: number
  readonly precision: number
  /** Share of the head words that the element's own label has. */
  readonly own: number
  readonly exact: boolean
}

const PROPER = /^\p{Lu}|\d/u

/** Whether a text can tell one element from another: a label, a title, or part of an item; prose above them all can't. */
const tellsApart = (page: Page, at: number): boolean => {
  const node = page.nodes[at]?.node
  if (node === undefined) return false
  if (node.interactive || node.role === 'heading' || (page.itemOf[at] ?? -1) >= 0) return true
  const beside = page.countOperable(node.parent, page.nodes[node.parent]?.end ?? 0)
  return beside >= 1 && beside <= 12
}

/** A time of day is as telling as two words. */
const TIME = /^\d{1,2}:\d{2}$/

/** Weight of a word: rare ones and numbers say more; one that the page has not says most if it is a name or a number. */
const weigh = (
  token: Token,
  occurrences: readonly Occurrence[],
  facts: {
    readonly proper: boolean
    readonly nodes: number
    readonly allStop: boolean
    readonly tells: (at: number) => boolean
  },
): number => {
  if (token.stop && !facts.allStop) return 0.06
  if (TIME.test(token.word)) return 2
  if (!occurrences.some(({ at }) => facts.tells(at))) return token.generic ? 0.1 : facts.proper ? 1.3 : 0.5
  if (/\d/.test(token.word)) return 1.1
  const rarity = 1 - Math.min(1, Math.log(occurrences.length) / Math.log(facts.nodes + 2))
  return (token.generic ? 0.35 : 1) * (0.45 + 0.55 * rarity)
}

interface QueryParts {
  readonly head: string
  readonly verb?: string
  readonly optional?: string
  readonly scopes?: readonly Scope[]
  readonly phrases?: readonly string[]
  readonly quoted?: boolean
}

/** Turns the words of a target into a weighted query against one page. */
export const createQuery = (page: Page, parts: QueryParts): Query => {
  const tokens: QueryToken[] = []
  const add = (text: string, part: QueryToken['part'], quoted: boolean): void => {
    const words = tokenize(text)
    const allStop = words.every(word => word.stop)
    const proper = new Set(
      text
        .split(/[^\p{L}\p{N}]+/u)
        .filter(word => PROPER.test(word))
        .flatMap(word => tokenize(word).map(token => token.word)),
    )
    for (const token of words) {
      const occurrences = page.find(token)
      const weight = weigh(token, occurrences, {
        proper: quoted || proper.has(token.word),
        nodes: page.nodes.length,
        allStop,
        tells: at => tellsApart(page, at),
      })
      tokens.push({ token, part, weight: part === 'verb' ? Math.max(0.5, weight * 0.8) : weight, occurrences })
    }
  }
  add(parts.head, 'head', parts.quoted === true)
  if (parts.verb !== undefined) add(parts.verb, 'verb', false)
  if (parts.optional !== undefined) add(parts.optional, 'optional', false)
  for (const scope of parts.scopes ?? []) add(scope.text, scope.soft ? 'scope' : 'hard', scope.quoted)
  return {
    tokens,
    phrases: (parts.phrases ?? [parts.head]).map(normalize).filter(phrase => phrase !== ''),
    quoted: parts.quoted === true,
    scopes: parts.scopes ?? [],
    wholes: [parts.head, ...(parts.scopes ?? []).map(scope => scope.text)].map(page.exactly),
  }
}

const bestIn = (tokens: readonly Token[], token: Token): number => {
  let best = 0
  for (const found of tokens) best = Math.max(best, similarity(token, found))
  return best
}

const joins = (tokens: readonly Token[], word: string): boolean => {
  for (let at = 0; at + 1 < tokens.length; at++) if (`${tokens[at]?.word}${tokens[at + 1]?.word}` === word) return true
  return false
}

/** How well the element's own label has the word. */
const ownSimilarity = (found: PageNode, query: QueryToken): number => {
  const direct = bestIn(found.labelTokens, query.token)
  if (direct >= 0.9) return direct
  const spot = query.occurrences[lowerBound(query.occurrences, found.at)]
  const hit = spot?.at === found.at ? spot.sim : 0
  const extra = bestIn(found.extraTokens, query.token) * 0.85
  const compound =
    joins(found.labelTokens, query.token.word) || acronym(found.labelTokens) === query.token.word ? 0.9 : 0
  return Math.max(direct, extra, compound, hit >= 0.72 ? hit * 0.85 : 0)
}

/** First occurrence at or after a position. */
const lowerBound = (occurrences: readonly Occurrence[], start: number): number => {
  let low = 0
  let high = occurrences.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((occurrences[middle]?.at ?? 0) < start) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a place lies in an item that does not hold the element: another row, or a reply inside this post. */
const isForeign = (page: Page, self: PageNode, place: number): boolean => {
  const item = page.itemOf[place] ?? -1
  return item >= 0 && !(self.at >= item && self.at < (page.nodes[item]?.end ?? 0))
}

/** What another button says is about that button; a link is often the title of its item. */
const isOtherControl = (page: Page, self: PageNode, place: number): boolean => {
  const other = page.nodes[place]
  if (other === undefined || !other.node.interactive || other.node.role === 'link') return false
  if (isTypable(other.node) && (other.node.value ?? '') !== '' && (page.itemOf[place] ?? -1) >= 0) return false
  return !(self.at >= place && self.at < other.end)
}

/** Best credit of a word within [start, end) outside the element itself; a text that says little else counts more. */
const creditIn = (page: Page, query: QueryToken, range: readonly [number, number], self: PageNode): number => {
  let best = 0
  const from = lowerBound(query.occurrences, range[0])
  for (let index = from; index < query.occurrences.length && index < from + 60; index++) {
    const spot = query.occurrences[index]
    if (spot === undefined || spot.at >= range[1]) break
    if (spot.at >= self.at && spot.at < self.end) continue
    const whole = spot.among === 0 ? 1 : Math.max(0.86, 0.97 - spot.among * 0.02)
    const credit = spot.sim * whole
    if (credit > best)
      best = Math.max(
        best,
        credit * (isForeign(page, self, spot.at) ? 0.15 : 1) * (isOtherControl(page, self, spot.at) ? 0.55 : 1),
      )
  }
  return best
}

/** The nearer the part of the page that has the word, the fewer rivals it serves, the more it says. */
const nearness = (rivals: number): number => Math.max(0.12, 1 - 0.1 * Math.log2(Math.max(1, rivals)))

/** Whether a titled item only holds the item that the element is in: the post above this reply. */
const isOuterItem = (page: Page, found: PageNode, at: number): boolean => {
  const item = page.itemOf[found.at] ?? -1
  return (
    item >= 0 &&
    item !== at &&
    item > at &&
    page.nodes[item]?.node.role === page.nodes[at]?.node.role &&
    isItemLike(page, at)
  )
}

const isItemLike = (page: Page, at: number): boolean => page.groupOf.has(at)

/** How well the surroundings have the word: nearest enclosing part first, then titles of sections. */
const contextSimilarity = (page: Page, found: PageNode, query: QueryToken): number => {
  if (query.occurrences.length === 0) return 0
  let best = 0
  for (let up = found.node.parent; up >= 0; up = page.parentOf(up)) {
    const end = page.nodes[up]?.end ?? up + 1
    const rivals = isItemLike(page, up) ? page.ownOperables(up) : page.countOperable(up, end)
    const level = nearness(rivals) + (isItemLike(page, up) && rivals < 25 ? 0.12 : 0)
    if (level <= best) break
    best = Math.max(best, Math.min(1, level) * creditIn(page, query, [up, end], found))
    if (best >= 0.95) return best
  }
  for (const section of page.sections) {
    if (found.at < section.start || found.at >= section.end || found.at === section.at) continue
    const sim = bestIn(section.tokens, query.token) * (isOuterItem(page, found, section.at) ? 0.4 : 1)
    if (sim === 0) continue
    const covers = section.end - section.start
    const share = covers / page.nodes.length
    const precise = 1 - Math.min(0.1, (section.tokens.filter(token => !token.stop).length - 1) * 0.02)
    best = Math.max(
      best,
      sim * precise * (isItemLike(page, section.at) ? 0.97 : share > 0.8 ? 0.45 : share > 0.5 ? 0.75 : 0.97),
    )
  }
  return best
}

const covers = (page: Page, found: PageNode, query: QueryToken): { readonly own: number; readonly cover: number } => {
  const own = ownSimilarity(found, query)
  if (query.part === 'verb' || query.part === 'optional' || own >= 0.99) {
    if (query.part !== 'hard') return { own, cover: own }
  }
  const context = contextSimilarity(page, found, query)
  if (query.part === 'hard') return { own, cover: Math.max(context, own * 0.55) }
  if (query.part === 'scope') return { own, cover: Math.max(own, context) }
  return { own, cover: Math.max(own, context * 0.93) }
}

/** Share of the label that the instruction speaks of. */
const labelPrecision = (found: PageNode, query: Query): number => {
  const words = found.labelTokens
  if (words.length === 0) return 0.4
  const allStop = words.every(word => word.stop)
  let total = 0
  let covered = 0
  for (const word of words) {
    const weight =
      word.stop && !allStop ? 0.1 : /^\d+$/.test(word.word) && words.length > 1 ? 0.35 : word.generic ? 0.6 : 1
    total += weight
    let best = 0
    for (const { token } of query.tokens) best = Math.max(best, similarity(token, word))
    if (
      best < 0.7 &&
      query.tokens.some((_, at) => `${query.tokens[at]?.token.word}${query.tokens[at + 1]?.token.word}` === word.word)
    )
      best = 0.9
    covered += weight * best
  }
  return Math.sqrt(covered / total)
}

const isExact = (found: PageNode, query: Query): boolean =>
  query.phrases.includes(normalize(found.label)) && found.label !== ''

/** Whether one of the places lies in the element's item, its nearest enclosing parts or the title of its section. */
const standsBy = (page: Page, found: PageNode, places: readonly number[]): boolean => {
  if (places.length === 0) return false
  const item = page.itemOf[found.at] ?? -1
  const end = item < 0 ? 0 : (page.nodes[item]?.end ?? 0)
  if (item >= 0 && places.some(place => place >= item && place < end && place !== found.at)) return true
  const isTitle = page.sections.some(
    section =>
      found.at >= section.start &&
      found.at < section.end &&
      section.end - section.start < page.nodes.length * 0.8 &&
      places.includes(section.at),
  )
  if (isTitle) return true
  for (let up = found.node.parent, steps = 0; up >= 0 && steps < 3; up = page.parentOf(up), steps++) {
    const limit = page.nodes[up]?.end ?? up + 1
    if (page.countOperable(up, limit) > 6) return false
    if (places.some(place => place >= up && place < limit && place !== found.at && !isForeign(page, found, place)))
      return true
  }
  return false
}

const wholeBonus = (page: Page, found: PageNode, query: Query): number => {
  let bonus = 0
  for (const places of query.wholes) if (standsBy(page, found, places)) bonus = 0.1
  return bonus
}

/** Scores one element for a query, 0 to about 1.2; roles and state are judged by the caller. */
export const scoreNode = (page: Page, at: number, query: Query): Scored => {
  const found = page.nodes[at] as PageNode
  let total = 0
  let got = 0
  let headTotal = 0
  let headOwn = 0
  let tellingTotal = 0
  let tellingOwn = 0
  let verb = -1
  let says = 0
  for (const token of query.tokens) {
    const { own, cover } = covers(page, found, token)
    says = Math.max(says, own)
    if (token.part === 'optional') continue
    total += token.weight
    got += token.weight * cover
    if (token.part === 'head' || token.part === 'verb') {
      headTotal += token.weight
      headOwn += token.weight * own
    }
    if (token.part === 'verb') verb = Math.max(verb, own)
    if (token.part === 'head' && !token.token.generic && !token.token.stop) {
      tellingTotal += token.weight
      tellingOwn += token.weight * own
    }
  }
  const recall = total === 0 ? 0 : got / total
  const own = headTotal === 0 ? 0 : headOwn / headTotal
  const precision = labelPrecision(found, query)
  const exact = isExact(found, query)
  const named = verb >= 0 || tellingTotal === 0 ? 1 : 0.74 + 0.26 * (tellingOwn / tellingTotal)
  const isSilent =
    headTotal > 0 && tellingTotal === 0 && says === 0 && found.node.role === 'button' && found.labelTokens.length > 0
  const labelled = verb >= 0 && verb < 0.6 ? 0.5 : isSilent ? 0.6 : 1
  const score =
    recall * (0.64 + 0.36 * precision) * named * labelled +
    (exact && !(verb >= 0 && verb < 0.6) ? (query.quoted ? 0.2 : 0.14) : 0) +
    wholeBonus(page, found, query)
  return { at, score, recall, precision, own, exact }
}
