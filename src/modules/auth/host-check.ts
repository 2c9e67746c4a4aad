import ipaddr from 'ipaddr.js'
import { AppError } from '../../lib/errors.ts'
import type { Callers, Peers } from './callers.ts'

interface HostCheckDeps {
  readonly callers: Pick<Callers, 'hostOf'>
  readonly publicUrl: () => string
}

/** Refuses a request for a host that is not ours. @throws AppError host_not_allowed */
export type AssertHost = (request: Request, peers: Peers | null) => void

/**
 * A page can bind a name of its own to this machine (DNS rebinding), and is of the same origin then as whatever answers it. Ours are
 * the public URL's host, the loopback names (RFC 6761 section 6.3), and every address, since no name can be bound to that. A
 * request without a host (HTTP/1.0) comes from no page.
 */
export const createHostCheck = ({ callers, publicUrl }: HostCheckDeps): AssertHost => {
  /** The one that most requests name. */
  let known: string | undefined
  return (request, peers) => {
    const host = callers.hostOf(request, peers)
    if (host === null || host === known) return
    if (!isOurs(toName(host), toName(new URL(publicUrl()).host)))
      throw new AppError('host_not_allowed', 'the service is not asked by that name')
    known = host
  }
}

const isOurs = (name: string | null, publicName: string | null): boolean =>
  name !== null && (name === publicName || name === 'localhost' || name.endsWith('.localhost') || ipaddr.isValid(name))

/** The name or address in a Host header, without port and brackets. */
const toName = (host: string): string | null => {
  const url = /^[\w.:[\]-]+$/.test(host) ? URL.parse(`http://${host}/`) : null
  return url?.hostname.replace(/\.$/, '').replace(/^\[(.*)\]$/, '$1') ?? null
}
