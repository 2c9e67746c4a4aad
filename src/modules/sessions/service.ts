import { createRefTable } from '../../browser/perception/refs.ts'
import type { Pool } from '../../browser/pool/pool.ts'
import type { AgentPrincipal, Principal } from '../../contract/session.ts'
import type { Allowlist } from '../../egress/allowlist.ts'
import { createFence } from '../../egress/fence.ts'
import { toTimestamp } from '../../lib/clock.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import { toPage } from '../../lib/page.ts'
import type { Call } from '../idempotency/call.ts'
import { readAllowlist } from '../kits/allowed-domains.ts'
import type { Subject } from '../users/service.ts'
import { assertOneWayIn, assertProxy, assertWithinKit, assertWithinSaved } from './admission.ts'
import { createEnding } from './ending.ts'
import { createLiveSessions, type LiveSession } from './live-sessions.ts'
import type { CreateSessionInput, SessionListQuery } from './schema.ts'
import { createSessionStore, type SessionRow } from './store.ts'
import { createTurns, type SessionPath, type TurnDeps } from './turn.ts'
import { toDetail, toSummary } from './view.ts'

export type { SessionPath, SessionUse, Turn } from './turn.ts'

export interface SessionDeps extends Omit<TurnDeps, 'store' | 'live' | 'find'> {
  readonly ids: Ids
  readonly pool: Pool
  readonly hasUpstreamProxy: boolean
}

const DEFAULT_TIMEOUT_MINUTES = 15
const MINUTE = 60_000

