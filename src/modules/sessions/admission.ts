import { type Allowlist, entriesBeyond, intersection, parseAllowlist } from '../../egress/allowlist.ts'
import { AppError } from '../../lib/errors.ts'
import type { KitPolicy } from '../kits/policy.ts'
import type { CreateSessionInput } from './schema.ts'

const refuseField = (path: string, message: string): AppError =>
  new AppError('validation', `body.${path} ${message}`, { fields: [{ path: `body.${path}`, message }] })

/** Holds what a session asks for to its kit. @throws AppError domain_not_allowed_by_kit */
export const assertWithinKit = (allowlist: Allowlist, { browser }: KitPolicy): void => {
  if (!browser.allowed_domains) return
  const cap = parseAllowlist(browser.allowed_domains)
  const beyond = cap.ok ? entriesBeyond(allowlist, cap.allowlist) : allowlist.entries
  if (beyond.length === 0) return
  throw new AppError('domain_not_allowed_by_kit', `the user’s Account Kit does not allow ${beyond.join(', ')}`, {
    domains: beyond,
  })
}

/** As much of what a saved login may reach as the kit allows now. @throws AppError domain_not_allowed_by_kit for nothing */
export const narrowToKit = (allowlist: Allowlist, policy: KitPolicy): Allowlist => {
  const cap = policy.browser.allowed_domains && parseAllowlist(policy.browser.allowed_domains)
  if (!cap) return allowlist
  const narrowed = cap.ok ? intersection(allowlist, cap.allowlist) : null
  if (!narrowed) assertWithinKit(allowlist, policy)
  return narrowed ?? allowlist
}

/** A session on a saved login stays within the domains it was saved for. @throws AppError validation */
export const assertWithinSaved = (allowlist: Allowlist, domains: readonly string[]): void => {
  const saved = parseAllowlist(domains)
  const beyond = saved.ok ? entriesBeyond(allowlist, saved.allowlist) : allowlist.entries
  if (beyond.length)
    throw refuseField('allowed_domains', `must lie within the saved login’s domains; beyond: ${beyond.join(', ')}`)
}

/** @throws AppError validation with `*`, not_configured without an upstream */
export const assertProxy = (body: CreateSessionInput, allowlist: Allowlist, hasUpstream: boolean): void => {
  if (!body.proxy) return
  if (allowlist.patterns.some(pattern => pattern.scope === 'any'))
    throw refuseField('proxy', 'needs allowed_domains other than *')
  if (!hasUpstream) throw new AppError('not_configured', 'no upstream proxy is configured (CHAPERONE_UPSTREAM_PROXY)')
}

/** A human login makes a saved login; it cannot reopen one. @throws AppError validation */
export const assertOneWayIn = (body: CreateSessionInput): void => {
  if (body.human_login && body.context_name !== undefined)
    throw refuseField('human_login', 'cannot be used with context_name')
}
