import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { DRIVING_FAILURES, FLOW_FAILURES, NAVIGATION_FAILURES } from '../sessions/failures.ts'
import { UserParams } from '../sessions/params.ts'
import { PendingAnswer, SignupAnswer, SignupBody } from './schema.ts'
import type { Signup } from './service.ts'

/** POST …/signup: makes an account, or asks a human whether it may. */
export const signupRoutes = (signup: Signup, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser', tags: ['Credentials'] }).use(guard).post(
    '/signup',
    ctx =>
      idempotent(ctx, call => signup.run(ctx.principal, ctx.params.user_id, ctx.body, call), {
        status: answer => ('approval_id' in answer ? 202 : 201),
      }),
    {
      agentOnly: true,
      detail: operation('signup', {
        summary: 'Make an account, or ask a human whether one may be made',
        description:
          'The password is made and kept by the service. Where the user’s kit wants a human to approve it, the answer is 202 with the approval.',
        key: 'honoured',
        fails: [
          ...DRIVING_FAILURES,
          ...NAVIGATION_FAILURES,
          ...FLOW_FAILURES,
          'profile_email_missing',
          'duplicate_record',
        ],
      }),
      params: UserParams,
      body: SignupBody,
      response: { 201: SignupAnswer, 202: PendingAnswer },
    },
  )
