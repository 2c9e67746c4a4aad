import { skipOpeners } from '../language/mood.ts'
import { entryAt, readSentence } from '../language/sentence.ts'
import { resolve } from './choosing/resolve.ts'
import type { Page } from './page/page.ts'
import { describe, nameOnly } from './reading/description.ts'

export interface Ranked {
  readonly ref: string
  /** What scores under half of the best hardly answers. */
  readonly score: number
}

/** Operable elements by how well they answer a description or an act, best first; for observe. */
export const rankElements = (page: Page, instruction: string): readonly Ranked[] => {
  const sentence = readSentence(instruction)
  const end = sentence.tokens.length
  const start = skipOpeners(sentence, 0, end)
  const verb =
    entryAt(sentence, start, { class: 'verb' })?.length ??
    entryAt(sentence, start, { class: 'mood', sense: 'ask' })?.length ??
    0
  const things = [describe(sentence, [Math.min(start + verb, end - 1), end]), nameOnly(sentence, [start, end])]
  const scores = new Map<number, number>()
  for (const thing of things.filter(({ span }) => span[0] < span[1]))
    for (const { at, score } of resolve(page, thing, { fit: () => 0.8, trail: [], isPlain: true }).ranked)
      scores.set(at, Math.max(scores.get(at) ?? 0, score))
  return [...scores]
    .sort((one, other) => other[1] - one[1] || one[0] - other[0])
    .map(([at, score]) => ({ ref: page.nodes[at]?.node.ref ?? '', score }))
}
