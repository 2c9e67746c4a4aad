import { and, desc, eq, lt, ne, sql } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { remember } from '../../db/remember.ts'
import { users } from '../../db/schema.ts'

export type UserRow = typeof users.$inferSelect

/** Rows of tenant users. */
export const createUserStore = (db: Db) => {
  const inWorkspace = eq(users.workspace_id, sql.placeholder('workspace'))
  const byId = remember(
    db,
    db
      .select()
      .from(users)
      .where(eq(users.id, sql.placeholder('param')))
      .prepare(),
  )
  const byExternalId = remember(
    db,
    db
      .select()
      .from(users)
      .where(and(inWorkspace, eq(users.external_id, sql.placeholder('param'))))
      .prepare(),
  )
  // 1 is written out: bound, it makes SQLite plan the statement anew each time, since a partial index depends on it.
  const byDefault = remember(
    db,
    db
      .select()
      .from(users)
      .where(and(inWorkspace, sql`${users.is_default} = 1`))
      .prepare(),
  )

  return {
    /** The user with that id or external id, deleted ones too. An external id may look like another's id; the id wins. */
    findByParam(workspace: string, param: string): UserRow | undefined {
      const user = byId.get({ param })
      return user?.workspace_id === workspace ? user : byExternalId.get({ workspace, param })
    },
    findDefault: (workspace: string): UserRow | undefined => byDefault.get({ workspace }),
    insert: (writer: DbWriter, row: UserRow) => writer.insert(users).values(row).run(),
    update: (writer: DbWriter, id: string, change: Partial<UserRow>) =>
      writer.update(users).set(change).where(eq(users.id, id)).run(),
    list: (
      workspaceId: string,
      page: { limit: number; cursor?: string | undefined; status?: UserRow['status'] | undefined },
    ): UserRow[] =>
      db
        .select()
        .from(users)
        .where(
          and(
            eq(users.workspace_id, workspaceId),
            page.status === undefined ? ne(users.status, 'deleted') : eq(users.status, page.status),
            page.cursor === undefined ? undefined : lt(users.id, page.cursor),
          ),
        )
        .orderBy(desc(users.id))
        .limit(page.limit + 1)
        .all(),
  }
}
