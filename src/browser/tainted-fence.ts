import type { Fence } from '../contract/egress.ts'
import type { ContextPolicy } from './context-policy.ts'

/**
 * The fence, and beside it the context's taint, if it has one: then a connection to another site is only made for a
 * request that the browser showed us. What it does not show, a WebSocket's or a shared worker's, is looked through here
 * where it is plain http, and does not get there where it is not: unless by https, to a host that https was seen to go to.
 */
export const createTaintedFence = (fence: Fence, policy: Pick<ContextPolicy, 'taint'>): Fence => ({
  upstream: fence.upstream,
  navigation: url => fence.navigation(url),
  request(host, port, plain) {
    const verdict = fence.request(host, port, plain)
    if (!verdict.allowed || !policy.taint || policy.taint.mayConnect(host, port, plain)) return verdict
    return { allowed: false, reason: 'domain_not_allowed', host: `${host}:${port}` }
  },
})
