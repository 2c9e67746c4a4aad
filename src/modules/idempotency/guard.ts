import type { Principal } from '../../contract/session.ts'
import type { Call } from './call.ts'
import type { Idempotency, RunOptions } from './service.ts'

/** The part of a route's context that makes a keyed request. */
export interface IdempotentContext {
  readonly request: Request
  readonly path: string
  readonly query?: unknown
  readonly body?: unknown
  readonly principal: Principal
  readonly requestId: string
  readonly set: { status?: number | string | undefined }
}

/**
 * Wraps a mutation in its route, so that the route stays one line:
 *
 *     .post('/:session_id/act', ctx => idempotent(ctx, call => act.run(ctx.principal, ctx.params, ctx.body, call), { required: true }), …)
 *
 * `call` carries the request id, the signal that ends at shutdown, and the claim (null without a key). A service that
 * touches a browser calls `call.claim?.markActing(sessionId)` just before it does, and `call.claim?.settle(tx, 200, body)` in
 * the transaction that writes its ledger row. Everything else can ignore the claim: the answer is stored when it returns.
 */
export type Idempotent = <T>(
  ctx: IdempotentContext,
  work: (call: Call) => T | Promise<T>,
  options?: RunOptions<T>,
) => Promise<T>

/**
 * Binds the service to HTTP: the header read, a replay sent as it was with `idempotent-replay: true`. A replay is a
 * Response whatever the route's type says: the framework sends one as it is.
 */
export const createIdempotent =
  (idempotency: Idempotency): Idempotent =>
  async (ctx, work, options) => {
    const outcome = await idempotency.run(
      {
        requestId: ctx.requestId,
        principal: ctx.principal,
        method: ctx.request.method,
        path: ctx.path,
        key: ctx.request.headers.get('idempotency-key'),
        content: { query: ctx.query ?? {}, body: ctx.body ?? {} },
      },
      work,
      options,
    )
    ctx.set.status = outcome.status
    if (!outcome.replayed) return outcome.body
    const headers = { 'content-type': 'application/json', 'idempotent-replay': 'true' }
    return new Response(outcome.text, { status: outcome.status, headers }) as never
  }
