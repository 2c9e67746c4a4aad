import { wordsIn } from '../text.ts'
import type { Block } from './blocks.ts'
import { judgeSettings as settings } from './judge-settings.ts'

/** A block with how likely it is content, 0 to 1. */
export interface JudgedBlock {
  readonly block: Block
  readonly likelihood: number
}

/**
 * The blocks to show of a page, in order: as many of the likeliest as give the best word F1 to be expected (Ye et al.,
 * Optimizing F-measure, ICML 2012). A page of clear content asks for more certainty than one where nothing is sure. What
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

/** The likelihood from which blocks are taken, so that the expected F1 over words is greatest. */
function bestCut(blocks: readonly { words: number; likelihood: number }[]): number {
  const expected = blocks.reduce((sum, { words, likelihood }) => sum + words * likelihood, 0)
  let [hits, taken, most, cut] = [0, 0, -1, 1]
  for (const { words, likelihood } of blocks.toSorted((a, b) => b.likelihood - a.likelihood)) {
    hits += words * likelihood
    taken += words
    const f1 = (2 * hits) / (taken + expected)
    if (f1 < most) continue
    most = f1
    cut = likelihood
  }
  return cut
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
