import { type IncomingMessage, request } from 'node:http'
import type { Duplex } from 'node:stream'
import { isAppError } from '../lib/errors.ts'
import type { Admission } from './admission.ts'
import { admitRequest, toOriginRequest } from './exchange.ts'
import { toBrowserHeaders } from './headers.ts'
import { parseHostPort } from './host.ts'

/** A request whose connection becomes a byte stream in both directions. Never rejects. */
export type Tunnel = (req: IncomingMessage, browser: Duplex, head: Buffer) => Promise<void>

/** CONNECT (RFC 9110 section 9.3.6): https, and every WebSocket, which Chromium tunnels through a proxy. */
export const createConnectTunnel =
  (admission: Admission): Tunnel =>
  async (req, browser, head) => {
    browser.once('error', () => browser.destroy())
    const to = parseHostPort(req.url ?? '')
    if (!to) return refuse(browser, '400 Bad Request')
    const route = await admission.admit(to)
    if (route === 'denied') return refuse(browser, '403 Forbidden')
    if (route === 'unresolved') return refuse(browser, '502 Bad Gateway')
    try {
      const origin = await admission.connect(route)
      if (browser.destroyed) return void origin.destroy()
      browser.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      join(browser, origin, head)
    } catch (error) {
      refuse(browser, isAppError(error, 'timeout') ? '504 Gateway Timeout' : '502 Bad Gateway')
    }
  }

/** Upgrade in absolute form (RFC 9110 section 7.8). An origin that does not switch protocols gets no second request. */
export const createUpgradeTunnel =
  (admission: Admission, headerBytes: number): Tunnel =>
  async (req, browser, head) => {
    browser.once('error', () => browser.destroy())
    const target = await admitRequest(req, admission)
    if (!target) return void browser.destroy()
    try {
      const socket = await admission.connect(target.route)
      if (browser.destroyed) return void socket.destroy()
      const options = toOriginRequest(req, target, headerBytes)
      const upgrade = ['Connection', 'Upgrade', 'Upgrade', req.headers.upgrade ?? '']
      const headers = [...(options.headers as string[]), ...upgrade]
      // No `agent`, not even false: node:http would then ignore createConnection and connect by itself.
      const out = request({ ...options, headers, createConnection: () => socket })
      out.once('upgrade', (answer, origin, early) => {
        browser.write(switchingHead(answer))
        browser.write(early)
        join(browser, origin, head)
      })
      out.once('response', () => browser.destroy())
      out.once('error', () => browser.destroy())
      out.end()
    } catch {
      browser.destroy() // recorded where it failed
    }
  }

const switchingHead = (answer: IncomingMessage): string => {
  const raw = toBrowserHeaders(answer.rawHeaders)
  const lines = raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : []))
  const upgrade = ['Connection: Upgrade', `Upgrade: ${answer.headers.upgrade ?? ''}`]
  return ['HTTP/1.1 101 Switching Protocols', ...lines, ...upgrade, '', ''].join('\r\n')
}

/** An answer without a body, so that there is nothing to show. */
const refuse = (browser: Duplex, status: string): void => {
  browser.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
}

/** Bytes both ways, as fast as the slower side takes them; the end of one is the end of the other. */
const join = (browser: Duplex, origin: Duplex, head: Buffer): void => {
  if (browser.destroyed) return void origin.destroy()
  if (head.length > 0) origin.write(head)
  for (const [from, to] of [
    [browser, origin],
    [origin, browser],
  ] as const) {
    from.pipe(to)
    from.once('error', () => to.destroy())
    from.once('close', () => to.destroy())
  }
}
