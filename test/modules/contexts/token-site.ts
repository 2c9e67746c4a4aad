import { type Site, serveSite } from '../../support/site.ts'

/** What a page of the site has told it from inside the browser, newest last. */
export interface Told {
  readonly account: string | null
  readonly marks: readonly (string | null)[]
}

/**
 * A site that signs its people in by three things at once: a session cookie, a refresh token that is good once and
 * replaced at every visit, and a token in IndexedDB that is replaced at every visit too.
 */
export interface TokenSite extends Site {
  readonly told: readonly Told[]
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }

const SCRIPT = `<script>
const open = () => new Promise((resolve, reject) => {
  const asking = indexedDB.open('tokens', 1)
  asking.onupgradeneeded = () => asking.result.createObjectStore('t')
  asking.onsuccess = () => resolve(asking.result)
  asking.onerror = () => reject(asking.error)
})
const put = async (key, value) => {
  const db = await open()
  await new Promise(resolve => { const tx = db.transaction('t', 'readwrite'); tx.objectStore('t').put(value, key); tx.oncomplete = resolve })
  db.close()
}
const get = async key => {
  const db = await open()
  const asking = db.transaction('t').objectStore('t').get(key)
  return await new Promise(resolve => { asking.onsuccess = () => { db.close(); resolve(asking.result) } })
}
const tell = what => fetch('/told', { method: 'POST', body: JSON.stringify(what) })
</script>`

const LOGIN = `<!doctype html><title>Sign in</title><input type="password">`

const home = (
  next: number,
) => `<!doctype html><title>Home</title><button>Sign out</button>${SCRIPT}<script type="module">
const token = await get('access')
const answer = await fetch('/account', { headers: { 'x-token': token ? [...token.bytes].join('.') + ' ' + token.at.getTime() : '' } })
const account = answer.ok ? await answer.text() : null
if (account) await put('access', { bytes: new Uint8Array([${next >> 8}, ${next & 255}]), at: new Date(${next}) })
await tell({ account, marks: [] })
</script>`

/** Some 300 kB, so that a save takes a while; every part says which mark it belongs to. */
const mark = (n: string) => `<!doctype html><title>Mark</title>${SCRIPT}<script type="module">
localStorage.setItem('mark', '${n}')
for (let at = 0; at < 100; at += 1) localStorage.setItem('bulk ' + at, '${n} '.repeat(500))
sessionStorage.setItem('mark', '${n}')
await put('mark', new Map([['mark', '${n}']]))
await tell({ account: null, marks: ['${n}'] })
</script>`

const marks = (cookie: string) => `<!doctype html><title>Marks</title>${SCRIPT}<script type="module">
const all = new Set()
for (let at = 0; at < 100; at += 1) for (const one of (localStorage.getItem('bulk ' + at) ?? 'none').trim().split(' ')) all.add(one)
await tell({ account: null, marks: ['${cookie}', localStorage.getItem('mark'), sessionStorage.getItem('mark'), (await get('mark'))?.get('mark') ?? null, ...all] })
</script>`

export const serveTokenSite = (): TokenSite => {
  const site = serveSite()
  const told: Told[] = []
  const sid = crypto.randomUUID()
  let refresh = 0
  let access = 0
  const cookieOf = (request: Request, name: string) =>
    new RegExp(`(?:^|; )${name}=([^;]*)`).exec(request.headers.get('cookie') ?? '')?.[1] ?? ''
  const page = (html: string, cookies: readonly string[] = [], status = 200) => {
    const headers = new Headers(HTML)
    for (const cookie of cookies) headers.append('set-cookie', cookie)
    return new Response(html, { headers, status })
  }
  const rotated = () => {
    refresh += 1
    return `refresh=r${refresh}; HttpOnly; Path=/; Max-Age=99999`
  }
  const tokenOf = (n: number) => `${n >> 8}.${n & 255} ${n}`
  site.route('/login', () => {
    access = 1
    return page(
      `<!doctype html><title>Welcome</title>${SCRIPT}<script type="module">
await put('access', { bytes: new Uint8Array([0, 1]), at: new Date(1) }); await tell({ account: 'new', marks: [] })</script>`,
      [`sid=${sid}; HttpOnly; Path=/`, rotated()],
    )
  })
  site.route('/', request => {
    const isIn = cookieOf(request, 'sid') === sid && cookieOf(request, 'refresh') === `r${refresh}`
    return isIn ? page(home(access + 1), [rotated()]) : page(LOGIN, [], 401)
  })
  site.route('/account', request => {
    if (cookieOf(request, 'sid') !== sid || request.headers.get('x-token') !== tokenOf(access))
      return new Response('no', { status: 401 })
    access += 1
    return new Response('ada')
  })
  site.route('/mark', request => {
    const n = new URL(request.url).searchParams.get('n') ?? ''
    return page(mark(n), [`mark=${n}; HttpOnly; Path=/`])
  })
  site.route('/marks', request => page(marks(cookieOf(request, 'mark'))))
  site.route('/told', async request => {
    told.push((await request.json()) as Told)
    return new Response('ok')
  })
  site.route('/favicon.ico', () => new Response(null, { status: 204 }))
  return Object.assign(site, { told })
}
