import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { vaultEntries } from '../../db/schema.ts'

export type EntryRow = typeof vaultEntries.$inferSelect

/** Rows of vault entries, by user and key. */
export const createVaultStore = (db: Db) => {
  const isEntry = (userId: string, key: string) => and(eq(vaultEntries.user_id, userId), eq(vaultEntries.key, key))
  return {
    find: (userId: string, key: string): EntryRow | undefined =>
      db.select().from(vaultEntries).where(isEntry(userId, key)).get(),
    list: (userId: string, page: { limit: number; cursor?: string | undefined }): EntryRow[] =>
      db
        .select()
        .from(vaultEntries)
        .where(
          and(
            eq(vaultEntries.user_id, userId),
            page.cursor === undefined ? undefined : gt(vaultEntries.key, page.cursor),
          ),
        )
        .orderBy(asc(vaultEntries.key))
        .limit(page.limit + 1)
        .all(),
    all: (userId: string): EntryRow[] => db.select().from(vaultEntries).where(eq(vaultEntries.user_id, userId)).all(),
    /** Another one as soon as any entry of the user is another. */
    fingerprint: (userId: string): string =>
      db
        .select({ id: vaultEntries.id, version: vaultEntries.version })
        .from(vaultEntries)
        .where(eq(vaultEntries.user_id, userId))
        .orderBy(asc(vaultEntries.id))
        .all()
        .map(({ id, version }) => `${id} ${version}`)
        .join(),
    insert: (writer: DbWriter, row: EntryRow) => writer.insert(vaultEntries).values(row).run(),
    /** Changes the entry only while it still has that version; says whether it did. */
    update: (writer: DbWriter, row: Pick<EntryRow, 'id' | 'version'>, change: Partial<EntryRow>): boolean =>
      writer
        .update(vaultEntries)
        .set({ ...change, version: sql`${vaultEntries.version} + 1` })
        .where(and(eq(vaultEntries.id, row.id), eq(vaultEntries.version, row.version)))
        .returning({ id: vaultEntries.id })
        .all().length === 1,
    remove: (writer: DbWriter, id: string) => writer.delete(vaultEntries).where(eq(vaultEntries.id, id)).run(),
    removeExpired: (now: number) => db.delete(vaultEntries).where(lte(vaultEntries.expires_at, now)).run(),
  }
}
