import ipaddr from 'ipaddr.js'
import { type AddressKind, IPV4_REGISTRY, IPV6_REGISTRY, type RegistryEntry } from './address-registry.ts'
import { embeddedIpv4 } from './embedded-ipv4.ts'

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Block = readonly [network: Address, prefix: number]

/** Whether an address may be connected to, what kind of address it is, and who says so. */
export interface AddressVerdict {
  readonly allowed: boolean
  /** In its one canonical spelling (RFC 5952 for IPv6), an IPv4-mapped address as the IPv4 address that it is. */
  readonly address: string
  readonly family: 4 | 6
  readonly kind: AddressKind
  /** RFC, registry or vendor that gives the address this kind. */
  readonly source: string
  /** Verdicts on the IPv4 addresses carried inside; one denied among them denies the whole. */
  readonly embedded: readonly AddressVerdict[]
}

/** The blocks that an operator lets through although they are not global unicast. */
export interface AddressExceptions {
  readonly blocks: readonly Block[]
}

/** Nothing but global unicast. */
export const NO_EXCEPTIONS: AddressExceptions = { blocks: [] }

const mapped: Block = [ipaddr.IPv6.parse('::ffff:0:0'), 96]

const matches = (address: Address, [network, prefix]: Block): boolean => {
  if (address instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && address.match(network, prefix)
  return network instanceof ipaddr.IPv6 && address.match(network, prefix)
}

const byPrefix = (entries: readonly RegistryEntry[]) =>
  entries
    .map(([cidr, kind, source]) => ({ block: ipaddr.parseCIDR(cidr) as Block, kind, source }))
    .sort((a, b) => b.block[1] - a.block[1])

const registry = { ipv4: byPrefix(IPV4_REGISTRY), ipv6: byPrefix(IPV6_REGISTRY) }
const unlisted = { kind: 'global', source: 'IANA IPv4 special-purpose registry: not listed' } as const

/**
 * Reads an address in any spelling that a URL parser or resolver may yield: IPv4 in decimal, octal, hexadecimal and
 * short forms, IPv6 with brackets, dotted tail or zone. The WHATWG parser decides, because it is the browser's own:
 * ipaddr.js alone takes ::127.0.0.1 for ::ffff:127.0.0.1.
 */
const parseAddress = (text: string): Address | null => {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  const [spelling = '', zone] = bare.split('%', 2)
  if (!/^[0-9a-fx:.]+$/i.test(spelling)) return null
  const ipv6 = spelling.includes(':')
  const host = URL.parse(ipv6 ? `http://[${spelling}]/` : `http://${spelling}/`)?.hostname
  if (host === undefined) return null
  if (!ipv6) return zone === undefined && ipaddr.IPv4.isValidFourPartDecimal(host) ? ipaddr.IPv4.parse(host) : null
  const address = ipaddr.IPv6.parse(host.slice(1, -1))
  if (matches(address, mapped)) return address.toIPv4Address()
  if (zone) address.zoneId = zone
  return address
}

const judgeParsed = (address: Address, exceptions: AddressExceptions): AddressVerdict => {
  const listed = registry[address.kind()].find(entry => matches(address, entry.block)) ?? unlisted
  const inside = address instanceof ipaddr.IPv6 ? embeddedIpv4(address, listed.kind) : null
  const embedded = (inside?.addresses ?? []).map(octets => judgeParsed(new ipaddr.IPv4(octets), exceptions))
  const reachable = listed.kind === 'global' || exceptions.blocks.some(block => matches(address, block))
  return {
    allowed: reachable && embedded.every(verdict => verdict.allowed),
    address: address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString(),
    family: address instanceof ipaddr.IPv6 ? 6 : 4,
    kind: inside?.kind ?? listed.kind,
    source: inside?.source ?? listed.source,
    embedded,
  }
}

/**
 * The verdict on one address: allowed if it is global unicast or excepted, and if every IPv4 address that it embeds is
 * allowed too. Text that is no address is denied as `invalid`.
 */
export const judgeAddress = (text: string, exceptions: AddressExceptions = NO_EXCEPTIONS): AddressVerdict => {
  const address = parseAddress(text)
  if (address) return judgeParsed(address, exceptions)
  return { allowed: false, address: text, family: 4, kind: 'invalid', source: 'not an IP address', embedded: [] }
}

/** Whether the text is an IP address in any spelling, so that no resolver need be asked. */
export const isAddress = (text: string): boolean => parseAddress(text) !== null

/**
 * Whether a connection to the address stays on this machine: loopback, unspecified (which connects to loopback), or one
 * of its own interfaces.
 */
export const isOnThisMachine = (verdict: AddressVerdict, interfaceAddresses: readonly string[]): boolean =>
  verdict.kind === 'loopback' ||
  verdict.kind === 'unspecified' ||
  interfaceAddresses.some(text => withoutZone(judgeAddress(text).address) === withoutZone(verdict.address))

const withoutZone = (address: string): string => address.replace(/%.*$/, '')

/** An entry of the exception list that cannot be used, and why. */
export interface ExceptionProblem {
  readonly entry: string
  readonly problem: string
}

/**
 * Reads CIDR blocks (or single addresses) such as 127.0.0.0/8 and fd00::/8. Every unusable entry is reported; the
 * usable ones are given all the same, so that a caller can choose to refuse the lot.
 */
export const parseExceptions = (
  entries: readonly string[],
): { readonly exceptions: AddressExceptions; readonly problems: readonly ExceptionProblem[] } => {
  const parsed = entries.map(entry => ({ entry, block: parseBlock(entry.trim()) }))
  return {
    exceptions: { blocks: parsed.flatMap(({ block }) => (typeof block === 'string' ? [] : [block])) },
    problems: parsed.flatMap(({ entry, block }) => (typeof block === 'string' ? [{ entry, problem: block }] : [])),
  }
}

const parseBlock = (text: string): Block | string => {
  const [spelling = '', bits, ...rest] = text.split('/')
  const canonical = ipaddr.IPv4.isValidFourPartDecimal(spelling) || (spelling.includes(':') && !spelling.includes('%'))
  const address = canonical ? parseAddress(spelling) : null
  if (!address || rest.length > 0) return 'not a CIDR block such as 127.0.0.0/8 or fd00::/8'
  const inMapped = spelling.includes(':') && address instanceof ipaddr.IPv4 ? mapped[1] : 0
  const width = address instanceof ipaddr.IPv4 ? 32 : 128
  const prefix = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) - inMapped : Number.NaN
  if (!(prefix >= 0 && prefix <= width)) return `the prefix length must be between ${inMapped} and ${width + inMapped}`
  const network = (address instanceof ipaddr.IPv4 ? ipaddr.IPv4 : ipaddr.IPv6).networkAddressFromCIDR(
    `${address}/${prefix}`,
  )
  if (network.toString() !== address.toString()) return `has bits set beyond its prefix: write ${network}/${prefix}`
  return [address, prefix]
}
