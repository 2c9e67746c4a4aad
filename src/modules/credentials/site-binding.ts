import { parse } from 'tldts'
import { canonicalHost, isIpLiteral } from '../../egress/host.ts'
import { siteOf } from '../../egress/site.ts'
import { AppError } from '../../lib/errors.ts'

/**
 * The site that a service's own name says: `figma.com` is one, `my mail` is none. A name counts as a host where it is an
 * address, localhost, or stands under a suffix of the public suffix list.
 */
export const siteOfService = (service: string): string | undefined => {
  const host = canonicalHost(service)
  if (host === null) return undefined
  if (isIpLiteral(host) || host === 'localhost') return host
  const { isIcann, isPrivate, domain } = parse(host, { allowPrivateDomains: true })
  return (isIcann || isPrivate) && domain ? domain : undefined
}

/** The site of an origin or a host as a body has it. @throws AppError validation */
export const siteOfOrigin = (origin: string): string => {
  const url = origin.includes('://') ? URL.parse(origin) : URL.parse(`https://${origin}`)
  const site = url && /^https?:$/.test(url.protocol) ? siteOf(url.hostname) : null
  if (site !== null) return site
  throw new AppError('validation', 'body.origin is no web origin', {
    fields: [{ path: 'body.origin', message: 'must be an http or https origin, or a host' }],
  })
}
