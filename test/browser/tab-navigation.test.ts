import { afterAll, describe, expect, test } from 'bun:test'
import { createServer } from 'node:net'
import { Deadline } from '../../src/lib/deadline.ts'
import { useChromium } from '../support/chromium.ts'
import { failureOf } from '../support/failure.ts'
import { serveSite } from '../support/site.ts'
import { eventOf } from '../support/tab-events.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const page = (title: string, body = '') => `<!doctype html><title>${title}</title>${body}`

/** A TCP server that does `act` to every connection. */
const listen = async (act: (socket: import('node:net').Socket) => void) => {
  const server = createServer(act)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { port: typeof address === 'object' ? address?.port : 0, [Symbol.dispose]: () => void server.close() }
}

describe('navigate', () => {
  test('gives address, title and status of what it loaded', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    const url = site.show(page('Hello'), '/hello')
    expect(await lease.tab.navigate(url, { deadline })).toEqual({ url, title: 'Hello', httpStatus: 200 })
    expect(lease.tab.url).toBe(url)
  })

  for (const [status, body] of [
    [404, page('Gone')],
    [500, ''],
    [404, ''],
    [503, page('Later')],
  ] as const) {
    test(`takes HTTP ${status} with ${body ? 'a' : 'an empty'} body for a success`, async () => {
      await using lease = await chromium.lease()
      using deadline = new Deadline(10_000)
      const url = site.route('/status', () => new Response(body, { status, headers: { 'content-type': 'text/html' } }))
      expect(await lease.tab.navigate(url, { deadline })).toMatchObject({ url, httpStatus: status })
    })
  }

  test('shows a 401 instead of waiting for credentials', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    const headers = { 'www-authenticate': 'Basic realm="x"', 'content-type': 'text/html' }
    const url = site.route('/private', () => new Response(page('No entry'), { status: 401, headers }))
    expect(await lease.tab.navigate(url, { deadline })).toEqual({ url, title: 'No entry', httpStatus: 401 })
  })

  test('is not held up by pictures, frames and scripts that want credentials', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    const headers = { 'www-authenticate': 'Basic realm="x"', 'content-type': 'text/html' }
    site.route('/no-entry', () => new Response('no', { status: 401, headers }))
    const asks = `<img src=/no-entry><iframe src=/no-entry></iframe><script>fetch('/no-entry')</script>`
    const url = site.show(page('Open', asks), '/open')
    expect(await lease.tab.navigate(url, { deadline })).toEqual({ url, title: 'Open', httpStatus: 200 })
  })

  test('gives the address with its fragment, and the status of its document', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    const url = `${site.show(page('Part'), '/part')}#two`
    expect(await lease.tab.navigate(url, { deadline })).toEqual({ url, title: 'Part', httpStatus: 200 })
    expect(lease.tab.url).toBe(url)
  })

  test.each<[string, string, Record<string, unknown>]>([
    ['its size', '8', { name: 'report.csv', bytes: 8 }],
    ['no size', '', { name: 'report.csv' }],
  ])('says of a download with %s that it is one, and stays where it is', async (_what, size, download) => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    const start = site.show(page('Start'), '/start')
    const file = site.route('/report', () => {
      const headers = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="report.csv"' }
      const body = size ? 'a,b\n1,2\n' : new ReadableStream({ start: stream => stream.enqueue(new Uint8Array(8)) })
      return new Response(body, { headers })
    })
    await lease.tab.navigate(start, { deadline })
    const failure = await failureOf(lease.tab.navigate(file, { deadline }))
    expect(failure).toMatchObject({ reason: 'aborted', detail: { download } })
    expect(lease.tab.url).toBe(start)
  })

  test('keeps the status when only the fragment changes', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    const url = site.show(page('One'), '/one')
    await lease.tab.navigate(url, { deadline })
    expect(await lease.tab.navigate(`${url}#two`, { deadline })).toEqual({
      url: `${url}#two`,
      title: 'One',
      httpStatus: 200,
    })
  })

  test('follows redirects to the address it ends at', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    const end = site.show(page('End'), '/end')
    const url = site.route('/start', () => Response.redirect('/end', 302))
    expect(await lease.tab.navigate(url, { deadline })).toEqual({ url: end, title: 'End', httpStatus: 200 })
  })

  test('waits for the network to fall silent where asked', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    site.route(
      '/late',
      () => new Response('document.title = "Late"', { headers: { 'content-type': 'text/javascript' } }),
    )
    const url = site.show(
      page(
        'Early',
        '<script>onload = () => document.head.append(Object.assign(document.createElement("script"), { src: "/late" }))</script>',
      ),
      '/lazy',
    )
    expect(await lease.tab.navigate(url, { deadline, waitUntil: 'networkidle' })).toMatchObject({ title: 'Late' })
  })
})

