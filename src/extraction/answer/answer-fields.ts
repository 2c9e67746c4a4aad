import { type Fact, factsOf } from '../page/facts.ts'
import { nameScore } from '../page/names.ts'
import type { Page } from '../page/page.ts'
import type { Cell, RecordSet } from '../page/record-set.ts'
import { isPeripheral } from '../page/scope.ts'
import { commonFacts } from '../page/subject-facts.ts'
import { titleOf } from '../page/title.ts'
import { kindOf } from '../page/values.ts'
import type { Word } from '../question/conditions.ts'
import type { Field } from '../question/fields.ts'
import type { Question } from '../question/question.ts'
import { wantedKinds } from './columns.ts'
import { type Found, lookUpCells, lookUpFacts } from './lookup.ts'

/** One cell a field, null where the page does not say, and how sure that is. */
export interface FieldsAnswer {
  readonly score: number
  readonly fields: readonly Field[]
  readonly cells: readonly (Cell | null)[]
}

/** Below this a label does not answer to a name. */
const MIN_SCORE = 0.45

/** A word in common among several does not make it the same. */
const MIN_NAMED = 0.44

/** Everything that the page says about itself as label and value, gathered once. */
export interface Knowledge {
  readonly facts: readonly Fact[]
  readonly title: string
}

/** Where every one of several is asked for, what the page says of itself is said of none of them. */
export const knowledgeOf = (page: Page, { kind, words }: Question): Knowledge => ({
  facts: kind === 'records' && words.some(isEach) ? factsOf(page) : [...factsOf(page), ...commonFacts(page)],
  title: titleOf(page),
})

const isEach = ({ text }: Word): boolean => text === 'every' || text === 'each'

/** The values of the fields of one thing. */
export function answerFields(question: Question, { facts }: Knowledge): FieldsAnswer | undefined {
  const scored = question.fields.map(field => bestFact(field, question, facts))
  const found = scored.filter(best => best !== undefined)
  if (found.length === 0) return undefined
  const score = found.reduce((sum, best) => sum + best.score, 0) / question.fields.length
  return { score, fields: question.fields, cells: scored.map(best => best?.fact.cell ?? null) }
}

function bestFact(field: Field, question: Question, facts: readonly Fact[]): { fact: Fact; score: number } | undefined {
  const scored = facts.map(fact => ({ fact, score: scoreOf(field, question, fact) }))
  const best = scored.sort((a, b) => b.score - a.score || a.fact.element.order - b.fact.element.order)[0]
  return best && best.score >= MIN_SCORE ? best : undefined
}

function scoreOf(field: Field, question: Question, fact: Fact): number {
  const named = nameScore(field.name, fact.label)
  if (named < MIN_NAMED) return 0
  const names = [question.subject, ...question.scopes].filter(name => name !== '')
  const affinity = Math.max(
    0,
    ...names.flatMap(name => [...fact.labels, fact.label].map(label => nameScore(name, label))),
  )
  const kinds = wantedKinds(field)
  const kind = kinds.length === 0 ? 0 : kinds.includes(kindOf(fact.cell.text)) ? 0.05 : named === 1 ? 0 : -0.25
  return named * fact.trust + affinity * 0.15 + kind - (isPeripheral(fact.element) ? 0.15 : 0)
}

/** All pairs that stand under the name that was asked for: "the dimensions". */
export function answerGroup(question: Question, { facts }: Knowledge): FieldsAnswer | undefined {
  if (question.subject === '') return undefined
  const isAll = /^(specifications?|specs|details|properties|attributes|facts|figures|fields|data)$/i.test(
    question.subject,
  )
  const hasOwn =
    isAll && facts.some(fact => fact.trust >= 0.85 && nameScore(question.subject, fact.labels[0] ?? '') >= 0.6)
  const groups = new Map<string, { score: number; facts: Fact[] }>()
  for (const fact of facts) {
    if (fact.trust < 0.85) continue
    const label = isAll && !hasOwn ? '' : (fact.labels[0] ?? '')
    const score = isAll && !hasOwn ? 0.7 : nameScore(question.subject, label)
    if (score < 0.6) continue
    const group = groups.get(label) ?? { score, facts: [] }
    group.facts.push(fact)
    groups.set(label, group)
  }
  const best = [...groups.values()].filter(group => group.facts.length >= 2).sort((a, b) => b.score - a.score)[0]
  if (!best) return undefined
  const unique = best.facts.filter((fact, i) => best.facts.findIndex(other => other.label === fact.label) === i)
  return {
    score: 0.55 + best.score * 0.5,
    fields: unique.map(({ label }) => ({ key: label, name: label })),
    cells: unique.map(({ cell }) => cell),
  }
}

/** One value: a fact of that name, or the cell where the row that is named meets the column that is asked for. */
export function answerValue(question: Question, knowledge: Knowledge, sets: readonly RecordSet[]): Found | undefined {
  const asked = question.fields[0]?.name ?? question.subject
  const field: Field = { key: asked, name: asked }
  const fact =
    question.fields.length > 0 && question.subject !== ''
      ? undefined
      : bestFact(field, { ...question, subject: '' }, knowledge.facts)
  const candidates = fact ? [{ score: fact.score, cell: fact.fact.cell, label: fact.fact.label }] : []
  candidates.push(...lookUp(question, knowledge, sets))
  return candidates.sort((a, b) => b.score - a.score)[0]
}

const lookUp = (question: Question, { facts, title }: Knowledge, sets: readonly RecordSet[]): Found[] => [
  ...lookUpCells(question, sets, title),
  ...(question.fields.length > 0 ? lookUpFacts(question, facts, title) : []),
]
