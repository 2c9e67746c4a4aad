import type { Fact } from '../page/facts.ts'
import { nameScore } from '../page/names.ts'
import type { Cell } from '../page/record-set.ts'
import { isPeripheral } from '../page/scope.ts'
import { kindOf } from '../page/values.ts'
import { mentions } from './binding.ts'
import { wantedKinds } from './columns.ts'
import type { Field } from './fields.ts'
import type { Query } from './query.ts'

/** One cell a field, null where the page does not say, and how sure that is. */
export interface FieldsAnswer {
  readonly score: number
  readonly fields: readonly Field[]
  readonly cells: readonly (Cell | null)[]
  readonly isSure: boolean
}

/** What a label has to be like to answer to a name: named at all, and worth it with what else speaks for it. */
const LEAST = { named: 0.44, score: 0.45, group: 0.6, trust: 0.85, pairs: 2 } as const
const WEIGHTS = { affinity: 0.15, kind: 0.05, otherKind: -0.25, around: 0.15 } as const
/** How well a group answers: its name, and that it is one. */
const GROUP = { base: 0.55, named: 0.5, whole: 0.7 } as const

/** The words of a question that name neither a field nor anything that facts could leave out. */
const thingsOf = ({ said }: Query): string =>
  said
    .filter(({ role }) => role === 'open')
    .map(({ text }) => text)
    .join(' ')

/** The values of the fields of one thing, out of what the page says of itself. */
export const fieldsFrom = (
  query: Query,
  fields: readonly Field[],
  { facts, title }: { facts: readonly Fact[]; title: string },
): FieldsAnswer | undefined => {
  const things = thingsOf(query)
  const found = fields.map(field => bestFact(field, things, facts))
  const some = found.filter(best => best !== undefined)
  if (some.length === 0) return undefined
  const said = [title, ...some.flatMap(({ fact }) => [fact.label, ...fact.labels])].join(' ')
  return {
    score: some.reduce((sum, { score }) => sum + score, 0) / fields.length,
    fields,
    cells: found.map(best => best?.fact.cell ?? null),
    isSure: some.length * 2 >= fields.length && query.said.every(one => one.role !== 'open' || mentions(said, one)),
  }
}

const bestFact = (field: Field, things: string, facts: readonly Fact[]): { fact: Fact; score: number } | undefined => {
  const [best] = facts
    .map(fact => ({ fact, score: scoreOf(field, things, fact) }))
    .sort((a, b) => b.score - a.score || a.fact.element.order - b.fact.element.order)
  return best && best.score >= LEAST.score ? best : undefined
}

const scoreOf = (field: Field, things: string, fact: Fact): number => {
  const named = nameScore(field.name, fact.label)
  if (named < LEAST.named) return 0
  const affinity = Math.max(0, ...[...fact.labels, fact.label].map(label => nameScore(things, label)))
  const kinds = wantedKinds(field)
  const isKind = kinds.includes(kindOf(fact.cell.text))
  const kind = kinds.length === 0 ? 0 : isKind ? WEIGHTS.kind : named === 1 ? 0 : WEIGHTS.otherKind
  return named * fact.trust + affinity * WEIGHTS.affinity + kind - (isPeripheral(fact.element) ? WEIGHTS.around : 0)
}

const WHOLE = /^(specifications?|specs|details|properties|attributes|facts|figures|fields|data)$/i

/** All pairs that stand under the name that was asked for: "the dimensions". */
export const groupFrom = (query: Query, facts: readonly Fact[]): FieldsAnswer | undefined => {
  const things = thingsOf(query)
  if (things === '') return undefined
  const plain = facts.filter(({ trust }) => trust >= LEAST.trust)
  const isOwn = (fact: Fact) => nameScore(things, fact.labels[0] ?? '') >= LEAST.group
  const isAll = WHOLE.test(things) && !plain.some(isOwn)
  const groups = new Map<string, { score: number; facts: Fact[] }>()
  for (const fact of plain) {
    const label = isAll ? '' : (fact.labels[0] ?? '')
    const score = isAll ? GROUP.whole : nameScore(things, label)
    if (score < LEAST.group) continue
    const group = groups.get(label) ?? { score, facts: [] }
    group.facts.push(fact)
    groups.set(label, group)
  }
  const [best] = [...groups.values()]
    .filter(group => group.facts.length >= LEAST.pairs)
    .sort((a, b) => b.score - a.score)
  if (!best) return undefined
  const unique = best.facts.filter((fact, i) => best.facts.findIndex(other => other.label === fact.label) === i)
  return {
    score: GROUP.base + best.score * GROUP.named,
    fields: unique.map(({ label }) => ({ key: label, name: label })),
    cells: unique.map(({ cell }) => cell),
    isSure: true,
  }
}
