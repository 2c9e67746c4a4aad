import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { DRIVING_FAILURES, NAVIGATION_FAILURES } from '../sessions/failures.ts'
import { SessionParams } from '../sessions/params.ts'
import { NavigateAnswer, NavigateBody } from './schema.ts'
import type { Navigate } from './service.ts'

/** POST …/navigate: loads an address in the session’s tab. */
export const navigateRoutes = (navigate: Navigate, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/sessions/:session_id', tags: ['Driving'] })
    .use(guard)
    .post('/navigate', ctx => idempotent(ctx, call => navigate.run({ ...ctx, call }, ctx.body), { required: true }), {
      agentOnly: true,
      detail: operation('navigate', {
        summary: 'Load an address in the session’s tab',
        description: 'Within the allowlist only. An error page of the site is a success with its http_status.',
        key: 'required',
        fails: [...DRIVING_FAILURES, ...NAVIGATION_FAILURES],
      }),
      params: SessionParams,
      body: NavigateBody,
      response: { 200: NavigateAnswer },
    })
