import { likeness, plainOf, type Word, wordsOf } from '../../language/words.ts'
import type { PageNode } from '../page/page.ts'
import { isSelect } from '../page/roles.ts'
import type { Description } from '../reading/intent.ts'
import { answerOf } from './account.ts'
import { actionOn, type Candidate, candidateFor } from './candidate.ts'
import type { Context } from './context.ts'
import { type Feature, type Features, type Scored, weigh } from './score.ts'
import { createQuery, type Query, type Told } from './told.ts'

/** Selects an option; in a list of several that this act has begun to fill, beside what is chosen already. */
export const selectIn = (
  { page, trail }: Context,
  { node, at }: PageNode,
  name: string,
): Pick<Candidate, 'actions' | 'isAlready'> => {
  const chosen = (node.options ?? []).filter(({ selected }) => selected).map(option => option.name)
  const isMany = node.role === 'listbox' && trail.includes(at)
  const names = isMany ? [...new Set([...chosen, name])] : [name]
  return { actions: [actionOn(page, at, 'select', names)], isAlready: chosen.length === 1 && chosen[0] === name }
}

const LEAST = 0.6

const alikeIn = (words: readonly Word[], { word }: Told): number =>
  words.reduce((best, other) => Math.max(best, likeness(word, other)), 0)

/** An option of a native list as an answer to what was said: its own words, then those of its list and where that stands. */
const scoreOption = (context: Context, list: PageNode, name: string, query: Query): Scored | undefined => {
  const { page } = context
  const words = wordsOf(name)
  const features: Features = { fit: 0.95 }
  const unaccounted: string[] = []
  let own = 0
  for (const told of query.told) {
    if (told.weight === 0) continue
    const share = told.weight / Math.max(query.total, 0.01)
    const alike = alikeIn(words, told)
    if (alike >= LEAST) {
      features[`${told.role}.own`] = (features[`${told.role}.own`] ?? 0) + alike * share
      own += alike * share
      continue
    }
    const answer = answerOf(page, list, told)
    const source = answer.source === 'own' ? 'caption' : answer.source
    const name = `${told.role}.${source}` as Feature
    features[name] = (features[name] ?? 0) + share * (source === 'none' ? 1 : answer.alike)
    if (told.isTelling && (source === 'none' || source === 'page')) unaccounted.push(told.word.word)
  }
  if (own === 0) return undefined
  const isExact = plainOf(name) === plainOf(query.description.head)
  if (isExact) features.exact = 1
  const spoken = words.filter(word => word.isStop || query.told.some(told => likeness(told.word, word) >= LEAST)).length
  features.unspoken = words.length === 0 ? 0 : 1 - spoken / words.length
  return { at: list.at, score: weigh(features), features, unaccounted, isExact, own, isNamed: true }
}

/** The options of all native lists that a phrase may mean, the best of each list. */
export const optionCandidates = (context: Context, target: Description): readonly Candidate[] => {
  const { page } = context
  const query = createQuery(page, target)
  const lists = page.operable.map(at => page.nodes[at] as PageNode).filter(({ node }) => isSelect(node))
  return lists.flatMap(list => {
    const scored = (list.node.options ?? []).flatMap(option => {
      const score = scoreOption(context, list, option.name, query)
      return score && !option.disabled ? [{ option, score }] : []
    })
    scored.sort((one, other) => other.score.score - one.score.score)
    return scored
      .slice(0, 2)
      .map(({ option, score }) => candidateFor(page, score, selectIn(context, list, option.name)))
  })
}
