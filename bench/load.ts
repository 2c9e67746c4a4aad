import { Buffer } from 'node:buffer'

/** What a run of requests measured. */
export interface LoadResult {
  readonly requestsPerSecond: number
  /** Milliseconds. */
  readonly median: number
}

/**
 * Sends `total` GET requests to a loopback address over `connections` kept-alive connections, one at a time on each. A
 * plain socket client, since fetch would cost more than what it measures.
 * @throws Error at the first answer that is not 200
 */
export const measureLoad = async (
  target: { url: string; headers: Readonly<Record<string, string>> },
  { total, connections }: { total: number; connections: number },
): Promise<LoadResult> => {
  const { hostname, port, pathname, host } = new URL(target.url)
  const headers = Object.entries({ host, ...target.headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  const request = Buffer.from(`GET ${pathname} HTTP/1.1\r\n${headers.join('')}\r\n`)
  const latencies: number[] = []
  const budget = { left: total }
  const start = performance.now()
  const clients = Array.from({ length: connections }, () =>
    runClient({ hostname, port: Number(port), request, budget, latencies }),
  )
  await Promise.all(clients)
  const seconds = (performance.now() - start) / 1000
  return { requestsPerSecond: total / seconds, median: median(latencies) }
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

interface Client {
  readonly hostname: string
  readonly port: number
  readonly request: Uint8Array
  readonly budget: { left: number }
  readonly latencies: number[]
}

const runClient = ({ hostname, port, request, budget, latencies }: Client): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let received = ''
  let sentAt = 0
  const next = (socket: Bun.Socket) => {
    if (budget.left <= 0) {
      socket.end()
      return resolve()
    }
    budget.left -= 1
    sentAt = performance.now()
    socket.write(request)
  }
  Bun.connect({
    hostname,
    port,
    socket: {
      open: next,
      data(socket, chunk) {
        received += chunk.toString('latin1')
        const end = received.indexOf('\r\n\r\n')
        const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? Number.NaN)
        if (end < 0 || received.length < end + 4 + length) return
        if (!received.startsWith('HTTP/1.1 200')) return reject(new Error(received.slice(0, 400)))
        latencies.push(performance.now() - sentAt)
        received = ''
        next(socket)
      },
      close: () => resolve(),
      error: (_, error) => reject(error),
    },
  }).catch(reject)
  return promise
}
