import { and, eq, lt } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { artifacts } from '../../db/schema.ts'

export type ArtifactRow = typeof artifacts.$inferSelect

/** Rows of artifacts; the bytes are in files. */
export const createArtifactStore = (db: Db) => ({
  insert: (writer: DbWriter, row: ArtifactRow) => writer.insert(artifacts).values(row).run(),
  find: (id: string): ArtifactRow | undefined => db.select().from(artifacts).where(eq(artifacts.id, id)).get(),
  listIds: (): string[] =>
    db
      .select({ id: artifacts.id })
      .from(artifacts)
      .all()
      .map(({ id }) => id),
  /** Removes rows that expired, and says which. */
  removeExpired: (now: number): string[] =>
    db
      .delete(artifacts)
      .where(lt(artifacts.expires_at, now))
      .returning({ id: artifacts.id })
      .all()
      .map(({ id }) => id),
  /** Removes a session's rows, and says which. */
  removeOfSession: (workspaceId: string, sessionId: string): string[] =>
    db
      .delete(artifacts)
      .where(and(eq(artifacts.workspace_id, workspaceId), eq(artifacts.session_id, sessionId)))
      .returning({ id: artifacts.id })
      .all()
      .map(({ id }) => id),
})
