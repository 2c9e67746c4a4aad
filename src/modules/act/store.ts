import { and, desc, eq, lt, lte } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { planCache } from '../../db/schema.ts'

export type PlanRow = typeof planCache.$inferSelect

/** Rows of the plan cache. */
export const createPlanStore = (db: Db) => ({
  find: (workspaceId: string, key: string): PlanRow | undefined =>
    db
      .select()
      .from(planCache)
      .where(and(eq(planCache.key, key), eq(planCache.workspace_id, workspaceId)))
      .get(),
  put: (writer: DbWriter, row: PlanRow) =>
    writer
      .insert(planCache)
      .values(row)
      .onConflictDoUpdate({
        target: planCache.key,
        set: { plan: row.plan, created_at: row.created_at, last_used_at: row.last_used_at },
      })
      .run(),
  touch: (writer: DbWriter, key: string, now: number) =>
    writer.update(planCache).set({ last_used_at: now }).where(eq(planCache.key, key)).run(),
  remove: (key: string) => db.delete(planCache).where(eq(planCache.key, key)).run(),
  removeOlder: (writer: DbWriter, than: number) => writer.delete(planCache).where(lt(planCache.created_at, than)).run(),
  /** Leaves a workspace the plans that it used last. */
  removeBeyond(writer: DbWriter, workspaceId: string, limit: number) {
    const last = writer
      .select({ at: planCache.last_used_at })
      .from(planCache)
      .where(eq(planCache.workspace_id, workspaceId))
      .orderBy(desc(planCache.last_used_at))
      .limit(1)
      .offset(limit)
      .get()
    if (!last) return
    writer
      .delete(planCache)
      .where(and(eq(planCache.workspace_id, workspaceId), lte(planCache.last_used_at, last.at)))
      .run()
  },
})
