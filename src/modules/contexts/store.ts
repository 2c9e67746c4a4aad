import { and, asc, eq, isNotNull, lt } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { contextGrants, contexts } from '../../db/schema.ts'

export type ContextRow = typeof contexts.$inferSelect
export type GrantRow = typeof contextGrants.$inferSelect

/** How many due logins are worth a look at once: one is picked of them. */
const MOST_DUE = 200

/** Rows of saved logins and their grants. */
export const createContextStore = (db: Db) => ({
  findByName: (userId: string, name: string): ContextRow | undefined =>
    db
      .select()
      .from(contexts)
      .where(and(eq(contexts.user_id, userId), eq(contexts.name, name)))
      .get(),
  /** By id alone: for the service's own use, never for a caller's id. */
  find: (id: string): ContextRow | undefined => db.select().from(contexts).where(eq(contexts.id, id)).get(),
  listUnseen: (since: number): ContextRow[] =>
    db
      .select()
      .from(contexts)
      .where(and(isNotNull(contexts.probe), lt(contexts.last_verified_at, since)))
      .orderBy(asc(contexts.last_verified_at))
      .limit(MOST_DUE)
      .all(),
  listFiles: (): string[] =>
    db
      .select({ file: contexts.file })
      .from(contexts)
      .all()
      .map(({ file }) => file),
  insert: (writer: DbWriter, row: ContextRow) => writer.insert(contexts).values(row).run(),
  update: (writer: DbWriter, id: string, change: Partial<ContextRow>) =>
    writer.update(contexts).set(change).where(eq(contexts.id, id)).run(),
  list: (userId: string): ContextRow[] =>
    db.select().from(contexts).where(eq(contexts.user_id, userId)).orderBy(asc(contexts.name)).all(),
  grantsOf: (contextId: string): GrantRow[] =>
    db
      .select()
      .from(contextGrants)
      .where(eq(contextGrants.context_id, contextId))
      .orderBy(asc(contextGrants.created_at))
      .all(),
  insertGrant: (writer: DbWriter, row: GrantRow) => writer.insert(contextGrants).values(row).run(),
  /** Whether there was such a grant. */
  deleteGrant: (writer: DbWriter, contextId: string, grantId: string): boolean =>
    writer
      .delete(contextGrants)
      .where(and(eq(contextGrants.id, grantId), eq(contextGrants.context_id, contextId)))
      .returning()
      .all().length > 0,
  /** Overwrites the wrapped key before the row goes, so that neither a page of the file nor the WAL keeps it. */
  destroy: (writer: DbWriter, contextId: string): void => {
    writer
      .update(contexts)
      .set({ wrapped_key: Buffer.alloc(0) })
      .where(eq(contexts.id, contextId))
      .run()
    writer.delete(contexts).where(eq(contexts.id, contextId)).run()
  },
})

export type ContextStore = ReturnType<typeof createContextStore>
