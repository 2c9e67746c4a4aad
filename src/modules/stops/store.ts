import { and, asc, eq, or } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { agents, contexts, stops, users, workspaces } from '../../db/schema.ts'

export type StopRow = typeof stops.$inferSelect
export type StopScope = StopRow['scope']

/** Rows of what is stopped, and the ids of what can be. */
export const createStopStore = (db: Db) => {
  const findUserIds = (workspaceId: string, param: string): string[] => {
    const isDefault = param === 'default' || param === 'me'
    const named = isDefault ? eq(users.is_default, true) : or(eq(users.id, param), eq(users.external_id, param))
    const found = db
      .select()
      .from(users)
      .where(and(eq(users.workspace_id, workspaceId), named))
      .all()
    const byId = found.find(user => user.id === param) // an external_id may look like another's id; the id wins
    return (byId ? [byId] : found).map(({ id }) => id)
  }
  const findLoginIds = (workspaceId: string, param: string): string[] => {
    const named = or(eq(contexts.id, param), eq(contexts.name, param))
    const found = db
      .select()
      .from(contexts)
      .where(and(eq(contexts.workspace_id, workspaceId), named))
      .all()
    return found.map(({ id }) => id)
  }
  const finders: Record<StopScope, (workspaceId: string, param: string) => string[]> = {
    workspace: (workspaceId, param) => {
      const row = db.select().from(workspaces).where(eq(workspaces.id, workspaceId)).get()
      return row && (row.id === param || row.name === param) ? [row.id] : []
    },
    user: findUserIds,
    agent: (workspaceId, param) => {
      const named = or(eq(agents.id, param), eq(agents.name, param))
      const found = db
        .select()
        .from(agents)
        .where(and(eq(agents.workspace_id, workspaceId), named))
        .all()
      return found.map(({ id }) => id)
    },
    login: findLoginIds,
  }
  return {
    /** Ids of what a caller names: by id, or as people do; a saved login's name may be several users'. */
    findTargets: (workspaceId: string, scope: StopScope, param: string): string[] => finders[scope](workspaceId, param),
    listAll: (): StopRow[] => db.select().from(stops).orderBy(asc(stops.created_at), asc(stops.target_id)).all(),
    insert: (writer: DbWriter, row: StopRow) => writer.insert(stops).values(row).onConflictDoNothing().run(),
    remove: (writer: DbWriter, targetId: string) => writer.delete(stops).where(eq(stops.target_id, targetId)).run(),
  }
}
