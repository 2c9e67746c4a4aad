import type { CDPSession, Protocol } from 'puppeteer-core'

/** A request that a page has started. */
export interface SeenRequest {
  readonly id: string
  readonly url: string
  readonly method: string
  readonly type: Protocol.Network.ResourceType | undefined
  readonly frameId: string | undefined
  /** ms since the epoch. */
  readonly startedAt: number
  done: boolean
  /** performance.now() when it was done. */
  doneAt?: number
  /** It was not let out by us: nothing has come of it. */
  stopped: boolean
}

/** The requests that pages start while it is watched. */
export interface RequestWatch extends Disposable {
  /** Resolves when every request from now on is seen. */
  readonly ready: Promise<unknown>
  readonly seen: readonly SeenRequest[]
  /** Resolves when none of these is under way, or after `ms`. */
  settled(requests: readonly SeenRequest[], ms: number): Promise<void>
}

/** Kinds of request that show intent; pictures, styles, beacons and pings do not. */
export const TELLING = new Set<string>(['XHR', 'Fetch', 'Document', 'EventSource', 'Script', 'Other', 'WebSocket'])

/**
 * An answer whose body has not moved for this long counts as over, in ms. Chromium tells the end of a body only to who reads it to
 * the end, and many pages read no body at all.
 */
const STILL_BODY_MS = 250

/** Watches the requests on CDP sessions; their Network domain is on as long as this lasts. */
export function watchRequests(sessions: ReadonlySet<CDPSession>): RequestWatch {
  const seen: SeenRequest[] = []
  let changed = Promise.withResolvers<void>()
  const tell = () => {
    changed.resolve()
    changed = Promise.withResolvers<void>()
  }
  const onStart = (event: Protocol.Network.RequestWillBeSentEvent) => {
    if (event.redirectResponse) return
    const { requestId: id, request, type, frameId, wallTime } = event
    const { url, method } = request
    seen.push({ id, url, method, type, frameId, startedAt: wallTime * 1000, done: false, stopped: false })
    tell()
  }
  const onEnd = ({ requestId }: { requestId: string }) => {
    for (const request of seen)
      if (request.id === requestId && !request.done) Object.assign(request, { done: true, doneAt: performance.now() })
    tell()
  }
  const onFailed = ({ requestId, blockedReason }: Protocol.Network.LoadingFailedEvent) => {
    for (const request of seen) if (request.id === requestId) request.stopped = blockedReason === 'inspector'
    onEnd({ requestId })
  }
  const bodies = new Map<string, ReturnType<typeof setTimeout>>()
  const onBody = ({ requestId }: { requestId: string }) => {
    clearTimeout(bodies.get(requestId))
    bodies.set(
      requestId,
      setTimeout(() => onEnd({ requestId }), STILL_BODY_MS),
    )
  }
  for (const session of sessions) {
    session.on('Network.requestWillBeSent', onStart)
    session.on('Network.responseReceived', onBody)
    session.on('Network.dataReceived', onBody)
    session.on('Network.loadingFinished', onEnd)
    session.on('Network.loadingFailed', onFailed)
  }
  return {
    ready: Promise.all([...sessions].map(turnOn)),
    seen,
    async settled(requests, ms) {
      const over = Promise.withResolvers<void>()
      const timer = setTimeout(over.resolve, ms)
      const ended = over.promise.then(() => true)
      while (requests.some(request => !request.done))
        if (await Promise.race([changed.promise.then(() => false), ended])) break
      clearTimeout(timer)
    },
    [Symbol.dispose]() {
      for (const timer of bodies.values()) clearTimeout(timer)
      for (const session of sessions) {
        session.off('Network.requestWillBeSent', onStart)
        session.off('Network.responseReceived', onBody)
        session.off('Network.dataReceived', onBody)
        session.off('Network.loadingFinished', onEnd)
        session.off('Network.loadingFailed', onFailed)
        turnOff(session)
      }
    },
  }
}

interface Watchers {
  count: number
  readonly on: Promise<unknown>
}

/** Who watches each session: one that ends must not end the others. */
const watchers = new WeakMap<CDPSession, Watchers>()

const turnOn = (session: CDPSession): Promise<unknown> => {
  const known = watchers.get(session)
  if (known) known.count += 1
  const { on } = known ?? { on: send(session, 'Network.enable') }
  if (!known) watchers.set(session, { count: 1, on })
  return on
}

const turnOff = (session: CDPSession): void => {
  const known = watchers.get(session)
  if (!known) return
  known.count -= 1
  if (known.count > 0) return
  watchers.delete(session)
  void send(session, 'Network.disable')
}

/** A session that is gone by then has no requests to tell of. */
const send = (session: CDPSession, method: 'Network.enable' | 'Network.disable'): Promise<unknown> =>
  session.send(method).catch(() => undefined)
