import { and, desc, eq, isNotNull, isNull, lt, lte } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { approvals } from '../../db/schema.ts'

export type ApprovalRow = typeof approvals.$inferSelect

interface ApprovalFilter {
  readonly workspaceId: string
  readonly userId?: string | undefined
  readonly status?: ApprovalRow['status'] | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Rows of the approvals table. */
export const createApprovalStore = (db: Db) => ({
  insert: (writer: DbWriter, row: ApprovalRow) => writer.insert(approvals).values(row).run(),

  find: (workspaceId: string, id: string): ApprovalRow | undefined =>
    db
      .select()
      .from(approvals)
      .where(and(eq(approvals.id, id), eq(approvals.workspace_id, workspaceId)))
      .get(),
  /** Newest first. */
  list: ({ workspaceId, userId, status, limit, cursor }: ApprovalFilter): ApprovalRow[] =>
    db
      .select()
      .from(approvals)
      .where(
        and(
          eq(approvals.workspace_id, workspaceId),
          userId ? eq(approvals.user_id, userId) : undefined,
          status ? eq(approvals.status, status) : undefined,
          cursor ? lt(approvals.id, cursor) : undefined,
        ),
      )
      .orderBy(desc(approvals.id))
      .limit(limit)
      .all(),
  /** Takes a pending approval for one human; false where somebody was first. The one place that decides who runs it. */
  claim: (writer: DbWriter, id: string, { humanId, now }: { humanId: string; now: number }): boolean =>
    writer
      .update(approvals)
      .set({ resolved_by: humanId, resolved_at: now })
      .where(and(eq(approvals.id, id), eq(approvals.status, 'pending'), isNull(approvals.resolved_by)))
      .returning({ id: approvals.id })
      .all().length === 1,
  update: (writer: DbWriter, id: string, change: Partial<ApprovalRow>) =>
    writer.update(approvals).set(change).where(eq(approvals.id, id)).run(),

  /** Pending ones past their time become expired. */
  expire: (now: number): ApprovalRow[] =>
    db
      .update(approvals)
      .set({ status: 'expired' })
      .where(and(eq(approvals.status, 'pending'), isNull(approvals.resolved_by), lte(approvals.expires_at, now)))
      .returning()
      .all(),
  /** Claimed ones that never came to an end: the process died while they ran. */
  failInterrupted: (now: number): ApprovalRow[] =>
    db
      .update(approvals)
      .set({ status: 'failed', error: 'outcome_unknown', resolved_at: now })
      .where(and(eq(approvals.status, 'pending'), isNotNull(approvals.resolved_by)))
      .returning()
      .all(),
})
