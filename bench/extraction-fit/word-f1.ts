import { wordsIn } from '../../src/extraction/page/text.ts'

/** F1 over words as multisets, lower case. */
export const wordF1 = (truth: string, answer: string): number => {
  const left = new Map<string, number>()
  for (const word of wordsIn(truth)) left.set(word, (left.get(word) ?? 0) + 1)
  const answered = wordsIn(answer)
  let right = 0
  for (const word of answered) {
    const count = left.get(word) ?? 0
    if (count > 0) right += 1
    left.set(word, count - 1)
  }
  return right === 0 ? 0 : (2 * right) / (wordsIn(truth).length + answered.length)
}

/** The mean with three decimals. */
export const meanOf = (values: readonly number[]): string =>
  (values.reduce((a, b) => a + b, 0) / values.length).toFixed(3)
