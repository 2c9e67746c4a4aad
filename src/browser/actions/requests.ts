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

/** Watches the requests on CDP sessions, whose Network domain puppeteer has enabled. */
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
      }
    },
  }
}
