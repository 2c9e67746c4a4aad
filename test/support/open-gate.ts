import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { EgressEvent, EgressGate, EgressPort, Fence } from '../../src/contract/egress.ts'

/**
 * An egress gate for browser tests: every name leads to 127.0.0.1 at the port that was asked for, so that a test can
 * have sites of many names and nothing leaves the machine. What it refuses is only what the fence's `request` refuses.
 */
export const createOpenGate = (): EgressGate => ({ openPort: async () => openPort() })

const openPort = async (): Promise<EgressPort> => {
  const events: EgressEvent[] = []
  const listeners: ((event: EgressEvent) => void)[] = []
  let fence: Fence | undefined
  let bytesIn = 0
  const record = (host: string, port: number, outcome: EgressEvent['outcome']) => {
    const event: EgressEvent = { host, port, outcome, at: performance.now() }
    events.push(event)
    for (const listener of listeners) listener(event)
  }
  const mayPass = (host: string, port: number): boolean => {
    const verdict = fence?.request(host, port) ?? { allowed: false, reason: 'domain_not_allowed', host }
    if (!verdict.allowed) record(host, port, verdict.reason)
    return verdict.allowed
  }
  const forward = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const url = new URL(incoming.url ?? '')
    const port = Number(url.port || 80)
    if (!mayPass(url.hostname, port)) return void incoming.socket.destroy()
    const { method, headers } = incoming
    const upstream = request(
      { host: '127.0.0.1', port, path: url.pathname + url.search, method, headers },
      response => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers)
        response.on('data', chunk => {
          bytesIn += chunk.length
        })
        response.pipe(outgoing)
      },
    )
    upstream.on('error', () => {
      record(url.hostname, port, 'refused')
      incoming.socket.destroy()
    })
    incoming.pipe(upstream)
  }
  const server = createServer(forward)
  server.on('connect', (incoming: IncomingMessage, socket) => {
    const { hostname, port } = new URL(`tunnel://${incoming.url}`)
    if (!mayPass(hostname, Number(port))) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    const upstream = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(socket)
      socket.pipe(upstream)
    })
    upstream.on('error', () => {
      record(hostname, Number(port), 'refused')
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    })
    socket.on('error', () => upstream.destroy())
    socket.on('close', () => upstream.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    fence = undefined
    server.closeAllConnections()
  }
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    setFence: given => {
      fence = given
    },
    askAgain: () => undefined,
    cut,
    eventsSince: at => events.filter(event => event.at >= at),
    onDenied: listener => void listeners.push(listener),
    get bytesIn() {
      return bytesIn
    },
    [Symbol.asyncDispose]: async () => {
      cut()
      server.close()
    },
  }
}
