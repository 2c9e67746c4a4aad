import { Agent, type AgentOptions, type ClientRequestArgs } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Route } from './admission.ts'
import { toConnectError } from './connect.ts'

/** Options of a request that goes by a checked route. */
export interface PinnedRequest extends ClientRequestArgs {
  readonly route: Route
  /** Sent again after a kept connection turned out dead: it must not get another such. */
  readonly fresh: boolean
}

type Connected = (error: Error | null, socket: Duplex) => void

/**
 * Keeps connections to origins open between requests. One is only used again for the same host at the same checked
 * addresses, so that a name which resolves anew to something else gets a new verdict and a new connection.
 */
export class PinnedAgent extends Agent {
  readonly #connect: (route: Route) => Promise<Socket>

  constructor(connect: (route: Route) => Promise<Socket>, options: AgentOptions) {
    super({ ...options, keepAlive: true })
    this.#connect = connect
  }

  /** Ends the connections that are kept for the next request. */
  dropIdle(): void {
    for (const sockets of Object.values(this.freeSockets)) for (const socket of sockets ?? []) socket.destroy()
  }

  override getName(options: PinnedRequest): string {
    const { to, addresses } = options.route
    return [to.host, to.port, options.fresh, ...addresses.map(({ address }) => address)].join(' ')
  }

  override createConnection(options: PinnedRequest, connected?: Connected): undefined {
    this.#connect(options.route).then(
      socket => connected?.(null, socket),
      // node:http reads no socket where there is an error, though its types want one.
      error => connected?.(toConnectError(error), undefined as never),
    )
  }
}
