import { entriesAt } from '../../language/lexicon.ts'
import { tokenize } from '../../language/tokens.ts'
import { likeness, plainOf, wordsOf } from '../../language/words.ts'
import { isInside, type Page, type PageNode } from '../page/page.ts'
import { isControl, isToggle } from '../page/roles.ts'
import { type Answer, answerOf, deedOf, unspokenOf } from './account.ts'
import { isOtherKind, kindFit } from './kinds.ts'
import { isNewSince, type Look } from './look.ts'
import type { Query, Told } from './told.ts'
import weights from './weights.json' with { type: 'json' }

/** What is known of an element as an answer to what was said: each is between 0 and 1 but for shares that add up. */
export type Feature = keyof typeof weights
export type Features = Partial<Record<Feature, number>>
const WEIGHTS: Readonly<Record<Feature, number>> = weights

export interface Scored {
  readonly at: number
  readonly score: number
  readonly features: Features
  /** Words that were said and that nothing answers. */
  readonly unaccounted: readonly string[]
  /** All of the label was said, and all that was said is the label. */
  readonly isExact: boolean
  /** Share of what was said that the element itself says. */
  readonly own: number
  /** The element itself says a word that tells something. */
  readonly isNamed: boolean
}

export interface ScoreOptions {
  /** How well an element suits the act, 0 to 1; undefined: not at all. */
  readonly fit: (element: PageNode) => number | undefined
  /** What the steps before touched, the last one last. */
  readonly trail: readonly number[]
  /** What was opened to look for it: what came with that belongs to it. */
  readonly looks?: readonly Look[]
  /** The verb is one that only says how ("click", "open"): an element that says none of the words, and something else, is a stranger. */
  readonly isPlain: boolean
}

export const weigh = (features: Features): number =>
  Object.entries(features).reduce((sum, [name, value]) => sum + (WEIGHTS[name as Feature] ?? 0) * value, 0)

/** How far towards a side, as a share of the page, an element must be to stand there. */
const LEAST_SIDE = 0.58

/** How far an element is in a corner, or at a side: 0 where it is not. */
const cornerFit = (page: Page, { node }: PageNode, corner: string): number => {
  const { viewport } = page.snapshot
  const x = (node.box.x + node.box.width / 2) / Math.max(1, viewport.width)
  const pageHeight = page.height
  const y = (node.box.y + page.snapshot.scroll.y + node.box.height / 2) / Math.max(1, pageHeight)
  const inView = (node.box.y + node.box.height / 2) / Math.max(1, Math.min(viewport.height, page.height))
  const sides: Readonly<Record<string, number>> = {
    top: 1 - Math.min(y, inView),
    bottom: Math.max(y, inView),
    left: 1 - x,
    right: x,
    middle: 1 - Math.abs(x - 0.5) * 2,
  }
  const shares = corner.split(' ').map(side => sides[side] ?? 1)
  return shares.some(share => share < LEAST_SIDE)
    ? 0
    : Math.min(1, shares.reduce((sum, share) => sum + share, 0) / shares.length)
}

/** How much of its weight a word counts that tells little, where nothing has it. */
const GENERIC_MISSING = 0.2

const addAnswers = (features: Features, answers: readonly Answer[], total: number): void => {
  for (const { told, source, alike } of answers) {
    const name = `${told.role}.${source}` as Feature
    const share = source === 'none' ? (told.isTelling ? 1 : GENERIC_MISSING) : alike
    features[name] = (features[name] ?? 0) + (told.weight * share) / total
  }
}

/** "x", "+", "⋮": a sign is the picture that is drawn for it as well. */
const isSign = ({ words, extra }: PageNode, quote: string): boolean => {
  const [sign, ...more] = wordsOf(quote)
  if (sign === undefined || more.length > 0 || quote.trim().length > 1) return false
  return [...words, ...extra].some(({ concepts }) => concepts.some(concept => sign.concepts.includes(concept)))
}

