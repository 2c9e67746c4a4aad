import { and, asc, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Db, DbWriter } from '../../db/open.ts'
import { remember } from '../../db/remember.ts'
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
  // Two look-ups by key and no join: in Bun's SQLite a join of two rows costs ten times as much (decision 0074).
  const keyByHash = remember(
    db,
    db
      .select({ id: agentKeys.id, agent_id: agentKeys.agent_id, last_used_at: agentKeys.last_used_at })
      .from(agentKeys)
      .where(and(eq(agentKeys.sha256, sql.placeholder('sha256')), isNull(agentKeys.revoked_at)))
      .prepare(),
  )
  const agentById = remember(
    db,
    db
      .select()
      .from(agents)
      .where(eq(agents.id, sql.placeholder('id')))
      .prepare(),
  )
  const keyColumns = { key: agentKeys, agent: { id: agents.id, name: agents.name } }

  return {
    insertWorkspace: (writer: DbWriter, row: typeof workspaces.$inferInsert) =>
      writer.insert(workspaces).values(row).run(),
    listWorkspaces: () => db.select().from(workspaces).orderBy(asc(workspaces.created_at), asc(workspaces.id)).all(),
    findWorkspace: (name: string) => db.select().from(workspaces).where(eq(workspaces.name, name)).get(),

    /** The agent that an unrevoked key belongs to, where it is active. */
    findByKeyHash(sha256: string): { key: Pick<KeyRow, 'id' | 'last_used_at'>; agent: AgentRow } | undefined {
      const key = keyByHash.get({ sha256 })
      const agent = key && agentById.get({ id: key.agent_id })
      return key && agent?.status === 'active' ? { key, agent } : undefined
    },
    touchKey: (id: string, now: number) =>
      db.update(agentKeys).set({ last_used_at: now }).where(eq(agentKeys.id, id)).run(),

    insertAgent: (writer: DbWriter, row: AgentRow) => writer.insert(agents).values(row).run(),
    updateAgent: (writer: DbWriter, id: string, change: Partial<AgentRow>) =>
      writer.update(agents).set(change).where(eq(agents.id, id)).run(),
    findAgent(workspaceId: string, id: string): AgentRow | undefined {
      const agent = agentById.get({ id })
      return agent?.workspace_id === workspaceId ? agent : undefined
    },
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
  const sessionByToken = db
    .select({ id: humanSessions.id, human_id: humanSessions.human_id, last_seen_at: humanSessions.last_seen_at })
    .from(humanSessions)
    .where(
      and(
        eq(humanSessions.token_sha256, sql.placeholder('sha256')),
        gt(humanSessions.expires_at, sql.placeholder('now')),
      ),
    )
    .prepare()
  const humanById = db
    .select()
    .from(humans)
    .where(eq(humans.id, sql.placeholder('id')))
    .prepare()

  return {
    findByTokenHash(sha256: string, now: number) {
      const session = sessionByToken.get({ sha256, now })
      const human = session && humanById.get({ id: session.human_id })
      return human && { session, human }
    },
    touchSession: (id: string, now: number) =>
      db.update(humanSessions).set({ last_seen_at: now }).where(eq(humanSessions.id, id)).run(),

    insertHuman: (writer: DbWriter, row: HumanRow) => writer.insert(humans).values(row).run(),
    updateHuman: (writer: DbWriter, id: string, change: Partial<HumanRow>) =>
      writer.update(humans).set(change).where(eq(humans.id, id)).run(),
    findHuman: (id: string): HumanRow | undefined => humanById.get({ id }),
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
