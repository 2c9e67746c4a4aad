import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import { SessionView } from '../../contract/session.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { BROWSER_FAILURES } from './failures.ts'
import { SessionParams, UserParams } from './params.ts'
import { CreatedSession, CreateSessionBody, SessionList, SessionQuery } from './schema.ts'
import type { Sessions } from './service.ts'

/** Opening, reading and closing of sessions. */
export const sessionRoutes = (sessions: Sessions, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser', tags: ['Sessions'] })
    .use(guard)
    .get('/sessions', ({ principal, params, query }) => sessions.list(principal, params.user_id, query), {
      agentOrHuman: true,
      detail: operation('listSessions', {
        summary: 'List a user’s sessions, newest first',
        fails: ['primitive_disabled_by_kit'],
      }),
      params: UserParams,
      query: SessionQuery,
      response: { 200: SessionList },
    })
    .post(
      '/sessions',
      ctx =>
        idempotent(ctx, call => sessions.create(ctx.principal, ctx.params.user_id, ctx.body, call), { status: 201 }),
      {
        agentOnly: true,
        detail: operation('createSession', {
          summary: 'Open a session that may go to the named domains and nowhere else',
          description: 'Costs nothing; a time floor is charged when it closes.',
          key: 'honoured',
          fails: [
            ...BROWSER_FAILURES,
            'stopped',
            'limit_reached',
            'domain_not_allowed_by_kit',
            'too_many_sessions',
            'no_capacity',
            'not_configured',
            'grant_required',
            'context_in_use',
            'entry_unreadable',
            'page_failed',
          ],
        }),
        params: UserParams,
        body: CreateSessionBody,
        response: { 201: CreatedSession },
      },
    )
    .get('/sessions/:session_id', ({ principal, params }) => sessions.get(principal, params), {
      agentOrHuman: true,
      detail: operation('getSession', { summary: 'Read a session', fails: ['primitive_disabled_by_kit'] }),
      params: SessionParams,
      response: { 200: SessionView },
    })
    .delete('/sessions/:session_id', ctx => idempotent(ctx, () => sessions.close(ctx.principal, ctx.params)), {
      agentOnly: true,
      detail: operation('closeSession', {
        summary: 'Close a session',
        description: 'Answers with its final view; closing again changes nothing.',
        key: 'honoured',
        fails: [...BROWSER_FAILURES, 'not_session_owner'],
      }),
      params: SessionParams,
      response: { 200: SessionView },
    })
