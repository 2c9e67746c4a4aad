import { AppError, isAppError } from '../../lib/errors.ts'
import type { Advice, Consult } from '../../model/consult.ts'

/** The model tier as an act uses it, with a counter of what it costs. */
export interface Advisor {
  readonly consult: Consult
  readonly count: (advice: Advice) => void
}

/** Whether a failure means that the embedded planner could not decide, so that a model may be asked. */
export const isUndecided = (error: unknown): error is AppError => {
  if (isAppError(error, 'instruction_not_understood') || isAppError(error, 'target_ambiguous')) return true
  return isAppError(error, 'target_not_found') && error.detail['why'] === 'absent'
}

/** The refusal that stands when the model could not decide either. */
export const withAdvice = (error: AppError, advice: Extract<Advice, { kind: 'none' }>): AppError =>
  new AppError(
    error.reason,
    error.message,
    { ...error.detail, model: { ...advice.use, why: advice.why } },
    { cause: error },
  )
