import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import { SavedLogin } from '../../contract/saved-login.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { BROWSER_FAILURES } from '../sessions/failures.ts'
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
  WithdrawnGrant,
} from './schema.ts'
import type { Contexts } from './service.ts'

/** Saved logins: listed by all, granted and revoked by people. */
export const contextRoutes = (contexts: Contexts, { guard, health }: { guard: Guard; health: Health }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/contexts', tags: ['Saved logins'] })
    .use(guard)
    .get('', ({ principal, params }) => contexts.list(principal, params.user_id), {
      agentOrHuman: true,
      detail: operation('listSavedLogins', {
        summary: 'List a user’s saved logins and who was granted them',
        fails: ['primitive_disabled_by_kit'],
      }),
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
        detail: operation('grantSavedLogin', {
          summary: 'Let an agent, or every agent of a role, reopen a saved login',
          description: 'Granting again changes nothing and answers 200.',
          fails: BROWSER_FAILURES,
        }),
        params: ContextParams,
        body: GrantBody,
        response: { 200: GrantView, 201: GrantView },
      },
    )
    .post('/:name/check', ({ principal, params }) => health.checkNow(principal, params), {
      humanOnly: true,
      detail: operation('checkSavedLogin', {
        summary: 'Look whether a saved login still signs in',
        fails: [
          ...BROWSER_FAILURES,
          'domain_not_allowed_by_kit',
          'context_not_ready',
          'context_in_use',
          'no_capacity',
          'page_failed',
          'timeout',
        ],
      }),
      params: ContextParams,
      response: { 200: ContextHealth },
    })
    .delete(
      '/:name/grants/:grant_id',
      ({ principal, params }) => {
        contexts.withdraw(principal, params, params.grant_id)
        return { id: params.grant_id, withdrawn: true as const }
      },
      {
        humanOnly: true,
        detail: operation('withdrawGrant', { summary: 'Take a grant back', fails: BROWSER_FAILURES }),
        params: GrantParams,
        response: { 200: WithdrawnGrant },
      },
    )
    .delete(
      '/:name',
      async ({ principal, params }) => {
        await contexts.revoke(principal, params)
        return { name: params.name, revoked: true as const }
      },
      {
        humanOnly: true,
        detail: operation('revokeSavedLogin', {
          summary: 'Destroy a saved login, for everybody',
          description: 'Its key is destroyed, then the file, and every session open on it ends. Irreversible.',
          fails: BROWSER_FAILURES,
        }),
        params: ContextParams,
        response: { 200: RevokedContext },
      },
    )

const SAVING_FAILURES = [
  ...BROWSER_FAILURES,
  'not_session_owner',
  'session_ended',
  'session_busy',
  'human_in_control',
  'grant_required',
  'duplicate_record',
  'context_not_ready',
  'page_too_large',
  'page_failed',
  'timeout',
] as const

/** POST …/sessions/{id}/context: the session's agent saves its login. */
export const savingRoutes = (saving: Saving, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/sessions/:session_id', tags: ['Saved logins'] })
    .use(guard)
    .post(
      '/context',
      ctx =>
        idempotent(ctx, call => saving.saveByAgent(ctx.principal, ctx.params, ctx.body.name, call), { status: 201 }),
      {
        agentOnly: true,
        detail: operation('saveLogin', {
          summary: 'Save what a session is signed in to, under a name',
          description: 'Nobody is granted it by that, not even this agent; a human does that.',
          key: 'honoured',
          fails: SAVING_FAILURES,
        }),
        params: SessionParams,
        body: SaveBody,
        response: { 201: SavedLogin },
      },
    )
