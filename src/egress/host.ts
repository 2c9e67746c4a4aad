/** A host and a port as a connection needs them; `host` canonical. */
export interface HostPort {
  readonly host: string
  readonly port: number
}

// What would end the host inside a URL, be dropped by the URL parser (tabs, line breaks) or be percent-decoded by it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
const FOREIGN = /[\u0000-\u0020\u007f/\\?#@%]/

/**
 * The one spelling of a host, as the browser's own URL parser makes it: lower case, IDN as punycode (UTS 46), IPv4 as
 * four decimals, IPv6 compressed and in brackets; the trailing dot removed. Null for what is no host.
 */
export const canonicalHost = (text: string): string | null => {
  if (FOREIGN.test(text)) return null
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  const host = URL.parse(bare.includes(':') ? `http://[${bare}]/` : `http://${text}/`)?.hostname.replace(/\.$/, '')
  if (!host) return null
  // RFC 1035 section 2.3.4: labels of 1 to 63 octets, 253 characters in all.
  const wellFormed = host.length <= 253 && host.split('.').every(label => label.length > 0 && label.length <= 63)
  return wellFormed || host.startsWith('[') ? host : null
}

/** Reads `host:port` (IPv6 in brackets), the authority form of CONNECT (RFC 9112 section 3.2.3). */
export const parseHostPort = (authority: string): HostPort | null => {
  const [, name, digits] = authority.match(/^(\[[^\]]+\]|[^:]+):(\d{1,5})$/) ?? []
  const host = name === undefined ? null : canonicalHost(name)
  const port = Number(digits)
  return host !== null && port >= 1 && port <= 65535 ? { host, port } : null
}

/** Host and port of an http or https URL, the scheme's own port where it names none. */
export const hostPortOf = (url: URL): HostPort | null => {
  const host = canonicalHost(url.hostname)
  return host === null ? null : { host, port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)) }
}

/** Whether a canonical host is an IP literal. */
export const isIpLiteral = (host: string): boolean => host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host)
