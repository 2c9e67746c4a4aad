import { factsOf } from '../page/facts.ts'
import { optionsOf } from '../page/options.ts'
import type { Page } from '../page/page.ts'
import type { RecordSet } from '../page/record-set.ts'
import { isPeripheral } from '../page/scope.ts'
import { commonFacts } from '../page/subject-facts.ts'
import { titleOf } from '../page/title.ts'
import { answerFrom, type Candidate } from './answer.ts'
import type { Setting } from './bound.ts'
import type { Query } from './query.ts'
import { relationOfFacts, turned } from './relations.ts'

/** The best answer that a page has to a question all of whose telling words it accounts for. */
export const answerQuery = (query: Query, page: Page, sets: readonly RecordSet[]): Candidate | undefined => {
  if (query.said.length === 0 || query.ask === 'why') return undefined
  const title = `${titleOf(page)} ${page.title}`
  const facts = relationOfFacts([...factsOf(page), ...commonFacts(page)], page)
  const shown = [...sets, ...sets.flatMap(turned)].filter(set => !isPeripheral(set.element))
  const ask = (set: RecordSet, kind: Setting['kind'], trust: readonly number[] = []) =>
    answerFrom(query, { relation: { set, language: page.lang }, kind, title, trust })
  const candidates = [
    ...shown.map(set => ask(set, 'rows')),
    ...optionsOf(page).map(set => ask(set, 'options')),
    ...(facts ? [ask(facts.set, 'facts', facts.trust)] : []),
  ].filter(found => found !== undefined)
  return candidates.sort((a, b) => b.score - a.score)[0]
}
