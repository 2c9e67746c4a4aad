import type { CDPSession, Protocol } from 'puppeteer-core'
import type { Log } from '../lib/log.ts'
import type { ContextPolicy, HeldTarget, Touch } from './context-policy.ts'
import { hostOf } from './document-policy.ts'
import type { TabEventBody } from './journal.ts'
import { toOutgoing } from './outgoing.ts'
import { judgeSending } from './sending.ts'

type Paused = Protocol.Fetch.RequestPausedEvent

/** A request that may not go out: how it ends for the page, and what is written down. */
export interface Stop {
  readonly errorReason: Protocol.Network.ErrorReason
  /** Absent for what a page only tells of itself: nobody misses it. */
  readonly event?: TabEventBody
}

/** A document is asked for by GET, or by the form that is sent with it (HTML, form submission). */
const isWrite = (method: string): boolean => method !== 'GET' && method !== 'HEAD'

/** What a page sends without a document may come of our input only where there was some; a beacon is no reading. */
const judgeWrite = (paused: Paused, touch: Touch): 'goes' | 'stops' | 'stops quietly' => {
  const { request, resourceType } = paused
  if (resourceType === 'Document') return isWrite(request.method) ? 'stops' : 'goes'
  if (resourceType === 'Ping') return isWrite(request.method) ? 'stops quietly' : 'goes'
  if (touch === 'none') return 'goes'
  const sending = judgeSending(toOutgoing(paused))
  if (sending === 'safe' || sending === 'read') return 'goes'
  if (sending === 'report') return 'stops quietly'
  return sending === 'unknown' && touch === 'reading' ? 'goes' : 'stops'
}

/** Judges a request that waits, by what the context holds back now. @param touch of the page that it belongs to */
export const judgeRequest = (paused: Paused, policy: ContextPolicy, touch: Touch): Stop | undefined => {
  const { request, resourceType } = paused
  const { writeHolds, taint } = policy
  // Aborted, unlike BlockedByClient, leaves the document that stood there in its place.
  const errorReason = resourceType === 'Document' ? 'Aborted' : 'BlockedByClient'
  const host = hostOf(request.url)
  const verdict = writeHolds > 0 ? judgeWrite(paused, touch) : 'goes'
  if (verdict === 'stops') return { errorReason, event: { kind: 'write_refused', host } }
  if (verdict === 'stops quietly') return { errorReason }
  const passage = taint?.judge(toOutgoing(paused)) ?? 'goes'
  return passage === 'goes' ? undefined : { errorReason, event: { kind: 'leak_stopped', host, passage } }
}

const EVERYTHING: Protocol.Fetch.RequestPattern[] = [{ urlPattern: '*', requestStage: 'Request' }]

const SENDING = (['Document', 'XHR', 'Fetch', 'Ping'] as const).map(resourceType => ({
  resourceType,
  requestStage: 'Request' as const,
}))

/** What of a target's requests waits for us. */
export const patternsFor = ({ taint, writeHolds }: ContextPolicy): Protocol.Fetch.RequestPattern[] => {
  if (taint) return EVERYTHING
  return writeHolds > 0 ? SENDING : []
}

/** Tells every target that something else is held back than before; resolves when the browser has taken it. */
export const renewHolds = async ({ targets }: ContextPolicy): Promise<void> => {
  await Promise.all([...targets].map(target => target.renew()))
}

interface HoldDeps {
  readonly policy: ContextPolicy
  readonly log: Log
}

interface TargetKind {
  /** As CDP's TargetInfo has it. */
  readonly type: string
}

interface PageOf {
  /** What our input has done in the page that the target belongs to; of a worker, in any page of the context. */
  readonly touch: () => Touch
}

/**
 * Holds the requests of a frame in a process of its own, or of a worker that belongs to no page, and of the frames in
 * it, before it runs. A page has its guard; what its dedicated workers ask for waits there too.
 */
export const holdTarget = (
  session: CDPSession,
  { policy, log, type, touch }: HoldDeps & PageOf & TargetKind,
): Disposable => {
  const send = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      error => log.debug({ err: error }, 'target went away'),
    )
  const renew = async (): Promise<void> => {
    // A shared worker heeds only what is asked for before it runs (Chromium 150).
    const patterns = type === 'shared_worker' ? EVERYTHING : patternsFor(policy)
    await send(patterns.length > 0 ? session.send('Fetch.enable', { patterns }) : session.send('Fetch.disable'))
  }
  session.on('Fetch.requestPaused', paused => {
    const { requestId } = paused
    const stop = judgeRequest(paused, policy, touch())
    if (!stop) return void send(session.send('Fetch.continueRequest', { requestId }))
    void send(session.send('Fetch.failRequest', { requestId, errorReason: stop.errorReason }))
    if (stop.event) policy.journal.record(stop.event)
  })
  const target: HeldTarget = { renew }
  policy.targets.add(target)
  const frames = holdFrames(session, { policy, log, touch })
  void Promise.all([renew(), frames.ready, send(session.send('Runtime.runIfWaitingForDebugger'))])
  return {
    [Symbol.dispose]: () => {
      policy.targets.delete(target)
      frames[Symbol.dispose]()
    },
  }
}

/** Holds the requests of a target's frames that live in processes of their own, each before it runs. */
export const holdFrames = (
  session: CDPSession,
  deps: HoldDeps & PageOf,
): Disposable & { readonly ready: Promise<unknown> } => {
  const held = new Map<string, Disposable>()
  const drop = (sessionId: string) => {
    held.get(sessionId)?.[Symbol.dispose]()
    held.delete(sessionId)
  }
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo: { type } }) => {
    const child = session.connection()?.session(sessionId)
    if (child) held.set(sessionId, holdTarget(child, { ...deps, type }))
  })
  session.on('Target.detachedFromTarget', ({ sessionId }) => drop(sessionId))
  const ready = session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'iframe' }],
  })
  return {
    ready: ready.catch(error => deps.log.debug({ err: error }, 'target has no frames')),
    [Symbol.dispose]: () => {
      for (const sessionId of held.keys()) drop(sessionId)
    },
  }
}
