import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Guard } from '../auth/guard.ts'
import type { Idempotent } from '../idempotency/guard.ts'
import { NewStop, StopDone, StopList, StopView } from './schema.ts'
import type { Stops } from './service.ts'

/** /v1/stop: the kill switch, for people alone. */
export const stopRoutes = (stops: Stops, { guard, idempotent }: { guard: Guard; idempotent: Idempotent }) =>
  new Elysia({ prefix: '/v1/stop', tags: ['Kill switch'] })
    .use(guard)
    .get('', ({ principal }) => stops.list(principal), {
      humanOnly: true,
      detail: operation('listStops', { summary: 'List what is stopped' }),
      response: { 200: StopList },
    })
    .post('', ctx => idempotent(ctx, () => stops.stop(ctx.principal, ctx.body)), {
      humanOnly: true,
      detail: operation('stop', {
        summary: 'End every session of a workspace, a user, an agent or a saved login, and refuse new ones',
        description: 'Running actions are cut off. A saved login is not saved back.',
        key: 'honoured',
        fails: ['not_found'],
      }),
      body: NewStop,
      response: { 200: StopDone },
    })
    .delete('/:stop_id', ctx => idempotent(ctx, () => stops.lift(ctx.principal, ctx.params.stop_id)), {
      humanOnly: true,
      detail: operation('liftStop', { summary: 'Allow sessions again', key: 'honoured' }),
      response: { 200: StopView },
    })
