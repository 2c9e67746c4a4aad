import { and, desc, eq, lt, ne, or, sql } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { accountKits, users } from '../../db/schema.ts'

export type UserRow = typeof users.$inferSelect

/** Rows of tenant users. */
export const createUserStore = (db: Db) => {
  const byParam = db
    .select({ user: users, policy: accountKits.primitives_config })
    .from(users)
    .innerJoin(accountKits, eq(accountKits.id, users.account_kit_id))
    .where(
      and(
        eq(users.workspace_id, sql.placeholder('workspace')),
        or(eq(users.id, sql.placeholder('param')), eq(users.external_id, sql.placeholder('param'))),
      ),
    )
    // An external id may look like another user's id; the id wins.
    .orderBy(sql`${users.id} = ${sql.placeholder('param')} desc`)
    .limit(1)
    .prepare()
  const byDefault = db
    .select({ user: users, policy: accountKits.primitives_config })
    .from(users)
    .innerJoin(accountKits, eq(accountKits.id, users.account_kit_id))
    .where(and(eq(users.workspace_id, sql.placeholder('workspace')), eq(users.is_default, true)))
    .prepare()

  return {
    /** The user with that id or external id, deleted ones too, and the policy of its kit. */
    findByParam: (workspace: string, param: string) => byParam.get({ workspace, param }),
    findDefault: (workspace: string) => byDefault.get({ workspace }),
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
