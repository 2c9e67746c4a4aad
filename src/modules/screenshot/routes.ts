import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { DRIVING_FAILURES } from '../sessions/failures.ts'
import { SessionParams } from '../sessions/params.ts'
import { ScreenshotAnswer, ScreenshotBody } from './schema.ts'
import type { Screenshot } from './service.ts'

/** POST …/screenshot: a picture of the tab. */
export const screenshotRoutes = (
  screenshot: Screenshot,
  { guard, idempotent }: { guard: Guard; idempotent: Idempotent },
) =>
  new Elysia({ prefix: '/v1/users/:user_id/browser/sessions/:session_id', tags: ['Driving'] })
    .use(guard)
    .post('/screenshot', ctx => idempotent(ctx, call => screenshot.run({ ...ctx, call }, ctx.body ?? {})), {
      agentOnly: true,
      detail: operation('screenshot', {
        summary: 'Take a picture of the page',
        description: 'The answer’s URL needs no other authentication and is unusable after expires_in seconds.',
        key: 'honoured',
        fails: DRIVING_FAILURES,
      }),
      params: SessionParams,
      body: ScreenshotBody,
      response: { 200: ScreenshotAnswer },
    })
