import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { AUTHORITATIVE_ANSWER, decode, encode } from 'dns-packet'
import { createSystemLookup, type Lookup } from '../../../src/egress/lookup.ts'

/** What this program prints: it runs where 127.0.0.1:53 is the name server and answers nothing. */
export interface SilentNames {
  readonly filesBehindGetaddrinfo: 'at once' | 'after a name'
  readonly filesBehindOurs: 'at once' | 'after a name'
  readonly filed: readonly string[]
  readonly answeredByNewServer: readonly string[]
}

const NAMES = Array.from({ length: 64 }, (_, index) => `name${index}.example.com`)

const listen = async (address: string, answer?: string) => {
  const socket = createSocket('udp4')
  socket.on('message', (message, peer) => {
    const { id, questions = [] } = decode(message)
    const [question] = questions
    if (answer === undefined || !question || id === undefined) return
    const answers = question.type === 'A' ? [{ type: 'A' as const, name: question.name, ttl: 0, data: answer }] : []
    socket.send(
      encode({ type: 'response', id, flags: AUTHORITATIVE_ANSWER, questions, answers }),
      peer.port,
      peer.address,
    )
  })
  await new Promise<void>(resolve => socket.bind(53, address, resolve))
}

/** Asks for many names at once, and reads a file meanwhile. */
const readMeanwhile = async (ask: Lookup): Promise<SilentNames['filesBehindOurs']> => {
  let settled = 0
  const count = () => {
    settled += 1
  }
  for (const name of NAMES) ask(name).then(count, count)
  await new Promise(resolve => setTimeout(resolve, 100)) // all threads that there are have taken one
  await readFile('/etc/hosts', 'utf8')
  return settled === 0 ? 'at once' : 'after a name'
}

await listen('127.0.0.1')
await listen('127.0.0.2', '192.0.2.7')
const ours = createSystemLookup()
const filesBehindOurs = await readMeanwhile(ours)
const filed = await ours('filed.test')
const filesBehindGetaddrinfo = await readMeanwhile(async name =>
  (await lookup(name, { all: true })).map(({ address }) => address),
)
writeFileSync('/etc/resolv.conf', 'nameserver 127.0.0.2\n')
const answeredByNewServer = await ours('after.example.com')
const told: SilentNames = { filesBehindGetaddrinfo, filesBehindOurs, filed, answeredByNewServer }
process.stdout.write(JSON.stringify(told))
process.exit()
