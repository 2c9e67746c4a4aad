import type { HumanPrincipal } from '../../contract/session.ts'
import type { Db } from '../../db/open.ts'
import { type Clock, toTimestamp } from '../../lib/clock.ts'
import { AppError, notFound } from '../../lib/errors.ts'
import type { Log } from '../../lib/log.ts'
import { type Actor, SYSTEM } from '../audit/event.ts'
import type { Audit } from '../audit/service.ts'
import { createStopStore, type StopRow, type StopScope } from './store.ts'

export type { StopScope } from './store.ts'

interface StopsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly audit: Audit
}

/** A session, as far as it can be stopped. */
export interface Stoppable {
  readonly workspace_id: string
  readonly user_id: string
  readonly agent_id: string | null
  /** The saved login that it is opened on. */
  readonly context_id: string | null
}

/** What a caller names: an id, or as people do. */
export interface StopTarget {
  readonly scope: StopScope
  readonly id: string
}

/** Ends what runs under a stop; gives how many sessions that were. */
type Enforce = (isStopped: (session: Stoppable) => boolean, actor: Actor) => Promise<number>

/** How often it is looked whether another process (the command line) has written, in ms: a fifth of the time that a stop may take. */
const LOOK_MS = 100

export type Stops = ReturnType<typeof createStops>

/**
 * The kill switch: what a human has stopped ends at once, and is not opened again until the stop is lifted. What counts is held in
 * memory, so that neither a slow nor a broken disk is in the way of stopping.
 */
export const createStops = ({ db, clock, log, audit }: StopsDeps) => {
  const store = createStopStore(db)
  let rows = new Map(store.listAll().map(row => [row.target_id, row]))
  const enforcers: Enforce[] = []

  const find = ({ workspace_id, user_id, agent_id, context_id }: Stoppable): StopRow | undefined => {
    for (const id of [workspace_id, user_id, agent_id, context_id]) {
      const row = id === null ? undefined : rows.get(id)
      if (row) return row
    }
    return undefined
  }

  const enforce = async (actor: Actor): Promise<number> => {
    const ended = await Promise.all(enforcers.map(end => end(session => find(session) !== undefined, actor)))
    return ended.reduce((sum, count) => sum + count, 0)
  }

  const findTargets = (workspaceId: string, { scope, id }: StopTarget): string[] => {
    const found = store.findTargets(workspaceId, scope, id)
    if (found.length === 0) throw notFound(scope === 'login' ? 'saved login' : scope)
    return found
  }

  const note = (row: StopRow, actor: Actor, action: string) => ({
    workspaceId: row.workspace_id,
    userId: row.scope === 'user' ? row.target_id : null,
    actor,
    action,
    entity: { type: row.scope === 'login' ? 'context' : row.scope, id: row.target_id },
  })

  const stop = async (workspaceId: string, target: StopTarget, actor: Actor) => {
    const made = findTargets(workspaceId, target).map(target_id => ({
      ...{ target_id, workspace_id: workspaceId, scope: target.scope, created_at: clock.now() },
      stopped_by_type: actor.type === 'human' ? ('human' as const) : ('system' as const),
      stopped_by_id: actor.id,
    }))
    const fresh = made.filter(row => !rows.has(row.target_id))
    for (const row of fresh) rows.set(row.target_id, row)
    const ending = enforce(actor) // what runs is aborted before this returns
    db.transaction(tx => {
      for (const row of made) store.insert(tx, row)
      for (const row of fresh) audit.record(tx, note(row, actor, 'stop.set'))
    })
    const ended = await ending
    return { stops: made.map(({ target_id }) => toView(rows.get(target_id))), ended }
  }

  const lift = (workspaceId: string, ids: readonly string[], actor: Actor) => {
    const found = ids.flatMap(id => rows.get(id) ?? []).filter(row => row.workspace_id === workspaceId)
    if (found.length === 0) throw notFound('stop')
    db.transaction(tx => {
      for (const row of found) {
        store.remove(tx, row.target_id)
        audit.record(tx, note(row, actor, 'stop.lifted'))
      }
    })
    for (const row of found) rows.delete(row.target_id)
    return found.map(toView)
  }

  return {
    /** Whether a session of these may not run. */
    isStopped: (session: Stoppable): boolean => find(session) !== undefined,
    /** @throws AppError stopped, with the scope */
    assertNone(session: Stoppable): void {
      const row = find(session)
      if (row) throw new AppError('stopped', `a human has stopped this ${row.scope}`, { scope: row.scope })
    },
    onStop: (enforcer: Enforce) => void enforcers.push(enforcer),
    /** As `stop`, for the command line. */
    stopAs: stop,
    /** As `lift`, for the command line, by what a stop was set with. */
    liftAs: (workspaceId: string, target: StopTarget, actor: Actor) =>
      lift(workspaceId, findTargets(workspaceId, target), actor),
    /** Ends every live session of what is named, and refuses new ones. Again: nothing more. @throws AppError not_found */
    async stop(principal: HumanPrincipal, target: StopTarget) {
      const { stops, ended } = await stop(principal.workspaceId, target, principal)
      const [first] = stops
      if (!first) throw notFound('stop')
      return { ...first, ended }
    },
    /** By the id that the stop names. @throws AppError not_found */
    lift(principal: HumanPrincipal, id: string) {
      const [first] = lift(principal.workspaceId, [id], principal)
      if (!first) throw notFound('stop')
      return first
    },
    list: (principal: HumanPrincipal) => ({
      stops: [...rows.values()].filter(row => row.workspace_id === principal.workspaceId).map(toView),
      next_cursor: null,
    }),
    /** Heeds what other processes set and lift, until it is disposed of. */
    watch(): Disposable {
      const { $client } = db
      const version = $client.query<{ data_version: number }, []>('PRAGMA data_version')
      let known = version.get()?.data_version
      const look = () => {
        const now = version.get()?.data_version
        if (now === known) return
        known = now
        rows = new Map(store.listAll().map(row => [row.target_id, row]))
        if (rows.size > 0) enforce(SYSTEM).catch(error => log.error({ err: error }, 'a stop was not enforced'))
      }
      const timer = setInterval(() => {
        try {
          look()
        } catch (error) {
          log.error({ err: error }, 'stops could not be read')
        }
      }, LOOK_MS)
      return { [Symbol.dispose]: () => clearInterval(timer) }
    },
  }
}

const toView = (row: StopRow | undefined) => {
  if (!row) throw notFound('stop')
  const { target_id, scope, stopped_by_type, stopped_by_id, created_at } = row
  return { id: target_id, scope, stopped_by_type, stopped_by_id, created_at: toTimestamp(created_at) }
}
