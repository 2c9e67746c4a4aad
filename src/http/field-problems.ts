import type { ValidationError } from 'elysia'
import { type FieldProblem, type Issue, toProblems } from '../contract/field-problems.ts'

/** What is wrong with a request, a problem a field. */
export const toFieldProblems = (error: ValidationError): FieldProblem[] =>
  toProblems(error.all as readonly Issue[], error.type)
