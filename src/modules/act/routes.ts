import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { DRIVING_FAILURES, NAVIGATION_FAILURES } from '../sessions/failures.ts'
import { SessionParams } from '../sessions/params.ts'
import { ActAnswer, ActBody } from './schema.ts'
import type { Act } from './service.ts'

/** What is act's own; it may also open a page, and fail as navigate does. */
const ACT_FAILURES = [
  'secret_in_instruction',
  'write_not_allowed',
  'instruction_not_understood',
  'action_not_supported',
  'target_not_found',
  'target_ambiguous',
  'target_changed',
] as const

/** POST …/act: does what an instruction or an observed action says. */
export const actRoutes = (act: Act, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/sessions/:session_id', tags: ['Driving'] })
    .use(guard)
    .post('/act', ctx => idempotent(ctx, call => act.run({ ...ctx, call }, ctx.body), { required: true }), {
      agentOnly: true,
      detail: operation('act', {
        summary: 'Do what an instruction or an observed action says',
        description:
          'The answer names what the action itself changed. What nothing on the page answers, or several things do, is refused with the nearest candidates.',
        key: 'required',
        fails: [...DRIVING_FAILURES, ...NAVIGATION_FAILURES, ...ACT_FAILURES],
      }),
      params: SessionParams,
      body: ActBody,
      response: { 200: ActAnswer },
    })
