import { Elysia } from 'elysia'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { SessionParams } from '../sessions/params.ts'
import { ActAnswer, ActBody } from './schema.ts'
import type { Act } from './service.ts'

/** POST …/act: does what an instruction or an observed action says. */
export const actRoutes = (act: Act, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/sessions/:session_id', tags: ['Driving'] })
    .use(guard)
    .post('/act', ctx => idempotent(ctx, call => act.run({ ...ctx, call }, ctx.body), { required: true }), {
      agentOnly: true,
      params: SessionParams,
      body: ActBody,
      response: { 200: ActAnswer },
    })
