import type { AgentPrincipal, HumanPrincipal } from '../../contract/session.ts'
import type { Db } from '../../db/open.ts'
import { type Clock, toTimestamp } from '../../lib/clock.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import { toPage } from '../../lib/page.ts'
import type { Secret } from '../../lib/secret.ts'
import type { Actor } from '../audit/event.ts'
import type { Audit } from '../audit/service.ts'
import { createApiKey, readBearerHash } from './api-key.ts'
import { type AgentRow, createAgentStore, type KeyRow } from './store.ts'

const MINUTE = 60_000

export interface AgentsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly audit: Audit
}

interface PageQuery {
  readonly limit: number
  readonly cursor?: string | undefined
}

export type Agents = ReturnType<typeof createAgents>

/** Machine identities and their API keys. */
export const createAgents = ({ db, clock, ids, audit }: AgentsDeps) => {
  const store = createAgentStore(db)

  const load = (workspaceId: string, id: string): AgentRow => {
    const agent = store.findAgent(workspaceId, id)
    if (!agent) throw notFound('agent')
    return agent
  }
  const assertFree = (workspaceId: string, name: string, except?: string) => {
    const other = store.findAgentByName(workspaceId, name)
    if (other && other.id !== except) throw new AppError('duplicate_record', 'there is an agent of that name', { name })
  }
  const insert = (workspaceId: string, input: { name: string; roles: readonly string[] }, actor: Actor): AgentRow => {
    const base = { id: ids.uuid(), workspace_id: workspaceId, status: 'active' as const, created_at: clock.now() }
    const agent = { ...base, name: input.name, roles: [...new Set(input.roles)] }
    db.transaction(tx => {
      store.insertAgent(tx, agent)
      audit.record(tx, toEvent(agent, actor, 'agent.create', { name: agent.name, roles: agent.roles }))
    })
    return agent
  }
  const change = (agent: AgentRow, next: Partial<AgentRow>, actor: Actor): AgentRow => {
    db.transaction(tx => {
      store.updateAgent(tx, agent.id, next)
      if (next.status === 'disabled') store.revokeKeysOf(tx, agent.id, clock.now())
      audit.record(tx, toEvent(agent, actor, next.status === 'disabled' ? 'agent.disable' : 'agent.update', next))
    })
    return { ...agent, ...next }
  }
  const addKey = (agent: AgentRow, actor: Actor): { row: KeyRow; key: Secret } => {
    if (agent.status !== 'active') throw new AppError('in_use', 'the agent is disabled')
    const { key, sha256, last4 } = createApiKey(ids)
    const dates = { created_at: clock.now(), last_used_at: null, revoked_at: null }
    const row = { id: ids.uuid(), agent_id: agent.id, sha256, last4, ...dates }
    db.transaction(tx => {
      store.insertKey(tx, row)
      audit.record(tx, toEvent(agent, actor, 'agent_key.create', { key_id: row.id, last4 }))
    })
    return { row, key }
  }

  return {
    /** Who an Authorization header belongs to. @throws AppError unauthorized */
    authenticate(authorization: string): AgentPrincipal {
      const hash = readBearerHash(authorization)
      const found = hash === null ? undefined : store.findByKeyHash(hash)
      if (!found) throw new AppError('unauthorized', 'the API key is not known')
      const { key, agent } = found
      const now = clock.now()
      if (now - (key.last_used_at ?? 0) >= MINUTE) store.touchKey(key.id, now)
      return { type: 'agent', id: agent.id, workspaceId: agent.workspace_id, roles: agent.roles, keyId: key.id }
    },

    /** Whether the key that a principal came by still stands. */
    isStanding: ({ workspaceId, keyId }: AgentPrincipal): boolean =>
      store.findKey(workspaceId, keyId)?.key.revoked_at === null,

    list(principal: HumanPrincipal, page: PageQuery) {
      const { rows, next_cursor } = toPage(store.listAgents(principal.workspaceId, page), page.limit)
      return { agents: rows.map(toAgentView), next_cursor }
    },
    get: (workspaceId: string, id: string) => toAgentView(load(workspaceId, id)),
    create(principal: HumanPrincipal, input: { name: string; roles?: readonly string[] | undefined }) {
      assertFree(principal.workspaceId, input.name)
      return toAgentView(insert(principal.workspaceId, { name: input.name, roles: input.roles ?? [] }, principal))
    },
    update(
      principal: HumanPrincipal,
      id: string,
      input: { name?: string | undefined; roles?: string[] | undefined; status?: AgentRow['status'] | undefined },
    ) {
      const agent = load(principal.workspaceId, id)
      if (input.name !== undefined) assertFree(principal.workspaceId, input.name, id)
      const { name = agent.name, roles = agent.roles, status = agent.status } = input
      return toAgentView(change(agent, { name, roles: [...new Set(roles)], status }, principal))
    },
    /** Disables the agent and revokes its keys; its rows stay, sessions and the log name it. */
    disable: (principal: HumanPrincipal, id: string) =>
      toAgentView(change(load(principal.workspaceId, id), { status: 'disabled' }, principal)),

    listKeys(workspaceId: string, page: PageQuery & { agentId?: string | undefined }) {
      const found = store.listKeys(workspaceId, page).map(({ key, agent }) => ({ id: key.id, key, agent }))
      const { rows, next_cursor } = toPage(found, page.limit)
      return { keys: rows.map(({ key, agent }) => toKeyView(key, agent)), next_cursor }
    },
    /** A new key of an agent, named by its id. The answer is the only place that ever holds the key. */
    createKey(principal: HumanPrincipal, agentId: string) {
      const agent = load(principal.workspaceId, agentId)
      const { row, key } = addKey(agent, principal)
      return { ...toKeyView(row, agent), key: key.reveal() }
    },
    /** From the command line: makes the agent where there is none of that name, and gives it the roles it lacks. */
    createKeyByName(
      workspaceId: string,
      input: { name: string; roles: readonly string[] },
      actor: Actor,
    ): { agentId: string; keyId: string; key: Secret } {
      const known = store.findAgentByName(workspaceId, input.name)
      const agent = known ?? insert(workspaceId, input, actor)
      const roles = [...new Set([...agent.roles, ...input.roles])]
      const current = roles.length > agent.roles.length ? change(agent, { roles }, actor) : agent
      const { row, key } = addKey(current, actor)
      return { agentId: agent.id, keyId: row.id, key }
    },
    /** Works at once: the next request with the key is a stranger's. Revoking again gives the same answer. */
    revokeKey(workspaceId: string, id: string, actor: Actor) {
      const found = store.findKey(workspaceId, id)
      if (!found) throw notFound('key')
      const { key, agent } = found
      if (key.revoked_at !== null) return toKeyView(key, agent)
      const revoked_at = clock.now()
      db.transaction(tx => {
        store.revokeKey(tx, id, revoked_at)
        const owner = { id: agent.id, workspace_id: workspaceId }
        audit.record(tx, toEvent(owner, actor, 'agent_key.revoke', { key_id: id, last4: key.last4 }))
      })
      return toKeyView({ ...key, revoked_at }, agent)
    },
  }
}

const toEvent = (
  agent: Pick<AgentRow, 'id' | 'workspace_id'>,
  actor: Actor,
  action: string,
  details: Record<string, unknown>,
) => ({
  workspaceId: agent.workspace_id,
  userId: null,
  actor,
  action,
  entity: { type: 'agent', id: agent.id },
  details,
})

const toAgentView = (agent: AgentRow) => ({
  id: agent.id,
  name: agent.name,
  roles: agent.roles,
  status: agent.status,
  created_at: toTimestamp(agent.created_at),
})

const toKeyView = (key: KeyRow, agent: { id: string; name: string }) => ({
  id: key.id,
  agent_id: agent.id,
  agent_name: agent.name,
  last4: key.last4,
  created_at: toTimestamp(key.created_at),
  last_used_at: key.last_used_at === null ? null : toTimestamp(key.last_used_at),
  revoked_at: key.revoked_at === null ? null : toTimestamp(key.revoked_at),
})
