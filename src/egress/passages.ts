import type { IncomingMessage } from 'node:http'
import type { Fence, PlainRequest } from '../contract/egress.ts'
import { type HostPort, hostPortOf, parseHostPort } from './host.ts'

/** What is under way through a port. It was judged when it was asked for, and may last: a tunnel, a WebSocket, an exchange. */
export interface Passages {
  /**
   * Knows a request until its end.
   * @param plain what is seen of it; absent for what becomes a tunnel
   * @returns to be called when it is over
   */
  add(req: IncomingMessage, plain?: PlainRequest): () => void
  /** Ends whatever the fence does not let through now, what is still being connected too. */
  askAgain(fence: Fence | null): void
}

interface Passage {
  readonly to: HostPort
  readonly req: IncomingMessage
  readonly plain: PlainRequest | undefined
}

/** Where a request to a proxy goes: an authority (CONNECT) or an absolute URL (RFC 9112 section 3.2). */
const targetOf = ({ method, url = '' }: IncomingMessage): HostPort | null => {
  if (method === 'CONNECT') return parseHostPort(url)
  const parsed = URL.parse(url)
  return parsed && hostPortOf(parsed)
}

export const createPassages = (): Passages => {
  const open = new Set<Passage>()
  return {
    add(req, plain) {
      const to = targetOf(req)
      if (!to) return () => undefined
      const passage: Passage = { to, req, plain }
      open.add(passage)
      return () => void open.delete(passage)
    },
    askAgain(fence) {
      for (const { to, req, plain } of open) if (!fence?.request(to.host, to.port, plain).allowed) req.socket.destroy()
    },
  }
}
