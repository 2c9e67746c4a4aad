import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { DRIVING_FAILURES } from '../sessions/failures.ts'
import { SessionParams } from '../sessions/params.ts'
import { ExtractAnswer, ExtractBody } from './schema.ts'
import type { Extract } from './service.ts'

/** POST …/extract: data off the page. */
export const extractRoutes = (extract: Extract, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/sessions/:session_id', tags: ['Driving'] })
    .use(guard)
    .post('/extract', ctx => idempotent(ctx, call => extract.run({ ...ctx, call }, ctx.body)), {
      agentOnly: true,
      detail: operation('extract', {
        summary: 'Read data off the page',
        description: 'What the page does not say is null. A JSON Schema decides names and types of the result.',
        key: 'honoured',
        fails: [...DRIVING_FAILURES, 'secret_in_instruction', 'read_restricted', 'nothing_found', 'page_too_large'],
      }),
      params: SessionParams,
      body: ExtractBody,
      response: { 200: ExtractAnswer },
    })
