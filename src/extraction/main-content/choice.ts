import { wordsIn } from '../page/text.ts'
import type { Block } from './blocks.ts'
import { judgeSettings as settings } from './judge-settings.ts'

/** A block with how likely it is content, 0 to 1. */
export interface JudgedBlock {
  readonly block: Block
  readonly likelihood: number
}

/**
 * The blocks to show of a page, in order: as many of the likeliest as give the best word F1 to be expected (Ye et al.,
 * Optimizing F-measure, ICML 2012), whose truths here are whole pages. A page of clear content asks for more certainty than one where nothing is sure. What
 * the page says twice is shown once.
 */
export function chooseBlocks(judged: readonly JudgedBlock[]): Block[] {
  const leaning = leanOnNeighbours(judged)
  const least = bestCut(judged.map(({ block: { words } }, i) => ({ words, likelihood: leaning[i] ?? 0 })))
  const chosen = judged.flatMap(({ block }, i) => ((leaning[i] ?? 0) >= least ? [block] : []))
  return withoutRepeats(chosen)
}

/** Content comes in stretches: each block's likelihood, with a share of that of the blocks around it. */
function leanOnNeighbours(judged: readonly JudgedBlock[]): number[] {
  const { reach, leaning } = settings
  return judged.map(({ likelihood }, at) => {
    let [sum, weights] = [0, 0]
    for (const near of judged.slice(Math.max(0, at - reach), at + reach + 1)) {
      const weight = Math.sqrt(near.block.words)
      sum += weight * near.likelihood
      weights += weight
    }
    return (1 - leaning) * likelihood + (leaning * sum) / weights
  })
}

/** In how many even steps the doubt about a page is weighed. */
const DOUBTS = 40

/**
 * The likelihood from which blocks are taken, so that the expected F1 over words is greatest. A page is one doubt, not
 * one for each block: reviews are content all together or not at all. So what is true of it is taken to be the blocks
 * from some likelihood on, and every border between 0 and 1 is as likely as another; each block is then content as
 * often as it is judged to be.
 */
function bestCut(blocks: readonly { words: number; likelihood: number }[]): number {
  const sorted = blocks.toSorted((a, b) => b.likelihood - a.likelihood)
  const sizes = Array.from({ length: DOUBTS }, (_, i) => wordsFrom(sorted, (i + 0.5) / DOUBTS))
  let [taken, most, cut] = [0, -1, 1]
  for (const { words, likelihood } of sorted) {
    taken += words
    // of two such sets the smaller lies in the larger
    const f1 = sizes.reduce((sum, size) => sum + (2 * Math.min(size, taken)) / (size + taken), 0)
    if (f1 < most) continue
    most = f1
    cut = likelihood
  }
  return cut
}

/** Words of the leading blocks that are at least that likely. */
function wordsFrom(sorted: readonly { words: number; likelihood: number }[], least: number): number {
  let sum = 0
  for (const { words, likelihood } of sorted) {
    if (likelihood < least) break
    sum += words
  }
  return sum
}

/** Leaves out long blocks that another one has whole, as the preview of a text that is folded out elsewhere. */
function withoutRepeats(blocks: readonly Block[]): Block[] {
  const heads = new Map<string, Block[]>()
  const texts = new Map<Block, string>()
  for (const block of blocks) {
    if (block.words < settings.leastRepeat) continue
    const words = wordsIn(block.text)
    texts.set(block, words.join(' '))
    const head = words.slice(0, 8).join(' ')
    heads.set(head, [...(heads.get(head) ?? []), block])
  }
  const dropped = new Set<Block>()
  for (const alike of heads.values()) {
    const fullest = alike.toSorted((a, b) => b.words - a.words)[0]
    for (const block of alike) {
      // the last word of a preview may be cut
      const start = (texts.get(block) ?? '').replace(/ \S+$/, '')
      if (block !== fullest && fullest && texts.get(fullest)?.startsWith(start)) dropped.add(block)
    }
  }
  return blocks.filter(block => !dropped.has(block))
}
