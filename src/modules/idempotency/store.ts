import { and, eq, lt, sql } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { placeholdersOf } from '../../db/placeholders.ts'
import { idempotency } from '../../db/schema.ts'

export type ClaimRow = typeof idempotency.$inferSelect
export type ClaimKey = Pick<ClaimRow, 'agent_id' | 'method' | 'path' | 'key'>

/** Rows of the idempotency table, by their four-part key. */
export const createIdempotencyStore = (db: Db) => {
  const { agent_id, method, path, key } = idempotency
  const isKey = and(
    eq(agent_id, sql.placeholder('agent_id')),
    eq(method, sql.placeholder('method')),
    eq(path, sql.placeholder('path')),
    eq(key, sql.placeholder('key')),
  )
  // Prepared once: every action runs each of them (docs/decisions/0079).
  const byKey = db.select().from(idempotency).where(isKey).prepare()
  const removeByKey = db.delete(idempotency).where(isKey).prepare()
  const put = db
    .insert(idempotency)
    .values(placeholdersOf(idempotency))
    .onConflictDoUpdate({
      target: [agent_id, method, path, key],
      set: {
        state: sql`excluded.state`,
        status: sql`excluded.status`,
        answer: sql`excluded.answer`,
        session_id: sql`excluded.session_id`,
        expires_at: sql`excluded.expires_at`,
      },
    })
    .prepare()
  return {
    find: (claim: ClaimKey): ClaimRow | undefined => byKey.get(toParams(claim)),
    /** Writes a claim or what has become of it; in the transaction that is open, where one is. */
    put: (row: ClaimRow) => put.run(row),
    remove: (claim: ClaimKey) => removeByKey.run(toParams(claim)),
    removeExpired: (now: number) => db.delete(idempotency).where(lt(idempotency.expires_at, now)).run(),
    /** Takes the answers of a session's requests away, and gives another status in their place. */
    withdraw: (writer: DbWriter, sessionId: string, status: number) =>
      writer.update(idempotency).set({ answer: null, status }).where(eq(idempotency.session_id, sessionId)).run(),
  }
}

const toParams = ({ agent_id, method, path, key }: ClaimKey) => ({ agent_id, method, path, key })
