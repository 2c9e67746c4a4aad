import type { CDPSession, Protocol } from 'puppeteer-core'
import type { Log } from '../lib/log.ts'
import type { ContextPolicy } from './context-policy.ts'
import { hostOf } from './document-policy.ts'
import type { OutgoingRequest, Taint } from './taint.ts'

/** The request as the taint looks at it. */
export const toOutgoing = ({
  request,
  resourceType,
}: Pick<Protocol.Fetch.RequestPausedEvent, 'request' | 'resourceType'>): OutgoingRequest => {
  const { url, method, headers, postDataEntries, hasPostData } = request
  const parts = postDataEntries?.map(({ bytes }) => bytes)
  const isWhole = parts !== undefined && parts.length > 0 && parts.every(part => part !== undefined)
  const body = isWhole ? parts.map(part => Buffer.from(part ?? '', 'base64').toString()).join('') : null
  return { url, method, headers, body: hasPostData ? body : undefined, isDocument: resourceType === 'Document' }
}

interface WatchDeps {
  readonly policy: ContextPolicy
  readonly taint: Taint
  readonly log: Log
}

/**
 * Holds every request of a page, its frames and its workers until the taint has looked at it. Frames and workers of
 * other processes wait for us before they run.
 */
export const watchTainted = async (session: CDPSession, deps: WatchDeps): Promise<void> => {
  const { policy, taint, log } = deps
  const send = (work: Promise<unknown>) => void work.catch(error => log.debug({ err: error }, 'target went away'))
  session.on('Fetch.requestPaused', ({ requestId, request, resourceType }) => {
    const passage = taint.judge(toOutgoing({ request, resourceType }))
    if (passage !== 'goes') {
      // Aborted, unlike BlockedByClient, leaves the document that stood there in its place.
      const errorReason = resourceType === 'Document' ? 'Aborted' : 'BlockedByClient'
      send(session.send('Fetch.failRequest', { requestId, errorReason }))
      return policy.journal.record({ kind: 'leak_stopped', host: hostOf(request.url), passage })
    }
    send(session.send('Fetch.continueRequest', { requestId }))
  })
  session.on('Target.attachedToTarget', ({ sessionId }) => {
    const child = session.connection()?.session(sessionId)
    if (!child) return
    const ready = watchTainted(child, deps)
    send(ready.then(() => child.send('Runtime.runIfWaitingForDebugger')))
  })
  await Promise.all([
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] }).catch(error => {
      // Not every kind of worker has it; what such a one asks for of another site is refused by its destination.
      log.debug({ err: error }, 'target shows no requests')
    }),
    session
      .send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
      .catch(error => {
        log.debug({ err: error }, 'target has no targets of its own')
      }),
  ])
}
