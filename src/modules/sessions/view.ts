import { toTimestamp } from '../../lib/clock.ts'
import type { SessionRow } from './store.ts'

/** A session as lists show it. `busy`: an action runs in it now. */
export const toSummary = (row: SessionRow, busy: boolean) => ({
  session_id: row.id,
  status: row.status === 'active' && busy ? ('in_use' as const) : row.status,
  allowed_domains: row.allowed_domains,
  context_backed: row.context_id !== null,
  credits_consumed: row.credits_consumed,
  created_at: toTimestamp(row.created_at),
  last_used_at: row.last_used_at === null ? null : toTimestamp(row.last_used_at),
  timeout_at: toTimestamp(row.timeout_at),
  closed_at: row.closed_at === null ? null : toTimestamp(row.closed_at),
})

/** A session as GET and DELETE show it: never a vendor pointer, CDP or live-view link. */
export const toDetail = (row: SessionRow, busy: boolean) => ({
  ...toSummary(row, busy),
  allow_writes: row.allow_writes,
  human_login: row.human_login,
  url: row.url,
})

/** Host and path of an address: what rows and the audit may keep of it. Null for what has no host. */
export const toHostAndPath = (address: string): string | null => {
  if (!URL.canParse(address)) return null
  const { host, pathname } = new URL(address)
  return host ? `${host}${pathname}` : null
}
