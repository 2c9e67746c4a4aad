import { Elysia } from 'elysia'
import { operation } from '../../contract/operation.ts'
import type { Principal } from '../../contract/session.ts'
import { toTimestamp } from '../../lib/clock.ts'
import type { Guard } from '../auth/guard.ts'
import { UsageQuery, UsageView } from './schema.ts'
import type { Metering } from './service.ts'

export interface MeteringRoutesDeps {
  readonly guard: Guard
  /** The id of the user that the query names. @throws AppError not_found */
  readonly findUserId: (principal: Principal, param: string) => string
}

/** /v1/usage: what was charged. */
export const meteringRoutes = (metering: Metering, { guard, findUserId }: MeteringRoutesDeps) =>
  new Elysia({ prefix: '/v1', tags: ['Usage'] }).use(guard).get(
    '/usage',
    ({ principal, query: { user_id, ...query } }) => {
      const userId = user_id === undefined ? undefined : findUserId(principal, user_id)
      const usage = metering.readUsage(principal.workspaceId, { ...query, userId })
      return {
        days: query.days,
        credits: usage.total,
        by_day: usage.byDay,
        by_action: usage.byAction,
        entries: usage.rows.map(row => ({
          id: row.id,
          tenant_user_id: row.user_id,
          agent_id: row.agent_id,
          session_id: row.session_id,
          action: row.action,
          credits: row.credits,
          created_at: toTimestamp(row.created_at),
        })),
        next_cursor: usage.nextCursor,
      }
    },
    {
      agentOrHuman: true,
      detail: operation('getUsage', { summary: 'See what was charged, by day, by action, and charge by charge' }),
      query: UsageQuery,
      response: { 200: UsageView },
    },
  )
