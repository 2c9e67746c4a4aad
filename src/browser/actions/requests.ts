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
}

/** The requests that pages start while it is watched. */
export interface RequestWatch extends Disposable {
  readonly seen: readonly SeenRequest[]
  /** Resolves when none of these is under way, or after `ms`. */
  settled(requests: readonly SeenRequest[], ms: number): Promise<void>
}

/** Kinds of request that show intent; pictures, styles, beacons and pings do not. */
export const TELLING = new Set<string>(['XHR', 'Fetch', 'Document', 'EventSource', 'Script', 'Other', 'WebSocket'])

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
    seen.push({ id, url, method, type, frameId, startedAt: wallTime * 1000, done: false })
    tell()
  }
  const onEnd = ({ requestId }: { requestId: string }) => {
    for (const request of seen) if (request.id === requestId) request.done = true
    tell()
  }
  for (const session of sessions) {
    session.on('Network.requestWillBeSent', onStart)
    session.on('Network.loadingFinished', onEnd)
    session.on('Network.loadingFailed', onEnd)
    turnOn(session)
  }
  return {
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
      for (const session of sessions) {
        session.off('Network.requestWillBeSent', onStart)
        session.off('Network.loadingFinished', onEnd)
        session.off('Network.loadingFailed', onEnd)
        turnOff(session)
      }
    },
  }
}

/** How many watch each session: one that ends must not end the others. */
const watchers = new WeakMap<CDPSession, number>()

const turnOn = (session: CDPSession): void => {
  const others = watchers.get(session) ?? 0
  watchers.set(session, others + 1)
  if (others === 0) send(session, 'Network.enable')
}

const turnOff = (session: CDPSession): void => {
  const others = (watchers.get(session) ?? 1) - 1
  watchers.set(session, others)
  if (others === 0) send(session, 'Network.disable')
}

/** A session that is gone by then has no requests to tell of. */
const send = (session: CDPSession, method: 'Network.enable' | 'Network.disable'): void =>
  void session.send(method).catch(() => undefined)
