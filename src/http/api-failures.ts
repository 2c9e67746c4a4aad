import { REASONS, type Reason } from '../lib/reasons.ts'

/** What decides how a route can fail, beside its own reasons. */
export interface FailureSources {
  readonly own: readonly Reason[]
  /** The guard's switch. */
  readonly access: string | undefined
  readonly mutates: boolean
  readonly takesBody: boolean
  readonly takesInput: boolean
  /** Its path or query names something that may not be there. */
  readonly namesThing: boolean
  readonly key: 'required' | 'honoured' | undefined
}

/** Statuses that mean the same everywhere, as components. */
const SHARED: Record<string, string> = {
  401: 'Unauthorized',
  404: 'NotFound',
  413: 'TooLarge',
  429: 'RateLimited',
  500: 'InternalError',
}

const KEY_FAILURES: readonly Reason[] = [
  'idempotency_key_reused',
  'idempotency_in_progress',
  'outcome_unknown',
  'answer_not_kept',
  'session_ended',
]

const ACCESS_FAILURES: Record<string, readonly Reason[]> = {
  agent: ['unauthorized', 'agent_key_required', 'rate_limited'],
  human: ['unauthorized', 'human_required', 'rate_limited'],
  owner: ['unauthorized', 'human_required', 'owner_required', 'rate_limited'],
  either: ['unauthorized', 'rate_limited'],
}

/** Every reason that a route can fail with, each once. */
const listReasons = (from: FailureSources): Reason[] => {
  const { own, access = 'open', key } = from
  const all: (Reason | readonly Reason[] | false)[] = [
    own,
    ACCESS_FAILURES[access] ?? [],
    from.mutates && access !== 'agent' && access !== 'open' && 'csrf',
    (from.takesInput || key !== undefined) && 'validation',
    from.takesBody && ['malformed_json', 'payload_too_large'],
    from.namesThing && 'not_found',
    key === 'required' && 'idempotency_key_required',
    key !== undefined && KEY_FAILURES,
    'internal_error',
    'storage_failed',
  ]
  return [...new Set(all.flatMap(reasons => reasons || []))]
}

/** The failures of a route as OpenAPI responses, by status, each with its reasons in `x-reasons`. */
export const toFailures = (from: FailureSources): Record<string, object> => {
  const byStatus = Map.groupBy(listReasons(from), reason => REASONS[reason].status)
  return Object.fromEntries([...byStatus].map(([status, reasons]) => [status, toResponse(status, reasons)]))
}

/** The reasons that a shared response stands for. */
export const SHARED_REASONS: Record<string, readonly Reason[]> = {
  Unauthorized: ['unauthorized'],
  NotFound: ['not_found'],
  TooLarge: ['payload_too_large'],
  RateLimited: ['rate_limited'],
  InternalError: ['internal_error', 'storage_failed'],
}

const toResponse = (status: number, reasons: readonly Reason[]): object => {
  const shared = SHARED[status]
  const known = shared ? (SHARED_REASONS[shared] ?? []) : []
  if (known.length === reasons.length && reasons.every(reason => known.includes(reason)))
    return { $ref: `#/components/responses/${shared}` }
  return describeFailure(reasons)
}

/** A response that can have any of these reasons. */
export const describeFailure = (reasons: readonly Reason[]): object => ({
  description: reasons.map(reason => `\`${reason}\``).join(', '),
  ...(reasons.some(reason => REASONS[reason].status === 429 || REASONS[reason].status === 503) && {
    headers: { 'retry-after': { $ref: '#/components/headers/RetryAfter' } },
  }),
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  'x-reasons': reasons,
})
