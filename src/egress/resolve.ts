import { networkInterfaces } from 'node:os'
import { type AddressExceptions, type AddressVerdict, isAddress, isOnThisMachine, judgeAddress } from './address.ts'
import { canonicalHost } from './host.ts'
import type { Lookup } from './lookup.ts'

/** One address that was checked and may be connected to: what a connection takes, so that no name is looked up twice. */
export interface PinnedAddress {
  readonly host: string
  readonly port: number
  readonly address: string
  readonly family: 4 | 6
  readonly verdict: AddressVerdict
}

/** Where a host may be connected to, in the resolver's order of preference, or why it may not or cannot. */
export type Resolution =
  | { readonly outcome: 'checked'; readonly addresses: readonly PinnedAddress[] }
  | { readonly outcome: 'address_not_allowed'; readonly denied: readonly AddressVerdict[] }
  | { readonly outcome: 'dns' }

/** One resolution, checked; the host in any spelling, or an IP literal. Never rejects. */
export type Resolve = (host: string, port: number) => Promise<Resolution>

/**
 * A site that this service serves itself, for trying things out without a network: plain http to `host` is connected to
 * a listener of ours on 127.0.0.1, whatever the exceptions say and without asking a resolver. The host is under .test,
 * which no resolver on the internet answers for (RFC 6761 section 6.2), and it is reached only by sessions that name it.
 */
export interface OwnSite {
  readonly host: string
  readonly port: number
}

export interface ResolveDeps {
  readonly lookup: Lookup
  readonly exceptions: AddressExceptions
  /** Ports of this service; refused on every address of this machine whatever the exceptions let through. */
  readonly ownPorts: { has(port: number): boolean }
  /** The one name that leads to a site of the service's own; see OwnSite. */
  readonly ownSite?: OwnSite | undefined
  /** Addresses of this machine's interfaces; read at each use, because they come and go. */
  readonly interfaces?: () => readonly string[]
}

/** Resolves a name once and judges every address it has. A name with one denied address is refused as a whole. */
export const createResolve =
  ({ lookup, exceptions, ownPorts, ownSite, interfaces = localAddresses }: ResolveDeps): Resolve =>
  async (host, port) => {
    const name = canonicalHost(host)
    if (name === null) return { outcome: 'dns' }
    if (ownSite && name === ownSite.host && port === HTTP_PORT)
      return { outcome: 'checked', addresses: [toOwnAddress(ownSite)] }
    const judge = (address: string): AddressVerdict => {
      const verdict = judgeAddress(address, exceptions)
      if (!verdict.allowed || !ownPorts.has(port)) return verdict
      return isOnThisMachine(verdict, interfaces()) ? { ...verdict, allowed: false, source: 'own port' } : verdict
    }
    const found = await addressesOf(name, lookup)
    if (found.length === 0) return { outcome: 'dns' }
    const verdicts = found.map(judge)
    // The loopback addresses of localhost are ours to choose: those that are let through will do.
    const kept = isLocalhost(name) ? verdicts.filter(verdict => verdict.allowed) : verdicts
    const denied = verdicts.filter(verdict => !verdict.allowed)
    if (kept.length === 0 || kept.some(verdict => !verdict.allowed)) return { outcome: 'address_not_allowed', denied }
    const addresses = kept.map(verdict => ({
      host: name,
      port,
      address: verdict.address,
      family: verdict.family,
      verdict,
    }))
    return { outcome: 'checked', addresses }
  }

const HTTP_PORT = 80

const toOwnAddress = ({ host, port }: OwnSite): PinnedAddress => ({
  ...{ host, port, address: '127.0.0.1', family: 4 },
  verdict: { ...judgeAddress('127.0.0.1'), allowed: true, source: 'own site' },
})

/** RFC 6761 section 6.3: localhost and every name below it are loopback, and no resolver is asked. */
const isLocalhost = (name: string): boolean => name === 'localhost' || name.endsWith('.localhost')

const addressesOf = async (name: string, lookup: Lookup): Promise<readonly string[]> => {
  if (isAddress(name)) return [name]
  if (isLocalhost(name)) return ['127.0.0.1', '::1']
  try {
    return await lookup(name)
  } catch {
    return [] // NXDOMAIN, SERVFAIL and a silent server are one outcome to the caller: dns
  }
}

const localAddresses = (): readonly string[] =>
  Object.values(networkInterfaces()).flatMap(each => (each ?? []).map(({ address }) => address))
