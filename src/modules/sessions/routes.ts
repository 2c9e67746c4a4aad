import { Elysia } from 'elysia'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { SessionParams, UserParams } from './params.ts'
import { CreatedSession, CreateSessionBody, SessionList, SessionQuery, SessionView } from './schema.ts'
import type { Sessions } from './service.ts'

/** Opening, reading and closing of sessions. */
export const sessionRoutes = (sessions: Sessions, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser', tags: ['Sessions'] })
    .use(guard)
    .get('/sessions', ({ principal, params, query }) => sessions.list(principal, params.user_id, query), {
      agentOrHuman: true,
      params: UserParams,
      query: SessionQuery,
      response: { 200: SessionList },
    })
    .post(
      '/sessions',
      ctx =>
        idempotent(ctx, call => sessions.create(ctx.principal, ctx.params.user_id, ctx.body, call), { status: 201 }),
      { agentOnly: true, params: UserParams, body: CreateSessionBody, response: { 201: CreatedSession } },
    )
    .get('/sessions/:session_id', ({ principal, params }) => sessions.get(principal, params), {
      agentOrHuman: true,
      params: SessionParams,
      response: { 200: SessionView },
    })
    .delete('/sessions/:session_id', ctx => idempotent(ctx, () => sessions.close(ctx.principal, ctx.params)), {
      agentOnly: true,
      params: SessionParams,
      response: { 200: SessionView },
    })
