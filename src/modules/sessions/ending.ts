import type { Db } from '../../db/open.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import type { Log } from '../../lib/log.ts'
import { type Actor, SYSTEM } from '../audit/event.ts'
import type { Audit } from '../audit/service.ts'
import { type Metering, toTimeFloor } from '../metering/service.ts'
import type { EndStatus, LiveSession, LiveSessions } from './live-sessions.ts'
import type { SessionRow, SessionStore } from './store.ts'

interface EndingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly audit: Audit
  readonly metering: Metering
  readonly store: SessionStore
  readonly live: LiveSessions
}

/** How sessions end: by their agent or a human, by time, with their browser, or with the service. */
export const createEnding = ({ db, clock, log, audit, metering, store, live }: EndingDeps) => {
  const toEvent = (row: SessionRow, status: EndStatus, actor: Actor, credits: number) => ({
    workspaceId: row.workspace_id,
    userId: row.user_id,
    actor,
    action: `browser.session.${status}`,
    entity: { type: 'session', id: row.id },
    details: { credits },
  })

  /** Row, time floor and audit in one transaction. A session whose browser died pays for no time. */
  const writeDown = (id: string, status: EndStatus, actor: Actor) => {
    const row = store.read(id)
    if (!row) return
    const now = clock.now()
    db.transaction(tx => {
      store.update(tx, id, { status, closed_at: now })
      const credits = status === 'failed' ? 0 : toTimeFloor(now - row.created_at)
      const owner = { workspaceId: row.workspace_id, userId: row.user_id, agentId: row.agent_id, sessionId: id }
      if (credits) metering.charge(tx, { ...owner, action: { timeFloor: credits } })
      audit.record(tx, toEvent(row, status, actor, credits))
    })
  }

  /** Ends that are not on disk: for a moment, and longer where the database could not be written. */
  const unwritten = new Map<string, { readonly status: EndStatus; readonly actor: Actor }>()
  const settle = (id: string) => {
    const end = unwritten.get(id)
    if (!end) return
    writeDown(id, end.status, end.actor)
    unwritten.delete(id)
  }

  /**
   * Ends a live session; a second end of the same one does nothing. What runs in it is aborted. Once it has ended its pages reach
   * nothing; they are cleared away afterwards.
   */
  const end = async (session: LiveSession, status: EndStatus, actor: Actor): Promise<void> => {
    if (session.ended) return
    try {
      finish(session, status, actor)
    } finally {
      await letGo(session, status)
    }
  }

  /** Whatever the disk says, nothing runs on. */
  const finish = (session: LiveSession, status: EndStatus, actor: Actor): void => {
    session.ended = status
    clearTimeout(session.expiry)
    live.remove(session.id)
    unwritten.set(session.id, { status, actor })
    try {
      settle(session.id)
    } finally {
      session.abort.abort(new AppError('session_ended', `the session has ended: ${status}`, { status }))
    }
  }

  /** Ends a session as a kill switch does: nothing is waited for, and its saved login stays as it was. */
  const cut = (session: LiveSession, actor: Actor): void => {
    if (session.ended) return
    try {
      finish(session, 'closed', actor)
    } catch (error) {
      log.error({ session: session.id, err: error }, 'the end of a session was not written down')
    } finally {
      clearAway(session)
      session.login?.[Symbol.dispose]()
    }
  }

  const letGo = async (session: LiveSession, status: EndStatus): Promise<void> => {
    try {
      if (status !== 'failed') await saveBack(session)
    } finally {
      clearAway(session)
      session.login?.[Symbol.dispose]()
    }
  }

  const clearAway = ({ id, lease }: LiveSession): void => {
    lease.close().catch(error => log.error({ session: id, err: error }, 'a session did not end cleanly'))
  }

  /** A site may have rotated what makes the browser signed in; without it the saved login would be dead. */
  const saveBack = async ({ id, login, lease }: LiveSession): Promise<void> => {
    if (!login) return
    try {
      if (!(await login.saveBack(lease.tab))) log.info({ session: id }, 'its saved login was revoked meanwhile')
    } catch (error) {
      log.error({ session: id, err: error }, 'a saved login was not saved back')
    }
  }

  /** As `end`, for timers and listeners, which have nobody to tell. */
  const endUnasked = (session: LiveSession, status: EndStatus): void => {
    end(session, status, SYSTEM).catch(error =>
      log.error({ session: session.id, err: error }, 'a session did not end cleanly'),
    )
  }

  return {
    end,
    cut,
    endUnasked,
    /** Marks what a killed process left behind as failed; called once, before requests are taken. */
    recover(): void {
      db.transaction(tx => {
        for (const row of store.failActive(tx, clock.now())) audit.record(tx, toEvent(row, 'failed', SYSTEM, 0))
      })
    },
    /** Writes down what could not be written when it happened. @throws where it still cannot */
    settleAll(): void {
      for (const id of unwritten.keys()) settle(id)
    },
    /** Ends every session: running actions have `graceMs` to come to their end. */
    async endAll(graceMs: number): Promise<void> {
      const patience = AbortSignal.timeout(graceMs)
      await Promise.allSettled(
        live.all().map(async session => {
          const turn = live.takeTurn(session.id)
          await Promise.race([
            turn,
            new Promise(resolve => patience.addEventListener('abort', resolve, { once: true })),
          ])
          await end(session, 'closed', SYSTEM)
          await turn.then(held => held[Symbol.dispose]())
        }),
      )
    },
  }
}

export type Ending = ReturnType<typeof createEnding>
