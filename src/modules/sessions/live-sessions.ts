import type { BrowserLease } from '../../browser/lease.ts'
import type { RefTable } from '../../browser/perception/refs.ts'
import type { Fence } from '../../contract/egress.ts'
import { AppError } from '../../lib/errors.ts'
import { KeyedLock } from '../../lib/lock.ts'
import type { Checkout } from '../contexts/service.ts'

/** How a session comes to its end. */
export type EndStatus = 'closed' | 'expired' | 'failed'

/** A session that has a browser now; gone from memory as soon as it ends. */
export interface LiveSession {
  readonly id: string
  readonly lease: BrowserLease
  readonly fence: Fence
  /** Names of the elements that were shown in it. */
  readonly refs: RefTable
  /** Aborted when the session ends, so that what runs in it ends too. */
  readonly abort: AbortController
  readonly expiry: ReturnType<typeof setTimeout>
  /** The saved login that is open in it. */
  readonly login: Checkout | null
  /** The name that a human login from the dashboard is saved under. */
  readonly saveAs: string | null
  /** A human drives: for the whole life of a human login, else from Take over to Hand back. */
  humanDrives: boolean
  /** A human has driven at some time. */
  humanDrove: boolean
  /** Keeps forms from being sent by POST, where the agent may not write. */
  writeHold: Disposable | null
  ended: EndStatus | null
}

/** How long an action waits for the one before it, in ms. */
const TURN_MS = 30_000

/** The sessions that have a browser, and whose turn it is in each. */
export const createLiveSessions = () => {
  const byId = new Map<string, LiveSession>()
  const turns = new KeyedLock()
  return {
    add: (session: LiveSession) => void byId.set(session.id, session),
    get: (id: string) => byId.get(id),
    remove: (id: string) => void byId.delete(id),
    all: () => [...byId.values()],
    /** Whether an action runs in the session now. */
    isBusy: (id: string) => turns.isHeld(id),
    busyIds: () => [...byId.keys()].filter(id => turns.isHeld(id)),
    /** Waits for the session's turn. @throws AppError session_busy after 30 s */
    takeTurn: (id: string): Promise<Disposable> =>
      turns.acquire(id, TURN_MS, () => new AppError('session_busy', 'another action still runs in this session')),
  }
}

export type LiveSessions = ReturnType<typeof createLiveSessions>
