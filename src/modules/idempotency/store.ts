import { and, eq, lt } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { idempotency } from '../../db/schema.ts'

export type ClaimRow = typeof idempotency.$inferSelect
export type ClaimKey = Pick<ClaimRow, 'agent_id' | 'method' | 'path' | 'key'>

/** Rows of the idempotency table, by their four-part key. */
export const createIdempotencyStore = (db: Db) => {
  const is = (key: ClaimKey) =>
    and(
      eq(idempotency.agent_id, key.agent_id),
      eq(idempotency.method, key.method),
      eq(idempotency.path, key.path),
      eq(idempotency.key, key.key),
    )
  return {
    find: (key: ClaimKey): ClaimRow | undefined => db.select().from(idempotency).where(is(key)).get(),
    insert: (row: ClaimRow) => db.insert(idempotency).values(row).run(),
    update: (writer: DbWriter, key: ClaimKey, change: Partial<ClaimRow>) =>
      writer.update(idempotency).set(change).where(is(key)).run(),
    remove: (key: ClaimKey) => db.delete(idempotency).where(is(key)).run(),
    removeExpired: (now: number) => db.delete(idempotency).where(lt(idempotency.expires_at, now)).run(),
    removeClaimed: () => db.delete(idempotency).where(eq(idempotency.state, 'claimed')).run(),
    /** Takes the answers of a session's requests away, and gives another status in their place. */
    withdraw: (writer: DbWriter, sessionId: string, status: number) =>
      writer.update(idempotency).set({ answer: null, status }).where(eq(idempotency.session_id, sessionId)).run(),
  }
}