/** A quotation must stand in the element, or in what it belongs to, word for word. */
const missingQuote = (page: Page, element: PageNode, query: Query): string | undefined =>
  query.description.quotes.find(quote => {
    const wanted = plainOf(quote)
    if (wanted === '') return quote.trim() !== '' && element.label.trim() !== quote.trim()
    const holds = (at: number): boolean => ` ${page.nodes[at]?.plain ?? ''} `.includes(` ${wanted} `)
    if (holds(element.at) || isSign(element, quote)) return false
    const item = page.itemOf[element.at] ?? -1
    const { captions, titles, column } = page.places.of(element.at)
    if ([...captions, ...titles, column].some(holds)) return false
    const extra = ` ${element.extra.map(({ word }) => word).join(' ')} `
    if (extra.includes(` ${wanted} `)) return false
    for (let at = Math.max(item, 0); item >= 0 && at < (page.nodes[item]?.end ?? 0); at += 1)
      if (holds(at)) return false
    return true
  })

/** What was opened for an element to show. */
const openerOf = (page: Page, element: PageNode, looks: readonly Look[]): PageNode | undefined => {
  const look = looks.findLast(({ since }) => isNewSince(element, since))
  return look && page.nodes.find(({ node }) => node.ref === look.opener)
}

/** What came with a look stands where the opener stands: an entry of a row's menu is about the row. */
const withOpener = (page: Page, element: PageNode, answer: Answer, { looks = [] }: ScoreOptions): Answer => {
  if (answer.source !== 'none' && answer.source !== 'page') return answer
  const opener = openerOf(page, element, looks)
  if (!opener) return answer
  const behind = answerOf(page, opener, answer.told)
  return behind.source === 'none' || behind.source === 'page' ? answer : { ...behind, source: 'item' }
}

/** "Like (3)": how often it was done already, and no name. */
const isTally = ({ label }: PageNode, { told, source }: Answer): boolean =>
  source === 'own' && /^\d+$/.test(told.word.word) && label.includes(`(${told.word.word})`)

/** Least weight of a word that may name an element. */
const LABEL = 0.5

/** How well one element answers a query. Undefined where it does not suit the act. */
export const scoreElement = (
  page: Page,
  element: PageNode,
  query: Query,
  options: ScoreOptions,
): Scored | undefined => {
  const fit = options.fit(element)
  if (fit === undefined) return undefined
  const { node, at } = element
  const { description } = query
  const answers = query.told
    .filter(({ weight }) => weight > 0)
    .map(told => withOpener(page, element, answerOf(page, element, told), options))
    .map(answer =>
      query.deed.length > 0 && isTally(element, answer) ? { ...answer, source: 'none' as const } : answer,
    )
  const deed = deedOf(element, query)
  const features: Features = { fit }
  const total = Math.max(query.total, 0.01)
  addAnswers(features, answers, total)
  if (deed)
    addAnswers(
      features,
      [{ ...deed, source: deed.alike >= 0.6 ? deed.source : 'none', told: { ...deed.told, weight: 1 } }],
      total,
    )
  const unspoken = unspokenOf(element, query)
  const container = !isControl(node)
  const isRowTick = node.role === 'checkbox' && (page.itemOf[at] ?? -1) >= 0
  if (!isRowTick) features[container ? 'unspokenContainer' : 'unspoken'] = unspoken.share
  const own = answers
    .filter(({ source }) => source === 'own')
    .reduce((sum, { told, alike }) => sum + told.weight * alike, 0)
  const hinted = answers.some(({ source, told }) => source === 'hint' && told.weight >= LABEL)
  const same =
    answers
      .filter(({ source, alike }) => source === 'own' && alike > 0.95)
      .reduce((sum, { told }) => sum + told.weight, 0) + (deed && deed.alike > 0.95 ? 1 : 0)
  features.same = Math.min(1, same / total)
  const saysVerb = query.verb.some(said => element.words.some(word => likeness(said, word) > 0.9))
  if (saysVerb) features.verb = 1
  const isTick = (isToggle(node) || node.role === 'radio') && (page.itemOf[at] ?? -1) >= 0
  const isKind = kindFit(page, element, description.kinds) > 0 && description.head === ''
  if (
    options.isPlain &&
    !isTick &&
    !isKind &&
    query.total > 0.01 &&
    own === 0 &&
    !hinted &&
    !saysVerb &&
    unspoken.telling > 0
  )
    features.stranger = 1
  if (unspoken.isOtherDeed && !hinted && query.total > 0.01) features.otherDeed = 1
  const headOwn = answers.some(({ source, told }) => told.role === 'head' && source === 'own')
  const placeOwn = answers.some(({ source, told }) => told.role === 'place' && source === 'own')
  if (placeOwn && !headOwn && answers.some(({ told }) => told.role === 'head' && told.weight >= 0.5))
    features.inverted = 1
  const head = plainOf(description.head)
  const isExact = element.plain !== '' && (element.plain === head || element.plain === plainOf(description.whole))
  if (element.plain !== '' && element.plain === plainOf(description.whole)) features.exactWhole = 1
  else if (isExact) features.exact = 1
  else if (head !== '' && isCaptionedJust(page, at, head)) features.exact = CAPTIONED
  else if (head !== '' && element.plain.startsWith(`${head} `)) features.starts = 1
  const kind = kindFit(page, element, description.kinds)
  if (kind > 0) features.kind = 1
  if (kind > 0 && query.total < 0.02) features.bare = 1
  if (kind < 0 && features.exactWhole === undefined && query.deed.length === 0) features.otherKind = 1
  if (!node.interactive) features.text = 1
  else if (container && hasInner(page, element, answers)) features.inner = 1
  if (node.state.covered) features.covered = 1
  if (node.state.offscreen) features.offscreen = 1
  if (node.state.disabled) features.disabled = 1
  if (page.modal >= 0 && !isInside(page, at, page.modal)) features.outsideModal = 1
  if (description.corner) {
    const stands = cornerFit(page, element, description.corner)
    if (stands > 0) features.corner = stands
    else features.wrongCorner = 1
  }
  if (query.anchors.length > 0 && isAtAnchor(page, at, query.anchors)) features.anchor = 1
  if (answers.some(({ told, source }) => told.found.isTypo && source !== 'none')) features.typo = 1
  if (options.trail.length > 0 && isNear(page, at, options.trail.at(-1) ?? -1)) features.near = 1
  return {
    at,
    score: weigh(features),
    features,
    unaccounted: unaccountedOf(page, element, {
      ...{ query, answers, deed, unspoken: unspoken.telling, other: unspoken.other },
      ...{ trail: options.trail, looks: options.looks ?? [] },
    }),
    isExact,
    own: own / total,
    isNamed: answers.some(({ source, told }) => told.isTelling && (source === 'own' || source === 'hint')),
  }
}

