import { type AppError, isAppError } from '../../src/lib/errors.ts'

/** The AppError that `work` rejects with; fails the test when it does not. */
export const failureOf = async (work: Promise<unknown>): Promise<AppError> => {
  const outcome = await work.then(
    () => new Error('expected a failure'),
    (error: unknown) => error,
  )
  if (isAppError(outcome)) return outcome
  throw outcome
}