describe('the title', () => {
  for (const [name, html, title] of [
    ['is empty where there is none', '<p>Hi', ''],
    ['may look like an address', '<title>127.0.0.1 for beginners</title>', '127.0.0.1 for beginners'],
    [
      'is what a script made of it while loading',
      '<title>a</title><script>onload = () => { document.title = "b" }</script>',
      'b',
    ],
    ['has its white space collapsed', '<title>  a \n  b </title>', 'a b'],
    ['keeps every script', '<title>Žluťoučký 東京 &amp; مرحبا</title>', 'Žluťoučký 東京 & مرحبا'],
  ] as const) {
    test(name, async () => {
      await using lease = await chromium.lease()
      using deadline = new Deadline(10_000)
      expect(await lease.tab.navigate(site.show(html, '/titled'), { deadline })).toMatchObject({ title })
      expect(await lease.tab.title()).toBe(title)
    })
  }
})

describe('a navigation that fails says why', () => {
  test('address_not_allowed, for ports at which browsers open nothing, asked for and led to', async () => {
    await using lease = await chromium.lease()
    const led = site.route('/led', () => Response.redirect('http://127.0.0.1:6000/', 302))
    const urls = [0, 1, 22, 25, 6000].map(port => `http://127.0.0.1:${port}/`)
    for (const url of [...urls, 'https://open.test:22/', led]) {
      using deadline = new Deadline(10_000)
      const failure = await failureOf(lease.tab.navigate(url, { deadline }))
      expect([url, failure.reason]).toEqual([url, 'address_not_allowed'])
    }
    using deadline = new Deadline(10_000)
    expect((await failureOf(lease.tab.navigate('http://127.0.0.1:2/', { deadline }))).reason).toBe('refused') // the control
  })

  test('refused', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    using closed = await listen(() => undefined)
    closed[Symbol.dispose]()
    const url = `http://closed.test:${closed.port}/`
    const failure = await failureOf(lease.tab.navigate(url, { deadline }))
    expect(failure).toMatchObject({ reason: 'refused', detail: { host: `closed.test` } })
  })

  test('reset', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    using server = await listen(socket => socket.end())
    // Through the tunnel, where the browser speaks for itself.
    const failure = await failureOf(lease.tab.navigate(`https://127.0.0.1:${server.port}/`, { deadline }))
    expect(['reset', 'tls']).toContain(failure.reason)
  })

  test('tls', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    using server = await listen(socket => socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\n')))
    const failure = await failureOf(lease.tab.navigate(`https://127.0.0.1:${server.port}/`, { deadline }))
    expect(failure.reason).toBe('tls')
  })

  test('timeout, and the tab is usable after it', async () => {
    await using lease = await chromium.lease()
    const hanging = site.route('/hang', () => new Promise<Response>(() => undefined))
    const fine = site.show(page('Fine'), '/fine')
    using short = new Deadline(300)
    expect((await failureOf(lease.tab.navigate(hanging, { deadline: short }))).reason).toBe('timeout')
    using deadline = new Deadline(10_000)
    expect(await lease.tab.navigate(fine, { deadline })).toMatchObject({ title: 'Fine' })
  })

  test('aborted, for a download, which is refused', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    const headers = { 'content-disposition': 'attachment; filename="a.bin"' }
    const url = site.route('/file', () => new Response('data', { headers }))
    expect((await failureOf(lease.tab.navigate(url, { deadline }))).reason).toBe('aborted')
    await eventOf(lease.tab, 'download_refused')
  })

  test.each([
    ['while it loads', '<script>while (true) {}</script>'],
    ['once it is there', '<script>onload = () => setTimeout(() => { while (true) {} })</script>'],
  ])(
    'timeout, for a page that runs in circles %s, which is ended, and the tab is usable after it',
    async (_when, script) => {
      await using lease = await chromium.lease()
      const fine = site.show(page('Fine'), '/fine')
      const circles = site.show(page('Circles', script), '/circles')
      using short = new Deadline(2_000)
      const visit = async () => {
        await lease.tab.navigate(circles, { deadline: short })
        for (;;) await lease.tab.read(() => lease.tab.title(), short)
      }
      expect(await failureOf(visit())).toMatchObject({ reason: 'timeout', detail: { hung: true } })
      using deadline = new Deadline(20_000)
      expect((await lease.tab.navigate(fine, { deadline })).title).toBe('Fine')
    },
  )

  test('crashed, and the tab is usable after it', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    const fine = site.show(page('Fine'), '/fine')
    await lease.tab.navigate(fine, { deadline })
    // A debugging address of Chromium's own would do it too; the protocol's way works in every process.
    const { insidesOf } = await import('../../src/browser/tab.ts')
    const { session } = insidesOf(lease.tab)
    const reading = failureOf(lease.tab.read(() => new Promise(() => undefined)))
    session.send('Page.crash').catch(() => undefined) // it never answers
    expect((await reading).reason).toBe('crashed')
    expect((await failureOf(lease.tab.title())).reason).toBe('crashed')
    expect(await lease.tab.navigate(fine, { deadline })).toMatchObject({ title: 'Fine' })
    expect(await lease.tab.title()).toBe('Fine')
  })
})

