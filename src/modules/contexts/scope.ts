import type { StateScope } from '../../browser/state/login-state.ts'
import { type Allowlist, isAllowed, parseAllowlist } from '../../egress/allowlist.ts'
import { canonicalHost } from '../../egress/host.ts'

/**
 * The part of a browser's state that belongs to allowed domains. Cookies know no port (RFC 6265 section 8.5); one that
 * is sent to a whole domain belongs to every allowed host below it.
 */
export const toStateScope = (allowlist: Allowlist): StateScope => ({
  hasCookieDomain(domain, { hostOnly }) {
    const host = canonicalHost(domain)
    if (host === null) return false
    return allowlist.patterns.some(({ scope, host: allowed }) => {
      if (scope === 'any') return true
      if (host === allowed) return scope !== 'subdomains' || !hostOnly
      if (host.endsWith(`.${allowed}`)) return scope !== 'exact'
      return !hostOnly && allowed.endsWith(`.${host}`)
    })
  },
  hasOrigin(origin) {
    const url = URL.parse(origin)
    if (!url) return false
    return isAllowed(allowlist, url.hostname, Number(url.port || (url.protocol === 'https:' ? 443 : 80)))
  },
})

/** As above for entries that were read before. */
export const toScopeOf = (entries: readonly string[]): StateScope => {
  const parsed = parseAllowlist(entries)
  return parsed.ok ? toStateScope(parsed.allowlist) : { hasCookieDomain: () => false, hasOrigin: () => false }
}
