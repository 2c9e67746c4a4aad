import type { EgressGate } from '../contract/egress.ts'
import type { AddressExceptions } from './address.ts'
import { type Dial, dialDirect } from './connect.ts'
import type { Lookup } from './lookup.ts'
import { type EgressLimits, openEgressPort } from './port.ts'
import { createResolve, type OwnSite } from './resolve.ts'

export interface GateDeps {
  readonly lookup: Lookup
  readonly exceptions: AddressExceptions
  /** Dial through the configured upstream proxy; null where there is none. */
  readonly upstream: Dial | null
  /** How a checked address is connected to; tests give their own, so that nothing leaves the machine. */
  readonly direct?: Dial
  readonly ownSite?: OwnSite | undefined
  readonly interfaces?: () => readonly string[]
  readonly limits?: Partial<EgressLimits>
}

/** The gate, and what it must know of the service around it. */
export interface ServiceEgressGate extends EgressGate {
  /** Refuses this port on every address of this machine, as it does with its own: the service's listener. */
  protectPort(port: number): void
}

/** Headers as large as Chromium itself takes them (net/http/http_stream_parser.h, kMaxHeaderBufSize). */
const LIMITS: EgressLimits = { connectMs: 10_000, idleMs: 5 * 60_000, headerBytes: 256 * 1024 }

/** The way out of every browser context: egress ports that share one resolver, one policy and the list of own ports. */
export const createEgressGate = (deps: GateDeps): ServiceEgressGate => {
  const ownPorts = new Set<number>()
  const resolve = createResolve({ ...deps, ownPorts })
  const limits = { ...LIMITS, ...deps.limits }
  return {
    protectPort: port => void ownPorts.add(port),
    openPort: () =>
      openEgressPort({ resolve, direct: deps.direct ?? dialDirect, upstream: deps.upstream, limits, ownPorts }),
  }
}
