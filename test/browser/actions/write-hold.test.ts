import { afterAll, describe, expect, test } from 'bun:test'
import { execute } from '../../../src/browser/actions/execute.ts'
import type { BrowserLease } from '../../../src/browser/lease.ts'
import { createRefTable, type RefTable } from '../../../src/browser/perception/refs.ts'
import { insidesOf } from '../../../src/browser/tab.ts'
import type { Action } from '../../../src/contract/action.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { isAppError } from '../../../src/lib/errors.ts'
import { judgeControl } from '../../../src/modules/act/policy.ts'
import { useChromium } from '../../support/chromium.ts'
import { openPage } from '../../support/driven-tab.ts'
import { serveSite } from '../../support/site.ts'
import { until } from '../../support/until.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const JS = { 'content-type': 'text/javascript' }
const POST = "{ method: 'POST', body: '{}' }"
site.route('/worker.js', () => new Response(`onmessage=()=>fetch('/did',${POST})`, { headers: JS }))
site.route(
  '/shared.js',
  () => new Response(`onconnect=e=>{e.ports[0].onmessage=()=>fetch('/did',${POST})}`, { headers: JS }),
)
site.route(
  '/service.js',
  () =>
    new Response(`onactivate=e=>e.waitUntil(clients.claim());onfetch=e=>e.respondWith(fetch(e.request))`, {
      headers: JS,
    }),
)
site.show(`<script>onmessage=()=>fetch('/did',${POST})</script>`, '/far')
site.show('<title>Next</title>', '/next')

interface Sender {
  readonly html: string
  readonly does: Action
  /** Nobody can tell that it was stopped, or it comes after the answer. */
  readonly quiet?: true
}

const click = (name: string, role = 'button'): Action => ({ method: 'click', role, name })
const button = (script: string, name = 'Proceed') => `<button onclick="${script};o.textContent='done'">${name}</button>`

/** Controls that say nothing of what they do, and ways in which scripts send. */
const SENDERS: Readonly<Record<string, Sender>> = {
  fetch: { html: button(`fetch('/did', ${POST})`), does: click('Proceed') },
  'fetch by DELETE': { html: button(`fetch('/did', { method: 'DELETE' })`), does: click('Proceed') },
  XMLHttpRequest: {
    html: button(`const x = new XMLHttpRequest(); x.open('POST', '/did'); x.send('{}')`),
    does: click('Proceed'),
  },
  'a beacon': { html: button(`navigator.sendBeacon('/did', 'x')`), does: click('Proceed'), quiet: true },
  'keepalive fetch': { html: button(`fetch('/did', { ...${POST}, keepalive: true })`), does: click('Proceed') },
  'a timer': { html: button(`setTimeout(() => fetch('/did', ${POST}), 300)`), does: click('Proceed'), quiet: true },
  'a worker': { html: button(`new Worker('/worker.js').postMessage(1)`), does: click('Proceed'), quiet: true },
  'a shared worker': {
    html: button(`new SharedWorker('/shared.js').port.postMessage(1)`),
    does: click('Proceed'),
    quiet: true,
  },
  'a service worker': {
    html: `${button(`fetch('/did', ${POST})`)}<script>navigator.serviceWorker.register('/service.js');
      navigator.serviceWorker.oncontrollerchange = () => { o.textContent = 'controlled' }</script>`,
    does: click('Proceed'),
    quiet: true,
  },
  'a frame of another site': {
    html: `${button(`frames[0].postMessage(1, '*')`)}<iframe src="${site.url('/far', 'other.test')}"></iframe>`,
    does: click('Proceed'),
    quiet: true,
  },
  'a form that a script sends into a frame': {
    html: `<iframe name=sink hidden></iframe><form id=f method=post action="/did" target=sink></form>${button('f.submit()')}`,
    does: click('Proceed'),
  },
  'a switch': {
    html: `<div role=switch tabindex=0 aria-checked=false onclick="this.ariaChecked='true';fetch('/did', ${POST})">Wifi</div>`,
    does: { method: 'check', role: 'switch', name: 'Wifi' },
  },
  'a field as it is typed into': {
    html: `<input aria-label=Note oninput="fetch('/did', ${POST})">`,
    does: { method: 'fill', role: 'textbox', name: 'Note', arguments: ['x'] },
  },
  'a list': {
    html: `<select aria-label=Then onchange="fetch('/did', ${POST})"><option>A<option>B</select>`,
    does: { method: 'select', role: 'combobox', name: 'Then', arguments: ['B'] },
  },
  'a date': {
    html: `<input type=date aria-label=When onchange="fetch('/did', ${POST})">`,
    does: { method: 'set', role: 'textbox', name: 'When', arguments: ['2026-11-30'] },
  },
  'a key': {
    html: `<div tabindex=0 role=listbox aria-label=Mails onkeydown="event.key==='#'&&fetch('/did', ${POST})">mails</div>`,
    does: { method: 'press', role: 'listbox', name: 'Mails', arguments: ['#'] },
  },
  'a card that is dragged': {
    html: `<div id=c draggable=true tabindex=0 style="width:60px">Card</div><div id=l tabindex=0 style="margin-top:40px;width:90px;height:50px">Later</div>
      <script>c.ondragstart=e=>e.dataTransfer.setData('text/plain','c');l.ondragover=e=>e.preventDefault();l.ondrop=()=>fetch('/did', ${POST})</script>`,
    does: { method: 'drag', name: 'Card', arguments: ['Later'] },
  },
  'leaving the page': {
    html: `<button onclick="location='${site.url('/next', 'other.test')}'">Proceed</button><script>onpagehide=()=>fetch('/did', { ...${POST}, keepalive: true })</script>`,
    does: click('Proceed'),
    quiet: true,
  },
}

