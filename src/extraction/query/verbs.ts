import type { Token } from '../../language/tokens.ts'
import { wordsOf } from '../../language/words.ts'
import type { Said } from './query.ts'
import { type Draft, isStop } from './rules.ts'

const AUXILIARY = new Set(
  'do does did was were can could will would has have had wurde wurden wird werden worden hat haben is are ist sind werd heeft fue ha'.split(
    ' ',
  ),
)
const PARTICIPLE = /(?:ed|en|ing)$|^(?:due|open)$/
const THIRD_PERSON = /(?:s|ed|t|en)$/

/** Words that are verbs by their place: after "who", at the end after an auxiliary, between the things that are asked about and a preposition. */
export const withVerbs = ({ said, ask, asked, comparisons }: Draft, tokens: readonly Token[]): Said[] => {
  const isSmall = (at: number) =>
    tokens[at] !== undefined && tokens[at]?.kind === 'word' && wordsOf(tokens[at]?.text ?? '').every(isStop)
  const last = said.at(-1)
  const auxiliary = tokens
    .slice(0, last?.token)
    .map(({ word }) => word)
    .filter(word => AUXILIARY.has(word))
  const hasStrong = auxiliary.some(word => !/^(is|are|ist|sind|have|has|had)$/.test(word))
  const isVerb = (one: Said, at: number): boolean => {
    if (one.role !== 'open' || one.isName || comparisons.some(({ at: place }) => place === at)) return false
    const [before, after] = [isSmall(one.token - 1), isSmall(one.token + 1)]
    // "classes taught by Ravi"
    if (at > asked && !before && /^(by|von|par|por|da|door)$/.test(tokens[one.token + 1]?.word ?? '')) return true
    if (ask === 'who' && at === asked && !before) return true
    if (
      one === last &&
      said.length - asked > 1 &&
      !before &&
      (hasStrong || (auxiliary.length > 0 && PARTICIPLE.test(one.word)))
    )
      return true
    return (
      ask === 'which' &&
      at === asked + 1 &&
      after &&
      !AUXILIARY.has(tokens[one.token + 1]?.word ?? '') &&
      !before &&
      THIRD_PERSON.test(one.word) &&
      tokens[one.token - 1]?.kind === 'word'
    )
  }
  return said.map((one, at) => (isVerb(one, at) ? { ...one, role: 'verb' as const } : one))
}
