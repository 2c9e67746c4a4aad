import { factsOf } from '../page/facts.ts'
import { optionsOf } from '../page/options.ts'
import type { Page } from '../page/page.ts'
import type { RecordSet } from '../page/record-set.ts'
import { isPeripheral } from '../page/scope.ts'
import { commonFacts } from '../page/subject-facts.ts'
import { titleOf } from '../page/title.ts'
import { answerFrom, type Candidate } from './answer.ts'
import type { Setting } from './bound.ts'
import { placesIn } from './places.ts'
import { readProse } from './prose.ts'
import type { Query } from './query.ts'
import { relationOfFacts, turned } from './relations.ts'

/** Below this a question is not borne out by what the page says. */
export const LEAST_SCORE = 0.5
/** What a sentence says of all that is asked. */
const PROSE_SCORE = 0.6

/** A table is read from its other side where this one says nothing. */
const TURNED = 0.1
const less = (found: Candidate | undefined): Candidate | undefined => found && { ...found, score: found.score - TURNED }

/** The best answer that a page has to a question all of whose telling words it accounts for. */
export const answerQuery = (query: Query, page: Page, sets: readonly RecordSet[]): Candidate | undefined => {
  if (query.said.length === 0 || query.ask === 'why') return undefined
  const places = placesIn(query, page)
  const title = `${titleOf(page)} ${page.title}`
  const facts = relationOfFacts([...factsOf(page), ...commonFacts(page)], page)
  const shown = sets.filter(set => !isPeripheral(set.element))
  const ask = (set: RecordSet, kind: Setting['kind'], trust: readonly number[] = []) =>
    answerFrom(query, { relation: { set, language: page.lang }, kind, title, trust, places })
  const candidates = [
    ...shown.map(set => ask(set, 'rows')),
    ...shown.flatMap(turned).map(set => less(ask(set, 'rows'))),
    ...optionsOf(page).map(set => ask(set, 'options')),
    ...(facts ? [ask(facts.set, 'facts', facts.trust)] : []),
  ].filter(found => found !== undefined)
  const [best] = candidates.sort((a, b) => b.score - a.score)
  if (best && best.score >= LEAST_SCORE) return best
  const told = readProse(query, page, title)
  return told === undefined
    ? best
    : { answer: { kind: 'value', cell: { text: told } }, score: PROSE_SCORE, isSure: true }
}