const carryOut = async (lease: BrowserLease, refs: RefTable, action: Action, allowWrites: boolean): Promise<string> => {
  using deadline = new Deadline(10_000)
  const options = { refs, deadline, allowWrites, ...(allowWrites ? {} : { judge: judgeControl }) }
  try {
    await execute(lease.tab, [action], options)
    return 'done'
  } catch (error) {
    if (isAppError(error)) return error.reason
    throw error
  }
}

const perform = async (lease: BrowserLease, html: string, action: Action, allowWrites: boolean): Promise<string> => {
  const body = `<!doctype html><title>T</title><p id=o></p>${html}`
  site.show(body, '/page')
  const driven = await openPage(lease.tab, site.url('/page', 'localhost'))
  if (html.includes('serviceWorker')) {
    const { page } = insidesOf(lease.tab)
    await page.waitForFunction('navigator.serviceWorker.controller !== null')
  }
  const { nodes } = await driven.snapshot()
  const refOf = (name: string | undefined) => nodes.find(node => (node.name || node.text) === name)?.ref
  const target = action.method === 'drag' ? { ref: refOf(action.name) ?? '', arguments: [refOf('Later') ?? ''] } : {}
  return await carryOut(lease, driven.refs, { ...action, ...target }, allowWrites)
}

describe('without writes nothing is sent by', () => {
  for (const [name, { html, does, quiet }] of Object.entries(SENDERS))
    test(name, async () => {
      await using lease = await chromium.lease()
      using hold = lease.tab.holdWrites()
      await hold.ready
      site.forget()
      const outcome = await perform(lease, html, does, false)
      if (!quiet) expect(outcome).toBe('write_not_allowed')
      // What the page sends afterwards goes the same way, and would have come after what was held.
      await insidesOf(lease.tab).page.evaluate(`new Promise(done => setTimeout(done, 500)).then(() => fetch('/after'))`)
      await until(() => site.hasHeard('/after'))
      expect(site.hasHeard('/did')).toBe(false)
    })
})

describe('with writes it is sent by', () => {
  for (const [name, { html, does }] of Object.entries(SENDERS))
    test(name, async () => {
      await using lease = await chromium.lease()
      site.forget()
      await perform(lease, html, does, true)
      await until(() => site.hasHeard('/did'))
    })
})

