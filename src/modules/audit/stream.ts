import { toTimestamp } from '../../lib/clock.ts'
import type { StoredEvent } from './event.ts'
import type { Audit } from './service.ts'

const HEARTBEAT_MS = 15_000
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

export interface StreamRequest {
  readonly workspaceId: string
  readonly userId: string | undefined
  readonly action: string | undefined
  /** Resume after this event; null: from now on. */
  readonly lastEventId: string | null
  /** Ends the stream: the caller hung up, or the service shuts down. */
  readonly signal: AbortSignal
}

/**
 * Server-sent events (html.spec.whatwg.org, section 9.2): an `activity.logged` for each event as it is committed, its
 * id being the event's, and a comment every 15 s. A slow reader is waited for; what it missed is read from the log.
 */
export const streamEvents = (audit: Audit, request: StreamRequest): ReadableStream<Uint8Array> => {
  const { workspaceId, userId, action, signal } = request
  const encoder = new TextEncoder()
  const cleanup = new DisposableStack()
  let seq = audit.findStart(workspaceId, request.lastEventId)

  const send = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    while ((controller.desiredSize ?? 0) > 0) {
      const events = audit.listAfter(workspaceId, seq, { userId, action, limit: BATCH })
      for (const event of events) {
        const data = JSON.stringify(toEventView(event))
        controller.enqueue(encoder.encode(`id: ${event.id}\nevent: activity.logged\ndata: ${data}\n\n`))
        seq = event.seq
      }
      if (events.length < BATCH) return
    }
  }
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const end = () => {
        if (cleanup.disposed) return
        cleanup.dispose()
        controller.close()
      }
      controller.enqueue(encoder.encode(': listening\n\n'))
      const heartbeat = setInterval(() => controller.enqueue(encoder.encode(': heartbeat\n\n')), HEARTBEAT_MS)
      cleanup.defer(() => clearInterval(heartbeat))
      cleanup.use(audit.onRecorded(() => send(controller)))
      signal.addEventListener('abort', end, { once: true })
      cleanup.defer(() => signal.removeEventListener('abort', end))
      if (signal.aborted) end()
    },
    pull: send,
    cancel: () => cleanup.dispose(),
  })
}
