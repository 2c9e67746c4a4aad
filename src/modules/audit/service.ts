import type { Db, DbWriter } from '../../db/open.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Ids } from '../../lib/ids.ts'
import { type ChainReport, checkChain, GENESIS, hashEvent } from './chain.ts'
import type { NewEvent, StoredEvent } from './event.ts'
import { type Scrub, scrubSecrets } from './scrubber.ts'
import { createAuditStore } from './store.ts'

export interface AuditDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: Ids
  /** Takes secrets out of details; the stock one unless given. */
  readonly scrub?: Scrub
}

/** Which part of the log a caller reads. `after` is an event's id, a point in time (RFC 3339), or a `next_cursor`. */
export interface EventQuery {
  readonly userId?: string | undefined
  readonly action?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

export type Audit = ReturnType<typeof createAudit>

/** The append-only log of what was done, by whom and to what. */
export const createAudit = ({ db, clock, ids, scrub = scrubSecrets }: AuditDeps) => {
  const store = createAuditStore(db)
  const listeners = new Set<() => void>()
  let nudged = false

  /** A transaction runs without a pause, so by the next macrotask it was committed or rolled back. */
  const nudge = () => {
    if (nudged || listeners.size === 0) return
    nudged = true
    setImmediate(() => {
      nudged = false
      for (const listener of [...listeners]) listener()
    })
  }

  /** Writes one event, in the caller's transaction, chained to the one before it. */
  const record = (_writer: DbWriter, event: NewEvent): void => {
    const head = store.readHead()
    const row = {
      seq: (head?.seq ?? 0) + 1,
      id: ids.uuid(),
      workspace_id: event.workspaceId,
      tenant_user_id: event.userId,
      actor_type: event.actor.type,
      actor_id: event.actor.id,
      action: event.action,
      entity_type: event.entity?.type ?? null,
      entity_id: event.entity?.id ?? null,
      details: JSON.parse(JSON.stringify(scrub(event.details ?? {}))),
      created_at: clock.now(),
    }
    store.append({ ...row, hash: hashEvent(row, head?.hash ?? GENESIS) })
    nudge()
  }

  /** A page of a workspace's events, newest first. */
  const list = (workspaceId: string, query: EventQuery): { events: StoredEvent[]; next_cursor: string | null } => {
    const range = readRange(query.after, id => store.findSeq(workspaceId, id))
    const found = store.newestFirst({
      ...range,
      workspaceId,
      userId: query.userId,
      action: query.action,
      limit: query.limit + 1,
    })
    const events = found.slice(0, query.limit)
    const last = events.at(-1)
    return { events, next_cursor: last && found.length > events.length ? toCursor(last.seq, range) : null }
  }

  return {
    record,
    list,
    /** Events after a sequence number, oldest first: what a stream sends next. */
    listAfter: (workspaceId: string, after: number, query: Pick<EventQuery, 'userId' | 'action' | 'limit'>) =>
      store.oldestFirst({ workspaceId, after, userId: query.userId, action: query.action, limit: query.limit }),
    /** Where a stream starts: after the named event, or after the newest one. */
    findStart: (workspaceId: string, lastEventId: string | null): number =>
      (lastEventId ? store.findSeq(workspaceId, lastEventId) : undefined) ?? store.readLastSeq(),
    /** Calls `listener` soon after something was committed; it reads what is new itself. */
    onRecorded(listener: () => void): Disposable {
      listeners.add(listener)
      return { [Symbol.dispose]: () => listeners.delete(listener) }
    },
    /** `audit verify`: whether the log is as it was written. */
    verifyChain: (): ChainReport => checkChain(store.all(), store.readHighestSeq()),
  }
}

interface Range {
  readonly before?: number
  readonly after?: number
  readonly since?: number
}

const CURSOR = /^c(\d+)(?:-(\d+))?(?:t(\d+))?$/

const toCursor = (before: number, { after, since }: Range): string =>
  `c${before}${after === undefined ? '' : `-${after}`}${since === undefined ? '' : `t${since}`}`

/** An unknown event id is the beginning of the log: nothing after it can be missed. */
const readRange = (text: string | undefined, findSeq: (id: string) => number | undefined): Range => {
  if (text === undefined) return {}
  const [, before, after, since] = CURSOR.exec(text) ?? []
  if (before !== undefined)
    return {
      before: Number(before),
      ...(after === undefined ? {} : { after: Number(after) }),
      ...(since === undefined ? {} : { since: Number(since) }),
    }
  const time = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? { after: findSeq(text) ?? 0 } : { since: time }
}
