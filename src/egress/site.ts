import { getDomain } from 'tldts'
import { canonicalHost, isIpLiteral } from './host.ts'

/**
 * The site of a host: its registrable domain, private suffixes counted, so that a.github.io is not b.github.io. A host
 * without one (an IP address, localhost, a public suffix) is its own site, exactly. Null for what is no host.
 */
export const siteOf = (host: string): string | null => {
  const canonical = canonicalHost(host)
  if (canonical === null || isIpLiteral(canonical)) return canonical
  return getDomain(canonical, { allowPrivateDomains: true }) ?? canonical
}

/** Whether two hosts are of one site. */
export const isSameSite = (a: string, b: string): boolean => {
  const site = siteOf(a)
  return site !== null && site === siteOf(b)
}
