import { wantedKinds } from './columns.ts'
import { type Fact, factsOf } from './facts.ts'
import type { Field } from './fields.ts'
import { nameScore } from './names.ts'
import type { Page } from './page.ts'
import type { Question } from './question.ts'
import type { Cell, RecordSet } from './record-set.ts'
import { isPeripheral } from './scope.ts'
import { commonFacts } from './subject-facts.ts'
import { wordsIn } from './text.ts'
import { kindOf } from './values.ts'

/** One cell a field, null where the page does not say, and how sure that is. */
export interface FieldsAnswer {
  readonly score: number
  readonly fields: readonly Field[]
  readonly cells: readonly (Cell | null)[]
}

/** Below this a label does not answer to a name. */
const MIN_SCORE = 0.45

/** Everything that the page says about itself as label and value, gathered once. */
export interface Knowledge {
  readonly facts: readonly Fact[]
}

export const knowledgeOf = (page: Page): Knowledge => ({ facts: [...factsOf(page), ...commonFacts(page)] })

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
  if (named === 0) return 0
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
export function answerValue(question: Question, knowledge: Knowledge, sets: readonly RecordSet[]): Valued | undefined {
  const asked = question.fields[0]?.name ?? question.subject
  const field: Field = { key: asked, name: asked }
  if (/\bdate and time\b/.test(asked)) {
    const [crossing] = crossings(question.text, sets)
    return crossing ?? answerWhen(question.subject, knowledge, sets)
  }
  const fact = bestFact(
    field,
    { ...question, subject: question.fields.length > 0 ? question.subject : '' },
    knowledge.facts,
  )
  const candidates = fact ? [{ score: fact.score, cell: fact.fact.cell, label: fact.fact.label }] : []
  if (question.fields.length > 0 && question.subject !== '') {
    candidates.push(
      ...lookups(asked, question.subject, sets),
      ...underName(asked, question.subject, knowledge),
      ...ownValues(field, question.subject, knowledge),
    )
  }
  candidates.push(...crossings(question.text, sets))
  return candidates.sort((a, b) => b.score - a.score)[0]
}

/** "opening hours on the weekend": the fact of that name under a heading of the other. */
const underName = (asked: string, subject: string, { facts }: Knowledge): Valued[] =>
  facts.flatMap(fact => {
    const group = Math.max(0, ...fact.labels.slice(0, 2).map(label => nameScore(asked, label)))
    const named = nameScore(subject, fact.label)
    return group >= 0.6 && named >= 0.6
      ? [{ score: 0.8 + 0.1 * group * named, cell: fact.cell, label: fact.label }]
      : []
  })

/** "How much is a day ticket": the fact that is called so, where its value is of the kind that is asked for. */
function ownValues(field: Field, subject: string, { facts }: Knowledge): Valued[] {
  const [kind] = wantedKinds(field)
  if (kind === undefined || kind === 'text') return []
  return facts.flatMap(({ label, cell, trust }) => {
    const named = nameScore(subject, label)
    return named >= 0.9 && kindOf(cell.text) === kind ? [{ score: 0.6 + 0.7 * named * trust, cell, label }] : []
  })
}

/** Where a question says a row and a column of a table by their names: "in hall B at 11:00". */
function crossings(text: string, sets: readonly RecordSet[]): Valued[] {
  const said = ` ${wordsIn(text).join(' ')} `
  const has = (name: string) => name !== '' && said.includes(` ${wordsIn(name).join(' ')} `)
  return sets.flatMap(set => {
    if (set.source !== 'table' || !set.hasHeader) return []
    const isNamed = set.labels.slice(0, 2).some(has)
    return set.columns.flatMap((column, at) => {
      const name = column.names[0] ?? ''
      if (wordsIn(name).length < 2 || !has(name)) return []
      return set.rows.flatMap(row => {
        const isRow = row.some(
          (cell, i) => i !== at && cell !== null && /\p{L}{3}|\d{2}/u.test(cell.text) && has(cell.text),
        )
        const cell = row[at]
        return isRow && cell ? [{ score: isNamed ? 1.4 : 1.25, cell, label: name }] : []
      })
    })
  })
}

