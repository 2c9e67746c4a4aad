import type { Socket } from 'node:net'
import type { DenialReason, Fence, PlainRequest } from '../contract/egress.ts'
import { connectFailureOf, connectFirst, type Dial } from './connect.ts'
import type { EventRing } from './event-ring.ts'
import type { HostPort } from './host.ts'
import type { PinnedAddress, Resolve } from './resolve.ts'

/** A request that may go out: to these addresses and no other, by this way. */
export interface Route {
  readonly to: HostPort
  readonly addresses: readonly PinnedAddress[]
  readonly dial: Dial
}

/** Decides at the moment of use whether a request may go out, and connects it. Denials and failures are recorded. */
export interface Admission {
  /** Fence first, then the name is resolved and its addresses are judged. */
  admit(to: HostPort, plain?: PlainRequest): Promise<Route | 'denied' | 'unresolved'>
  /** Whether a request that says it is a top-level document may have this URL. */
  mayNavigate(url: URL, to: HostPort): boolean
  /** Connects to an address of the route; rejects with AppError refused, reset or timeout. */
  connect(route: Route): Promise<Socket>
}

export interface AdmissionDeps {
  /** The fence in force; null refuses everything. */
  readonly fence: () => Fence | null
  readonly resolve: Resolve
  readonly events: EventRing
  readonly direct: Dial
  /** Null where none is configured: a fence that wants it is then refused, never sent out directly. */
  readonly upstream: Dial | null
  readonly connectMs: number
  /** Ends every attempt to connect; the port's own end. */
  readonly signal: AbortSignal
  /** Told of every socket that leaves for the network. */
  readonly onSocket: (socket: Socket) => void
}

export const createAdmission = (deps: AdmissionDeps): Admission => {
  const deny = (to: HostPort, reason: DenialReason): 'denied' => {
    deps.events.record(to, reason)
    return 'denied'
  }
  return {
    mayNavigate(url, to) {
      const verdict = deps.fence()?.navigation(url.href)
      if (verdict?.allowed) return true
      deny(to, verdict?.reason ?? 'domain_not_allowed')
      return false
    },

    async admit(to, plain) {
      const fence = deps.fence()
      if (!fence) return deny(to, 'domain_not_allowed')
      const verdict = fence.request(to.host, to.port, plain)
      if (!verdict.allowed) return deny(to, verdict.reason)
      const dial = fence.upstream ? deps.upstream : deps.direct
      const found = await deps.resolve(to.host, to.port)
      if (found.outcome === 'address_not_allowed') return deny(to, found.outcome)
      if (found.outcome === 'checked' && dial) return { to, addresses: found.addresses, dial }
      deps.events.record(to, dial ? 'dns' : 'refused')
      return 'unresolved'
    },

    async connect({ to, addresses, dial }) {
      try {
        const socket = await connectFirst(addresses, dial, { ms: deps.connectMs, signal: deps.signal })
        deps.onSocket(socket)
        return socket
      } catch (error) {
        if (!deps.signal.aborted) deps.events.record(to, connectFailureOf(error))
        throw error
      }
    },
  }
}
