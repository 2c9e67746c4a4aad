import type { Fence, Verdict } from '../contract/egress.ts'
import { type Allowlist, isAllowed } from './allowlist.ts'
import { hostPortOf } from './host.ts'

/** What a fence is made of. */
export interface FenceRules {
  readonly allowlist: Allowlist
  /** navigations: what a page loads may come from anywhere public · all: every request is held to the allowlist. */
  readonly egress: 'navigations' | 'all'
  /** Send through the configured upstream proxy. */
  readonly upstream: boolean
}

const allowed: Verdict = { allowed: true }

/**
 * The fence of one session. It looks at the URL as the browser's own parser reads it, so that user names in front of an
 * @, odd spellings of an address, a trailing dot and IDN look-alikes are all judged as the host that would be asked.
 */
export const createFence = ({ allowlist, egress, upstream }: FenceRules): Fence => ({
  upstream,
  navigation(url) {
    const parsed = URL.parse(url)
    if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
      return { allowed: false, reason: 'scheme_not_allowed', host: parsed?.host ?? '' }
    }
    const to = hostPortOf(parsed)
    if (to && isAllowed(allowlist, to.host, to.port)) return allowed
    return { allowed: false, reason: 'domain_not_allowed', host: parsed.host }
  },
  request(host, port) {
    if (egress === 'navigations' || isAllowed(allowlist, host, port)) return allowed
    return { allowed: false, reason: 'domain_not_allowed', host: `${host}:${port}` }
  },
})
