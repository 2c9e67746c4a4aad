import { ParseError, ValidationError } from 'elysia'
import { AppError } from '../lib/errors.ts'
import type { Log } from '../lib/log.ts'
import { REASONS, type Reason } from '../lib/reasons.ts'
import { toFieldProblems } from './field-problems.ts'
import { isStorageFault } from './storage-fault.ts'

/** A failure as it is sent. */
export interface ErrorBody {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly hint?: string
    readonly details: Readonly<Record<string, unknown>>
    readonly request_id: string
  }
}

/** Whatever was thrown, as one of ours: what the framework throws is translated, the rest is internal. */
export const toAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error
  // Whatever a parse hook throws comes as one of these: the guard works in it too.
  if (error instanceof ParseError && error.cause instanceof Error && !(error.cause instanceof SyntaxError))
    return toAppError(error.cause)
  if (error instanceof ParseError)
    return new AppError('malformed_json', 'the body could not be read', {}, { cause: error })
  if (error instanceof ValidationError && error.type !== 'response') {
    const fields = toFieldProblems(error)
    const first = fields[0]
    return new AppError('validation', first ? `${first.path} ${first.message}` : 'the request is not valid', { fields })
  }
  if (isStorageFault(error))
    return new AppError('storage_failed', 'the service could not read or write its data', {}, { cause: error })
  const cause = error instanceof ValidationError ? toUnfitAnswer(error) : error
  return new AppError('internal_error', 'something went wrong inside the service', {}, { cause })
}

/** Where an answer of ours does not fit its schema; the framework's own error has the answer in its text, which is logged. */
const toUnfitAnswer = (error: ValidationError): Error => {
  const fields = toFieldProblems(error).map(({ path, message }) => `${path} ${message}`)
  return new Error(`the answer does not fit its schema: ${fields.join('; ')}`)
}

/** The one place where a failure becomes JSON. */
export const toFailure = (error: unknown, requestId: string): { status: number; body: ErrorBody } => {
  const { reason, message, detail } = toAppError(error)
  const entry: { status: number; code: string; hint?: string } = REASONS[reason satisfies Reason]
  return {
    status: entry.status,
    body: {
      error: {
        code: entry.code,
        message,
        ...(entry.hint === undefined ? {} : { hint: entry.hint }),
        details: { ...detail, reason },
        request_id: requestId,
      },
    },
  }
}

/** Logs what a caller must not see: the cause of a failure that is the service's own. */
export const logFailure = (log: Log, error: unknown, requestId: string): void => {
  const known = toAppError(error)
  if (known.status < 500) return
  const { cause } = known
  const fields = { request_id: requestId, reason: known.reason, cause: toText(cause ?? known) }
  if (known.status === 500) log.error(fields, 'request failed')
  else log.warn(fields, 'request failed')
}

const toText = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause))

/** Headers that a failure brings along: Retry-After wherever its details say how long to wait (RFC 9110 section 10.2.3). */
export const toFailureHeaders = (error: AppError): Record<string, string> => {
  const seconds = error.detail['retry_after']
  const allow = error.detail['allow']
  return {
    // RFC 9110 section 11.6.1: a 401 says how to authenticate.
    ...(error.reason === 'unauthorized' ? { 'www-authenticate': 'Bearer realm="chaperone"' } : {}),
    ...(typeof seconds === 'number' ? { 'retry-after': String(seconds) } : {}),
    ...(Array.isArray(allow) ? { allow: allow.join(', ') } : {}),
  }
}
