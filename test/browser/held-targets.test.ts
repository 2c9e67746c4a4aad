import { afterAll, describe, expect, test } from 'bun:test'
import type { BrowserLease } from '../../src/browser/lease.ts'
import { insidesOf } from '../../src/browser/tab.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { Secret } from '../../src/lib/secret.ts'
import { useChromium } from '../support/chromium.ts'
import { serveSite } from '../support/site.ts'
import { eventOf } from '../support/tab-events.ts'
import { until } from '../support/until.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const FORM = '<form id=f method=post action="/did"></form>'
const frameOf = (path: string, host: string) => `<iframe src="${site.url(path, host)}"></iframe>`

/** Ways in which a document that is not in the page's own process sends a form. */
const WAYS: Readonly<Record<string, string>> = {
  'a frame of another site': 'far',
  'a frame in a frame of another site': 'nested',
  'a frame without an address in a frame of another site': 'blank',
  'a frame of another site into the whole tab': 'top',
  'a frame of another site into a popup': 'popup',
  'a frame that came after': 'late',
}

site.show(FORM, '/far')
site.show(frameOf('/far', 'third.test'), '/nested')
site.show(`<iframe srcdoc='${FORM}'></iframe>`, '/blank')
site.show(FORM.replace('<form', '<form target=_top'), '/top')
site.show(FORM.replace('<form', '<form target=_blank'), '/popup')
site.show(
  `<script>onload=()=>{const f=document.createElement('iframe');f.src='${site.url('/far', 'third.test')}';document.body.append(f)}</script>`,
  '/late',
)

/** Has the form sent that stands in one of the tab's frames, as a user's press would: with a user's gesture. */
const sendForm = async ({ tab }: BrowserLease): Promise<void> => {
  const { page } = insidesOf(tab)
  let sent = false
  while (!sent) {
    const asked = page
      .frames()
      .map(frame => frame.evaluate(`typeof f === 'object' && f instanceof HTMLFormElement && (f.submit(), true)`))
    sent = (await Promise.allSettled(asked)).some(answer => answer.status === 'fulfilled' && answer.value === true)
  }
}

const openWith = async ({ tab }: BrowserLease, way: string): Promise<void> => {
  using deadline = new Deadline(20_000)
  await tab.navigate(site.show(`<title>Own</title>${frameOf(`/${way}`, 'other.test')}`, '/own'), { deadline })
}

describe('a form of another process', () => {
  for (const [name, way] of Object.entries(WAYS))
    test(`is held as one of the page: ${name}`, async () => {
      site.forget()
      await using lease = await chromium.lease()
      using hold = lease.tab.holdWrites()
      await hold.ready
      await openWith(lease, way)
      await sendForm(lease)
      await eventOf(lease.tab, 'write_refused')
      expect(site.hasHeard('/did')).toBe(false)
      await using free = await chromium.lease()
      await openWith(free, way)
      await sendForm(free)
      await until(() => site.hasHeard('/did'))
    })
})

test('a hold that begins later reaches the frames that are there', async () => {
  site.forget()
  await using lease = await chromium.lease()
  await openWith(lease, 'far')
  using hold = lease.tab.holdWrites()
  await hold.ready
  await sendForm(lease)
  await eventOf(lease.tab, 'write_refused')
  expect(site.hasHeard('/did')).toBe(false)
})

const SECRET = 'Kq7vTz-2mWx9Rb4'
const JS = { 'content-type': 'text/javascript' }
const ASK = 'const ask = url => fetch(url, { mode: "no-cors" }).catch(() => 0)'
site.route('/worker.js', () => new Response(`${ASK};onmessage=e=>ask(e.data)`, { headers: JS }))
site.route(
  '/shared.js',
  () => new Response(`${ASK};onconnect=e=>{e.ports[0].onmessage=m=>ask(m.data)}`, { headers: JS }),
)
site.route(
  '/service.js',
  () => new Response(`${ASK};onactivate=e=>e.waitUntil(clients.claim());onmessage=e=>ask(e.data)`, { headers: JS }),
)
site.show(`<script>${ASK};onmessage=e=>ask(e.data)</script>`, '/asking')

/** Where a script can ask from; each expression gives something with `postMessage`. */
const ASKING: Readonly<Record<string, string>> = {
  'the page': '({ postMessage: ask })',
  'a frame of another site': 'frames[0]',
  'a worker': 'new Worker("/worker.js")',
  'a shared worker': 'new SharedWorker("/shared.js").port',
  'a service worker':
    'navigator.serviceWorker.register("/service.js").then(() => navigator.serviceWorker.ready).then(r => r.active)',
}

describe('what was typed is looked for in the requests', () => {
  for (const [name, asker] of Object.entries(ASKING))
    test(`of ${name}`, async () => {
      site.forget()
      await using lease = await chromium.lease()
      using deadline = new Deadline(20_000)
      site.show(`<title>T</title><script>${ASK}</script>${frameOf('/asking', 'other.test')}`, '/typed')
      await lease.tab.navigate(site.url('/typed', 'localhost'), { deadline })
      const { page } = insidesOf(lease.tab)
      const to = name === 'a frame of another site' ? ', "*"' : ''
      const post = (path: string) =>
        page.evaluate(`(async () => {
          const it = globalThis.asker ?? await ${asker}
          globalThis.asker = it
          it.postMessage(${JSON.stringify(site.url(path, 'else.test'))}${to})
        })()`)
      await post(`/before?p=${SECRET}`)
      await until(() => site.hasHeard('/before'))
      const taint = await lease.tab.taint(host => host === 'localhost')
      taint.add([new Secret(SECRET)])
      await post(`/after?p=${SECRET}`)
      await eventOf(lease.tab, 'leak_stopped')
      expect(site.hasHeard('/after')).toBe(false)
    })
})

test('there are no documents that no target of ours shows: no fenced frames, no portals, no auctions', async () => {
  await using lease = await chromium.lease()
  using deadline = new Deadline(20_000)
  site.show('<title>T</title>', '/secure')
  await lease.tab.navigate(site.url('/secure', 'localhost'), { deadline })
  const kinds = ['HTMLFencedFrameElement', 'HTMLPortalElement', 'sharedStorage', 'navigator.runAdAuction']
  const found = await insidesOf(lease.tab).page.evaluate(
    `[${kinds.map(kind => `typeof ${kind}`).join()}, isSecureContext]`,
  )
  expect(found).toEqual([...kinds.map(() => 'undefined'), true])
})
