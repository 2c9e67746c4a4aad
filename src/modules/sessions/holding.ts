import type { AgentPrincipal, HumanPrincipal, Principal } from '../../contract/session.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Contexts } from '../contexts/service.ts'
import type { Subject, Users } from '../users/service.ts'
import type { Ending } from './ending.ts'
import type { LiveSession, LiveSessions } from './live-sessions.ts'
import type { SessionRow, SessionStore } from './store.ts'
import type { SessionPath } from './turn.ts'
import { toDetail } from './view.ts'

interface HoldingDeps {
  readonly users: Users
  readonly contexts: Contexts
  readonly store: SessionStore
  readonly live: LiveSessions
  readonly ending: Ending
  find(subject: Subject, id: string): SessionRow
}

/** A running session with its row. */
export interface HeldSession {
  readonly row: SessionRow
  readonly session: LiveSession
}

/** Running sessions for what is no metered action: saving, watching, stopping. */
export const createHolding = ({ users, contexts, live, ending, find }: HoldingDeps) => {
  const findRow = (principal: Principal, { user_id, session_id }: SessionPath, reading: boolean): SessionRow =>
    find(users.resolve(principal, user_id, { primitive: 'browser', reading }), session_id)

  const running = (row: SessionRow): HeldSession => {
    const session = live.get(row.id)
    if (session && !session.ended) return { row, session }
    const status = session?.ended ?? row.status
    throw new AppError('session_ended', `the session has ended: ${status}`, { status })
  }

  return {
    /** @throws AppError not_found, session_ended */
    watch: (principal: HumanPrincipal, path: SessionPath): HeldSession => running(findRow(principal, path, true)),

    /** The session as its agent may save it now. @throws AppError not_found, not_session_owner, session_ended, human_in_control, grant_required */
    holdForAgent(principal: AgentPrincipal, path: SessionPath): HeldSession {
      const row = findRow(principal, path, false)
      if (row.agent_id !== principal.id) throw new AppError('not_session_owner', 'another agent opened this session')
      const held = running(row)
      if (held.session.humanDrives && !row.human_login)
        throw new AppError('human_in_control', 'a human is driving this session')
      if (row.context_id) contexts.assertGranted(principal, row.context_id)
      return held
    },

    /** A human login that was opened from the dashboard. @throws AppError not_found, session_ended */
    holdForHuman(principal: HumanPrincipal, path: SessionPath): HeldSession {
      const row = findRow(principal, path, false)
      if (!row.human_login || row.opened_by_human_id === null) throw notFound('human login')
      return running(row)
    },

    /** From here on a human drives; false where another one does already. */
    takeOver(session: LiveSession): boolean {
      if (session.humanDrives) return false
      session.humanDrives = true
      session.humanDrove = true
      session.writeHold?.[Symbol.dispose]()
      session.writeHold = null
      return true
    },
    /** The agent drives again, under its own rules. */
    handBack({ row, session }: HeldSession): void {
      session.humanDrives = false
      if (!row.allow_writes) session.writeHold ??= session.lease.tab.holdWrites()
    },

    takeTurn: (session: LiveSession): Promise<Disposable> => live.takeTurn(session.id),

    /** Ends a session by whoever saved it. */
    end: (session: LiveSession, principal: Principal): Promise<void> => ending.end(session, 'closed', principal),

    /** Ends a session by a human, and gives its final view; one that has ended stays as it is. @throws AppError not_found */
    async stop(principal: HumanPrincipal, path: SessionPath) {
      const row = findRow(principal, path, false)
      const session = live.get(row.id)
      if (session) await ending.end(session, 'closed', principal)
      return toDetail(findRow(principal, path, false), false)
    },
  }
}
