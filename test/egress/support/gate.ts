import type { EgressPort, Fence } from '../../../src/contract/egress.ts'
import { parseExceptions } from '../../../src/egress/address.ts'
import { parseAllowlist } from '../../../src/egress/allowlist.ts'
import { type Dial, dialDirect } from '../../../src/egress/connect.ts'
import { createFence } from '../../../src/egress/fence.ts'
import type { EgressLimits } from '../../../src/egress/port.ts'
import { createEgressGate, type ServiceEgressGate } from '../../../src/egress/proxy.ts'
import type { PinnedAddress } from '../../../src/egress/resolve.ts'

interface GateOptions {
  /** Blocks let through; by default loopback. */
  readonly allow?: readonly string[]
  /** Names and their addresses; a function is asked at every look-up. */
  readonly names?: Readonly<Record<string, readonly string[] | (() => readonly string[])>>
  readonly upstream?: Dial
  readonly direct?: Dial
  readonly interfaces?: () => readonly string[]
  readonly limits?: Partial<EgressLimits>
}

/** A gate whose names are the test's own; no resolver is asked. */
export const openGate = ({
  allow = ['127.0.0.0/8', '::1/128'],
  names = {},
  ...rest
}: GateOptions = {}): ServiceEgressGate =>
  createEgressGate({
    direct: loopbackOnly,
    ...rest,
    upstream: rest.upstream ?? null,
    exceptions: parseExceptions(allow).exceptions,
    lookup: async name => {
      const addresses = names[name]
      if (!addresses) throw new Error(`no such name: ${name}`)
      return typeof addresses === 'function' ? addresses() : addresses
    },
  })

/** No test connects beyond loopback, whatever the code under test lets through. */
const loopbackOnly: Dial = (to, signal) => {
  if (to.verdict.kind !== 'loopback') throw new Error(`a test would have left the machine for ${to.address}`)
  return dialDirect(to, signal)
}

/** A dial that writes down where it was sent and connects to a loopback port instead. */
export const dialTo =
  (port: number, heard: PinnedAddress[] = []): Dial =>
  (to, signal) => {
    heard.push(to)
    return dialDirect({ ...to, address: '127.0.0.1', family: 4, port }, signal)
  }

interface FenceOptions {
  readonly egress?: 'navigations' | 'all'
  readonly upstream?: boolean
}

export const fenceFor = (
  domains: readonly string[],
  { egress = 'navigations', upstream = false }: FenceOptions = {},
): Fence => {
  const parsed = parseAllowlist(domains)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return createFence({ allowlist: parsed.allowlist, egress, upstream })
}

/** A port of the gate behind a fence. */
export const openFenced = async (
  gate: ServiceEgressGate,
  domains: readonly string[] = ['*'],
  options?: FenceOptions,
): Promise<EgressPort> => {
  const port = await gate.openPort()
  port.setFence(fenceFor(domains, options))
  return port
}

/** The outcomes of a port's events, in order. */
export const outcomesOf = (port: EgressPort): string[] => port.eventsSince(0).map(({ outcome }) => outcome)
