import { Elysia } from 'elysia'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { SessionParams } from '../sessions/params.ts'
import type { Health } from './health.ts'
import type { Saving } from './saving.ts'
import {
  ContextHealth,
  ContextList,
  ContextParams,
  ContextUserParams,
  GrantBody,
  GrantParams,
  GrantView,
  RevokedContext,
  SaveBody,
  SavedContext,
  WithdrawnGrant,
} from './schema.ts'
import type { Contexts } from './service.ts'

/** Saved logins: listed by all, granted and revoked by people. */
export const contextRoutes = (contexts: Contexts, { guard, health }: { guard: Guard; health: Health }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/contexts', tags: ['Saved logins'] })
    .use(guard)
    .get('', ({ principal, params }) => contexts.list(principal, params.user_id), {
      agentOrHuman: true,
      params: ContextUserParams,
      response: { 200: ContextList },
    })
    .post(
      '/:name/grants',
      ({ principal, params, body, status }) => {
        const { created, grant } = contexts.grant(principal, params, body)
        return status(created ? 201 : 200, grant)
      },
      {
        humanOnly: true,
        params: ContextParams,
        body: GrantBody,
        response: { 200: GrantView, 201: GrantView },
      },
    )
    .post('/:name/check', ({ principal, params }) => health.checkNow(principal, params), {
      humanOnly: true,
      params: ContextParams,
      response: { 200: ContextHealth },
    })
    .delete(
      '/:name/grants/:grant_id',
      ({ principal, params }) => {
        contexts.withdraw(principal, params, params.grant_id)
        return { id: params.grant_id, withdrawn: true as const }
      },
      { humanOnly: true, params: GrantParams, response: { 200: WithdrawnGrant } },
    )
    .delete(
      '/:name',
      async ({ principal, params }) => {
        await contexts.revoke(principal, params)
        return { name: params.name, revoked: true as const }
      },
      { humanOnly: true, params: ContextParams, response: { 200: RevokedContext } },
    )

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
