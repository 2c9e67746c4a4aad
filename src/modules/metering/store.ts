import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { placeholdersOf } from '../../db/placeholders.ts'
import { browserSessions, ledger } from '../../db/schema.ts'

export type LedgerRow = typeof ledger.$inferSelect

/** Which ledger rows to read; `before` is a row's id, exclusive. */
export interface LedgerFilter {
  readonly workspaceId: string
  readonly userId?: string | undefined
  readonly since: number
}

/** Ledger rows and the counters of sessions that they add up to. */
export const createMeteringStore = (db: Db) => {
  const where = (filter: LedgerFilter) =>
    and(
      eq(ledger.workspace_id, filter.workspaceId),
      gte(ledger.created_at, filter.since),
      filter.userId === undefined ? undefined : eq(ledger.user_id, filter.userId),
    )
  const total = sql<number>`coalesce(sum(${ledger.credits}), 0)`
  const count = sql<number>`count(*)`
  const day = sql<string>`strftime('%Y-%m-%d', ${ledger.created_at} / 1000, 'unixepoch')`
  const sumSince = db
    .select({ total })
    .from(ledger)
    .where(and(eq(ledger.user_id, sql.placeholder('user')), gte(ledger.created_at, sql.placeholder('since'))))
    .prepare()
  const append = db.insert(ledger).values(placeholdersOf(ledger)).prepare()
  const addToSession = db
    .update(browserSessions)
    .set({
      credits_consumed: sql`${browserSessions.credits_consumed} + ${sql.placeholder('credits')}`,
      action_credits: sql`${browserSessions.action_credits} + ${sql.placeholder('actionCredits')}`,
    })
    .where(eq(browserSessions.id, sql.placeholder('id')))
    .returning({ action_credits: browserSessions.action_credits })
    .prepare()

  return {
    append: (row: LedgerRow) => append.run(row),
    /** Adds to a session's counters and gives their new values. */
    addToSession: (id: string, add: { credits: number; actionCredits: number }) => addToSession.get({ id, ...add }),
    /** Credits that a user was charged since a point in time. */
    sumOfUser: (userId: string, since: number): number => sumSince.get({ user: userId, since })?.total ?? 0,
    byDay: (filter: LedgerFilter) =>
      db
        .select({ date: day, credits: total, count })
        .from(ledger)
        .where(where(filter))
        .groupBy(day)
        .orderBy(desc(day))
        .all(),
    byAction: (filter: LedgerFilter) =>
      db
        .select({ action: ledger.action, credits: total, count })
        .from(ledger)
        .where(where(filter))
        .groupBy(ledger.action)
        .orderBy(desc(total))
        .all(),
    newestFirst: (filter: LedgerFilter & { before?: string | undefined; limit: number }): LedgerRow[] =>
      db
        .select()
        .from(ledger)
        .where(and(where(filter), filter.before === undefined ? undefined : lt(ledger.id, filter.before)))
        .orderBy(desc(ledger.id))
        .limit(filter.limit)
        .all(),
  }
}
