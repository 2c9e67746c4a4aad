import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect, createServer as createTcpServer, type Socket } from 'node:net'

/** A loopback http server of the test's own that remembers what it heard. */
export interface Origin extends AsyncDisposable {
  readonly port: number
  readonly server: Server
  /** Method and path of every request, oldest first. */
  readonly heard: string[]
  /** Connections taken. */
  readonly connections: () => number
}

/** Answers with `respond`, by default 200 and the request's path. */
export const openOrigin = async (
  respond: RequestListener = (req, res) => res.end(`origin ${req.url}`),
  host = '127.0.0.1',
): Promise<Origin> => {
  const heard: string[] = []
  let connections = 0
  const server = createServer((req: IncomingMessage, res) => {
    heard.push(`${req.method} ${req.url}`)
    respond(req, res)
  })
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>(resolve => server.listen(0, host, resolve))
  return {
    port: (server.address() as AddressInfo).port,
    server,
    heard,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** A loopback TCP server of the test's own. */
export const openTcp = async (serve: (socket: Socket) => void) => {
  const sockets = new Set<Socket>()
  const server = createTcpServer(socket => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    serve(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** A raw connection to a loopback port: what came so far, and waits for more. */
export const openRaw = (port: number) => {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  let closed = false
  let wake = Promise.withResolvers<void>()
  const changed = () => {
    wake.resolve()
    wake = Promise.withResolvers<void>()
  }
  socket.on('data', chunk => {
    text += chunk.toString('latin1')
    changed()
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    closed = true
    changed()
  })
  const until = async (done: () => boolean): Promise<string> => {
    while (!done() && !closed) await wake.promise
    return text
  }
  return {
    socket,
    send: (data: string) => void socket.write(data),
    /** All that came, once it holds `part`, or the connection closed. */
    read: (part: string) => until(() => text.includes(part)),
    /** All that came until the other side closed. */
    readToEnd: () => until(() => false),
    [Symbol.dispose]: () => void socket.destroy(),
  }
}
