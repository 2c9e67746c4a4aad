import { PassThrough, Writable } from 'node:stream'
import type { SpawnedChromium } from '../../src/browser/pool/spawn.ts'

/** Which call of the DevTools protocol fails: the nth of its method, from 0. */
export interface DevToolsFault {
  readonly method: string
  readonly nth: number
}

interface Call {
  readonly id: number
  readonly method: string
  readonly sessionId?: string
}

/** What is between the service and its Chromium: counts the calls, and answers one of them with an error. */
export interface Meddler {
  /** How often each method was called since the counting began anew. */
  readonly calls: ReadonlyMap<string, number>
  /** Forgets the counts, and what is to fail from here on. */
  begin(fault?: DevToolsFault): void
  /** Whether the fault has happened. */
  readonly hasStruck: boolean
}

/** A Chromium whose pipe somebody has a hand in. The messages end with a zero byte each. */
export const meddle = (spawned: SpawnedChromium): { chromium: SpawnedChromium; meddler: Meddler } => {
  const [stdin, stdout, stderr, toChromium, fromChromium] = spawned.child.stdio
  if (!toChromium || !fromChromium || !('write' in toChromium) || !('read' in fromChromium))
    throw new Error('there is no pipe to Chromium')
  const calls = new Map<string, number>()
  let fault: DevToolsFault | undefined
  let hasStruck = false
  const answers = new PassThrough()
  // What Chromium sends may be cut anywhere: an answer of ours waits for the end of a message.
  const waiting: string[] = []
  let isBetween = true
  const flush = () => {
    while (isBetween && waiting.length > 0) answers.write(waiting.shift())
  }
  fromChromium.on('data', (chunk: Buffer) => {
    answers.write(chunk)
    isBetween = chunk.at(-1) === 0
    flush()
  })
  for (const event of ['end', 'close', 'error']) fromChromium.on(event, () => answers.end())
  const isHit = ({ method }: Call): boolean => {
    const count = calls.get(method) ?? 0
    calls.set(method, count + 1)
    if (fault?.method !== method || fault.nth !== count) return false
    hasStruck = true
    return true
  }
  let rest = ''
  const asked = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      const messages = (rest + chunk.toString()).split('\0')
      rest = messages.pop() ?? ''
      for (const message of messages) {
        const call: Call = JSON.parse(message)
        if (!isHit(call)) toChromium.write(`${message}\0`)
        else {
          const { id, sessionId } = call
          const error = { code: -32000, message: 'a fault of the test' }
          waiting.push(`${JSON.stringify({ id, sessionId, error })}\0`)
          setImmediate(flush)
        }
      }
      done()
    },
  })
  const child = Object.create(spawned.child, { stdio: { value: [stdin, stdout, stderr, asked, answers] } })
  return {
    chromium: { ...spawned, child, [Symbol.asyncDispose]: () => spawned[Symbol.asyncDispose]() },
    meddler: {
      calls,
      get hasStruck() {
        return hasStruck
      },
      begin: next => {
        calls.clear()
        fault = next
        hasStruck = false
      },
    },
  }
}
