import { and, count, desc, eq, inArray, lt, notInArray, sql } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { remember } from '../../db/remember.ts'
import { browserSessions } from '../../db/schema.ts'

export type SessionRow = typeof browserSessions.$inferSelect

/** Which sessions a listing shows. `only` and `except` narrow it by what the rows do not hold: in which an action runs now. */
export interface SessionFilter {
  readonly workspaceId: string
  readonly userId: string
  readonly status?: SessionRow['status'] | undefined
  readonly only?: readonly string[]
  readonly except?: readonly string[]
  /** Go on after this id. */
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Rows of the sessions table. */
export const createSessionStore = (db: Db) => {
  // Prepared once: every route of a session starts with it (docs/decisions/0074).
  const byId = remember(
    db,
    db
      .select()
      .from(browserSessions)
      .where(eq(browserSessions.id, sql.placeholder('id')))
      .prepare(),
  )
  const touch = db
    .update(browserSessions)
    .set({ last_used_at: sql`${sql.placeholder('last_used_at')}`, url: sql`${sql.placeholder('url')}` })
    .where(eq(browserSessions.id, sql.placeholder('id')))
    .prepare()
  return {
    insert: (writer: DbWriter, row: SessionRow) => writer.insert(browserSessions).values(row).run(),

    find(workspaceId: string, userId: string, id: string): SessionRow | undefined {
      const row = byId.get({ id })
      return row?.user_id === userId && row.workspace_id === workspaceId ? row : undefined
    },

    /** By id alone: for the service's own timers, never for a caller's id. */
    read: (id: string): SessionRow | undefined => byId.get({ id }),

    newestFirst: ({ workspaceId, userId, status, only, except, cursor, limit }: SessionFilter): SessionRow[] =>
      db
        .select()
        .from(browserSessions)
        .where(
          and(
            eq(browserSessions.workspace_id, workspaceId),
            eq(browserSessions.user_id, userId),
            status ? eq(browserSessions.status, status) : undefined,
            only ? inArray(browserSessions.id, [...only]) : undefined,
            except?.length ? notInArray(browserSessions.id, [...except]) : undefined,
            cursor ? lt(browserSessions.id, cursor) : undefined,
          ),
        )
        .orderBy(desc(browserSessions.id))
        .limit(limit)
        .all(),

    countActive: (userId: string): number =>
      db
        .select({ active: count() })
        .from(browserSessions)
        .where(and(eq(browserSessions.user_id, userId), eq(browserSessions.status, 'active')))
        .get()?.active ?? 0,

    /** Every session that was opened on a saved login. */
    ofContext: (contextId: string): SessionRow[] =>
      db.select().from(browserSessions).where(eq(browserSessions.context_id, contextId)).all(),

    /** Where a session is now, after an action in it. */
    touch: (id: string, change: Pick<SessionRow, 'last_used_at' | 'url'>) => touch.run({ id, ...change }),

    update: (writer: DbWriter, id: string, change: Partial<SessionRow>) =>
      writer.update(browserSessions).set(change).where(eq(browserSessions.id, id)).run(),

    /** Marks what a killed process left active as failed, and gives those rows. */
    failActive: (writer: DbWriter, now: number): SessionRow[] =>
      writer
        .update(browserSessions)
        .set({ status: 'failed', closed_at: now })
        .where(inArray(browserSessions.status, ['active', 'in_use']))
        .returning()
        .all(),
  }
}

export type SessionStore = ReturnType<typeof createSessionStore>
