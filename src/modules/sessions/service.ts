import type { AgentPrincipal, HumanPrincipal, Principal } from '../../contract/session.ts'
import { toTimestamp } from '../../lib/clock.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import { toPage } from '../../lib/page.ts'
import type { Artifacts } from '../artifacts/service.ts'
import { SYSTEM } from '../audit/event.ts'
import type { Call } from '../idempotency/call.ts'
import type { Idempotency } from '../idempotency/service.ts'
import { readAllowlist } from '../kits/allowed-domains.ts'
import { assertWithinHours } from '../kits/limits.ts'
import type { Stops } from '../stops/service.ts'
import type { Subject } from '../users/service.ts'
import { assertOneWayIn, assertProxy, assertWithinKit, assertWithinSaved } from './admission.ts'
import type { OpenBrowser } from './browser.ts'
import { createEnding } from './ending.ts'
import { createHolding } from './holding.ts'
import { createLiveSessions } from './live-sessions.ts'
import { createOpening } from './opening.ts'
import { createPictures } from './pictures.ts'
import type { CreateSessionInput, SessionListQuery } from './schema.ts'
import { createSessionStore, type SessionRow } from './store.ts'
import { createTurns, type SessionPath, type TurnDeps } from './turn.ts'
import { toDetail, toSummary } from './view.ts'

export type { HeldSession } from './holding.ts'
export type { SessionPath, SessionUse, Turn } from './turn.ts'

export interface SessionDeps extends Omit<TurnDeps, 'store' | 'live' | 'pictures' | 'find'> {
  readonly ids: Ids
  readonly openBrowser: OpenBrowser
  readonly hasUpstreamProxy: boolean
  readonly idempotency: Pick<Idempotency, 'withdrawAnswers'>
  readonly artifacts: Pick<Artifacts, 'removeOfSession'>
  readonly stops: Stops
}

/** A human takes longer to sign in than an agent's session lasts by default. */
const HUMAN_LOGIN_MINUTES = 30

/** Browser sessions: opened behind a fence, driven by their agent in turns, ended once. */
export const createSessions = (deps: SessionDeps) => {
  const { db, clock, users, contexts, idempotency, artifacts } = deps
  const store = createSessionStore(db)
  const live = createLiveSessions()
  const pictures = createPictures({ ...deps, live })
  const ending = createEnding({ ...deps, store, live })
  const open = createOpening({ ...deps, store, live, ending })
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

  deps.stops.onStop(async (isStopped, actor) => {
    const stopped = live.all().filter(({ id }) => {
      const row = store.read(id)
      return row !== undefined && isStopped(row)
    })
    for (const session of stopped) ending.cut(session, actor)
    return stopped.length
  })

  contexts.onRevoked({
    inTransaction: (writer, contextId) => {
      for (const { id } of store.ofContext(contextId)) idempotency.withdrawAnswers(writer, id)
    },
    after: async contextId => {
      const ends = live.all().filter(({ login }) => login?.contextId === contextId)
      await Promise.all(ends.map(session => ending.end(session, 'closed', SYSTEM)))
      const rows = store.ofContext(contextId)
      await Promise.all(rows.map(row => artifacts.removeOfSession(row.workspace_id, row.id)))
    },
  })

  return {
    live,
    perform: createTurns({ ...deps, store, live, pictures, find }).perform,
    ...createHolding({ ...deps, store, live, ending, find }),
    recover: ending.recover,
    sweep: ending.settleAll,
    endAll: ending.endAll,

    /**
     * Opens a session; 0 credits.
     * @throws AppError validation, domain_not_allowed_by_kit, not_configured, not_found, grant_required, too_many_sessions, no_capacity
     */
    async create(principal: AgentPrincipal, userParam: string, body: CreateSessionInput, call: Call) {
      const subject = resolve(principal, userParam, false)
      const allowlist = readAllowlist(body.allowed_domains, 'body.allowed_domains')
      assertWithinHours(subject.policy, clock.now())
      assertOneWayIn(body)
      assertProxy(body, allowlist, deps.hasUpstreamProxy)
      assertWithinKit(allowlist, subject.policy)
      const context =
        body.context_name === undefined ? null : contexts.open(principal, subject.user.id, body.context_name)
      if (context) assertWithinSaved(allowlist, context.domains)
      using _place = takePlace(subject)
      const login = context && contexts.checkOut(context, allowlist)
      const { signal } = call
      const row = await open({ subject, principal, body, allowlist, login, saveAs: null, signal }).catch(error => {
        login?.[Symbol.dispose]()
        throw error
      })
      return {
        session_id: row.id,
        status: row.status,
        timeout_at: toTimestamp(row.timeout_at),
        allow_writes: row.allow_writes,
        allowed_domains: row.allowed_domains,
      }
    },

    /**
     * Opens a session in which a human signs in by hand, for a login that is to be saved under a name.
     * @throws AppError validation, domain_not_allowed_by_kit, duplicate_record, too_many_sessions, no_capacity
     */
    async createHumanLogin(
      principal: HumanPrincipal,
      userParam: string,
      input: { readonly allowed_domains: readonly string[]; readonly name: string },
      call: Call,
    ): Promise<SessionRow> {
      const subject = resolve(principal, userParam, false)
      const allowlist = readAllowlist(input.allowed_domains, 'body.allowed_domains')
      assertWithinKit(allowlist, subject.policy)
      if (contexts.findByName(subject.user.id, input.name))
        throw new AppError('duplicate_record', 'there is a saved login of that name', { name: input.name })
      using _place = takePlace(subject)
      const body = {
        allowed_domains: [...input.allowed_domains],
        allow_writes: true,
        human_login: true,
        timeout_minutes: HUMAN_LOGIN_MINUTES,
      }
      return await open({
        ...{ subject, principal, body, allowlist, saveAs: input.name },
        login: null,
        signal: call.signal,
      })
    },

    get(principal: Principal, { user_id, session_id }: SessionPath) {
      const row = find(resolve(principal, user_id, true), session_id)
      return toDetail(row, live.isBusy(row.id))
    },

    /** A small JPEG of what an action left behind. @throws AppError not_found, also for one that is kept no longer */
    async picture(principal: HumanPrincipal, { user_id, session_id }: SessionPath, id: string) {
      const jpeg = await pictures.find(find(resolve(principal, user_id, true), session_id).id, id)
      if (!jpeg) throw notFound('picture')
      return jpeg
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
