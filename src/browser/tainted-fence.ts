import type { Fence } from '../contract/egress.ts'
import type { ContextPolicy } from './context-policy.ts'

/**
 * The fence, and beside it the context's taint, if it has one: then a connection to another site is only made for a
 * request that the browser showed us. What it does not show, a WebSocket or a worker's, does not get there.
 */
export const createTaintedFence = (fence: Fence, policy: Pick<ContextPolicy, 'taint'>): Fence => ({
  upstream: fence.upstream,
  navigation: url => fence.navigation(url),
  request(host, port) {
    const verdict = fence.request(host, port)
    if (!verdict.allowed || !policy.taint || policy.taint.mayConnect(host, port)) return verdict
    return { allowed: false, reason: 'domain_not_allowed', host: `${host}:${port}` }
  },
})
