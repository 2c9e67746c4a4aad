import { type Site, serveSite } from '../../support/site.ts'

/** A site with a session cookie, a refresh token that rotates with every visit, and a token in IndexedDB. */
export interface LoginSite extends Site {
  /** How many times the refresh token was rotated. */
  readonly rotations: number
  signOutEverybody(): void
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }

const HOME = `<!doctype html><title>Private inbox of Ada</title><h1>Signed in as CANARY-ada</h1>
<button>Sign out</button><a href="/letters/CANARY-letter">CANARY letter</a><input value="CANARY-field">
<div id="token">…</div>
<script>
const opening = indexedDB.open('tokens', 1)
opening.onupgradeneeded = () => opening.result.createObjectStore('t')
opening.onsuccess = () => {
  const ask = opening.result.transaction('t').objectStore('t').get('access')
  ask.onsuccess = () => { document.getElementById('token').textContent = ask.result ? 'has token' : 'no token' }
}
</script>`

const LOGIN = `<!doctype html><title>Sign in</title><form method="post" action="/login">
<label>Name <input name="user"></label><label>Password <input type="password" name="password"></label>
<button>Sign in</button></form>`

const STORE = `<!doctype html><title>Welcome</title><body><button>Sign out</button><script>
const opening = indexedDB.open('tokens', 1)
opening.onupgradeneeded = () => opening.result.createObjectStore('t')
opening.onsuccess = () => {
  const tx = opening.result.transaction('t', 'readwrite')
  tx.objectStore('t').put({ token: new Uint8Array([1, 2, 3]), at: new Date(0) }, 'access')
  tx.oncomplete = () => { document.body.append('all stored') }
}
</script>`

export const serveLoginSite = (): LoginSite => {
  const site = serveSite()
  let current = 0
  const sessions = new Set<string>()
  const cookiesOf = (request: Request) =>
    new Map((request.headers.get('cookie') ?? '').split('; ').map(pair => pair.split('=') as [string, string]))
  const rotate = (headers: Headers) => {
    current += 1
    headers.append('set-cookie', `refresh=r${current}; HttpOnly; Path=/; Max-Age=99999`)
  }
  site.route('/', request => {
    const cookies = cookiesOf(request)
    // A refresh token is good once: one that was used before means that somebody stole it.
    if (!sessions.has(cookies.get('sid') ?? '') || cookies.get('refresh') !== `r${current}`)
      return new Response(LOGIN, { headers: HTML, status: 401 })
    const headers = new Headers(HTML)
    rotate(headers)
    return new Response(HOME, { headers })
  })
  site.show(LOGIN, '/sign-in')
  site.route('/login', () => {
    const sid = crypto.randomUUID()
    sessions.add(sid)
    const headers = new Headers(HTML)
    headers.append('set-cookie', `sid=${sid}; HttpOnly; Path=/`)
    rotate(headers)
    return new Response(STORE, { headers })
  })
  site.route('/favicon.ico', () => new Response(null, { status: 204 }))
  const own = { signOutEverybody: () => sessions.clear() }
  return Object.defineProperty(Object.assign(site, own), 'rotations', { get: () => current }) as LoginSite
}
