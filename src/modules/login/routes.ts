import { Elysia } from 'elysia'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { UserParams } from '../sessions/params.ts'
import { LoginAnswer, LoginBody } from './schema.ts'
import type { Login } from './service.ts'

/** POST …/login: signs in with a stored credential that nobody is shown. */
export const loginRoutes = (login: Login, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser', tags: ['Credentials'] })
    .use(guard)
    .post('/login', ctx => idempotent(ctx, call => login.run(ctx.principal, ctx.params.user_id, ctx.body, call)), {
      agentOnly: true,
      params: UserParams,
      body: LoginBody,
      response: { 200: LoginAnswer },
    })
