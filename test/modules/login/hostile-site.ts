import { page, serveFlow } from '../../forms/flow-site.ts'
import type { HostilePage } from './hostile-pages.ts'

/** The password that must not get out. */
export const SECRET = 'Kq7vTz-2mWx9Rb4'

/** Hears all that is sent to it, by any way; what its frame is told it asks for. */
export const listen = () => {
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
      if (pathname === '/socket')
        return new Response(
          "<script>const s = new WebSocket(location.origin.replace('http', 'ws')); s.onopen = () => parent.postMessage(1, '*'); onmessage = e => s.send(e.data)</script>",
          { headers: { 'content-type': 'text/html' } },
        )
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

/** A site with a sign-in form that is not on its visitor's side. */
export const serveHostile = ({ atForm = '', behind = '', shows = '', script = '' }: HostilePage, elsewhere: string) => {
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
  const opened = Promise.withResolvers<Response>()
  site.route('/until-opened', () => opened.promise)
  site.route('/opened', () => {
    opened.resolve(new Response(null, { status: 204 }))
    return new Response('opened')
  })
  site.route('/worker.js', () => new Response(put(script), { headers: { 'content-type': 'text/javascript' } }))
  return site
}
