import { createRefTable } from '../../browser/perception/refs.ts'
import type { Principal } from '../../contract/session.ts'
import type { Db } from '../../db/open.ts'
import type { Allowlist } from '../../egress/allowlist.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Ids } from '../../lib/ids.ts'
import type { Audit } from '../audit/service.ts'
import type { Checkout } from '../contexts/service.ts'
import type { Stops } from '../stops/service.ts'
import type { Subject } from '../users/service.ts'
import type { OpenBrowser } from './browser.ts'
import type { Ending } from './ending.ts'
import type { LiveSession, LiveSessions } from './live-sessions.ts'
import type { CreateSessionInput } from './schema.ts'
import type { SessionRow, SessionStore } from './store.ts'

interface OpeningDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  readonly audit: Audit
  readonly openBrowser: OpenBrowser
  readonly store: SessionStore
  readonly live: LiveSessions
  readonly ending: Ending
  readonly stops: Stops
}

/** A session that is to be opened: for whom, by whom, and how. */
export interface Opening {
  readonly subject: Subject
  readonly principal: Principal
  readonly body: CreateSessionInput
  readonly allowlist: Allowlist
  /** The saved login that it reopens. */
  readonly login: Checkout | null
  /** The name that a human login will be saved under. */
  readonly saveAs: string | null
  readonly signal: AbortSignal
}

const DEFAULT_TIMEOUT_MINUTES = 15
const MINUTE = 60_000

/** How sessions begin: a browser behind a fence, a saved login in it, a row, and a time to live. */
export const createOpening = ({ db, clock, ids, audit, openBrowser, store, live, ending, stops }: OpeningDeps) => {
  const toRow = ({ subject, principal, body, allowlist, login }: Opening): SessionRow => {
    const now = clock.now()
    return {
      id: ids.uuid(),
      workspace_id: subject.user.workspace_id,
      user_id: subject.user.id,
      agent_id: principal.type === 'agent' ? principal.id : null,
      opened_by_human_id: principal.type === 'human' ? principal.id : null,
      status: 'active',
      allowed_domains: [...allowlist.entries],
      allow_writes: body.allow_writes ?? false,
      human_login: body.human_login ?? false,
      allow_extract: body.allow_extract ?? false,
      proxy: body.proxy ?? false,
      context_id: login?.contextId ?? null,
      url: null,
      credits_consumed: 0,
      action_credits: 0,
      created_at: now,
      last_used_at: null,
      timeout_at: now + (body.timeout_minutes ?? DEFAULT_TIMEOUT_MINUTES) * MINUTE,
      closed_at: null,
    }
  }

  const writeDown = (row: SessionRow, principal: Principal) =>
    db.transaction(tx => {
      store.insert(tx, row)
      audit.record(tx, {
        workspaceId: row.workspace_id,
        userId: row.user_id,
        actor: principal,
        action: 'browser.session.create',
        entity: { type: 'session', id: row.id },
        details: {
          allowed_domains: row.allowed_domains,
          allow_writes: row.allow_writes,
          human_login: row.human_login,
          context_backed: row.context_id !== null,
        },
      })
    })

  /** The lease is given only when the saved login is in it. @throws AppError no_capacity; whatever restoring throws */
  return async (opening: Opening): Promise<SessionRow> => {
    const { subject, principal, body, allowlist, login } = opening
    stops.assertNone(toRow(opening))
    const order = { policy: subject.policy, allowlist, proxy: body.proxy ?? false, login, signal: opening.signal }
    const { lease, fence } = await openBrowser(order)
    const row = toRow(opening)
    try {
      stops.assertNone(row) // from here to where it is live nothing comes between
      writeDown(row, principal)
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
      login,
      saveAs: opening.saveAs,
      humanDrives: row.human_login,
      humanDrove: row.human_login,
      // A human who signs in sends forms, whatever the agent may do.
      writeHold: row.allow_writes || row.human_login ? null : lease.tab.holdWrites(),
      ended: null,
    }
    live.add(session)
    lease.onDied(() => ending.endUnasked(session, 'failed'))
    return row
  }
}
