import type { FieldPlace } from '../../browser/filling.ts'
import { judgeAddress } from '../../egress/address.ts'
import { canonicalHost, isIpLiteral } from '../../egress/host.ts'
import { siteOf } from '../../egress/site.ts'
import { AppError } from '../../lib/errors.ts'

/** The site of a host for the taint. */
export const createOwnHost =
  (site: string) =>
  (host: string): boolean =>
    siteOf(host) === site

/** A host that never leaves the machine; the egress has let it through, or the page would not be there. */
const isLoopback = (hostname: string): boolean => {
  const host = canonicalHost(hostname)
  if (host === null) return false
  return host === 'localhost' || (isIpLiteral(host) && judgeAddress(host.replace(/^\[|\]$/g, '')).kind === 'loopback')
}

/** Whether secrets may be typed at an origin: https, or http that stays on the machine (W3C Secure Contexts section 3.1). */
const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))

const mismatch = (site: string, found: string): AppError =>
  new AppError('credential_site_mismatch', `the credential is for ${site}, and the form is on ${found || 'no site'}`, {
    credential_site: site,
    site: found,
  })

/**
 * Holds what is about to be typed to the site that it is for: the field's frame and every frame around it, and where
 * its form sends.
 * @throws AppError credential_site_mismatch, form_posts_elsewhere
 */
export const assertOwnPlace = (place: FieldPlace, site: string): void => {
  for (const origin of place.origins) {
    const url = URL.parse(origin)
    const found = url ? siteOf(url.hostname) : null
    if (!url || found !== site) throw mismatch(site, found ?? '')
    if (!isSafe(url))
      throw new AppError('credential_site_mismatch', `${url.host} is not asked for over https`, { site })
  }
  for (const address of place.sendsTo) {
    const url = URL.parse(address)
    if (url?.protocol === 'javascript:') continue // its script runs in the page that was just judged
    if (!url || siteOf(url.hostname) !== site || !isSafe(url))
      throw new AppError('form_posts_elsewhere', `the form sends to ${url?.host || 'no web address'}`, {
        host: url?.host ?? '',
        credential_site: site,
      })
  }
}

/** The page's address as a body has it, and its site. @throws AppError scheme_not_allowed, validation */
export const readPageAddress = (address: string): { url: URL; site: string } => {
  const url = URL.parse(address)
  const site = url ? siteOf(url.hostname) : null
  if (url && /^https?:$/.test(url.protocol) && site !== null) return { url, site }
  if (url && !/^https?:$/.test(url.protocol)) throw new AppError('scheme_not_allowed', 'the URL is not http or https')
  throw new AppError('validation', 'body.url is no URL', { fields: [{ path: 'body.url', message: 'must be a URL' }] })
}
