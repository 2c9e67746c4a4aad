import type ipaddr from 'ipaddr.js'
import type { AddressKind } from './address-registry.ts'

/** IPv4 addresses that an IPv6 address carries, each as four octets, where a translator or tunnel may take a packet on to them. */
interface Embedded {
  readonly kind: AddressKind
  /** Set where the embedding, not the registry, names the kind. */
  readonly source?: string
  readonly addresses: readonly number[][]
}

/** Where in the sixteen bytes the IPv4 address stands, by kind. */
const readers: Partial<Record<AddressKind, (bytes: number[]) => number[][]>> = {
  'ipv4-compatible': bytes => [bytes.slice(12)],
  'ipv4-translated': bytes => [bytes.slice(12)],
  nat64: bytes => [bytes.slice(12)],
  // RFC 8215 leaves the length to the operator; RFC 6052 section 2.2 puts a /96's address last.
  'nat64-local': bytes => [bytes.slice(12)],
  '6to4': bytes => [bytes.slice(2, 6)],
  // RFC 4380 section 4: the server's address, then the client's with every bit flipped.
  teredo: bytes => [bytes.slice(4, 8), bytes.slice(12).map(byte => byte ^ 0xff)],
}

/** RFC 5214 section 6.1: interface identifier ::0:5efe:a.b.c.d or ::200:5efe:a.b.c.d under any prefix. */
const isIsatap = ([a, b, c, d]: number[]): boolean => (a === 0 || a === 2) && b === 0 && c === 0x5e && d === 0xfe

/** The IPv4 addresses inside an IPv6 address of the given kind; null where it carries none. */
export const embeddedIpv4 = (address: ipaddr.IPv6, kind: AddressKind): Embedded | null => {
  const bytes = address.toByteArray()
  const read = readers[kind]
  if (read) return { kind, addresses: read(bytes) }
  if (kind !== 'global' || !isIsatap(bytes.slice(8, 12))) return null
  return { kind: 'isatap', source: 'RFC 5214', addresses: [bytes.slice(12)] }
}
