import { connect } from 'node:net'
import type { Config } from '../config.ts'
import type { Check } from './check.ts'

const TIMEOUT_MS = 3_000

/** Where this machine reaches an address that the service listens on. */
const toReachable = (host: string): string => (host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host)

/** Whether a service of ours answers `/healthz` with success on the configured host and port. */
export const isServing = async ({ host, port }: Config): Promise<boolean> => {
  const address = toReachable(host)
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}/healthz`
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' })).ok
  } catch {
    return false // refused, reset, late: not serving
  }
}

const isTaken = (host: string, port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect({ host: toReachable(host), port, timeout: TIMEOUT_MS })
    const settle = (taken: boolean) => {
      socket.destroy()
      resolve(taken)
    }
    socket.once('connect', () => settle(true))
    socket.once('timeout', () => settle(false))
    socket.once('error', () => settle(false))
  })

export const checkPort: Check = async config => {
  const name = 'port'
  const { host, port } = config
  if (port === 0) return { name, status: 'ok', detail: 'the system picks a free one' }
  if (await isServing(config)) return { name, status: 'ok', detail: `the service answers on ${host}:${port}` }
  if (!(await isTaken(host, port))) return { name, status: 'ok', detail: `${host}:${port} is free` }
  return {
    name,
    status: 'fail',
    detail: `${host}:${port} is taken by another program`,
    mend: 'stop it, or set CHAPERONE_PORT to a free port',
  }
}