/** How much of an exact label an exact caption is worth. */
const CAPTIONED = 0.5

const isCaptionedJust = ({ nodes, places }: Page, at: number, head: string): boolean => {
  const { captions, column } = places.of(at)
  return [...captions, column].some(caption => nodes[caption]?.plain === head)
}

/** Whether something to operate inside a box says by itself what was said. */
const hasInner = ({ nodes }: Page, { at, end }: PageNode, answers: readonly Answer[]): boolean => {
  const heads = answers.filter(({ told }) => told.role === 'head' && told.isTelling)
  return (
    heads.length > 0 &&
    heads.every(
      ({ told, source }) =>
        source === 'own' &&
        told.found.seen.some(
          ({ at: inner, alike }) =>
            alike >= 0.6 && inner > at && inner < end && nodes[inner]?.node.interactive === true,
        ),
    )
  )
}

/** Whether what an element belongs to is called just what was said, and not that and more. */
const isAtAnchor = (page: Page, at: number, anchors: readonly number[]): boolean => {
  const { captions, titles } = page.places.of(at)
  const item = page.itemOf[at] ?? -1
  return anchors.some(
    anchor =>
      anchor === at ||
      captions.includes(anchor) ||
      titles.includes(anchor) ||
      (item >= 0 && isInside(page, anchor, item)),
  )
}

/** Whether an element stands in the form, dialog or item that the step before touched. */
const isNear = (page: Page, at: number, last: number): boolean => {
  for (let up = last; up >= 0; up = page.nodes[up]?.node.parent ?? -1) {
    const node = page.nodes[up]?.node
    const isPart =
      node &&
      (node.tag === 'form' || /^(?:dialog|form|group|menu|region|listbox)$/.test(node.role) || page.itemOf[up] === up)
    if (isPart) return isInside(page, at, up)
  }
  return false
}

interface Accounting {
  readonly query: Query
  readonly answers: readonly Answer[]
  readonly deed: Answer | undefined
  /** Telling words of the label that were not said. */
  readonly unspoken: number
  /** Any word of the label was not said, whatever it tells. */
  readonly other: boolean
  readonly trail: readonly number[]
  readonly looks: readonly Look[]
}