/** When something is or was: a fact of its name that is a date, or the date or time in its row. */
function answerWhen(subject: string, { facts }: Knowledge, sets: readonly RecordSet[]): Valued | undefined {
  const isTime = (text: string) =>
    /^(date|time)$/.test(kindOf(text)) ||
    /\b(1\d|20)\d\d\b|\d{1,2}([:.]\d\d| ?[ap]m)\b|\b\d{1,2} to \d{1,2}\b/i.test(text)
  const named = facts
    .filter(fact => isTime(fact.cell.text) && fact.cell.text.length < 120)
    .map(fact => ({
      score:
        Math.max(...wordsIn(subject).map(word => nameScore(word, fact.label)), nameScore(subject, fact.label)) *
        fact.trust,
      cell: fact.cell,
      label: fact.label,
    }))
  const inRows = sets.flatMap(set =>
    set.rows.flatMap(row => {
      const match = Math.max(0, ...row.map(cell => (cell ? rowScore(subject, cell.text) : 0)))
      const cell = row.find(
        (other, i) => other && /^(date|time)$/.test(set.columns[i]?.kind ?? '') && rowScore(subject, other.text) === 0,
      )
      return cell && match >= 0.5 ? [{ score: match, cell, label: '' }] : []
    }),
  )
  return [...named, ...inRows].filter(({ score }) => score >= 0.5).sort((a, b) => b.score - a.score)[0]
}

interface Valued {
  readonly score: number
  readonly cell: Cell
  readonly label: string
}

/** "What is the unit price of the brackets": one thing, though its name is a plural, where just one row is called so. */
export function namedCell(question: Question, sets: readonly RecordSet[]): Cell | undefined {
  const [field, second] = question.fields
  if (!field || second || question.kind !== 'records' || question.limit !== undefined) return undefined
  if (!/^what(?:['’]s| is| was) the\b/i.test(question.text) || question.filters.length > 0) return undefined
  const named = sets.flatMap(set =>
    set.rows
      .filter(row => row.some(cell => cell && rowScore(question.subject, cell.text) === 1))
      .map(row => ({ ...set, rows: [row] })),
  )
  const rows = new Set(named.map(({ rows: [row] }) => row?.map(cell => cell?.text ?? '').join('|')))
  return rows.size === 1
    ? lookups(field.name, question.subject, named).sort((a, b) => b.score - a.score)[0]?.cell
    : undefined
}

function lookups(asked: string, subject: string, sets: readonly RecordSet[]): Valued[] {
  return sets.flatMap(set =>
    set.rows.flatMap((row, at) => {
      const match = Math.max(0, ...row.map(cell => (cell ? rowScore(subject, cell.text) : 0)))
      if (match < 0.5) return []
      return set.columns.flatMap((column, i) => {
        const cell = row[i]
        const kinds = wantedKinds({ key: asked, name: asked })
        const byKind = kinds[0] === column.kind && cell && rowScore(subject, cell.text) === 0 ? 0.55 : 0
        const cued = cell && /\d/.test(cell.text) && nameScore(asked, cell.text) >= 0.5 ? 0.8 : 0
        const named = Math.max(byKind, cued, ...column.names.map(name => nameScore(asked, name)))
        return cell && cell.text !== '' && named >= 0.45
          ? [
              {
                score: match * 0.6 + named * 0.7 + (set.hasHeader ? 0.05 : 0) - at * 1e-4 - row.length * 1e-3,
                cell,
                label: '',
              },
            ]
          : []
      })
    }),
  )
}

/** Whether a cell is what a subject names: "Savings" in "Savings account". */
function rowScore(subject: string, text: string): number {
  const [wanted, offered] = [wordsIn(subject), wordsIn(text)]
  if (offered.length === 0 || offered.length > 12) return 0
  const inSubject = offered.filter(word => wanted.includes(word)).length / offered.length
  const inText = wanted.filter(word => offered.includes(word)).length / wanted.length
  return Math.max(inSubject === 1 ? 0.7 + 0.3 * inText : 0, inText === 1 ? 0.7 + 0.3 * inSubject : 0)
}
