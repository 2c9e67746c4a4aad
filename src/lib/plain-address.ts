/** An address within a text, to the first sign that none has (RFC 3986 appendix C). */
const ADDRESS = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s"'<>`\\]*)/gi

/**
 * A text whose addresses have lost what is behind their path and before their host: a query, a fragment, a name and a password
 * may each be a secret.
 */
export const withPlainAddresses = (text: string): string =>
  text.replace(
    ADDRESS,
    (_, scheme: string, rest: string) => scheme + rest.replace(/[?#].*$/, '').replace(/^[^/]*@/, ''),
  )
