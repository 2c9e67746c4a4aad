import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { placeholdersOf } from '../../db/placeholders.ts'
import { auditEvents } from '../../db/schema.ts'
import type { StoredEvent } from './event.ts'

/** Which events to read; `before` and `after` are sequence numbers, both exclusive. */
export interface EventFilter {
  readonly workspaceId: string
  readonly userId?: string | undefined
  readonly action?: string | undefined
  readonly before?: number | undefined
  readonly after?: number | undefined
  readonly since?: number | undefined
  readonly limit: number
}

/** The rows of the audit log: appended and read, never changed. */
export const createAuditStore = (db: Db) => {
  // Prepared once: every action runs both (docs/decisions/0079).
  const head = db
    .select({ seq: auditEvents.seq, hash: auditEvents.hash })
    .from(auditEvents)
    .orderBy(desc(auditEvents.seq))
    .limit(1)
    .prepare()
  const append = db.insert(auditEvents).values(placeholdersOf(auditEvents)).prepare()
  const where = (filter: EventFilter): SQL | undefined =>
    and(
      eq(auditEvents.workspace_id, filter.workspaceId),
      filter.userId === undefined ? undefined : eq(auditEvents.tenant_user_id, filter.userId),
      filter.action === undefined ? undefined : eq(auditEvents.action, filter.action),
      filter.before === undefined ? undefined : lt(auditEvents.seq, filter.before),
      filter.after === undefined ? undefined : gt(auditEvents.seq, filter.after),
      filter.since === undefined ? undefined : gte(auditEvents.created_at, filter.since),
    )
  return {
    /** The newest row's number and hash; undefined in an empty log. */
    readHead: () => head.get(),
    append: (event: StoredEvent) => append.run({ ...event }),
    newestFirst: (filter: EventFilter): StoredEvent[] =>
      db.select().from(auditEvents).where(where(filter)).orderBy(desc(auditEvents.seq)).limit(filter.limit).all(),
    oldestFirst: (filter: EventFilter): StoredEvent[] =>
      db.select().from(auditEvents).where(where(filter)).orderBy(asc(auditEvents.seq)).limit(filter.limit).all(),
    /** Sequence number of an event of the workspace. */
    findSeq: (workspaceId: string, id: string) =>
      db
        .select({ seq: auditEvents.seq })
        .from(auditEvents)
        .where(and(eq(auditEvents.workspace_id, workspaceId), eq(auditEvents.id, id)))
        .get()?.seq,
    readLastSeq: () => head.get()?.seq ?? 0,
    /** The highest number that SQLite ever gave out (sqlite.org/autoinc.html). */
    readHighestSeq: () =>
      db.all<{ seq: number }>(sql`select seq from sqlite_sequence where name = 'audit_events'`)[0]?.seq ?? 0,
    /** Every row, oldest first, a page at a time. */
    *all(pageSize = 1000): Generator<StoredEvent> {
      let after = 0
      for (;;) {
        const page: StoredEvent[] = db
          .select()
          .from(auditEvents)
          .where(gt(auditEvents.seq, after))
          .orderBy(asc(auditEvents.seq))
          .limit(pageSize)
          .all()
        yield* page
        const last = page.at(-1)
        if (!last) return
        after = last.seq
      }
    },
  }
}
