import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { EgressPort, Fence } from '../contract/egress.ts'
import { judgeAddress } from './address.ts'
import { createAdmission } from './admission.ts'
import type { Dial } from './connect.ts'
import { createEventRing } from './event-ring.ts'
import { createExchange, toPlain } from './exchange.ts'
import { createPassages } from './passages.ts'
import { PinnedAgent } from './pinned-agent.ts'
import type { Resolve } from './resolve.ts'
import { createConnectTunnel, createUpgradeTunnel } from './tunnel.ts'

/** How long and how much; milliseconds and bytes. */
export interface EgressLimits {
  /** For all attempts to connect to a host. */
  readonly connectMs: number
  /** A connection without a byte in either direction is closed after this. */
  readonly idleMs: number
  /** Of one request's or answer's headers together. */
  readonly headerBytes: number
}

export interface PortDeps {
  readonly resolve: Resolve
  readonly direct: Dial
  readonly upstream: Dial | null
  readonly limits: EgressLimits
  /** Ports of this service; the new one is among them while it is open. */
  readonly ownPorts: Set<number>
}

/** Opens one loopback listener. It speaks to loopback peers only and refuses everything until it has a fence. */
export const openEgressPort = async (deps: PortDeps): Promise<EgressPort> => {
  const { limits, ownPorts } = deps
  const events = createEventRing()
  const browserSide = trackSockets(limits.idleMs)
  const networkSide = trackSockets(limits.idleMs)
  const ended = new AbortController()
  const passages = createPassages()
  let fence: Fence | null = null
  const admission = createAdmission({
    ...deps,
    fence: () => fence,
    events,
    connectMs: limits.connectMs,
    signal: ended.signal,
    onSocket: networkSide.add,
  })
  const agent = new PinnedAgent(route => admission.connect(route), { maxFreeSockets: 32 })

  const server = createServer({ maxHeaderSize: limits.headerBytes, requestTimeout: 0, keepAliveTimeout: limits.idleMs })
  server.on('connection', socket => (isLoopback(socket) ? browserSide.add(socket) : socket.destroy()))
  const exchange = createExchange({ admission, events, agent, headerBytes: limits.headerBytes })
  const connect = createConnectTunnel(admission)
  const upgrade = createUpgradeTunnel(admission, limits.headerBytes)
  server.on('request', (req, res) => {
    res.once('close', passages.add(req, toPlain(req)))
    exchange(req, res)
  })
  server.on('connect', (req, socket, head) => {
    socket.once('close', passages.add(req))
    connect(req, socket, head)
  })
  server.on('upgrade', (req, socket, head) => {
    socket.once('close', passages.add(req))
    upgrade(req, socket, head)
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  const askAgain = () => {
    passages.askAgain(fence)
    agent.dropIdle()
  }
  const port = await listenOnLoopback(server)
  ownPorts.add(port)
  const cut = () => {
    fence = null
    ended.abort()
    agent.destroy()
    browserSide.destroy()
    networkSide.destroy()
  }

  return {
    port,
    setFence: next => {
      fence = next
      askAgain()
    },
    askAgain,
    cut,
    eventsSince: events.since,
    onDenied: events.onDenied,
    get bytesIn() {
      return networkSide.bytesRead
    },
    async [Symbol.asyncDispose]() {
      cut()
      await new Promise(resolve => server.close(resolve))
      ownPorts.delete(port)
    },
  }
}

const listenOnLoopback = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0 }, () => resolve((server.address() as AddressInfo).port))
  })

const isLoopback = ({ remoteAddress }: Socket): boolean =>
  remoteAddress !== undefined && judgeAddress(remoteAddress).kind === 'loopback'

/** Knows every open socket of one side, closes idle ones, and counts what came in. */
const trackSockets = (idleMs: number) => {
  const open = new Set<Socket>()
  let closedBytes = 0
  let ended = false
  return {
    get bytesRead() {
      return [...open].reduce((sum, { bytesRead }) => sum + bytesRead, closedBytes)
    },
    add(socket: Socket): void {
      if (ended) return void socket.destroy()
      open.add(socket)
      socket.setTimeout(idleMs, () => socket.destroy())
      socket.once('close', () => {
        open.delete(socket)
        closedBytes += socket.bytesRead
      })
    },
    destroy(): void {
      ended = true
      for (const socket of open) socket.destroy()
    },
  }
}