/** Reading as sites do it by POST; each shows what came. */
const shows = (path: string, body: string) =>
  `fetch('${path}', { method: 'POST', body: ${JSON.stringify(body).replaceAll('"', '&quot;')} }).then(r => r.text()).then(t => { o.textContent = t })`

interface Reading {
  readonly html: string
  readonly does: readonly Action[]
  readonly hears: string
}

const READINGS: Readonly<Record<string, Reading>> = {
  'what a page asks for when it loads': {
    html: `<button onclick="o.textContent='pressed'">Menu</button><script>${shows('/rpc', '{}').replaceAll('&quot;', '"')}</script>`,
    does: [click('Menu')],
    hears: '/rpc',
  },
  'a search as it is typed': {
    html: `<input type=search aria-label=Search oninput="${shows('/rpc', 'q')}">`,
    does: [{ method: 'fill', role: 'searchbox', name: 'Search', arguments: ['fern'] }],
    hears: '/rpc',
  },
  'a search that a button starts': {
    html: `<form onsubmit="event.preventDefault();${shows('/rpc', 'q')}"><input aria-label="Find plants"><button>Search</button></form>`,
    does: [
      { method: 'fill', role: 'textbox', name: 'Find plants', arguments: ['fern'] },
      { method: 'press', role: 'textbox', name: 'Find plants', arguments: ['Enter'] },
    ],
    hears: '/rpc',
  },
  'the next page, by a call that says nothing': {
    html: `<button onclick="${shows('/rpc', '{}')}">Next page</button>`,
    does: [click('Next page')],
    hears: '/rpc',
  },
  'a tab': {
    html: `<div role=tablist><button role=tab onclick="${shows('/rpc', '{}')}">Reviews</button></div>`,
    does: [click('Reviews', 'tab')],
    hears: '/rpc',
  },
  'GraphQL, whatever was pressed': {
    html: `<button onclick="${shows('/graphql', '{"query":"{ plants { name } }"}')}">Proceed</button>`,
    does: [click('Proceed')],
    hears: '/graphql',
  },
  'a call by name, whatever was pressed': {
    html: `<button onclick="${shows('/api/loadPageChunk', '{}')}">Proceed</button>`,
    does: [click('Proceed')],
    hears: '/api/loadPageChunk',
  },
}

describe('without writes a page is read all the same', () => {
  for (const [name, { html, does, hears }] of Object.entries(READINGS))
    test(name, async () => {
      site.route(hears, () => new Response('came'))
      site.forget()
      await using lease = await chromium.lease()
      using hold = lease.tab.holdWrites()
      await hold.ready
      const [first, ...rest] = does
      const outcomes = first ? [await perform(lease, html, first, false)] : []
      for (const action of rest) outcomes.push(await carryOut(lease, createRefTable(), action, false))
      expect(outcomes).toEqual(does.map(() => 'done'))
      expect(site.hasHeard(hears)).toBe(true)
    })

  test('what a page tells those who count is stopped, and nothing is refused for it', async () => {
    site.forget()
    await using lease = await chromium.lease()
    using hold = lease.tab.holdWrites()
    await hold.ready
    expect(await perform(lease, button(`fetch('/collect', ${POST})`), click('Proceed'), false)).toBe('done')
    expect(site.hasHeard('/collect')).toBe(false)
  })

  test('and that alone is no effect', async () => {
    await using lease = await chromium.lease()
    using hold = lease.tab.holdWrites()
    await hold.ready
    const html = `<button onclick="fetch('/collect', ${POST}).catch(() => 0)">Proceed</button>`
    expect(await perform(lease, html, click('Proceed'), false)).toBe('no_effect')
  })

  test('a mutation is not', async () => {
    site.forget()
    await using lease = await chromium.lease()
    using hold = lease.tab.holdWrites()
    await hold.ready
    const html = `<button onclick="${shows('/graphql', '{"query":"mutation { pay }"}')}">Next page</button>`
    expect(await perform(lease, html, click('Next page'), false)).toBe('write_not_allowed')
    expect(site.hasHeard('/graphql')).toBe(false)
  })
})
