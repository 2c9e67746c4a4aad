import type { TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { readRange } from './field.ts'

/** One thing that is wrong with a request: where, as `body.profile.first_name`, and what. */
export interface FieldProblem {
  readonly path: string
  readonly message: string
}

/** What TypeBox says about one value; `errors` are those of the branches of a union. */
export interface Issue {
  readonly path?: string
  readonly message?: string
  readonly schema?: { readonly anyOf?: readonly Branch[]; readonly format?: unknown; readonly type?: unknown }
  readonly value?: unknown
  readonly errors?: readonly Iterable<Issue>[]
}

interface Branch {
  readonly const?: unknown
  readonly type?: unknown
}

/** So many are told; who has more of them mends these first. */
const MOST_PROBLEMS = 20
/** So many are looked for: each costs memory, and a body may have 60,000 of them. One field may have several. */
const MOST_ISSUES = 5 * MOST_PROBLEMS

/** What is wrong with a value, a problem a field, with `root` before each path; empty where it fits its schema. */
export const checkFields = (schema: TSchema, value: unknown, root: string): FieldProblem[] =>
  Value.Check(schema, value) ? [] : toProblems(firstOf(Value.Errors(schema, value)) as readonly object[], root)

/** What a validator found, a problem a field. */
export const toProblems = (found: readonly Issue[], root: string): FieldProblem[] => {
  const issues = found.flatMap(unfold)
  const first = new Map<string, FieldProblem>()
  for (const issue of issues) {
    const path = [root, ...(issue.path ?? '').split('/').slice(1)].join('.')
    if (!first.has(path)) first.set(path, { path, message: toMessage(issue) })
  }
  return [...first.values()].slice(0, MOST_PROBLEMS)
}

/** Of "this or null" only what is wrong with this. */
const unfold = (issue: Issue): Issue[] => {
  const branches = issue.schema?.anyOf ?? []
  const real = branches.findIndex(branch => branch.type !== 'null')
  const isOrNull = branches.length === 2 && branches.some(branch => branch.type === 'null')
  const inner = isOrNull ? issue.errors?.[real] : undefined
  return inner ? firstOf(inner).flatMap(unfold) : [issue]
}

const firstOf = <Item>(items: Iterable<Item>): Item[] => Iterator.from(items).take(MOST_ISSUES).toArray()

const toMessage = (issue: Issue): string => {
  if (issue.value === undefined) return 'is required'
  const range = readRange(issue.schema?.format)
  if (range) return `must be a whole number from ${range.minimum} to ${range.maximum}`
  const choices = issue.schema?.anyOf ?? []
  if (choices.length > 0 && choices.every(({ const: value }) => value !== undefined))
    return `must be one of ${choices.map(({ const: value }) => String(value)).join(', ')}`
  if (choices.length > 0) return `must be ${[...new Set(choices.map(({ type }) => String(type)))].join(' or ')}`
  return (issue.message ?? 'is not valid')
    .replace(/^Expected/, 'must be')
    .replace('must be string to match', 'must match')
}
