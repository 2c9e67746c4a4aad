import { Elysia } from 'elysia'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
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
      params: SessionParams,
      body: ScreenshotBody,
      response: { 200: ScreenshotAnswer },
    })
