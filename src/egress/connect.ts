import { connect, type Socket } from 'node:net'
import type { ConnectFailure } from '../contract/egress.ts'
import { Deadline } from '../lib/deadline.ts'
import { AppError, isAppError } from '../lib/errors.ts'
import type { PinnedAddress } from './resolve.ts'

/** Opens a connection to one checked address and port; rejects with AppError refused, reset or timeout. */
export type Dial = (to: PinnedAddress, signal: AbortSignal) => Promise<Socket>

/** Connects straight to the address. */
export const dialDirect: Dial = (to, signal) =>
  openSocket(() => connect({ host: to.address, port: to.port, family: to.family }), 'connect', signal)

/** Waits until the socket is up; an abort of the signal or a failure destroys it and rejects. */
export const openSocket = (
  open: () => Socket,
  ready: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<Socket> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(toConnectError(signal.reason))
    const socket = open()
    const stop = () => socket.destroy(toConnectError(signal.reason))
    const fail = (error: unknown) => {
      signal.removeEventListener('abort', stop)
      reject(toConnectError(error))
    }
    signal.addEventListener('abort', stop, { once: true })
    socket.once('error', fail)
    socket.once(ready, () => {
      signal.removeEventListener('abort', stop)
      socket.off('error', fail)
      resolve(socket.setNoDelay(true))
    })
  })

type SocketFailure = Exclude<ConnectFailure, 'headers_too_large' | 'malformed'>

const SOCKET_FAILURES: readonly string[] = ['dns', 'refused', 'reset', 'timeout'] satisfies SocketFailure[]

const isSocketFailure = (reason: string): reason is SocketFailure => SOCKET_FAILURES.includes(reason)

/** What a failed connection is called. Unreachable counts as refused: nobody there took it. */
export const connectFailureOf = (error: unknown): SocketFailure => {
  if (isAppError(error) && isSocketFailure(error.reason)) return error.reason
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ETIMEDOUT') return 'timeout'
  return code === 'ECONNRESET' || code === 'EPIPE' ? 'reset' : 'refused'
}

/** Any failure to connect as the AppError that an egress event is named after. */
export const toConnectError = (error: unknown): AppError =>
  isAppError(error) ? error : new AppError(connectFailureOf(error), 'the connection failed', {}, { cause: error })

/**
 * Tries the checked addresses one after the other, each with its share of the time, so that a host whose IPv6 leads
 * nowhere is still reached (RFC 8305, without the race).
 *
 * @param ms for all attempts together
 */
export const connectFirst = async (
  addresses: readonly PinnedAddress[],
  dial: Dial,
  { ms, signal }: { ms: number; signal: AbortSignal },
): Promise<Socket> => {
  using deadline = new Deadline(ms, signal)
  let failure = new AppError('refused', 'there is no address to connect to')
  for (const [index, address] of addresses.entries()) {
    using attempt = new Deadline(deadline.left / (addresses.length - index), deadline.signal)
    try {
      return await dial(address, attempt.signal)
    } catch (error) {
      failure = toConnectError(error)
    }
  }
  throw failure
}
