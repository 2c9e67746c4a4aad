import type { RefTable } from '../../browser/perception/refs.ts'
import type { SecretFinder } from '../../browser/secret-finder.ts'
import type { Tab } from '../../browser/tab.ts'
import type { Fence } from '../../contract/egress.ts'
import type { AgentPrincipal } from '../../contract/session.ts'
import type { Db, DbWriter } from '../../db/open.ts'
import type { Clock } from '../../lib/clock.ts'
import { Deadline } from '../../lib/deadline.ts'
import { AppError, isAppError } from '../../lib/errors.ts'
import type { Log } from '../../lib/log.ts'
import type { Audit } from '../audit/service.ts'
import type { Contexts } from '../contexts/service.ts'
import type { Call } from '../idempotency/call.ts'
import { assertWithinLimits } from '../kits/limits.ts'
import type { MeteredAction, Metering, Receipt, Spender } from '../metering/service.ts'
import type { Subject, Users } from '../users/service.ts'
import type { Asked } from './asked.ts'
import type { LiveSession, LiveSessions } from './live-sessions.ts'
import type { ExpectedPicture, Pictures } from './pictures.ts'
import { isReadRestricted, redactAnswer, redactFailure, redactPath } from './read-restriction.ts'
import { scrubFailure, scrubTexts } from './scrubbing.ts'
import type { SessionRow, SessionStore } from './store.ts'
import { toHostAndPath } from './view.ts'

/** In which session an action is asked for, by whom. */
export interface SessionUse {
  readonly principal: AgentPrincipal
  readonly params: SessionPath
  readonly call: Call
  /** What the audit log may know of the request, told of a failure too. */
  readonly asked?: Asked
  /** What else the answer tells of the page as the action left it: read in the same turn, and not charged. */
  readonly aside?: (turn: Turn) => Promise<object>
}

/** The path parameters of every route of a session. */
export interface SessionPath {
  readonly user_id: string
  readonly session_id: string
}

/** What a verb works with while it has the session's turn. */
export interface Turn {
  readonly session: SessionRow
  readonly tab: Tab
  readonly fence: Fence
  readonly refs: RefTable
  /** How many elements had a ref when the turn began: a ref with a higher number is new. */
  readonly issued: number
  /** Ends with the session, with the service, or with the action's time. */
  readonly deadline: Deadline
  /** To be called just before the browser is made to do something: from here on a crash means `outcome_unknown`. */
  begin(): void
}

/** What a verb gives back: the answer, and what the audit log may know of it. */
export interface Done<T> {
  readonly answer: T
  readonly details: Record<string, unknown>
  /** Status of the answer, as it is stored for a replay; 200 unless given. */
  readonly status?: number
  /** Writes more in the transaction of the charge. */
  readonly save?: (writer: DbWriter) => void
}

export interface TurnDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly users: Users
  readonly audit: Audit
  readonly metering: Metering
  readonly contexts: Contexts
  readonly store: SessionStore
  readonly live: LiveSessions
  readonly pictures: Pictures
  /** Finds what a user's vault holds. */
  readonly vaultFinder: (userId: string) => SecretFinder
  find(subject: Subject, id: string): SessionRow
}

interface Admitted {
  readonly row: SessionRow
  readonly session: LiveSession
  readonly spender: Spender
}

interface ActionInProgress {
  readonly verb: MeteredAction
  readonly use: SessionUse
  readonly row: SessionRow
  readonly session: LiveSession
}

/**
 * The longest an action may take, in ms: a page's own 30 s and what goes around it. A sign-in or sign-up is several
 * pages, each of which may take its time; an HTTP connection is kept for longer than that.
 */
const ACTION_MS = 45_000
const FLOW_MS = 180_000

/** What fills in secrets itself, and tells nothing of the page. */
const SIGN_INS: ReadonlySet<MeteredAction> = new Set(['login', 'signup'])

