import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { DRIVING_FAILURES } from '../sessions/failures.ts'
import { SessionParams } from '../sessions/params.ts'
import { LinksAnswer, LinksBody } from './schema.ts'
import type { Links } from './service.ts'

/** POST …/links: where the page leads. */
export const linksRoutes = (links: Links, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/sessions/:session_id', tags: ['Driving'] })
    .use(guard)
    .post('/links', ctx => idempotent(ctx, call => links.run({ ...ctx, call }, ctx.body ?? {})), {
      agentOnly: true,
      detail: operation('links', {
        summary: 'List where the page leads',
        key: 'honoured',
        fails: [...DRIVING_FAILURES, 'read_restricted'],
      }),
      params: SessionParams,
      body: LinksBody,
      response: { 200: LinksAnswer },
    })
