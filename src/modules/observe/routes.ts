import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { DRIVING_FAILURES } from '../sessions/failures.ts'
import { SessionParams } from '../sessions/params.ts'
import { ObserveAnswer, ObserveBody } from './schema.ts'
import type { Observe } from './service.ts'

/** POST …/observe: what can be done on the page. */
export const observeRoutes = (observe: Observe, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/sessions/:session_id', tags: ['Driving'] })
    .use(guard)
    .post('/observe', ctx => idempotent(ctx, call => observe.run({ ...ctx, call }, ctx.body ?? {})), {
      agentOnly: true,
      detail: operation('observe', {
        summary: 'See what can be done on the page',
        description: 'An element, as it is, can be sent back to act as its action.',
        key: 'honoured',
        fails: DRIVING_FAILURES,
      }),
      params: SessionParams,
      body: ObserveBody,
      response: { 200: ObserveAnswer },
    })
