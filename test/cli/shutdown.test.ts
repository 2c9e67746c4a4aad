import { expect, setDefaultTimeout, test } from 'bun:test'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { serveSite } from '../support/site.ts'
import { until } from '../support/until.ts'
import { ticketIn, Viewer } from '../support/viewer.ts'
import { createPlace, type Place, readUntil } from './command-line.ts'
import { listDescendants, listProfiles, waitForEnd } from './processes.ts'

setDefaultTimeout(120_000)

const READY = /chaperone ready at (http:\/\/127\.0\.0\.1:\d+)\n/
const PASSWORD = 'correct horse battery staple'

/** The service ends within this time of SIGTERM: a service manager's patience ends some time after it. */
const END_MS = 12_000
/** A busy machine takes its time for the rest; a service that waits for somebody takes longer than this. */
const PATIENCE_MS = END_MS + 6_000

interface Running {
  readonly child: ReturnType<Place['start']>
  readonly url: string
  readonly agent: Record<string, string>
  send(method: string, path: string, body?: object): Promise<{ status: number; body: Record<string, string> }>
}

/** SIGTERM; gives the exit code, undefined where the service has not ended in time. */
const terminate = async (child: Running['child']): Promise<number | undefined> => {
  child.kill('SIGTERM')
  const patience = new Promise<undefined>(resolve => setTimeout(resolve, PATIENCE_MS))
  const code = await Promise.race([child.exited, patience])
  if (code === undefined) child.kill('SIGKILL')
  return code
}

const isSleeping = (pid: number): boolean => readCommand(pid).startsWith('sleep')

const readCommand = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return '' // it is gone
  }
}

const serve = async (place: Place): Promise<Running> => {
  const child = place.start('serve')
  const said = await readUntil(child.stdout, READY)
  const url = READY.exec(said)?.[1] ?? ''
  const agent = { authorization: `Bearer ${/nv_sk_live_[\w-]{43}/.exec(said)?.[0]}` }
  return {
    ...{ child, url, agent },
    send: async (method, path, body) => {
      const headers = { ...agent, 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' }
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const response = await fetch(`${url}/v1/users/default/browser${path}`, { method, headers, ...sent })
      return { status: response.status, body: (await response.json()) as Record<string, string> }
    },
  }
}

const SETTINGS = {
  CHAPERONE_ALLOW_PRIVATE: '127.0.0.0/8',
  CHAPERONE_OWNER_PASSWORD: PASSWORD,
  CHAPERONE_WARM: '1',
}

/** A raw connection to the service on which something was begun. */
const begin = async (url: string, text: string): Promise<Socket> => {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) })
  socket.on('error', () => undefined)
  await new Promise(resolve => socket.once('connect', resolve))
  socket.write(text)
  return socket
}

const openViewer = async ({ url }: Running, session: string): Promise<Viewer> => {
  const signedIn = await fetch(`${url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: 'owner@localhost', password: PASSWORD }),
  })
  const headers = { cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '', origin: url }
  const link = await fetch(`${url}/v1/users/default/browser/sessions/${session}/live-view`, { headers })
  const { live_view_url } = (await link.json()) as { live_view_url: string }
  return new Viewer(url, ticketIn(await (await fetch(live_view_url, { headers })).text()))
}

test('SIGTERM ends a service whose browser does not come up', async () => {
  await using place = await createPlace()
  chmodSync(place.path, 0o755) // Chromium is started by another user
  const chromium = join(place.path, 'chromium')
  writeFileSync(chromium, '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 })
  place.env['CHAPERONE_CHROMIUM'] = chromium
  const child = place.start('serve')
  while (!listDescendants(child.pid).some(isSleeping)) await new Promise(resolve => setImmediate(resolve))
  const below = listDescendants(child.pid)
  expect(await terminate(child)).toBe(0)
  await waitForEnd(below)
  expect(listProfiles(place.dataDir)).toEqual([])
})

test('SIGTERM ends the service whatever is open, with exit 0 and nothing left behind', async () => {
  using site = serveSite()
  site.show('<title>Open</title><img src="/endless">')
  site.route('/endless', () => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) })))
  site.route('/never', () => new Promise(() => undefined))
  await using place = await createPlace(SETTINGS)
  const service = await serve(place)
  const { url, agent, send } = service

  const shown = (await send('POST', '/sessions', { allowed_domains: ['127.0.0.1'] })).body['session_id'] ?? ''
  await send('POST', `/sessions/${shown}/navigate`, { url: site.url(), wait_until: 'domcontentloaded' })
  await until(() => site.hasHeard('/endless'))
  const busy = (await send('POST', '/sessions', { allowed_domains: ['127.0.0.1'] })).body['session_id'] ?? ''
  const running = send('POST', `/sessions/${busy}/navigate`, { url: site.url('/never') }).catch(() => undefined)
  await until(() => site.hasHeard('/never'))

  using viewer = await openViewer(service, shown)
  await until(() => viewer.frames > 0)
  const stream = await fetch(`${url}/v1/logs/stream`, { headers: agent })
  expect((await stream.body?.getReader().read())?.done).toBe(false)
  const head = `POST /v1/auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n`
  const kept = await begin(url, 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
  await new Promise(resolve => kept.once('data', resolve))
  const unread = await begin(
    url,
    `GET /v1/logs/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${agent['authorization']}\r\n\r\n`,
  )
  unread.pause()
  const others = [await begin(url, ''), await begin(url, head), await begin(url, `${head}Content-Length: 100\r\n\r\n{`)]
  const health = await fetch(`${url}/healthz`) // so that what was begun on the connections before has arrived
  expect(health.status).toBe(200)

  const below = listDescendants(service.child.pid)
  expect(await terminate(service.child)).toBe(0)
  await waitForEnd(below)
  expect(listProfiles(place.dataDir)).toEqual([])
  await running
  for (const socket of [kept, unread, ...others]) socket.destroy()
})
