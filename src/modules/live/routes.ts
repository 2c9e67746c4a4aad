import { Elysia, t } from 'elysia'
import type { Guard } from '../auth/guard.ts'
import { SessionParams } from '../sessions/params.ts'
import type { Live } from './service.ts'

/** GET …/live-view: people only, made on demand, kept nowhere. */
export const liveRoutes = (live: Live, { guard }: { guard: Guard }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/sessions/:session_id', tags: ['Live view'] })
    .use(guard)
    .get('/live-view', ({ principal, params }) => live.open(principal, params), {
      humanOnly: true,
      params: SessionParams,
      response: { 200: t.Object({ live_view_url: t.String() }) },
    })
