import { takePreview } from '../../browser/screencast/preview.ts'
import type { Clock } from '../../lib/clock.ts'
import { Deadline } from '../../lib/deadline.ts'
import type { Ids } from '../../lib/ids.ts'
import type { Log } from '../../lib/log.ts'
import type { LiveSession, LiveSessions } from './live-sessions.ts'
import type { SessionRow } from './store.ts'

interface PicturesDeps {
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly live: Pick<LiveSessions, 'isBusy'>
}

/** A picture that is on its way; `id` may be written down before it is there. */
export interface ExpectedPicture {
  readonly id: string
  /** Takes it as soon as the session rests; what the agent does before that wins, and there is none. */
  take(): void
}

interface Picture {
  readonly sessionId: string
  readonly jpeg: Uint8Array<ArrayBuffer>
  readonly expiresAt: number
}

/** How long a session must have rested, in ms: an agent that goes on at once is never waited for, nor slowed. */
const REST_MS = 150
const CAPTURE_MS = 3_000
/** How long a picture is kept, in ms. */
const PICTURE_MS = 60 * 60_000
/** Bytes of all pictures together; the oldest go first. */
const MOST_BYTES = 32 * 1024 * 1024

/**
 * What the page looked like after an action, for people: small, in memory alone, for an hour, never of a saved login nor
 * of a tab that a secret was typed into.
 */
export const createPictures = ({ clock, ids, log, live }: PicturesDeps) => {
  const kept = new Map<string, Picture>()
  const resting = new Map<string, { readonly timer: ReturnType<typeof setTimeout>; drop(): void }>()
  const coming = new Map<string, Promise<void>>()
  let bytes = 0
  let queue: Promise<void> = Promise.resolve()

  const forget = (id: string, picture: Picture) => {
    kept.delete(id)
    bytes -= picture.jpeg.byteLength
  }
  const makeRoom = () => {
    for (const [id, picture] of kept) {
      if (bytes <= MOST_BYTES && picture.expiresAt > clock.now()) return
      forget(id, picture)
    }
  }

  const mayShow = ({ ended, humanDrives, lease }: LiveSession): boolean =>
    ended === null && !humanDrives && !lease.tab.isTainted

  const capture = async (id: string, session: LiveSession): Promise<void> => {
    if (live.isBusy(session.id) || !mayShow(session)) return
    try {
      using deadline = new Deadline(CAPTURE_MS, session.abort.signal)
      const jpeg = await takePreview(session.lease.tab, deadline)
      if (!mayShow(session)) return
      kept.set(id, { sessionId: session.id, jpeg, expiresAt: clock.now() + PICTURE_MS })
      bytes += jpeg.byteLength
      makeRoom()
    } catch (error) {
      log.debug({ err: error, session: session.id }, 'no picture of an action')
    }
  }

  /** One at a time in the whole service. */
  const enqueue = (id: string, session: LiveSession): Promise<void> => {
    queue = queue.then(() => capture(id, session))
    return queue
  }

  const take = (id: string, session: LiveSession): void => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const drop = () => {
      coming.delete(id)
      resolve()
    }
    const before = resting.get(session.id)
    clearTimeout(before?.timer)
    before?.drop()
    const timer = setTimeout(() => {
      resting.delete(session.id)
      enqueue(id, session).then(drop)
    }, REST_MS)
    timer.unref()
    resting.set(session.id, { timer, drop })
    coming.set(id, promise)
  }

  return {
    /** A picture of what an action left behind; undefined where none may be kept. */
    expect(row: SessionRow, session: LiveSession): ExpectedPicture | undefined {
      if (row.context_id !== null || !mayShow(session)) return undefined
      const id = ids.uuid()
      return { id, take: () => take(id, session) }
    },
    /** The JPEG of a session's picture, waited for while it is on its way; undefined where there is none (any more). */
    async find(sessionId: string, id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
      await coming.get(id)
      makeRoom()
      const picture = kept.get(id)
      return picture?.sessionId === sessionId ? picture.jpeg : undefined
    },
  }
}

export type Pictures = ReturnType<typeof createPictures>