/**
 * The invariant: every telling word is answered by the element or by where it stands. What only the page at large has does
 * not answer a name where the element's own label speaks of something else: "delete my account" is not "Delete all files".
 */
const unaccountedOf = (
  page: Page,
  element: PageNode,
  { query, answers, deed, unspoken, other, trail, looks }: Accounting,
): readonly string[] => {
  const isPlain = query.deed.length === 0
  const isTick = /^(?:checkbox|radio|switch)$/.test(element.node.role)
  const quoted = new Set(query.description.quotes.map(plainOf).join(' ').split(' '))
  const isQuoted = ({ word }: Told): boolean => quoted.has(word.word)
  const isInverted =
    isPlain &&
    answers.some(
      ({ told, source }) => told.relation !== undefined && told.role === 'place' && told.isTelling && source === 'own',
    )
  const missing = answers.filter(({ told, source }) => {
    if (isPlain && query.description.isName === true && (AWAY.has(source) || source === 'none')) return true
    if (!told.isTelling) {
      const isAway = source === 'none' || (source === 'page' && unspoken > 0)
      return isAway && told.weight > 0 && query.deed.length > 0 && !isNamedThing(page, element, told)
    }
    if (source === 'none') return true
    if (isPlain && isQuoted(told) && told.relation === undefined && AWAY.has(source) && !isTick) return true
    if (isInverted && told.role === 'head' && source !== 'own' && source !== 'hint') return true
    if (told.role === 'head' && (source === 'outer' || source === 'title') && isSiblings(page, element, told))
      return true
    if (source === 'page' && !isTopic(page, told)) return true
    if (source === 'page') return told.relation !== undefined || unspoken > 0 || !isCommonNoun(told)
    return told.role === 'head' && source === 'title' && unspoken > 0
  })
  const words = missing.map(({ told }) => told.word.word)
  const isDeedAlone = query.told.every(
    ({ word, weight }) => weight === 0 || query.deed.some(told => likeness(told.word, word) >= 0.6),
  )
  if (
    query.deed.length > 0 &&
    isDeedAlone &&
    (unspoken > 0 || (other && query.description.kinds.length > 0)) &&
    !isNear(page, element.at, trail.at(-1) ?? -1)
  )
    words.push('(label)')
  if (isPlain && isOtherKind(page, element, query.description)) words.push(query.description.whole)
  if (deed && deed.alike < 0.6) words.push(query.deed.map(({ word }) => word.word).join(' '))
  const opener = openerOf(page, element, looks)
  const quote =
    missingQuote(page, element, query) === undefined || !opener
      ? missingQuote(page, element, query)
      : missingQuote(page, opener, query)
  return quote === undefined ? words : [...words, quote]
}

/** Whether a control right beside an element is the one that says a word: "allow only necessary" is not "Accept all". */
const isSiblings = ({ nodes }: Page, { at, node }: PageNode, { found }: Told): boolean =>
  found.seen.some(({ at: other, alike }) => {
    const beside = nodes[other]
    if (alike <= 0.9 || other === at || beside === undefined || !isControl(beside.node)) return false
    return (
      beside.node.parent === node.parent ||
      (beside.words.length === 1 && /^(?:radio|option|checkbox|tab)$/.test(beside.node.role))
    )
  })

/** Sources that are not the name of an element. */
const AWAY: ReadonlySet<string> = new Set(['item', 'title', 'outer', 'page'])

/** A generic noun ("the letter", "this page") needs no answer of its own in one of several things alike, nor where it names a kind. */
const isNamedThing = (page: Page, element: PageNode, { word }: Answer['told']): boolean =>
  (page.itemOf[element.at] ?? -1) >= 0 ||
  entriesAt(tokenize(word.word), 0).some(entry => entry.class === 'kind' || entry.sense === 'vague')

/** Whether the page as a whole is about a word: its title says it. */
const isTopic = ({ title }: Page, { word }: Told): boolean => title.some(other => likeness(word, other) >= 0.8)

/** A noun in small letters may name the kind of thing that the whole page is about. */
const isCommonNoun = ({ isName }: Answer['told']): boolean => !isName
