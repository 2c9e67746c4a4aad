import ipaddr from 'ipaddr.js'

/** Who is at the other end of a request, and what they asked for, as far as the connection and trusted proxies tell. */
export interface Caller {
  /** IP address in its one spelling; `unknown` where there is no connection. */
  readonly address: string
  /** What counts as one client: an IPv4 address, or the /64 that an IPv6 address is of (RFC 6177: whoever has one has all of it). */
  readonly network: string
  /** The host that was asked for, with its port; null where the request has none. */
  readonly host: string | null
  /** Whether many may be behind that address: something on this machine passes requests on, and nobody said that it is trusted. */
  readonly isShared: boolean
  /** Over TLS, as far as the proxy in front of us; false where there is none. */
  readonly isSecure: boolean
}

/** What knows the other end of a request's connection: the framework's server; null where there is none, as in tests. */
export interface Peers {
  requestIP(request: Request): { readonly address: string } | null
}

/** Tells who makes a request. */
export interface Callers {
  read(request: Request, peers: Peers | null): Caller
  /** The host alone, for every request there is. */
  hostOf(request: Request, peers: Peers | null): string | null
}

const UNKNOWN = 'unknown'

/**
 * @param trusted CIDRs of reverse proxies whose X-Forwarded-For, -Host and -Proto are believed; what anybody else sends of them
 * is a claim of theirs
 */
export const createCallers = (trusted: readonly string[]): Callers => {
  const blocks = trusted.map(cidr => ipaddr.parseCIDR(cidr))
  const isTrusted = (address: string): boolean => {
    const parsed = ipaddr.process(address)
    return blocks.some(block => parsed.kind() === block[0].kind() && parsed.match(block))
  }
  const read: Callers['read'] = (request, peers) => {
    const { headers } = request
    const own = toAddress(peers?.requestIP(request)?.address ?? '')
    const host = headers.get('host')
    if (own === null) return { address: UNKNOWN, network: UNKNOWN, isShared: false, host, isSecure: false }
    if (!isTrusted(own)) {
      const isShared = isLoopback(own) && headers.has('x-forwarded-for')
      return { address: own, network: toNetwork(own), isShared, host, isSecure: false }
    }
    const address = findClient(own, lastFirst(headers.get('x-forwarded-for')), isTrusted)
    const [forwardedHost = host] = lastFirst(headers.get('x-forwarded-host'))
    const [scheme] = lastFirst(headers.get('x-forwarded-proto'))
    return {
      ...{ address, network: toNetwork(address), isShared: false, host: forwardedHost },
      isSecure: scheme?.toLowerCase() === 'https',
    }
  }
  return {
    read,
    hostOf: (request, peers) => (blocks.length > 0 ? read(request, peers).host : request.headers.get('host')),
  }
}

const isLoopback = (address: string): boolean => ipaddr.parse(address).range() === 'loopback'

/** The nearest that no proxy of ours is: each wrote down whom it heard, so what stands before that may be made up. */
const findClient = (own: string, heard: readonly string[], isTrusted: (address: string) => boolean): string => {
  let client = own
  for (const text of heard) {
    const address = toAddress(text)
    if (address === null) return client
    client = address
    if (!isTrusted(address)) return client
  }
  return client
}

const lastFirst = (list: string | null): string[] =>
  (list ?? '')
    .split(',')
    .map(entry => entry.trim())
    .filter(Boolean)
    .reverse()

/** An address in its one spelling, IPv4 within IPv6 as IPv4; some proxies write its port too. */
const toAddress = (text: string): string | null => {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(text) ?? []
  const bare = (bracketed ?? plain ?? text).replace(/%.*$/, '')
  return ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : null
}

const CLIENT_BITS = 64

const toNetwork = (address: string): string => {
  if (!address.includes(':')) return address
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/${CLIENT_BITS}`)}/${CLIENT_BITS}`
}
