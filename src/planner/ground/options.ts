import type { Page, PageNode } from './page.ts'
import { normalize, similarity, type Token, tokenize } from './text.ts'

export interface OptionMatch {
  readonly at: number
  /** Name of the option as the page writes it. */
  readonly name: string
  readonly score: number
  readonly disabled: boolean
}

const bare = (text: string): string => normalize(text.replace(/\([^)]*\)/g, ' '))

/** How well a text names an option: 1 the same, less for a part of it. */
export const optionScore = (said: string, name: string): number => {
  const wanted = normalize(said)
  const found = normalize(name)
  if (wanted === '' || found === '') return normalize(said) === normalize(name) && said.trim() === name.trim() ? 1 : 0
  if (wanted === found) return 1
  if (wanted === bare(name) || bare(said) === found) return 0.97
  const words = tokenize(said).filter(token => !token.stop)
  const names = tokenize(name).filter(token => !token.stop)
  if (words.length === 0 || names.length === 0) return 0
  const best = (token: Token, among: readonly Token[]): number =>
    Math.max(...among.map(other => similarity(token, other)))
  const recall = words.reduce((sum, word) => sum + best(word, names), 0) / words.length
  const precision = names.reduce((sum, word) => sum + best(word, words), 0) / names.length
  return recall >= 0.75 ? 0.5 * recall + 0.45 * precision : 0
}

/** The option of a native select that a text names; undefined if none or two fit as well. */
export const matchOption = (found: PageNode, said: string): OptionMatch | undefined => {
  const scored = (found.node.options ?? [])
    .map(option => ({
      at: found.at,
      name: option.name,
      score: Math.max(optionScore(said, option.name), normalize(option.value) === normalize(said) ? 0.9 : 0),
      disabled: option.disabled,
    }))
    .filter(({ score }) => score >= 0.55)
    .sort((one, other) => other.score - one.score)
  const [first, second] = scored
  if (first === undefined) return undefined
  return second !== undefined && first.score - second.score < 0.04 ? undefined : first
}

/** Elements inside a group or listbox that are its choices. */
export const choicesIn = (page: Page, container: number): readonly number[] => {
  const end = page.nodes[container]?.end ?? container + 1
  return page.candidates.filter(at => at > container && at < end)
}

/** The choice inside a container that a text names. */
export const matchChoice = (page: Page, container: number, said: string): number | undefined => {
  const scored = choicesIn(page, container)
    .map(at => ({ at, score: optionScore(said, page.nodes[at]?.label ?? '') }))
    .filter(({ score }) => score >= 0.55)
    .sort((one, other) => other.score - one.score)
  const [first, second] = scored
  if (first === undefined) return undefined
  return second !== undefined && first.score - second.score < 0.04 ? undefined : first.at
}
