import type { Error as Failure, Reason } from './generated/index.ts'

/** Why a call failed: the service's own reasons, and `no_answer` where it was not reached. */
export type FailureReason = Reason | 'no_answer'

/** A call that failed. `reason` says why; what to do about it is in `hint`, and more in `details`. */
export class ChaperoneError extends Error {
  override readonly name = 'ChaperoneError'
  readonly reason: FailureReason
  /** Of HTTP; 0 where there was no answer. */
  readonly status: number
  readonly hint: string | undefined
  /** The reason's own fields: `candidates`, `fields`, `retry_after` … */
  readonly details: Readonly<Record<string, unknown>>
  readonly requestId: string | undefined

  constructor(reason: FailureReason, message: string, more: Partial<ChaperoneError> = {}) {
    super(message, more.cause === undefined ? {} : { cause: more.cause })
    this.reason = reason
    this.status = more.status ?? 0
    this.hint = more.hint
    this.details = more.details ?? {}
    this.requestId = more.requestId
  }
}

/** Whether a call failed for one of these reasons. */
export const failedWith = <R extends FailureReason>(
  error: unknown,
  ...reasons: readonly R[]
): error is ChaperoneError & { readonly reason: R } =>
  error instanceof ChaperoneError && (reasons as readonly string[]).includes(error.reason)

/** An answer of the service as an error. What is no envelope of its own came from something in between. */
export const toError = (body: unknown, status: number): ChaperoneError => {
  const { error } = (body ?? {}) as Partial<Failure>
  if (!error?.details?.reason)
    return new ChaperoneError('no_answer', `not the service's answer (${status})`, { status })
  const { message, hint, details, request_id: requestId } = error
  return new ChaperoneError(details.reason, message, { status, hint, details, requestId })
}
