import { createSocket } from 'node:dgram'
import { type Answer, AUTHORITATIVE_ANSWER, decode, encode } from 'dns-packet'

type Zone = Readonly<Record<string, (type: string, asked: number) => readonly string[]>>

/**
 * A DNS server of the test's own on loopback. A name's function gives the addresses for a query type; `asked` counts
 * the queries of that name and type before this one. Other names do not exist.
 */
export const openDns = async (zone: Zone) => {
  const queries: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (message, peer) => {
    const { id, questions = [] } = decode(message)
    const [question] = questions
    if (!question || id === undefined) return
    const line = `${question.type} ${question.name}`
    const asked = queries.filter(query => query === line).length
    queries.push(line)
    const addresses = zone[question.name]?.(question.type, asked)
    const answers = (addresses ?? []).map(
      data => ({ type: question.type, name: question.name, ttl: 0, data }) as Answer,
    )
    const rcode = addresses ? 0 : 3 // NXDOMAIN, RFC 1035 section 4.1.1
    const answer = encode({ type: 'response', id, flags: AUTHORITATIVE_ANSWER | rcode, questions, answers })
    socket.send(answer, peer.port, peer.address)
  })
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  return {
    server: `127.0.0.1:${socket.address().port}`,
    queries,
    [Symbol.asyncDispose]: () => new Promise<void>(resolve => socket.close(resolve)),
  }
}
