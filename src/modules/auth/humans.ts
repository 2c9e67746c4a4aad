import type { HumanPrincipal } from '../../contract/session.ts'
import { sha256Hex } from '../../crypto/digest.ts'
import type { Db } from '../../db/open.ts'
import { type Clock, toTimestamp } from '../../lib/clock.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Ids } from '../../lib/ids.ts'
import type { Log } from '../../lib/log.ts'
import type { Secret } from '../../lib/secret.ts'
import type { Actor } from '../audit/event.ts'
import type { Audit } from '../audit/service.ts'
import type { Caller } from './callers.ts'
import { createLoginThrottle } from './login-throttle.ts'
import type { OneTimeCodes } from './one-time-code.ts'
import type { Passwords } from './password.ts'
import { createPasswordLine } from './password-line.ts'
import type { SessionCookie } from './session-cookie.ts'
import { createHumanStore, type HumanRow, type HumanSessionRow } from './store.ts'

const MINUTE = 60_000
/** A dashboard session ends after a week. */
const SESSION_MS = 7 * 24 * 60 * MINUTE
const TOKEN_BYTES = 32

export interface HumansDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly audit: Audit
  readonly passwords: Passwords
  readonly oneTimeCodes: OneTimeCodes
  readonly cookie: SessionCookie
}

export interface LoginAttempt {
  readonly email: string
  readonly password: Secret
  readonly totp: string | undefined
  readonly caller: Pick<Caller, 'address' | 'network' | 'isShared' | 'isSecure'>
  readonly userAgent: string
}

