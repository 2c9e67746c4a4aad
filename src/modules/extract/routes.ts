import { Elysia } from 'elysia'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { SessionParams } from '../sessions/params.ts'
import { ExtractAnswer, ExtractBody } from './schema.ts'
import type { Extract } from './service.ts'

/** POST …/extract: data off the page. */
export const extractRoutes = (extract: Extract, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/sessions/:session_id', tags: ['Driving'] })
    .use(guard)
    .post('/extract', ctx => idempotent(ctx, call => extract.run({ ...ctx, call }, ctx.body)), {
      agentOnly: true,
      params: SessionParams,
      body: ExtractBody,
      response: { 200: ExtractAnswer },
    })
