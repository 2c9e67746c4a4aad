/** Headers as node:http gives them: name, value, name, value, in their order and spelling. */
export type RawHeaders = readonly string[]

/** Meant for one connection and not for the next (RFC 9110 section 7.6.1), and those of talking to a proxy (11.7). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
])

const pairsOf = (raw: RawHeaders): [name: string, value: string][] =>
  Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? '', raw[2 * index + 1] ?? ''])

/** What goes on to the next hop: all but the hop-by-hop headers and those that Connection lists. */
const endToEnd = (raw: RawHeaders, also: readonly string[]): [name: string, value: string][] => {
  const pairs = pairsOf(raw)
  const listed = pairs.filter(([name]) => name.toLowerCase() === 'connection').flatMap(([, value]) => value.split(','))
  const dropped = new Set([...HOP_BY_HOP, ...also, ...listed.map(name => name.trim().toLowerCase())])
  return pairs.filter(([name]) => !dropped.has(name.toLowerCase()))
}

/**
 * A request's headers for the origin. Host is made from the request target (RFC 9112 section 3.2.2), whatever the
 * client wrote; Transfer-Encoding stays, because the body is framed anew in the same way; no Via, no Forwarded.
 */
export const toOriginHeaders = (raw: RawHeaders, host: string): string[] => [
  'Host',
  host,
  ...endToEnd(raw, ['host']).flat(),
]

/** Control characters, which no field value may have; a recipient may put a space in their place (RFC 9110 section 5.5). */
const toFieldValue = (value: string): string => value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, ' ')

/** An answer's headers for the browser; the body is framed anew. */
export const toBrowserHeaders = (raw: RawHeaders): string[] =>
  endToEnd(raw, ['transfer-encoding']).flatMap(([name, value]) => [name, toFieldValue(value)])
