import { Resolver, setServers } from 'node:dns'
import { readFileSync, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { Deadline } from '../lib/deadline.ts'

/** All addresses of a name; rejects where there are none. */
export type Lookup = (name: string) => Promise<readonly string[]>

/** What glibc waits for a name, too: two tries of 5 s (resolv.conf(5)). */
const LOOKUP_MS = 10_000

/**
 * The system's names: its hosts file, name servers and search domains. On Linux c-ares asks for them and not getaddrinfo, which Bun
 * runs on the few threads that read and write its files: names that no server answers for would hold all of those up, for as long
 * as a page goes on naming such (oven-sh/bun#40642).
 */
export const createSystemLookup = (): Lookup => {
  if (process.platform !== 'linux') return async name => toAddresses(await Bun.dns.lookup(name))
  const followNameServers = createFollower()
  return async name => {
    followNameServers()
    using deadline = new Deadline(LOOKUP_MS)
    return toAddresses(await deadline.race(Bun.dns.lookup(name, { backend: 'c-ares' })))
  }
}

const toAddresses = (found: readonly { readonly address: string }[]) => found.map(({ address }) => address)

const RESOLV_CONF = '/etc/resolv.conf'

/** c-ares reads the system's name servers once, at the start; a machine that changes its network changes them. */
const createFollower = () => {
  const readTime = () => statSync(RESOLV_CONF, { throwIfNoEntry: false })?.mtimeMs
  let known = readTime()
  return () => {
    const now = readTime()
    if (now === known || now === undefined) return
    known = now
    const named = readFileSync(RESOLV_CONF, 'utf8').matchAll(/^\s*nameserver\s+(\S+)/gm)
    const servers = [...named]
      .map(([, server = '']) => server)
      .filter(server => isIP(server) !== 0 && !server.includes('%'))
    if (servers.length > 0) setServers(servers)
  }
}

/**
 * One DNS server, asked for A and AAAA at once.
 *
 * @param server `address:port`, an IPv6 address in brackets; without a port, 53
 * @throws TypeError where `server` is no such thing (a name cannot be: who would resolve it?)
 */
export const createServerLookup = (server: string): Lookup => {
  const [, address = '', port] = server.match(/^\[?([^\]]+?)\]?(?::(\d{1,5}))?$/) ?? []
  if (isIP(address) === 0 || Number(port ?? 53) > 65535)
    throw new TypeError(`not an address of a DNS server: ${server}`)
  const resolver = new Resolver({ timeout: 2000, tries: 2 })
  resolver.setServers([server])
  return async name => {
    const answers = await Promise.allSettled([ask(resolver, name, 'A'), ask(resolver, name, 'AAAA')])
    const addresses = answers.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []))
    if (addresses.length === 0) throw new Error(`no address for ${name}`)
    return addresses
  }
}

const ask = (resolver: Resolver, name: string, type: 'A' | 'AAAA'): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | null, addresses: string[]) => (error ? reject(error) : resolve(addresses))
    if (type === 'A') resolver.resolve4(name, done)
    else resolver.resolve6(name, done)
  })
