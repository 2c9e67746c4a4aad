import { expect, test } from 'bun:test'
import { captureState } from '../../../src/browser/state/capture.ts'
import type { StateScope } from '../../../src/browser/state/login-state.ts'
import { restoreState } from '../../../src/browser/state/restore.ts'
import type { Tab } from '../../../src/browser/tab.ts'
import { insidesOf } from '../../../src/browser/tab.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()

const HOST = '127.0.0.1'
const scope: StateScope = {
  hasCookieDomain: domain => domain === HOST,
  hasOrigin: origin => new URL(origin).hostname === HOST,
}

const go = async (tab: Tab, url: string) => {
  using deadline = new Deadline(20_000)
  return await tab.navigate(url, { deadline })
}
const run = (tab: Tab, script: string): Promise<unknown> => insidesOf(tab).page.evaluate(script)
const capture = async (tab: Tab) => {
  using deadline = new Deadline(20_000)
  return await captureState(tab, scope, deadline)
}

const WRITE = `(async () => {
  localStorage.setItem('local', 'kept ☃')
  sessionStorage.setItem('tab', 'of this tab')
  const db = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('vault', 7)
    opening.onupgradeneeded = () => {
      const people = opening.result.createObjectStore('people', { keyPath: 'id', autoIncrement: true })
      people.createIndex('byTags', 'tags', { multiEntry: true })
      people.createIndex('byName', ['name', 'born'], { unique: true })
      opening.result.createObjectStore('loose')
    }
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const tx = db.transaction(['people', 'loose'], 'readwrite')
  const shared = { deep: -0 }
  const circular = { name: 'Ada', born: new Date(0), tags: ['a', 'b'], shared, again: shared }
  circular.self = circular
  tx.objectStore('people').put(circular)
  tx.objectStore('loose').put(new Map([['set', new Set([1n, undefined, NaN])], ['re', /x+/gi]]), new Date(5))
  tx.objectStore('loose').put(new Uint8Array([0, 255, 7]).subarray(1), ['a', 2])
  tx.objectStore('loose').put(new Blob(['hello'], { type: 'text/x-test' }), 'blob')
  tx.objectStore('loose').put(new File(['there'], 'name.txt', { type: 'text/plain', lastModified: 9 }), 'file')
  await new Promise((resolve, reject) => { tx.oncomplete = resolve; tx.onerror = reject })
  db.close()
})()`

const READ = `(async () => {
  const ask = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error) })
  const db = await ask(indexedDB.open('vault'))
  const tx = db.transaction(['people', 'loose'])
  const people = tx.objectStore('people'), loose = tx.objectStore('loose')
  const [byTag, byName, map, bytes, blob, file, next] = await Promise.all([
    ask(people.index('byTags').getAll('b')), ask(people.index('byName').count()), ask(loose.get(new Date(5))),
    ask(loose.get(['a', 2])), ask(loose.get('blob')), ask(loose.get('file')), 0])
  const [ada] = byTag
  const id = await ask(db.transaction('people', 'readwrite').objectStore('people').add({ name: 'next', born: 1 }))
  return {
    cookies: document.cookie, local: localStorage.local, tab: sessionStorage.tab, version: db.version,
    born: ada.born instanceof Date && ada.born.getTime(), circular: ada.self === ada, shared: ada.shared === ada.again,
    minus: Object.is(ada.shared.deep, -0), byName, id,
    set: [...map.get('set')].map(String), re: String(map.get('re')), bytes: bytes instanceof Uint8Array && [...bytes],
    blob: [blob.type, await blob.text()], file: [file.name, file.lastModified, file instanceof File, await file.text()],
  }
})()`