/** Metered actions in a session: who may, whose turn it is, what is written down. */
export const createTurns = (deps: TurnDeps) => {
  const { db, clock, users, audit, metering, contexts, store, live, pictures, vaultFinder, find } = deps

  /** The session as this agent may drive it now; refusals come in the order of the checks. */
  const admit = (verb: MeteredAction, { principal, params }: SessionUse): Admitted => {
    const subject = users.resolve(principal, params.user_id, { primitive: 'browser', reading: false })
    const row = find(subject, params.session_id)
    if (row.agent_id !== principal.id) throw new AppError('not_session_owner', 'another agent opened this session')
    const session = live.get(row.id)
    if (!session || session.ended) throw hasEnded(session?.ended ?? row.status)
    if (session.humanDrives) throw new AppError('human_in_control', 'a human is driving this session')
    if (row.context_id) contexts.assertGranted(principal, row.context_id)
    assertWithinLimits(subject.policy, verb, clock.now())
    const { max_credits_per_day: maxCreditsPerDay } = subject.policy.browser
    return { row, session, spender: { userId: row.user_id, actionCredits: row.action_credits, maxCreditsPerDay } }
  }

  /** What is written down of one action, whose time runs from here. */
  const keepLog = ({ verb, use, row, session }: ActionInProgress) => {
    const { tab } = session.lease
    const restricted = isReadRestricted(row)
    const startedAt = performance.now()
    const record = (writer: DbWriter, details: Record<string, unknown>, picture: ExpectedPicture | undefined) =>
      audit.record(writer, {
        workspaceId: row.workspace_id,
        userId: row.user_id,
        actor: use.principal,
        action: `browser.${verb}`,
        entity: { type: 'session', id: row.id },
        details: {
          ...toShownAsked(use.asked, { tab, restricted }),
          ...details,
          ...stoppedSince(tab, startedAt),
          ms: Math.round(performance.now() - startedAt),
          ...(picture && { picture: picture.id }),
        },
      })
    return {
      /** Charge, session, log and stored answer in one transaction; the picture is for later. */
      done<T extends object>({ answer, details, status = 200, save }: Done<T>): T & Receipt {
        const picture = pictures.expect(row, session)
        const whole = db.transaction(tx => {
          save?.(tx)
          const { workspace_id: workspaceId, user_id: userId, id: sessionId } = row
          const receipt = metering.charge(tx, {
            workspaceId,
            userId,
            agentId: use.principal.id,
            sessionId,
            action: verb,
          })
          const url = toHostAndPath(tab.url)
          store.touch(row.id, { last_used_at: clock.now(), url: restricted ? redactPath(url) : url })
          record(tx, { ...details, credits: receipt.credits_used }, picture)
          const settled = { ...answer, ...receipt }
          use.call.claim?.settle(tx, status, settled, row.id)
          return settled
        })
        picture?.take()
        return whole
      },
      failed(reason: string): void {
        const picture = pictures.expect(row, session)
        record(db, { failed: reason }, picture)
        picture?.take()
      },
    }
  }

  return {
    /**
     * Runs one metered action when its turn comes. The charge, the audit row, the session's row and the stored answer
     * are one transaction; a failed action costs nothing and is audited with its reason.
     */
    async perform<T extends object>(
      verb: MeteredAction,
      use: SessionUse,
      work: (turn: Turn) => Promise<Done<T>>,
    ): Promise<T & Receipt> {
      metering.assertCanSpend(verb, admit(verb, use).spender)
      using _turn = await live.takeTurn(use.params.session_id)
      const { row, session, spender } = admit(verb, use) // again: while it waited the session may have ended or been used up
      using _credits = metering.reserve(verb, spender)
      const longest = SIGN_INS.has(verb) ? FLOW_MS : ACTION_MS
      using deadline = new Deadline(longest, AbortSignal.any([session.abort.signal, use.call.signal]))
      const { tab } = session.lease
      const restricted = isReadRestricted(row)
      if (isSignedIn(row, session) || SIGN_INS.has(verb)) tab.protect(vaultFinder(row.user_id))
      const begin = () => use.call.claim?.markActing(row.id)
      const log = keepLog({ verb, use, row, session })
      const isHeldBack = async (when: 'before' | 'after') =>
        !SIGN_INS.has(verb) && (await tab.isHeldBack(when, deadline))
      try {
        deadline.signal.throwIfAborted() // the caller may have gone while it waited
        // Whoever leaves a page with a secret in it gets nothing of it.
        if (verb !== 'navigate' && (await isHeldBack('before'))) throw secretOnPage()
        const { refs, fence } = session
        const turn: Turn = { session: row, tab, fence, refs, issued: refs.issued, deadline, begin }
        const done = await work(turn)
        const whole = use.aside ? { ...done, answer: { ...done.answer, ...(await use.aside(turn)) } } : done
        if (await isHeldBack('after')) throw secretOnPage()
        return log.done(toShown(whole, { tab, restricted: restricted && verb !== 'screenshot' }))
      } catch (error) {
        const isSecret = await isHeldBack('after').catch(() => false) // of a page that cannot be looked at nothing is told
        const failure = session.ended ? hasEnded(session.ended, error) : isSecret ? secretOnPage() : error
        log.failed(isAppError(failure) ? failure.reason : 'internal_error')
        throw toShownFailure(failure, { tab, restricted })
      }
    },
  }
}

/** Whether somebody may be signed in: by a saved login, by a fill, or by a human's hand. */
const isSignedIn = ({ context_id, human_login }: SessionRow, { lease, humanDrove }: LiveSession): boolean =>
  context_id !== null || human_login || humanDrove || lease.tab.isTainted

interface Shown {
  readonly tab: Tab
  readonly restricted: boolean
}

/** What is told of a session: no secret, whatever put it there, and of a saved login nothing that the page says. */
const toShown = <T extends object>(done: Done<T>, shown: Shown): Done<T> => ({
  ...done,
  answer: clean(done.answer, shown),
  details: clean(done.details, shown),
})

/** What was asked for, under the same rules. */
const toShownAsked = (asked: Asked = {}, shown: Shown): Asked => clean(asked, shown)

const toShownFailure = (failure: unknown, { tab, restricted }: Shown): unknown => {
  const scrubbed = isAppError(failure) ? scrubFailure(failure, tab.scrub) : failure
  return restricted ? redactFailure(scrubbed) : scrubbed
}

const clean = <T extends object>(told: T, { tab, restricted }: Shown): T => {
  const scrubbed = scrubTexts(told, tab.scrub)
  return restricted ? redactAnswer(scrubbed) : scrubbed
}

/** Hosts that requests would have carried a secret to, for the audit. */
const stoppedSince = (tab: Tab, at: number): Record<string, unknown> => {
  const hosts = tab
    .eventsSince(at)
    .flatMap(event => (event.kind === 'leak_stopped' || event.kind === 'write_refused' ? [tab.scrub(event.host)] : []))
  return hosts.length > 0 ? { stopped_requests_to: [...new Set(hosts)].slice(0, 20) } : {}
}

const secretOnPage = (): AppError =>
  new AppError('human_in_control', 'a password or code that the service typed stands in the page', {
    why: 'secret_on_page',
  })

const hasEnded = (status: string, cause?: unknown): AppError =>
  new AppError('session_ended', `the session has ended: ${status}`, { status }, { cause })
