import { nameScore } from '../page/names.ts'
import type { RecordSet } from '../page/record-set.ts'
import { wordsIn } from '../page/text.ts'
import type { Filter } from '../question/filters.ts'
import { type Question, withNames } from '../question/question.ts'
import { wantedKinds } from './columns.ts'

const WITH = /^(.+?) (?:with|that (?:have|has|offers?|includes?)|offering|including|having) (?:an? |the )?(.+)$/i

const COMES_WITH = /\b(?:with|have|has|offers?|includes?|offering|including|having)\b/i

/**
 * "hotels with free cancellation": where some of the entries say that, others not, and nothing on the page is called so, it
 * is a condition, and no field that is asked for.
 */
export function withTraits(question: Question, sets: readonly RecordSet[]): Question {
  if (question.kind !== 'records' || question.subject === '') return question
  const isTrait = (name: string) =>
    sets.some(set => isSometimesSaid(name, set)) && (/\d/.test(name) || !isColumn(name, sets))
  // One thing that entries come with; a list of names is a list of fields, whatever the entries say.
  const isOne = question.fields.length === 1 && COMES_WITH.test(question.text)
  const traits = isOne ? question.fields.map(({ name }) => name).filter(isTrait) : []
  const [, things = '', trait = ''] = WITH.exec(question.subject) ?? []
  const isOfSubject = trait !== '' && isTrait(trait)
  if (isOfSubject) traits.push(trait)
  if (traits.length === 0) return withOwners(question)
  const conditions = traits.map((value): Filter => ({ kind: 'contains', value }))
  const asked = {
    ...question,
    subject: isOfSubject ? things : question.subject,
    fields: question.fields.filter(({ name }) => !traits.includes(name)),
    filters: [...question.filters, ...conditions],
  }
  return { ...asked, ...withNames({ ...asked, kind: 'records' }, asked) }
}

/** "wines with price" wants to know whose price it is. */
function withOwners(question: Question): Question {
  const [only, second] = question.fields
  if (!only || second || question.kind !== 'records') return question
  const isWith = /^[^:]+\b(?:with|including|along with|together with) (?:the )?[\p{L} ]+[.?!]*$/iu.test(question.text)
  if (!isWith || !/s$/.test(question.subject)) return question
  return { ...question, fields: [{ key: 'name', name: 'name' }, only] }
}

const bare = (text: string): string => ` ${wordsIn(text).join(' ')} `

const isSometimesSaid = (name: string, { texts, rows }: RecordSet): boolean => {
  const parts = /\d/.test(name) ? wordsIn(name) : [name]
  const isSaid = (text: string) => parts.every(part => bare(text).includes(bare(part)))
  const said = texts.filter((text, i) => isSaid(text) && rows[i] !== undefined).length
  return rows.length >= 2 && said > 0 && said < rows.length
}

/** Whether it names a column, or a kind of value. */
const isColumn = (name: string, sets: readonly RecordSet[]): boolean =>
  wantedKinds({ key: name, name }).length > 0 ||
  sets.some(set => set.columns.some(column => column.names.some(other => nameScore(name, other) >= 0.6)))