describe('a document that a service worker answers', () => {
  const worker = `oninstall = () => skipWaiting()
    onactivate = event => event.waitUntil(clients.claim())
    onfetch = event => {
      if (new URL(event.request.url).pathname !== '/offline') return
      event.respondWith(new Response('<title>Kept</title>', { status: 203, headers: { 'content-type': 'text/html' } }))
    }`
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: request =>
      new URL(request.url).pathname === '/worker.js'
        ? new Response(worker, { headers: { 'content-type': 'text/javascript' } })
        : new Response(
            '<title>wait</title><script>navigator.serviceWorker.register("/worker.js");navigator.serviceWorker.ready.then(() => { document.title = "ready" })</script>',
            { headers: { 'content-type': 'text/html' } },
          ),
  })
  afterAll(() => server.stop(true))

  test('has the status that the worker gave it', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    const base = `http://127.0.0.1:${server.port}`
    await lease.tab.navigate(base, { deadline })
    while ((await lease.tab.title()) !== 'ready') deadline.signal.throwIfAborted()
    const loaded = await lease.tab.navigate(`${base}/offline`, { deadline })
    expect(loaded).toEqual({ url: `${base}/offline`, title: 'Kept', httpStatus: 203 })
  })
})

describe('history', () => {
  test('goes back, forward and reloads', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    const [one, two] = [site.show(page('One'), '/1'), site.show(page('Two'), '/2')]
    await lease.tab.navigate(one, { deadline })
    await lease.tab.navigate(two, { deadline })
    expect(await lease.tab.goBack({ deadline })).toMatchObject({ url: one, title: 'One' })
    expect(await lease.tab.goForward({ deadline })).toMatchObject({ url: two, title: 'Two' })
    site.show(page('Two, again'), '/2')
    expect(await lease.tab.reload({ deadline })).toEqual({ url: two, title: 'Two, again', httpStatus: 200 })
  })

  test('has nothing before the first page', async () => {
    await using lease = await chromium.lease()
    using deadline = new Deadline(10_000)
    await lease.tab.navigate(site.show(page('One'), '/1'), { deadline })
    expect((await failureOf(lease.tab.goBack({ deadline }))).reason).toBe('no_effect')
  })
})
