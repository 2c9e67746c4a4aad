import { priceIn } from '../../language/amounts.ts'
import { attribute, type Element, hintsOf, type Page } from '../page/page.ts'
import { linkedNodes, typeOf } from '../page/structured.ts'
import { wordsIn } from '../page/text.ts'
import { metaOf } from '../page/title.ts'
import { type Block, blocksOf } from './blocks.ts'
import { isFurniture, NAMES } from './noise.ts'
import { contentRoot } from './root.ts'

/** What a block is judged by, in the order of the fitted trees. Shares are 0 to 1, counts are log2(1 + n). */
export const FEATURES = [
  'words',
  'linkShare',
  'links',
  'wordLength',
  'endsSentence',
  'commas',
  'capitals',
  'digits',
  'hasPrice',
  'isParagraph',
  'isItem',
  'heading',
  'isCell',
  'isPre',
  'isQuote',
  'inNav',
  'inHeader',
  'inFooter',
  'inAside',
  'inForm',
  'inDialog',
  'inList',
  'inTable',
  'inMain',
  'inArticle',
  'furnitureAbove',
  'noisyNames',
  'contentNames',
  'commentNames',
  'isClipped',
  'isOutside',
  'inRoot',
  'belowRoot',
  'position',
  'afterHeading',
  'prevWords',
  'prevLinkShare',
  'nextWords',
  'nextLinkShare',
  'aroundWords',
  'aroundLinkShare',
  'boxWords',
  'boxLinkShare',
  'boxPart',
  'boxBlocks',
  'groupSize',
  'groupWords',
  'groupLinkShare',
  'isRepeat',
  'depth',
  'pageWords',
  'pageLinkShare',
  'pageParagraphs',
  'pagePrices',
  'boxHeight',
  'boxLeft',
  'boxWidth',
  'isStock',
  'inDescription',
  'inTitle',
  'saysArticle',
  'saysProduct',
  'saysForum',
  'saysList',
] as const

const log = (count: number): number => Math.log2(1 + count)
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const is = (condition: boolean): number => (condition ? 1 : 0)

const CONTENT = /\b(content|article|post|entry|story|body|main|text|description|prose|markdown|rte|message)\b/
const COMMENT = /\b(comments?|repl(y|ies)|reviews?|discussion|responses?)\b/

interface Sums {
  words: number
  linked: number
  blocks: number
}

/** The blocks of a page with their features. */
export function describeBlocks(page: Page): { block: Block; features: number[] }[] {
  const blocks = blocksOf(page)
  const describe = createDescriber(page, blocks)
  return blocks.map((block, i) => ({ block, features: describe(block, i) }))
}

