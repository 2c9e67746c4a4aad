import type { Reason } from '../lib/reasons.ts'

/** What the API description says of a route beside what its schemas say. */
export interface OperationText {
  /** What the call does, as a verb phrase without a full stop. */
  readonly summary: string
  readonly description?: string
  /**
   * The reasons of failure that are this operation's own. Those that follow from who may call it, its path, its body and
   * its Idempotency-Key are added when the description is made.
   */
  readonly fails?: readonly Reason[]
  /** Whether the route takes an Idempotency-Key, and refuses a request without one. */
  readonly key?: 'required' | 'honoured'
  /** Media type of a successful answer that is not JSON. */
  readonly produces?: string
}

/** The `detail` of a route. `operationId` is also the name of the call in the clients, and unique. */
export const operation = (operationId: string, { fails = [], key, produces, ...text }: OperationText) => ({
  operationId,
  ...text,
  'x-fails': [...fails],
  ...(key && { 'x-key': key }),
  ...(produces && { 'x-produces': produces }),
})
