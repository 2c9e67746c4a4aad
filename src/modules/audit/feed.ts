import type { Principal } from '../../contract/session.ts'
import { toTimestamp } from '../../lib/clock.ts'
import type { StoredEvent } from './event.ts'
import { createPlaces } from './places.ts'
import type { Audit } from './service.ts'

const HEARTBEAT_MS = 15_000
/** How many events are read at a time, and how many a slow reader is kept before it is left to catch up by itself. */
const BATCH = 200

/** An event as the API shows it. */
export const toEventView = (event: StoredEvent) => ({
  id: event.id,
  tenant_user_id: event.tenant_user_id,
  actor_type: event.actor_type,
  actor_id: event.actor_id,
  action: event.action,
  entity_type: event.entity_type,
  entity_id: event.entity_id,
  details: event.details,
  created_at: toTimestamp(event.created_at),
})

/** Who listens, and to what. */
export interface Listening {
  readonly principal: Principal
  readonly userId: string | undefined
  readonly action: string | undefined
  /** Resume after this event; null: from now on. */
  readonly lastEventId: string | null
  /** Ends the stream: the caller hung up, or the service shuts down. */
  readonly signal: AbortSignal
}

export interface FeedDeps {
  readonly audit: Pick<Audit, 'findStart' | 'listAfter' | 'onRecorded'>
  /** Whether the key or the sign-in that somebody came by still stands. */
  readonly stands: (principal: Principal) => boolean
}

interface Reader extends Pick<Listening, 'principal' | 'userId' | 'action'> {
  readonly controller: ReadableStreamDefaultController<Uint8Array>
  /** Number of the last event that it has got or that is not for it. */
  seq: number
  end(): void
}

/** Those who listen to one workspace. */
interface Channel {
  readonly workspaceId: string
  readonly readers: Set<Reader>
  /** Number of the last event that went out to all. */
  seq: number
}

const encoder = new TextEncoder()

/**
 * The log as it is written, for all who listen: each event is read once and handed to every stream that it is for. A stream's life
 * is its principal's: nothing is sent, and the stream ends, once the key is revoked or the person signed out.
 */
export const createFeed = ({ audit, stands }: FeedDeps) => {
  const channels = new Map<string, Channel>()
  const places = createPlaces()
  let running: DisposableStack | undefined

  /** Ends the streams of those who may not listen any more, each asked about once. */
  const endRevoked = (readers: ReadonlySet<Reader>) => {
    const verdicts = new Map<string, boolean>()
    for (const reader of [...readers]) {
      const by = toPass(reader.principal)
      const verdict = verdicts.get(by) ?? stands(reader.principal)
      verdicts.set(by, verdict)
      if (!verdict) reader.end()
    }
  }

  const broadcast = (channel: Channel) => {
    endRevoked(channel.readers)
    while (channel.readers.size > 0) {
      const from = channel.seq
      const events = audit.listAfter(channel.workspaceId, from, { limit: BATCH })
      const chunks = events.map(event => ({ event, chunk: toChunk(event) }))
      for (const reader of channel.readers) if (reader.seq >= from) hand(reader, chunks)
      channel.seq = events.at(-1)?.seq ?? from // afterwards: a stream asks for more while it is handed something
      if (events.length < BATCH) return
    }
  }

  /** A reader that was slow, or that resumes, reads what it missed by itself. */
  const catchUp = (reader: Reader, channel: Channel) => {
    if (reader.seq >= channel.seq) return
    if (!stands(reader.principal)) return reader.end()
    const { userId, action } = reader
    while (reader.seq < channel.seq && hasRoom(reader)) {
      const events = audit.listAfter(channel.workspaceId, reader.seq, { userId, action, limit: BATCH })
      hand(
        reader,
        events.map(event => ({ event, chunk: toChunk(event) })),
      )
      if (events.length < BATCH && hasRoom(reader)) reader.seq = Math.max(reader.seq, channel.seq)
    }
  }

  const start = () => {
    running = new DisposableStack()
    const beat = setInterval(() => {
      for (const { readers } of channels.values()) {
        endRevoked(readers)
        for (const { controller } of readers) controller.enqueue(HEARTBEAT)
      }
    }, HEARTBEAT_MS)
    running.defer(() => clearInterval(beat))
    running.use(audit.onRecorded(() => channels.forEach(broadcast)))
  }

  const join = (channel: Channel, reader: Reader) => {
    channels.set(channel.workspaceId, channel)
    channel.readers.add(reader)
    if (!running) start()
  }
  const leave = (channel: Channel, reader: Reader) => {
    channel.readers.delete(reader)
    if (channel.readers.size === 0) channels.delete(channel.workspaceId)
    if (channels.size > 0) return
    running?.dispose()
    running = undefined
  }

  return {
    /**
     * Server-sent events (html.spec.whatwg.org, section 9.2): an `activity.logged` for each event as it is committed, its
     * id being the event's, and a comment every 15 s. A slow reader is waited for; what it missed is read from the log.
     * @throws AppError too_many_streams
     */
    open({ principal, lastEventId, signal, userId, action }: Listening): ReadableStream<Uint8Array> {
      const { workspaceId } = principal
      const cleanup = new DisposableStack()
      cleanup.use(places.take(principal))
      const now = audit.findStart(workspaceId, null)
      const channel = channels.get(workspaceId) ?? { workspaceId, readers: new Set(), seq: now }
      let reader: Reader | undefined
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            const end = () => {
              if (cleanup.disposed) return
              cleanup.dispose()
              controller.close()
            }
            const joined = {
              principal,
              userId,
              action,
              controller,
              seq: audit.findStart(workspaceId, lastEventId),
              end,
            }
            reader = joined
            controller.enqueue(LISTENING)
            join(channel, joined)
            cleanup.defer(() => leave(channel, joined))
            signal.addEventListener('abort', end, { once: true })
            cleanup.defer(() => signal.removeEventListener('abort', end))
            if (signal.aborted) end()
          },
          pull: () => {
            if (reader) catchUp(reader, channel)
          },
          cancel: () => cleanup.dispose(),
        },
        { highWaterMark: BATCH },
      )
    },
  }
}

const LISTENING = encoder.encode(': listening\n\n')
const HEARTBEAT = encoder.encode(': heartbeat\n\n')

const hasRoom = ({ controller }: Reader): boolean => (controller.desiredSize ?? 0) > 0

/** Hands events to a reader as long as it takes them. */
const hand = (reader: Reader, events: readonly { readonly event: StoredEvent; readonly chunk: () => Uint8Array }[]) => {
  for (const { event, chunk } of events) {
    if (!hasRoom(reader)) return
    const wanted = isFor(reader, event)
    reader.seq = Math.max(reader.seq, event.seq)
    if (wanted) reader.controller.enqueue(chunk())
  }
}

const isFor = ({ userId, action, seq }: Reader, event: StoredEvent): boolean =>
  event.seq > seq &&
  (userId === undefined || event.tenant_user_id === userId) &&
  (action === undefined || event.action === action)

/** The event as it is sent; made once, when the first stream wants it. */
const toChunk = (event: StoredEvent) => {
  let chunk: Uint8Array | undefined
  return () => {
    chunk ??= encoder.encode(`id: ${event.id}\nevent: activity.logged\ndata: ${JSON.stringify(toEventView(event))}\n\n`)
    return chunk
  }
}

/** What a principal came by. */
const toPass = (principal: Principal): string => (principal.type === 'agent' ? principal.keyId : principal.sessionId)
