import { and, asc, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { agentKeys, agents, humanSessions, humans, workspaces } from '../../db/schema.ts'

export type AgentRow = typeof agents.$inferSelect
export type KeyRow = typeof agentKeys.$inferSelect
export type HumanRow = typeof humans.$inferSelect
export type HumanSessionRow = typeof humanSessions.$inferSelect

interface PageOf {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Rows of workspaces, agents and their keys. */
export const createAgentStore = (db: Db) => {
  const byHash = db
    .select({
      keyId: agentKeys.id,
      lastUsedAt: agentKeys.last_used_at,
      agentId: agents.id,
      workspaceId: agents.workspace_id,
      roles: agents.roles,
    })
    .from(agentKeys)
    .innerJoin(agents, eq(agents.id, agentKeys.agent_id))
    .where(
      and(eq(agentKeys.sha256, sql.placeholder('sha256')), isNull(agentKeys.revoked_at), eq(agents.status, 'active')),
    )
    .prepare()
  const keyColumns = { key: agentKeys, agent: { id: agents.id, name: agents.name } }

  return {
    insertWorkspace: (writer: DbWriter, row: typeof workspaces.$inferInsert) =>
      writer.insert(workspaces).values(row).run(),
    listWorkspaces: () => db.select().from(workspaces).orderBy(asc(workspaces.created_at), asc(workspaces.id)).all(),
    findWorkspace: (name: string) => db.select().from(workspaces).where(eq(workspaces.name, name)).get(),

    /** The agent that an unrevoked key belongs to, where it is active. */
    findByKeyHash: (sha256: string) => byHash.get({ sha256 }),
    touchKey: (id: string, now: number) =>
      db.update(agentKeys).set({ last_used_at: now }).where(eq(agentKeys.id, id)).run(),

    insertAgent: (writer: DbWriter, row: AgentRow) => writer.insert(agents).values(row).run(),
    updateAgent: (writer: DbWriter, id: string, change: Partial<AgentRow>) =>
      writer.update(agents).set(change).where(eq(agents.id, id)).run(),
    findAgent: (workspaceId: string, id: string): AgentRow | undefined =>
      db
        .select()
        .from(agents)
        .where(and(eq(agents.workspace_id, workspaceId), eq(agents.id, id)))
        .get(),
    findAgentByName: (workspaceId: string, name: string): AgentRow | undefined =>
      db
        .select()
        .from(agents)
        .where(and(eq(agents.workspace_id, workspaceId), eq(agents.name, name)))
        .get(),
    listAgents: (workspaceId: string, page: PageOf): AgentRow[] =>
      db
        .select()
        .from(agents)
        .where(
          and(eq(agents.workspace_id, workspaceId), page.cursor === undefined ? undefined : lt(agents.id, page.cursor)),
        )
        .orderBy(desc(agents.id))
        .limit(page.limit + 1)
        .all(),

    insertKey: (writer: DbWriter, row: KeyRow) => writer.insert(agentKeys).values(row).run(),
    findKey: (workspaceId: string, id: string) =>
      db
        .select(keyColumns)
        .from(agentKeys)
        .innerJoin(agents, eq(agents.id, agentKeys.agent_id))
        .where(and(eq(agents.workspace_id, workspaceId), eq(agentKeys.id, id)))
        .get(),
    listKeys: (workspaceId: string, page: PageOf & { agentId?: string | undefined }) =>
      db
        .select(keyColumns)
        .from(agentKeys)
        .innerJoin(agents, eq(agents.id, agentKeys.agent_id))
        .where(
          and(
            eq(agents.workspace_id, workspaceId),
            page.agentId === undefined ? undefined : eq(agents.id, page.agentId),
            page.cursor === undefined ? undefined : lt(agentKeys.id, page.cursor),
          ),
        )
        .orderBy(desc(agentKeys.id))
        .limit(page.limit + 1)
        .all(),
    revokeKey: (writer: DbWriter, id: string, now: number) =>
      writer.update(agentKeys).set({ revoked_at: now }).where(eq(agentKeys.id, id)).run(),
    revokeKeysOf: (writer: DbWriter, agentId: string, now: number) =>
      writer
        .update(agentKeys)
        .set({ revoked_at: now })
        .where(and(eq(agentKeys.agent_id, agentId), isNull(agentKeys.revoked_at)))
        .run(),
  }
}

/** Rows of dashboard accounts and their sessions. */
export const createHumanStore = (db: Db) => {
  const byToken = db
    .select({
      sessionId: humanSessions.id,
      lastSeenAt: humanSessions.last_seen_at,
      humanId: humans.id,
      workspaceId: humans.workspace_id,
      role: humans.role,
    })
    .from(humanSessions)
    .innerJoin(humans, eq(humans.id, humanSessions.human_id))
    .where(
      and(
        eq(humanSessions.token_sha256, sql.placeholder('sha256')),
        gt(humanSessions.expires_at, sql.placeholder('now')),
      ),
    )
    .prepare()
  return {
    findByTokenHash: (sha256: string, now: number) => byToken.get({ sha256, now }),
    touchSession: (id: string, now: number) =>
      db.update(humanSessions).set({ last_seen_at: now }).where(eq(humanSessions.id, id)).run(),

    insertHuman: (writer: DbWriter, row: HumanRow) => writer.insert(humans).values(row).run(),
    updateHuman: (writer: DbWriter, id: string, change: Partial<HumanRow>) =>
      writer.update(humans).set(change).where(eq(humans.id, id)).run(),
    findHuman: (id: string): HumanRow | undefined => db.select().from(humans).where(eq(humans.id, id)).get(),
    hasHumans: (): boolean => db.select({ id: humans.id }).from(humans).limit(1).get() !== undefined,
    findHumanByEmail: (email: string): HumanRow | undefined =>
      db.select().from(humans).where(eq(humans.email, email)).get(),

    insertSession: (writer: DbWriter, row: HumanSessionRow) => writer.insert(humanSessions).values(row).run(),
    listSessions: (humanId: string, now: number): HumanSessionRow[] =>
      db
        .select()
        .from(humanSessions)
        .where(and(eq(humanSessions.human_id, humanId), gt(humanSessions.expires_at, now)))
        .orderBy(desc(humanSessions.id))
        .all(),
    removeSession: (writer: DbWriter, humanId: string, id: string): number =>
      writer
        .delete(humanSessions)
        .where(and(eq(humanSessions.human_id, humanId), eq(humanSessions.id, id)))
        .returning({ id: humanSessions.id })
        .all().length,
    removeSessionsOf: (writer: DbWriter, humanId: string, exceptId: string) =>
      writer
        .delete(humanSessions)
        .where(and(eq(humanSessions.human_id, humanId), ne(humanSessions.id, exceptId)))
        .run(),
    removeExpiredSessions: (now: number) => db.delete(humanSessions).where(lt(humanSessions.expires_at, now)).run(),
  }
}