function createDescriber(page: Page, blocks: readonly Block[]): (block: Block, index: number) => number[] {
  const sums = sumsOf(blocks)
  const groups = groupsOf(blocks)
  const { root, noise } = contentRoot(page)
  const total = sums.get(page.body) ?? { words: 0, linked: 0, blocks: 0 }
  const heading = page.elements.find(element => element.tag === 'h1' && !isFurniture(element))?.order ?? 0
  const paragraphs = blocks.reduce((sum, block) => sum + (block.element.tag === 'p' ? block.words : 0), 0)
  const prices = blocks.filter(block => block.words < 8 && priceIn(block.text) !== undefined).length
  const above = new Map<Element, Above>()
  const seen = new Set<string>()
  const width = Math.max(1, page.viewport.width)
  const described = new Set(wordsIn(metaOf(page, 'description', 'og:description')))
  const titled = new Set(wordsIn(page.title))
  const kind = kindFeatures(page)
  return (block, i) => {
    const up = aboveOf(block.element, above)
    const group = groups.get(signatureOf(block.element)) ?? { words: 0, linked: 0, blocks: 1 }
    const box = boxOf(block.element, sums)
    const boxSums = sums.get(box) ?? total
    const [prev, next] = [blocks[i - 1], blocks[i + 1]]
    const around = aroundOf(blocks, i)
    const key = block.text.toLowerCase()
    const isRepeat = seen.has(key)
    seen.add(key)
    const [left = 0, , boxWidth = width] = block.element.source.box ?? []
    return [
      ...textFeatures(block),
      ...up.features,
      is(isWithin(block.element, noise)),
      is(root.order <= block.order && block.order <= root.end),
      depthBelow(block.element, root),
      share(block.order, page.elements.length),
      is(block.order > heading),
      log(prev?.words ?? 0),
      prev ? share(prev.linked, prev.words) : 0,
      log(next?.words ?? 0),
      next ? share(next.linked, next.words) : 0,
      log(around.words),
      share(around.linked, around.words),
      log(boxSums.words),
      share(boxSums.linked, boxSums.words),
      share(boxSums.words, total.words),
      log(boxSums.blocks),
      log(group.blocks),
      share(group.words, group.blocks),
      share(group.linked, group.words),
      is(isRepeat),
      up.depth,
      log(total.words),
      share(total.linked, total.words),
      share(paragraphs, total.words),
      log(prices),
      log(block.element.source.box?.[3] ?? 0),
      Math.min(2, Math.max(-1, left / width)),
      Math.min(1, boxWidth / width),
      is(STOCK.test(block.text)),
      overlap(block, described),
      overlap(block, titled),
      ...kind,
    ]
  }
}

/** Phrases that pages are furnished with. */
const STOCK =
  /^(reply|quote|share|like|report|edit|save|print|follow|more|menu|search|home|back|next|previous|close|cancel|submit|login|log in|sign in|sign up|register|subscribe|add to (cart|bag|basket|wishlist)|buy now|read more|learn more|see more|see all|view all|show more|load more|shop now|get started|contact us|click here|quick (view|shop|add)|compare|loading)\b.{0,24}$|cookies?\b|privacy policy|terms (of|and|&)|all rights reserved|©|newsletter|powered by|skip to|unsubscribe/i

const overlap = ({ text, words }: Block, known: ReadonlySet<string>): number =>
  known.size === 0 ? 0 : share(wordsIn(text).filter(word => known.has(word)).length, words)

/** What the page says that it is: og:type, and the types of its linked data and microdata. */
function kindFeatures(page: Page): number[] {
  const types = [
    metaOf(page, 'og:type'),
    ...linkedNodes(page).map(typeOf),
    ...page.elements.map(element => attribute(element, 'itemtype').split('/').at(-1) ?? ''),
  ].join(' ')
  return [
    is(/article|posting|blog/i.test(types)),
    is(/product|offer\b/i.test(types)),
    is(/forum|discussion|QAPage|question/i.test(types)),
    is(/ItemList|collection|category|search/i.test(types)),
  ]
}

