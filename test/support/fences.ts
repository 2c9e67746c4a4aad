import type { Fence } from '../../src/contract/egress.ts'

/** Lets everything through. */
export const openFence: Fence = {
  navigation: () => ({ allowed: true }),
  request: () => ({ allowed: true }),
  upstream: false,
}

/** Lets only documents of these hosts (without port) through; subresources from anywhere. */
export const fenceFor = (...hosts: readonly string[]): Fence => ({
  ...openFence,
  navigation: url => {
    const { hostname, host } = new URL(url)
    return hosts.includes(hostname) ? { allowed: true } : { allowed: false, reason: 'domain_not_allowed', host }
  },
})
