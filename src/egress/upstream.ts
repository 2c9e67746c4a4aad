import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { SocksClient } from 'socks'
import { AppError } from '../lib/errors.ts'
import { Secret } from '../lib/secret.ts'
import { type Dial, openSocket, toConnectError } from './connect.ts'
import type { PinnedAddress } from './resolve.ts'

/** An upstream proxy that the operator configured. Its own address is exempt from the address verdict. */
interface Upstream {
  readonly protocol: 'http:' | 'https:' | 'socks5:'
  /** Name or address, IPv6 without brackets. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: Secret
}

const DEFAULT_PORTS = { 'http:': 80, 'https:': 443, 'socks5:': 1080 } as const

const isProtocol = (protocol: string): protocol is Upstream['protocol'] => Object.hasOwn(DEFAULT_PORTS, protocol)

/**
 * A dial through an upstream proxy. The proxy is given the checked address and never the name, so that it cannot
 * resolve to something else; what the browser sends through (TLS server name, Host) still carries the name.
 *
 * @param url http, https or socks5 URL, with credentials where the proxy wants them
 * @throws TypeError where it is no such URL
 */
export const createUpstreamDial = (url: string): Dial => {
  const upstream = parseUpstream(url)
  return async (to, signal) => {
    const socket = await openToProxy(upstream, signal)
    const stop = () => socket.destroy()
    signal.addEventListener('abort', stop, { once: true })
    try {
      return await (upstream.protocol === 'socks5:' ? viaSocks : viaConnect)(upstream, socket, to)
    } catch (error) {
      socket.destroy()
      throw toConnectError(signal.aborted ? signal.reason : error)
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }
}

const parseUpstream = (text: string): Upstream => {
  const url = URL.parse(text)
  if (!url?.hostname || !isProtocol(url.protocol)) throw new TypeError('not an http, https or socks5 URL of a proxy')
  return {
    protocol: url.protocol,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || DEFAULT_PORTS[url.protocol]),
    user: decodeURIComponent(url.username),
    password: new Secret(decodeURIComponent(url.password)),
  }
}

const openToProxy = ({ protocol, host, port }: Upstream, signal: AbortSignal): Promise<Socket> =>
  protocol === 'https:'
    ? openSocket(() => connectTls({ host, port, servername: host }), 'secureConnect', signal)
    : openSocket(() => connect({ host, port }), 'connect', signal)

const viaSocks = async (upstream: Upstream, existing_socket: Socket, to: PinnedAddress): Promise<Socket> => {
  const { host, port, user } = upstream
  const login = user === '' ? {} : { userId: user, password: upstream.password.reveal() }
  const { socket } = await SocksClient.createConnection({
    command: 'connect',
    proxy: { host, port, type: 5, ...login },
    destination: { host: to.address, port: to.port },
    existing_socket,
  })
  return socket
}

/** RFC 9110 section 9.3.6. Used for plain http too: with an absolute-form request the proxy would resolve the name. */
const viaConnect = (upstream: Upstream, proxy: Socket, to: PinnedAddress): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const authority = to.family === 6 ? `[${to.address}]:${to.port}` : `${to.address}:${to.port}`
    const credentials = Buffer.from(`${upstream.user}:${upstream.password.reveal()}`).toString('base64')
    const login = upstream.user === '' ? [] : ['Proxy-Authorization', `Basic ${credentials}`]
    const ask = request({
      method: 'CONNECT',
      path: authority,
      headers: ['Host', authority, ...login],
      setHost: false,
      createConnection: () => proxy, // and no `agent`, not even false: node:http would then connect by itself
    })
    ask.once('error', reject)
    ask.once('connect', ({ statusCode }, socket, head) => {
      if (statusCode !== 200) return reject(refusal(statusCode))
      if (head.length > 0) socket.unshift(head)
      resolve(socket)
    })
    ask.end()
  })

const refusal = (status = 0): AppError =>
  status === 504
    ? new AppError('timeout', 'the upstream proxy could not connect in time')
    : new AppError('refused', `the upstream proxy answered ${status}`)
