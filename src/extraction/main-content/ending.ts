import { fold } from '../../language/text.ts'
import type { Element } from '../page/page.ts'
import type { Block } from './blocks.ts'
import type { JudgedBlock } from './choice.ts'
import ends from './ends.json' with { type: 'json' }
import { FEATURES } from './features.ts'

/** A judged block with what it was judged by. */
export interface DescribedBlock extends JudgedBlock {
  readonly features: readonly number[]
}

type Lines = Readonly<Record<string, readonly string[]>>

const startingWith = (lines: Lines): RegExp =>
  new RegExp(`^(?:${Object.values(lines).flat().map(fold).join('|')})(?![\\p{L}\\p{N}])`, 'u')

/** Lines above what readers wrote: "12 comments", "Leave a reply". */
const COMMENTS = startingWith(ends.comments)
/** Lines where the page goes on to something else: "Related stories", "Follow us", "Newsletter". */
const OTHERS = startingWith(ends.others)

/** Chosen on the labelled pages, by page held out (docs/decisions/0193). */
const ENDING = {
  /** Words of prose that stand before an end, and words of its line at most. */
  leastBefore: 100,
  mostWords: 9,
  /** Share of the prose that may stand behind the end of a page without comments. */
  mostBehind: 0.05,
  /** What the likelihood of blocks behind an end is multiplied by. */
  comments: 0.3,
  others: 0.2,
  /** Prose: words of a block, the share of them in links, and how likely it is content. */
  leastProse: 20,
  mostLinked: 0.3,
  likely: 0.5,
  /** What prose counts for in the element two steps around it. */
  step: 0.9,
} as const

const isProse = ({ words, linked }: Block): boolean => words >= ENDING.leastProse && linked < words * ENDING.mostLinked

/** The element that holds most of the prose within two steps. */
const bodyOf = (blocks: readonly Block[]): Element | undefined => {
  const held = new Map<Element, number>()
  const add = (element: Element | null | undefined, words: number): void => {
    if (element) held.set(element, (held.get(element) ?? 0) + words)
  }
  for (const block of blocks.filter(isProse)) {
    add(block.element.parent, block.words)
    add(block.element.parent?.parent, block.words * ENDING.step)
  }
  return [...held].sort((one, other) => other[1] - one[1])[0]?.[0]
}

/** What a page says that it is, by the name of a feature: the same for all its blocks. */
const says = (blocks: readonly DescribedBlock[], name: (typeof FEATURES)[number]): boolean =>
  blocks[0]?.features[FEATURES.indexOf(name)] === 1

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)

/**
 * The blocks of a page, those behind the end of its article less likely: from the line above its comments on, and from
 * one like "Related stories" on where hardly any prose is left. Threads and shops have no such end.
 */
export function withEnding(judged: readonly DescribedBlock[]): JudgedBlock[] {
  if (says(judged, 'saysForum') || says(judged, 'saysProduct')) return [...judged]
  const blocks = judged.map(({ block }) => block)
  const body = bodyOf(blocks)
  const isInBody = ({ order }: Block) => body !== undefined && body.order <= order && order <= body.end
  const inBody = blocks.map(block => (isProse(block) && isInBody(block) ? block.words : 0))
  const likely = judged.map(({ block, likelihood }) =>
    isProse(block) && likelihood >= ENDING.likely ? block.words : 0,
  )
  const [least, leastLikely] = [inBody, likely].map(words => sum(words) * (1 - ENDING.mostBehind))
  const mayEnd = !says(judged, 'saysList')
  let [prose, seen, factor] = [0, 0, 1]
  return judged.map((one, i) => {
    const line = endLine(one.block)
    if (line !== '' && prose >= ENDING.leastBefore) {
      const isLast = mayEnd && prose >= (least ?? 0) && seen >= (leastLikely ?? 0)
      if (one.block.element.tag !== 'li' && COMMENTS.test(line)) factor = Math.min(factor, ENDING.comments)
      else if (isLast && OTHERS.test(line)) factor = Math.min(factor, ENDING.others)
    }
    prose += inBody[i] ?? 0
    seen += likely[i] ?? 0
    return { block: one.block, likelihood: one.likelihood * factor }
  })
}

/** A short line without the signs before it; empty for a longer one. */
const endLine = ({ text, words }: Block): string =>
  words > ENDING.mostWords ? '' : fold(text).replace(/^[^\p{L}\p{N}]+/u, '')