test('cookies, both storages and IndexedDB with its types go from one browser into another', async () => {
  using site = serveSite()
  site.route(
    '/',
    () =>
      new Response('<title>site</title>', {
        headers: [
          ['content-type', 'text/html'],
          ['set-cookie', 'session=of-the-browser; HttpOnly; SameSite=Lax'],
          ['set-cookie', 'kept=yes; Max-Age=9999; Path=/'],
        ],
      }),
  )
  await using first = await chromium.lease()
  await go(first.tab, site.url('/'))
  await run(first.tab, WRITE)
  const { state, notSaved } = await capture(first.tab)
  expect(notSaved).toEqual([])
  expect(first.tab.pageCount).toBe(1)

  site.forget()
  await using second = await chromium.lease()
  using deadline = new Deadline(20_000)
  await restoreState(second.tab, JSON.parse(JSON.stringify(state)), deadline)
  expect(site.heard).toEqual([])
  expect(second.tab.url).toBe('about:blank')
  await go(second.tab, site.url('/'))
  expect(site.heard[0]?.headers.get('cookie')).toContain('session=of-the-browser')
  expect(await run(second.tab, READ)).toEqual({
    cookies: 'kept=yes',
    local: 'kept ☃',
    tab: 'of this tab',
    version: 7,
    born: 0,
    circular: true,
    shared: true,
    minus: true,
    byName: 1,
    id: 2,
    set: ['1', 'undefined', 'NaN'],
    re: '/x+/gi',
    bytes: [255, 7],
    blob: ['text/x-test', 'hello'],
    file: ['name.txt', 9, true, 'there'],
  })
})

test('a key that must not be exported is named, and all else is saved', async () => {
  using site = serveSite()
  site.show('<title>site</title>')
  await using lease = await chromium.lease()
  await go(lease.tab, site.url('/'))
  await run(
    lease.tab,
    `(async () => {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt'])
    const db = await new Promise(resolve => { const o = indexedDB.open('keys', 1)
      o.onupgradeneeded = () => o.result.createObjectStore('k'); o.onsuccess = () => resolve(o.result) })
    const tx = db.transaction('k', 'readwrite'); tx.objectStore('k').put(key, 'secret'); tx.objectStore('k').put(1, 'plain')
    await new Promise(resolve => { tx.oncomplete = resolve })
  })()`,
  )
  const { state, notSaved } = await capture(lease.tab)
  expect(notSaved).toEqual([`${new URL(site.origin).origin}: IndexedDB keys/k: CryptoKey that must not be exported`])
  expect(state.origins[0]?.databases[0]?.stores[0]?.records).toHaveLength(1)
})

test('session storage of an origin that the tab has left is saved too, and other sites are not', async () => {
  using site = serveSite()
  using other = serveSite()
  site.show('<title>one</title>')
  other.show('<title>two</title>')
  await using lease = await chromium.lease()
  await go(lease.tab, site.url('/'))
  await run(lease.tab, `sessionStorage.setItem('left', 'behind')`)
  await go(lease.tab, other.url('/', 'elsewhere.test'))
  await run(lease.tab, `localStorage.setItem('not', 'ours'); document.cookie = 'not=ours'`)
  const { state } = await capture(lease.tab)
  expect(state.origins.map(({ origin, session }) => ({ origin, session }))).toEqual([
    { origin: new URL(site.origin).origin, session: [['left', 'behind']] },
  ])
  expect(state.cookies).toEqual([])
  expect(lease.tab.url).toContain('elsewhere.test')
})

test('a partitioned cookie keeps its partition, and a cookie of one host alone stays one', async () => {
  await using first = await chromium.lease()
  await insidesOf(first.tab)
    .page.browserContext()
    .setCookie(
      {
        ...{ name: '__Host-chips', value: '1', domain: HOST, path: '/', secure: true, sameSite: 'None' as const },
        partitionKey: { sourceOrigin: 'https://top.example', hasCrossSiteAncestor: true },
      },
      { name: 'trees', value: '3', domain: '.host.example', path: '/' },
    )
  using site = serveSite()
  site.route('/', () => new Response('', { headers: { 'set-cookie': 'mine=2' } }))
  await go(first.tab, site.url('/', 'host.example'))
  using deadline = new Deadline(20_000)
  const wide: StateScope = { hasCookieDomain: () => true, hasOrigin: () => true }
  const { state } = await captureState(first.tab, wide, deadline)
  await using second = await chromium.lease()
  await restoreState(second.tab, state, deadline)
  const cookies = await insidesOf(second.tab).page.browserContext().cookies()
  expect(cookies.map(({ name, domain, partitionKey }) => [name, domain, JSON.stringify(partitionKey)]).sort()).toEqual([
    ['__Host-chips', HOST, expect.stringContaining('https://top.example')],
    ['mine', 'host.example', undefined],
    ['trees', '.host.example', undefined],
  ])
  await using third = await chromium.lease()
  expect(await insidesOf(third.tab).page.browserContext().cookies()).toEqual([])
})
