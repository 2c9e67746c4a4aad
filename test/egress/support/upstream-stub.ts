import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { openTcp } from './origin.ts'

/** What an upstream stub was asked for, and by whom. */
interface Ask {
  readonly destination: string
  readonly login: string | null
}

/** An http proxy that connects every CONNECT to `to` on loopback, or answers with `status` where it is another than 200. */
export const openHttpUpstream = async ({ to, status = 200 }: { to: number; status?: number }) => {
  const asks: Ask[] = []
  const sockets = new Set<Socket>()
  const server = createServer((req, res) => {
    asks.push({ destination: `not CONNECT: ${req.method} ${req.url}`, login: null })
    res.end()
  })
  server.on('connect', (req, socket) => {
    asks.push({ destination: req.url ?? '', login: req.headers['proxy-authorization'] ?? null })
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`)
    const origin = connect(to, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    sockets.add(origin)
    origin.pipe(socket).pipe(origin)
    socket.on('error', () => origin.destroy())
    origin.on('error', () => socket.destroy())
    return undefined
  })
  server.on('connection', socket => sockets.add(socket))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    asks,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** A SOCKS5 proxy (RFC 1928, RFC 1929) that connects to `to` on loopback, or replies with `reply` where it is not 0. */
export const openSocksUpstream = async ({ to, reply = 0 }: { to: number; reply?: number }) => {
  const asks: Ask[] = []
  const serve = (socket: Socket) => {
    let login: string | null = null
    const steps = [
      (greeting: Buffer) => socket.write(Buffer.from([5, greeting.includes(2, 2) ? 2 : 0])),
      (message: Buffer) => {
        if (message[0] !== 1) return
        const user = message.subarray(2, 2 + (message[1] ?? 0))
        login = `${user}:${message.subarray(3 + user.length)}`
        socket.write(Buffer.from([1, 0]))
      },
      (message: Buffer) => {
        asks.push({ destination: destinationOf(message), login })
        if (reply !== 0) return void socket.end(Buffer.from([5, reply, 0, 1, 0, 0, 0, 0, 0, 0]))
        const origin = connect(to, '127.0.0.1', () => {
          socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
          origin.pipe(socket).pipe(origin)
        })
        origin.on('error', () => socket.destroy())
        socket.on('close', () => origin.destroy())
      },
    ]
    const next = (message: Buffer) => {
      const isRequest = message[0] === 5 && steps.length < 3
      if (isRequest) steps.splice(0, steps.length - 1)
      steps.shift()?.(message)
      if (steps.length > 0) socket.once('data', next)
    }
    socket.once('data', next)
  }
  const server = await openTcp(serve)
  return { ...server, asks }
}

/** RFC 1928 section 4: address type 1 is IPv4, 3 a name, 4 IPv6. */
const destinationOf = (message: Buffer): string => {
  const type = message[3]
  const port = message.readUInt16BE(message.length - 2)
  const address = message.subarray(4, -2)
  if (type === 1) return `${[...address].join('.')}:${port}`
  if (type === 4) return `[${address.toString('hex').match(/.{4}/g)?.join(':')}]:${port}`
  return `name ${address.subarray(1)}:${port}`
}
