import { and, count, desc, eq, lt, ne, sql } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { remember } from '../../db/remember.ts'
import { accountKits, users } from '../../db/schema.ts'

export type KitRow = typeof accountKits.$inferSelect

/** Rows of Account Kits, and how many users are under one. */
export const createKitStore = (db: Db) => {
  const byId = remember(
    db,
    db
      .select()
      .from(accountKits)
      .where(eq(accountKits.id, sql.placeholder('id')))
      .prepare(),
  )
  return {
    insert: (writer: DbWriter, row: KitRow) => writer.insert(accountKits).values(row).run(),
    findById: (id: string): KitRow | undefined => byId.get({ id }),
    find(workspaceId: string, id: string): KitRow | undefined {
      const kit = byId.get({ id })
      return kit?.workspace_id === workspaceId ? kit : undefined
    },
    findByName: (workspaceId: string, name: string): KitRow | undefined =>
      db
        .select()
        .from(accountKits)
        .where(and(eq(accountKits.workspace_id, workspaceId), eq(accountKits.name, name)))
        .get(),
    findDefault: (workspaceId: string): KitRow | undefined =>
      db
        .select()
        .from(accountKits)
        .where(and(eq(accountKits.workspace_id, workspaceId), eq(accountKits.is_default, true)))
        .get(),
    list: (workspaceId: string, page: { limit: number; cursor?: string | undefined }): KitRow[] =>
      db
        .select()
        .from(accountKits)
        .where(
          and(
            eq(accountKits.workspace_id, workspaceId),
            page.cursor === undefined ? undefined : lt(accountKits.id, page.cursor),
          ),
        )
        .orderBy(desc(accountKits.id))
        .limit(page.limit + 1)
        .all(),
    update: (writer: DbWriter, id: string, change: Partial<KitRow>) =>
      writer.update(accountKits).set(change).where(eq(accountKits.id, id)).run(),
    /** Users under the kit that are not deleted. */
    countUsers: (id: string): number =>
      db
        .select({ count: count() })
        .from(users)
        .where(and(eq(users.account_kit_id, id), ne(users.status, 'deleted')))
        .get()?.count ?? 0,
    /** Deleted users keep a row, which must name a kit. */
    moveUsers: (writer: DbWriter, from: string, to: string) =>
      writer.update(users).set({ account_kit_id: to }).where(eq(users.account_kit_id, from)).run(),
    remove: (writer: DbWriter, id: string) => writer.delete(accountKits).where(eq(accountKits.id, id)).run(),
  }
}
