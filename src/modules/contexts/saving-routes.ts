import { Elysia } from 'elysia'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { SessionParams } from '../sessions/params.ts'
import type { Saving } from './saving.ts'
import { SaveBody, SavedContext } from './schema.ts'

/** POST …/sessions/{id}/context: the session's agent saves its login. */
export const savingRoutes = (saving: Saving, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/sessions/:session_id', tags: ['Saved logins'] })
    .use(guard)
    .post(
      '/context',
      ctx =>
        idempotent(ctx, call => saving.saveByAgent(ctx.principal, ctx.params, ctx.body.name, call), { status: 201 }),
      { agentOnly: true, params: SessionParams, body: SaveBody, response: { 201: SavedContext } },
    )
