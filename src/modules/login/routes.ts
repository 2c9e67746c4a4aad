import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { DRIVING_FAILURES, FLOW_FAILURES, NAVIGATION_FAILURES } from '../sessions/failures.ts'
import { UserParams } from '../sessions/params.ts'
import { LoginAnswer, LoginBody } from './schema.ts'
import type { Login } from './service.ts'

/** POST …/login: signs in with a stored credential that nobody is shown. */
export const loginRoutes = (login: Login, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser', tags: ['Credentials'] })
    .use(guard)
    .post('/login', ctx => idempotent(ctx, call => login.run(ctx.principal, ctx.params.user_id, ctx.body, call)), {
      agentOnly: true,
      detail: operation('login', {
        summary: 'Sign in with a stored credential that nobody is shown',
        description:
          'Opens a session of its own for the URL’s host, fills the form server-side, sends it once, and closes the session unless keep_open is set.',
        key: 'honoured',
        fails: [
          ...DRIVING_FAILURES,
          ...NAVIGATION_FAILURES,
          ...FLOW_FAILURES,
          'origin_unbound',
          'duplicate_record',
          'context_not_ready',
        ],
      }),
      params: UserParams,
      body: LoginBody,
      response: { 200: LoginAnswer },
    })
