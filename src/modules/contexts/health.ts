import { createRefTable } from '../../browser/perception/refs.ts'
import { takeSnapshot } from '../../browser/perception/snapshot.ts'
import type { HumanPrincipal } from '../../contract/session.ts'
import type { Db } from '../../db/open.ts'
import { type Clock, toTimestamp } from '../../lib/clock.ts'
import { Deadline } from '../../lib/deadline.ts'
import { AppError, isAppError } from '../../lib/errors.ts'
import type { Log } from '../../lib/log.ts'
import { type Actor, SYSTEM } from '../audit/event.ts'
import type { Audit } from '../audit/service.ts'
import { readAllowlist } from '../kits/allowed-domains.ts'
import { narrowToKit } from '../sessions/admission.ts'
import type { OpenBrowser } from '../sessions/browser.ts'
import type { Stops } from '../stops/service.ts'
import type { Users } from '../users/service.ts'
import { isSignedIn } from './probe.ts'
import type { Contexts, ContextTarget } from './service.ts'
import type { ContextRow } from './store.ts'

interface HealthDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly openBrowser: OpenBrowser
  readonly users: Users
  readonly audit: Audit
  readonly contexts: Contexts
  readonly stops: Stops
}

const CHECK_MS = 60_000
/** How old the last look may be before the next one is due, in ms. */
const DUE_MS = 24 * 60 * 60_000

/** After a look that failed, others come first for this long, in ms. */
const AGAIN_MS = 60 * 60_000

/** Whether sites still take a saved login for signed in. */
export const createHealth = ({ db, clock, log, openBrowser, users, audit, contexts, stops }: HealthDeps) => {
  /** When a due look was last tried, by login; those that went well are not due any more. */
  const triedAt = new Map<string, number>()
  /** Under the kit as it is now, like any session of the user. */
  const look = async (row: ContextRow, probe: NonNullable<ContextRow['probe']>): Promise<boolean> => {
    stops.assertNone({ ...row, agent_id: null, context_id: row.id })
    const { policy } = users.resolveOwn(row.workspace_id, row.user_id, 'browser')
    const allowlist = narrowToKit(readAllowlist(row.domains, 'domains'), policy)
    using login = contexts.checkOut(row, allowlist, 'look')
    using deadline = new Deadline(CHECK_MS)
    const order = { policy, allowlist, proxy: probe.proxy ?? false, login, signal: deadline.signal }
    await using lease = (await openBrowser(order)).lease
    lease.tab.holdWrites()
    const { httpStatus } = await lease.tab.navigate(probe.url, { deadline, waitUntil: 'networkidle' })
    const snapshot = await takeSnapshot(lease.tab, { refs: createRefTable(), deadline })
    const alive = isSignedIn(probe, snapshot, httpStatus)
    // Looking may have rotated what it is made of.
    if (alive) await login.saveBack(lease.tab)
    return alive
  }

  /** What a look found; a site that does not answer says nothing about the login. */
  const check = async (row: ContextRow, actor: Actor): Promise<ContextRow['health']> => {
    if (!row.probe) return row.health
    const alive = await look(row, row.probe)
    const health = alive ? ('alive' as const) : ('dead' as const)
    db.transaction(tx => {
      contexts.markHealth(tx, row.id, health)
      audit.record(tx, {
        workspaceId: row.workspace_id,
        userId: row.user_id,
        actor,
        action: alive ? 'browser.context.verified' : 'browser.context.dead',
        entity: { type: 'context', id: row.id },
        details: { name: row.name },
      })
    })
    return health
  }

  return {
    /** Looks now. @throws AppError not_found, context_in_use, no_capacity, and what a navigation throws */
    async checkNow(principal: HumanPrincipal, target: ContextTarget) {
      const row = contexts.findFor(principal, target)
      if (!row.probe) throw new AppError('context_not_ready', 'the login was saved on no page that could be looked at')
      return { name: row.name, health: await check(row, principal), checked_at: toTimestamp(clock.now()) }
    },
    /**
     * Looks at the one that was looked at longest ago, if that is a day ago. Called now and then; one whose site does not
     * answer holds up no other.
     */
    async checkDue(): Promise<void> {
      const now = clock.now()
      for (const [id, at] of triedAt) if (at <= now - AGAIN_MS) triedAt.delete(id)
      const row = contexts.listUnseen(now - DUE_MS).find(({ id }) => !triedAt.has(id))
      if (!row) return
      triedAt.set(row.id, now)
      try {
        await check(row, SYSTEM)
      } catch (error) {
        log.info(
          { context: row.id, reason: isAppError(error) ? error.reason : 'internal_error' },
          'a saved login was not checked',
        )
      }
    },
  }
}

export type Health = ReturnType<typeof createHealth>