/** Dashboard accounts: signing in and out, their sessions, password and second factor. */
export const createHumans = (deps: HumansDeps) => {
  const { db, clock, ids, log, audit, passwords, oneTimeCodes, cookie } = deps
  const store = createHumanStore(db)
  const throttle = createLoginThrottle(clock)
  const line = createPasswordLine()

  const load = (id: string): HumanRow => {
    const human = store.findHuman(id)
    if (!human) throw notFound('account')
    return human
  }

  const refuse = (human: HumanRow | undefined, address: string, message: string): never => {
    if (human) audit.record(db, toEvent(human, 'auth.login_failed', { address }))
    log.warn({ address }, 'sign-in refused')
    throw new AppError('invalid_login', message)
  }

  const openSession = (human: HumanRow, attempt: LoginAttempt) => {
    const token = ids.token(TOKEN_BYTES)
    const now = clock.now()
    const row: HumanSessionRow = {
      id: ids.uuid(),
      human_id: human.id,
      token_sha256: sha256Hex(token),
      user_agent: attempt.userAgent.slice(0, 300),
      created_at: now,
      last_seen_at: now,
      expires_at: now + SESSION_MS,
    }
    db.transaction(tx => {
      store.insertSession(tx, row)
      audit.record(tx, toEvent(human, 'auth.login', { address: attempt.caller.address }))
    })
    const { isSecure } = attempt.caller
    return {
      view: toHumanView(human),
      setCookie: cookie.toSetCookie(token, { maxAgeSeconds: SESSION_MS / 1000, isSecure }),
    }
  }

  /** The password again, before something that a stolen cookie alone must not do. @throws AppError invalid_login, too_many_logins */
  const confirmPassword = async (principal: HumanPrincipal, password: Secret): Promise<HumanRow> => {
    const human = load(principal.id)
    const guesser = { account: human.email, client: `session ${principal.sessionId}`, isShared: false }
    throttle.assertOpen(guesser)
    using _turn = await line.enter(guesser.client)
    throttle.attempt(guesser)
    if (!(await passwords.matches(password, human.password_hash)))
      throw new AppError('invalid_login', 'the password is not right')
    throttle.succeeded(guesser)
    return human
  }

  const setPassword = async (human: HumanRow, password: Secret, by: { actor: Actor; keepSession: string }) => {
    const password_hash = await passwords.hash(password)
    db.transaction(tx => {
      store.updateHuman(tx, human.id, { password_hash })
      store.removeSessionsOf(tx, human.id, by.keepSession)
      audit.record(tx, { ...toEvent(human, 'auth.password_change', {}), actor: by.actor })
    })
  }

  return {
    confirmPassword,
    hasAny: () => store.hasHumans(),
    /** Who a Cookie header belongs to. @throws AppError unauthorized */
    authenticate(cookieHeader: string | null): HumanPrincipal {
      const token = cookie.read(cookieHeader)
      const now = clock.now()
      const found = token === null ? undefined : store.findByTokenHash(sha256Hex(token), now)
      if (!found) throw new AppError('unauthorized', 'neither an API key nor a signed-in session came with the request')
      const { session, human } = found
      if (now - session.last_seen_at >= MINUTE) store.touchSession(session.id, now)
      const { id, workspace_id: workspaceId, role } = human
      return { type: 'human', id, workspaceId, role, sessionId: session.id }
    },

    /** Whether the session that a principal came by still stands. */
    isSignedIn: (principal: HumanPrincipal): boolean =>
      store.listSessions(principal.id, clock.now()).some(({ id }) => id === principal.sessionId),

    /** Signs in. An unknown account and a wrong password cannot be told apart, by answer or by time. */
    async login(attempt: LoginAttempt) {
      const email = toEmail(attempt.email)
      const { address, network, isShared } = attempt.caller
      const guesser = { account: email, client: network, isShared }
      throttle.assertOpen(guesser)
      using _turn = await line.enter(network)
      throttle.attempt(guesser)
      const human = store.findHumanByEmail(email)
      const isRight = await passwords.matches(attempt.password, human?.password_hash ?? null)
      if (!human || !isRight) return refuse(human, address, 'the email or the password is not right')
      if (human.totp_secret) {
        if (attempt.totp === undefined) throw new AppError('totp_required', 'the account wants a one-time code')
        throttle.attemptCode(email)
        if (!oneTimeCodes.matches(human, attempt.totp)) return refuse(human, address, 'the code is not right')
        throttle.codeSucceeded(email)
      }
      throttle.succeeded(guesser)
      return openSession(human, attempt)
    },
    logout(principal: HumanPrincipal) {
      store.removeSession(db, principal.id, principal.sessionId)
      return { setCookie: cookie.toClearCookie() }
    },
    me: (principal: HumanPrincipal) => toHumanView(load(principal.id)),

    listSessions: (principal: HumanPrincipal) => ({
      sessions: store
        .listSessions(principal.id, clock.now())
        .map(row => ({ ...toSessionView(row), current: row.id === principal.sessionId })),
      next_cursor: null,
    }),
    revokeSession(principal: HumanPrincipal, id: string) {
      if (store.removeSession(db, principal.id, id) === 0) throw notFound('session')
      return { id, revoked: true as const }
    },

    /** Changes the password and signs out everywhere else. */
    async changePassword(principal: HumanPrincipal, input: { current: Secret; next: Secret }) {
      const human = await confirmPassword(principal, input.current)
      await setPassword(human, input.next, { actor: principal, keepSession: principal.sessionId })
      return { changed: true as const }
    },
    /** A second factor to be put into an authenticator app; it counts once a code of it was confirmed. */
    async proposeTotp(principal: HumanPrincipal, password: Secret) {
      return oneTimeCodes.propose(await confirmPassword(principal, password))
    },
    async confirmTotp(principal: HumanPrincipal, input: { password: Secret; secret: Secret; code: string }) {
      const human = await confirmPassword(principal, input.password)
      const totp_secret = oneTimeCodes.accept(human, input.secret, input.code)
      db.transaction(tx => {
        store.updateHuman(tx, human.id, { totp_secret })
        audit.record(tx, toEvent(human, 'auth.totp_enable', {}))
      })
      return { totp_enabled: true }
    },
    async removeTotp(principal: HumanPrincipal, password: Secret) {
      const human = await confirmPassword(principal, password)
      db.transaction(tx => {
        store.updateHuman(tx, human.id, { totp_secret: null })
        audit.record(tx, toEvent(human, 'auth.totp_disable', {}))
      })
      return { totp_enabled: false }
    },

    /** `owner create` and the first run. @throws AppError duplicate_record */
    async createHuman(
      input: { workspaceId: string; email: string; password: Secret; role: HumanRow['role'] },
      actor: Actor,
    ) {
      const email = toEmail(input.email)
      const password_hash = await passwords.hash(input.password)
      if (store.findHumanByEmail(email)) throw new AppError('duplicate_record', 'there is an account with that email')
      const base = { id: ids.uuid(), workspace_id: input.workspaceId, created_at: clock.now() }
      const human: HumanRow = { ...base, email, password_hash, role: input.role, totp_secret: null }
      db.transaction(tx => {
        store.insertHuman(tx, human)
        audit.record(tx, { ...toEvent(human, 'human.create', { email, role: human.role }), actor })
      })
      return toHumanView(human)
    },
    /** `owner reset-password`: takes the second factor away too, and signs out everywhere. @throws AppError not_found */
    async resetPassword(email: string, password: Secret, actor: Actor) {
      const human = store.findHumanByEmail(toEmail(email))
      if (!human) throw notFound('account')
      store.updateHuman(db, human.id, { totp_secret: null })
      await setPassword(human, password, { actor, keepSession: '' })
      return toHumanView(human)
    },
    sweep: () => store.removeExpiredSessions(clock.now()),
  }
}

export type Humans = ReturnType<typeof createHumans>

const toEmail = (text: string): string => text.trim().toLowerCase()

const toEvent = (human: HumanRow, action: string, details: Record<string, unknown>) => ({
  workspaceId: human.workspace_id,
  userId: null,
  actor: { type: 'human' as const, id: human.id },
  action,
  entity: { type: 'human', id: human.id },
  details,
})

const toHumanView = (human: HumanRow) => ({
  type: 'human' as const,
  id: human.id,
  email: human.email,
  role: human.role,
  workspace_id: human.workspace_id,
  totp_enabled: human.totp_secret !== null,
  created_at: toTimestamp(human.created_at),
})

const toSessionView = (row: HumanSessionRow) => ({
  id: row.id,
  user_agent: row.user_agent,
  created_at: toTimestamp(row.created_at),
  last_seen_at: toTimestamp(row.last_seen_at),
  expires_at: toTimestamp(row.expires_at),
})
