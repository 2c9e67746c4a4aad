import type { AgentPrincipal, HumanPrincipal, Principal } from '../../contract/session.ts'
import type { Sealer } from '../../crypto/envelope.ts'
import type { Db, DbWriter } from '../../db/open.ts'
import type { Allowlist } from '../../egress/allowlist.ts'
import { type Clock, toTimestamp } from '../../lib/clock.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import type { Audit } from '../audit/service.ts'
import type { Agents } from '../auth/agents.ts'
import type { Users } from '../users/service.ts'
import { createCheckouts } from './checkout.ts'
import { createContextFiles } from './files.ts'
import type { GrantInput } from './schema.ts'
import { toStateScope } from './scope.ts'
import { type ContextRow, createContextStore, type GrantRow } from './store.ts'
import { createStoredLogins } from './stored-logins.ts'

export type { Checkout } from './checkout.ts'

export interface ContextTarget {
  readonly user_id: string
  readonly name: string
}

interface ContextDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly users: Users
  readonly agents: Agents
  readonly audit: Audit
  readonly sealer: Sealer
  /** Folder of the encrypted files; made 0700 where it is missing. */
  readonly folder: string
  /** Empties the database's write-ahead log into it. */
  readonly checkpoint: () => void
}

/** Who holds something of a saved login, and lets go of it when it is revoked. */
export interface RevocationListener {
  /** In the transaction that destroys the key. */
  inTransaction(writer: DbWriter, contextId: string): void
  /** Right after it. */
  after(contextId: string): Promise<void>
}

export type Contexts = ReturnType<typeof createContexts>

/** Saved logins: who may use which, and their end. */
export const createContexts = (deps: ContextDeps) => {
  const { db, clock, ids, users, agents, audit, checkpoint } = deps
  const store = createContextStore(db)
  const logins = createStoredLogins({ ...deps, store, files: createContextFiles(deps.folder) })
  const checkouts = createCheckouts({ store, logins })
  const listeners: RevocationListener[] = []

  const find = (principal: Principal, { user_id, name }: ContextTarget): ContextRow => {
    const { user } = users.resolve(principal, user_id, { primitive: 'browser', reading: false })
    const row = store.findByName(user.id, name)
    if (!row) throw notFound('saved login')
    return row
  }

  const isGranted = (principal: AgentPrincipal, contextId: string): boolean =>
    store
      .grantsOf(contextId)
      .some(grant =>
        grant.grantee_type === 'agent' ? grant.grantee_id === principal.id : principal.roles.includes(grant.grantee_id),
      )

  /** Checked at open and again at every action: a grant may go while a session is open. @throws AppError grant_required */
  const assertGranted = (principal: AgentPrincipal, contextId: string) => {
    if (!isGranted(principal, contextId))
      throw new AppError('grant_required', 'this agent has no grant for the saved login')
  }

  const note = (principal: HumanPrincipal, row: ContextRow, action: string, details: Record<string, unknown>) => ({
    workspaceId: row.workspace_id,
    userId: row.user_id,
    actor: principal,
    action,
    entity: { type: 'context', id: row.id },
    details: { name: row.name, ...details },
  })

  return {
    list(principal: Principal, userParam: string) {
      const { user } = users.resolve(principal, userParam, { primitive: 'browser', reading: true })
      const contexts = store.list(user.id).map(row => toContext(row, store.grantsOf(row.id)))
      return { contexts, next_cursor: null }
    },
    /** The saved login of that name, for an agent to open. @throws AppError not_found, grant_required */
    open(principal: AgentPrincipal, userId: string, name: string): ContextRow {
      const row = store.findByName(userId, name)
      if (!row) throw notFound('saved login')
      assertGranted(principal, row.id)
      return row
    },
    assertGranted,
    /** Takes a saved login for one session, for as much of it as the session may reach. @throws AppError context_in_use */
    checkOut(row: ContextRow, allowlist: Allowlist, purpose: 'use' | 'look' = 'use') {
      const checkout = checkouts.checkOut(row, toStateScope(allowlist))
      if (purpose === 'use') store.update(db, row.id, { last_used_at: clock.now() })
      return checkout
    },
    /** The saved login of a path, for people. @throws AppError not_found */
    findFor: (principal: HumanPrincipal, target: ContextTarget): ContextRow => find(principal, target),
    markHealth: (writer: DbWriter, id: string, health: 'alive' | 'dead') =>
      void store.update(writer, id, { health, last_verified_at: clock.now() }),
    /** Saved logins that can be looked at and nobody has looked at since, the longest first. */
    listUnseen: (since: number): ContextRow[] => store.listUnseen(since),
    findByName: (userId: string, name: string) => store.findByName(userId, name),
    logins,
    recover: () => logins.recover(),
    /** `created` is false where the same grant was there already. @throws AppError not_found for the login or the agent */
    grant(principal: HumanPrincipal, target: ContextTarget, body: GrantInput) {
      const row = find(principal, target)
      if (body.grantee_type === 'agent') agents.get(row.workspace_id, body.grantee_id)
      const there = store
        .grantsOf(row.id)
        .find(g => g.grantee_type === body.grantee_type && g.grantee_id === body.grantee_id)
      if (there) return { created: false, grant: toGrant(there) }
      const grant: GrantRow = {
        id: ids.uuid(),
        context_id: row.id,
        ...body,
        granted_by_id: principal.id,
        created_at: clock.now(),
      }
      db.transaction(tx => {
        store.insertGrant(tx, grant)
        audit.record(tx, note(principal, row, 'browser.context.granted', { ...body }))
      })
      return { created: true, grant: toGrant(grant) }
    },
    withdraw(principal: HumanPrincipal, target: ContextTarget, grantId: string): void {
      const row = find(principal, target)
      db.transaction(tx => {
        if (!store.deleteGrant(tx, row.id, grantId)) throw notFound('grant')
        audit.record(tx, note(principal, row, 'browser.context.withdrawn', { grant_id: grantId }))
      })
    },
    /**
     * Destroys the key, in the database and its log, before anything else; then sessions on it end, and the file goes.
     * Irreversible.
     */
    async revoke(principal: HumanPrincipal, target: ContextTarget): Promise<void> {
      const row = find(principal, target)
      db.transaction(tx => {
        store.destroy(tx, row.id)
        for (const listener of listeners) listener.inTransaction(tx, row.id)
        audit.record(tx, note(principal, row, 'browser.context.revoked', {}))
      })
      const endings = listeners.map(listener => listener.after(row.id))
      checkpoint()
      await Promise.all([...endings, logins.removeFile(row)])
    },
    onRevoked: (listener: RevocationListener) => void listeners.push(listener),
  }
}

const toGrant = (row: GrantRow) => ({
  id: row.id,
  grantee_type: row.grantee_type,
  grantee_id: row.grantee_id,
  created_at: toTimestamp(row.created_at),
})

const toContext = (row: ContextRow, grants: GrantRow[]) => ({
  id: row.id,
  name: row.name,
  domains: row.domains,
  saved_at: toTimestamp(row.saved_at),
  last_used_at: row.last_used_at === null ? null : toTimestamp(row.last_used_at),
  verified: row.verified,
  not_saved: row.not_saved,
  health: row.health,
  last_verified_at: row.last_verified_at === null ? null : toTimestamp(row.last_verified_at),
  grants: grants.map(toGrant),
})
