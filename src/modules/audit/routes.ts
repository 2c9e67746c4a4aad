import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Principal } from '../../contract/session.ts'
import type { Guard } from '../auth/guard.ts'
import { createFeed, toEventView } from './feed.ts'
import { EventList, EventQuerySchema, StreamQuery, WorkspaceEventQuery } from './schema.ts'
import type { Audit } from './service.ts'

export interface AuditRoutesDeps {
  readonly guard: Guard
  /** The id of the user that a path or query names. @throws AppError not_found */
  readonly findUserId: (principal: Principal, param: string) => string
  /** Whether the key or the sign-in that somebody came by still stands. */
  readonly stands: (principal: Principal) => boolean
  /** Ends streams at shutdown. */
  readonly closing: AbortSignal
}

const STREAM = {
  description: 'Server-sent events named activity.logged, each with one event of the log; Last-Event-ID resumes.',
  produces: 'text/event-stream',
  fails: ['too_many_streams'],
} as const

/** The log of one user and of the whole workspace, as pages and as streams. */
export const auditRoutes = (audit: Audit, { guard, findUserId, stands, closing }: AuditRoutesDeps) => {
  const feed = createFeed({ audit, stands })
  const list = (principal: Principal, query: { action?: string; after?: string; limit: number }, userId?: string) => {
    const { events, next_cursor } = audit.list(principal.workspaceId, { ...query, userId })
    return { events: events.map(toEventView), next_cursor }
  }
  const stream = (ctx: { principal: Principal; request: Request; query: { action?: string } }, userId?: string) => {
    const events = feed.open({
      principal: ctx.principal,
      userId,
      action: ctx.query.action,
      lastEventId: ctx.request.headers.get('last-event-id'),
      signal: AbortSignal.any([closing, ctx.request.signal]),
    })
    return new Response(events, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    })
  }

  return new Elysia({ prefix: '/v1', tags: ['Logs'] })
    .use(guard)
    .get(
      '/users/:user_id/logs',
      ({ principal, params, query }) => list(principal, query, findUserId(principal, params.user_id)),
      {
        agentOrHuman: true,
        detail: operation('listUserLogs', { summary: 'Read what was done for a user, newest first' }),
        query: EventQuerySchema,
        response: { 200: EventList },
      },
    )
    .get('/users/:user_id/logs/stream', ctx => stream(ctx, findUserId(ctx.principal, ctx.params.user_id)), {
      agentOrHuman: true,
      detail: operation('streamUserLogs', { ...STREAM, summary: 'Follow what is done for a user' }),
      query: StreamQuery,
    })
    .get(
      '/logs',
      ({ principal, query: { user_id, ...query } }) =>
        list(principal, query, user_id === undefined ? undefined : findUserId(principal, user_id)),
      {
        agentOrHuman: true,
        detail: operation('listLogs', { summary: 'Read what was done in the workspace, newest first' }),
        query: WorkspaceEventQuery,
        response: { 200: EventList },
      },
    )
    .get(
      '/logs/stream',
      ctx => stream(ctx, ctx.query.user_id === undefined ? undefined : findUserId(ctx.principal, ctx.query.user_id)),
      {
        agentOrHuman: true,
        detail: operation('streamLogs', { ...STREAM, summary: 'Follow what is done in the workspace' }),
        query: StreamQuery,
      },
    )
}
