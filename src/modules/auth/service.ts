import type { Principal } from '../../contract/session.ts'
import type { Sealer } from '../../crypto/envelope.ts'
import type { Db } from '../../db/open.ts'
import { type Clock, toTimestamp } from '../../lib/clock.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import type { Log } from '../../lib/log.ts'
import { Secret } from '../../lib/secret.ts'
import { SYSTEM } from '../audit/event.ts'
import type { Audit } from '../audit/service.ts'
import type { Kits } from '../kits/service.ts'
import type { Users } from '../users/service.ts'
import { createAgents } from './agents.ts'
import { createHumans } from './humans.ts'
import { createOneTimeCodes } from './one-time-code.ts'
import { createPasswords, type PasswordCost } from './password.ts'
import { createSessionCookie } from './session-cookie.ts'
import { createAgentStore } from './store.ts'

const PASSWORD_BYTES = 15

export interface AuthDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly audit: Audit
  readonly kits: Kits
  readonly users: Users
  /** Seals second factors. */
  readonly sealer: Sealer
  readonly cookieSecret: Secret
  /** Where people reach the service, if that was set; cookies hold for its path alone, and over TLS alone where it is https. */
  readonly publicUrl: string | null
  readonly passwordCost?: PasswordCost
}

/** What the very first start makes; shown once. */
export interface FirstRun {
  readonly workspaceId: string
  readonly ownerEmail: string
  readonly ownerPassword: Secret
  readonly agentId: string
  readonly agentKey: Secret
}

export type Auth = ReturnType<typeof createAuth>

/** Workspaces, people, agents: who is who, and who makes a request. */
export const createAuth = (deps: AuthDeps) => {
  const { db, clock, ids, log, audit, kits, users } = deps
  const store = createAgentStore(db)
  const agents = createAgents({ db, clock, ids, audit })
  const humans = createHumans({
    ...{ db, clock, ids, log, audit },
    passwords: createPasswords(deps.passwordCost),
    oneTimeCodes: createOneTimeCodes({ clock, sealer: deps.sealer }),
    cookie: createSessionCookie(deps.cookieSecret, deps.publicUrl),
  })

  const createWorkspace = (name: string) => {
    if (store.findWorkspace(name)) throw new AppError('duplicate_record', 'there is a workspace of that name', { name })
    const workspace = { id: ids.uuid(), name, created_at: clock.now() }
    db.transaction(tx => {
      store.insertWorkspace(tx, workspace)
      users.createDefault(tx, workspace.id, kits.createDefault(tx, workspace.id))
      const entity = { type: 'workspace', id: workspace.id }
      const event = { workspaceId: workspace.id, userId: null, actor: SYSTEM, entity }
      audit.record(tx, { ...event, action: 'workspace.create', details: { name } })
    })
    return toWorkspaceView(workspace)
  }

  const ensureWorkspace = () => {
    const [first] = store.listWorkspaces()
    return first ? toWorkspaceView(first) : createWorkspace('default')
  }

  return {
    agents,
    humans,
    /**
     * Who makes a request. An Authorization header makes it an agent's, whatever cookie comes with it.
     * @throws AppError unauthorized
     */
    authenticate(request: Request): Principal {
      const authorization = request.headers.get('authorization')
      return authorization === null
        ? humans.authenticate(request.headers.get('cookie'))
        : agents.authenticate(authorization)
    },
    /** Whether the key or the sign-in that somebody came by still stands. */
    isStanding: (principal: Principal): boolean =>
      principal.type === 'human' ? humans.isSignedIn(principal) : agents.isStanding(principal),
    /** A workspace with its default kit and default user. @throws AppError duplicate_record */
    createWorkspace,
    /** Oldest first. */
    listWorkspaces: () => store.listWorkspaces().map(toWorkspaceView),
    /** The named workspace, or the first one. @throws AppError not_found */
    findWorkspace(name?: string) {
      const found = name === undefined ? store.listWorkspaces()[0] : store.findWorkspace(name)
      if (!found) throw notFound('workspace')
      return toWorkspaceView(found)
    },
    /** The first workspace; made where there is none yet. */
    ensureWorkspace,
    /** Makes an owner and an agent's key, and a workspace for them, where nobody can sign in yet; null where somebody can. */
    async bootstrapFirstRun(input: { ownerEmail: string; ownerPassword: Secret | null }): Promise<FirstRun | null> {
      if (humans.hasAny()) return null
      const ownerPassword = input.ownerPassword ?? new Secret(ids.token(PASSWORD_BYTES))
      const workspaceId = ensureWorkspace().id
      const account = { workspaceId, email: input.ownerEmail, password: ownerPassword, role: 'owner' as const }
      const owner = await humans.createHuman(account, SYSTEM)
      const { agentId, key } = agents.createKeyByName(workspaceId, { name: 'first-agent', roles: [] }, SYSTEM)
      return { workspaceId, ownerEmail: owner.email, ownerPassword, agentId, agentKey: key }
    },
  }
}

const toWorkspaceView = (row: { id: string; name: string; created_at: number }) => ({
  id: row.id,
  name: row.name,
  created_at: toTimestamp(row.created_at),
})