function textFeatures({ text, words, linked, links, element }: Block): number[] {
  const letters = text.replace(/\s/g, '').length
  const { tag } = element
  return [
    log(words),
    share(linked, words),
    log(links),
    share(letters, words),
    is(/[.!?…]["”’)]?$/.test(text)),
    share((text.match(/[,;]/g) ?? []).length, words),
    share((text.match(/\p{Lu}/gu) ?? []).length, letters),
    share((text.match(/\d/g) ?? []).length, letters),
    is(words < 12 && priceIn(text) !== undefined),
    is(tag === 'p'),
    is(tag === 'li'),
    /^h[1-6]$/.test(tag) ? 7 - Number(tag[1]) : 0,
    is(tag === 'td' || tag === 'th' || tag === 'dd' || tag === 'dt'),
    is(element.source.pre === true || tag === 'pre'),
    is(tag === 'blockquote' || tag === 'figcaption'),
  ]
}

interface Above {
  /** inNav … isClipped, over the element and all around it. */
  readonly features: readonly number[]
  readonly depth: number
}

function aboveOf(element: Element, known: Map<Element, Above>): Above {
  const before = known.get(element)
  if (before) return before
  const outer = element.parent ? aboveOf(element.parent, known) : undefined
  const own = placeFeatures(element)
  const features = own.map((value, i) =>
    COUNTED.has(i) ? Math.min(4, value + (outer?.features[i] ?? 0)) : Math.max(value, outer?.features[i] ?? 0),
  )
  const above = { features, depth: (outer?.depth ?? 0) + 1 }
  known.set(element, above)
  return above
}

/** Of placeFeatures those that add up along the way. */
const COUNTED: ReadonlySet<number> = new Set([10, 11, 12, 13])

function placeFeatures(element: Element): number[] {
  const { tag } = element
  const role = attribute(element, 'role')
  const hints = tag === 'body' || tag === '#frame' ? '' : hintsOf(element)
  return [
    is(tag === 'nav' || role === 'navigation'),
    is(tag === 'header' || role === 'banner'),
    is(tag === 'footer' || role === 'contentinfo'),
    is(tag === 'aside' || role === 'complementary'),
    is(tag === 'form'),
    is(tag === 'dialog' || role === 'dialog' || role === 'alertdialog'),
    is(tag === 'ul' || tag === 'ol'),
    is(tag === 'table'),
    is(tag === 'main' || role === 'main'),
    is(tag === 'article'),
    is(isFurniture(element)),
    is(NAMES.test(hints)),
    is(CONTENT.test(hints)),
    is(COMMENT.test(hints)),
    is(element.source.clipped === true || attribute(element, 'aria-hidden') === 'true'),
  ]
}

/** Words, linked words and blocks below every element that has any. */
function sumsOf(blocks: readonly Block[]): Map<Element, Sums> {
  const sums = new Map<Element, Sums>()
  for (const block of blocks) {
    for (let at: Element | null = block.element; at; at = at.parent) {
      const sum = sums.get(at) ?? { words: 0, linked: 0, blocks: 0 }
      sum.words += block.words
      sum.linked += block.linked
      sum.blocks += 1
      sums.set(at, sum)
    }
  }
  return sums
}

/** The nearest element around with several blocks in it. */
function boxOf(element: Element, sums: ReadonlyMap<Element, Sums>): Element {
  let at = element
  while (at.parent && (sums.get(at)?.blocks ?? 0) < 4) at = at.parent
  return at
}

const signatureOf = (element: Element): string =>
  `${element.parent?.tag}.${attribute(element.parent ?? element, 'class')}>${element.tag}.${attribute(element, 'class')}`

/** Sums over the blocks whose elements look alike. */
function groupsOf(blocks: readonly Block[]): Map<string, Sums> {
  const groups = new Map<string, Sums>()
  for (const block of blocks) {
    const key = signatureOf(block.element)
    const sum = groups.get(key) ?? { words: 0, linked: 0, blocks: 0 }
    sum.words += block.words
    sum.linked += block.linked
    sum.blocks += 1
    groups.set(key, sum)
  }
  return groups
}

/** Words of the blocks up to three places before and after. */
function aroundOf(blocks: readonly Block[], index: number): { words: number; linked: number } {
  const near = [...blocks.slice(Math.max(0, index - 3), index), ...blocks.slice(index + 1, index + 4)]
  return {
    words: near.reduce((sum, block) => sum + block.words, 0),
    linked: near.reduce((sum, block) => sum + block.linked, 0),
  }
}

/** Whether an element lies in one of a set, or is one. */
function isWithin(element: Element, set: ReadonlySet<Element>): boolean {
  for (let at: Element | null = element; at; at = at.parent) if (set.has(at)) return true
  return false
}

/** Steps from the content root down to an element; -1 outside of it. */
function depthBelow(element: Element, root: Element): number {
  let steps = 0
  for (let at: Element | null = element; at; at = at.parent) {
    if (at === root) return Math.min(steps, 12)
    steps += 1
  }
  return -1
}
