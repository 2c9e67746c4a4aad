import type { DbWriter } from '../../db/open.ts'

/** One request's passage through a service: what `record({ call, … })` needs beside its own result. */
export interface Call {
  readonly requestId: string
  /** Aborts when the service shuts down; a caller that hangs up does not stop an action, its answer is stored. */
  readonly signal: AbortSignal
  /** The claim on the request's Idempotency-Key; null where it has none. */
  readonly claim: Claim | null
}

/** A request's hold on its Idempotency-Key, from the first look-up until its answer is stored. */
export interface Claim {
  /**
   * Persists that a browser is about to be touched, and for which session. From here on the outcome, whatever it is,
   * is the stored answer.
   */
  markActing(sessionId: string): void
  /** Stores the answer; called in the transaction that writes the ledger row. `body` is what is sent. */
  settle(writer: DbWriter, status: number, body: unknown, sessionId?: string): void
}