/** Browser sessions: opened behind a fence, driven by their agent in turns, ended once. */
export const createSessions = (deps: SessionDeps) => {
  const { db, clock, ids, users, audit, contexts, pool } = deps
  const store = createSessionStore(db)
  const live = createLiveSessions()
  const ending = createEnding({ ...deps, store, live })
  /** Sessions being opened, by user: two requests at once cannot both take the last place. */
  const opening = new Map<string, number>()

  const find = ({ user }: Subject, id: string): SessionRow => {
    const row = store.find(user.workspace_id, user.id, id)
    if (!row) throw notFound('session')
    return row
  }
  const resolve = (principal: Principal, param: string, reading: boolean) =>
    users.resolve(principal, param, { primitive: 'browser', reading })

  /** Holds one of the user's places until the row is there. @throws AppError too_many_sessions */
  const takePlace = ({ user, policy }: Subject): Disposable => {
    const limit = policy.browser.max_sessions
    const waiting = opening.get(user.id) ?? 0
    if (limit !== undefined && store.countActive(user.id) + waiting >= limit)
      throw new AppError('too_many_sessions', `the user has ${limit} sessions open, as many as its kit allows`, {
        max_sessions: limit,
      })
    opening.set(user.id, waiting + 1)
    return {
      [Symbol.dispose]: () => {
        const left = (opening.get(user.id) ?? 1) - 1
        if (left) opening.set(user.id, left)
        else opening.delete(user.id)
      },
    }
  }

  const toRow = (
    subject: Subject,
    agentId: string,
    body: CreateSessionInput,
    allowlist: Allowlist,
    contextId: string | null,
  ): SessionRow => {
    const now = clock.now()
    return {
      id: ids.uuid(),
      workspace_id: subject.user.workspace_id,
      user_id: subject.user.id,
      agent_id: agentId,
      opened_by_human_id: null,
      status: 'active',
      allowed_domains: [...allowlist.entries],
      allow_writes: body.allow_writes ?? false,
      human_login: body.human_login ?? false,
      allow_extract: body.allow_extract ?? false,
      proxy: body.proxy ?? false,
      context_id: contextId,
      url: null,
      credits_consumed: 0,
      action_credits: 0,
      created_at: now,
      last_used_at: null,
      timeout_at: now + (body.timeout_minutes ?? DEFAULT_TIMEOUT_MINUTES) * MINUTE,
      closed_at: null,
    }
  }

  /** Leases a browser for the row, writes it down, and sets its time to live. */
  const open = async (subject: Subject, row: SessionRow, allowlist: Allowlist, call: Call): Promise<void> => {
    const fence = createFence({
      allowlist,
      egress: subject.policy.browser.egress ?? 'navigations',
      upstream: row.proxy,
    })
    const lease = await pool.lease(fence, { signal: call.signal })
    try {
      db.transaction(tx => {
        store.insert(tx, row)
        audit.record(tx, {
          workspaceId: row.workspace_id,
          userId: row.user_id,
          actor: { type: 'agent', id: row.agent_id },
          action: 'browser.session.create',
          entity: { type: 'session', id: row.id },
          details: {
            allowed_domains: row.allowed_domains,
            allow_writes: row.allow_writes,
            human_login: row.human_login,
          },
        })
      })
    } catch (error) {
      await lease.close()
      throw error
    }
    const session: LiveSession = {
      id: row.id,
      lease,
      fence,
      refs: createRefTable(),
      abort: new AbortController(),
      expiry: setTimeout(() => ending.endUnasked(session, 'expired'), row.timeout_at - row.created_at),
      humanDrives: row.human_login,
      ended: null,
    }
    if (!row.allow_writes) lease.tab.holdWrites()
    live.add(session)
    lease.onDied(() => ending.endUnasked(session, 'failed'))
  }

  return {
    live,
    perform: createTurns({ ...deps, store, live, find }).perform,
    recover: ending.recover,
    endAll: ending.endAll,

    /**
     * Opens a session; 0 credits.
     * @throws AppError validation, domain_not_allowed_by_kit, not_configured, not_found, grant_required, too_many_sessions, no_capacity
     */
    async create(principal: AgentPrincipal, userParam: string, body: CreateSessionInput, call: Call) {
      const subject = resolve(principal, userParam, false)
      const allowlist = readAllowlist(body.allowed_domains, 'body.allowed_domains')
      assertOneWayIn(body)
      assertProxy(body, allowlist, deps.hasUpstreamProxy)
      assertWithinKit(allowlist, subject.policy)
      const context =
        body.context_name === undefined ? null : contexts.open(principal, subject.user.id, body.context_name)
      if (context) assertWithinSaved(allowlist, context.domains)
      using _place = takePlace(subject)
      const row = toRow(subject, principal.id, body, allowlist, context?.id ?? null)
      await open(subject, row, allowlist, call)
      return {
        session_id: row.id,
        status: row.status,
        timeout_at: toTimestamp(row.timeout_at),
        allow_writes: row.allow_writes,
        allowed_domains: row.allowed_domains,
      }
    },

    get(principal: Principal, { user_id, session_id }: SessionPath) {
      const row = find(resolve(principal, user_id, true), session_id)
      return toDetail(row, live.isBusy(row.id))
    },

    /** Newest first. */
    list(principal: Principal, userParam: string, { status, limit, cursor }: SessionListQuery) {
      const { user } = resolve(principal, userParam, true)
      const busy = live.busyIds()
      const filter = { workspaceId: user.workspace_id, userId: user.id, cursor, limit: limit + 1 }
      const rows =
        status === 'in_use'
          ? store.newestFirst({ ...filter, only: busy })
          : store.newestFirst({ ...filter, status, ...(status === 'active' ? { except: busy } : {}) })
      const page = toPage(rows, limit)
      return { sessions: page.rows.map(row => toSummary(row, live.isBusy(row.id))), next_cursor: page.next_cursor }
    },

    /** Ends a session by its agent, and gives its final view; one that has ended stays as it is. @throws AppError not_session_owner */
    async close(principal: AgentPrincipal, { user_id, session_id }: SessionPath) {
      const subject = resolve(principal, user_id, false)
      if (find(subject, session_id).agent_id !== principal.id)
        throw new AppError('not_session_owner', 'another agent opened this session')
      const session = live.get(session_id)
      if (session) await ending.end(session, 'closed', principal)
      return toDetail(find(subject, session_id), false)
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>
