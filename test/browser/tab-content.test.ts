import { afterAll, describe, expect, test } from 'bun:test'
import type { BrowserLease } from '../../src/browser/lease.ts'
import { insidesOf } from '../../src/browser/tab.ts'
import type { Fence } from '../../src/contract/egress.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { useChromium } from '../support/chromium.ts'
import { fenceFor, openFence } from '../support/fences.ts'
import { serveSite } from '../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const open = async (html: string, fence: Fence = openFence, host = 'home.test'): Promise<BrowserLease> => {
  const lease = await chromium.lease(fence)
  using deadline = new Deadline(10_000)
  site.show(html)
  await lease.tab.navigate(site.url('/', host), { deadline })
  return lease
}

describe('frames', () => {
  test('are reachable by what they show and who filled them', async () => {
    site.show('<title>Pay</title><iframe srcdoc="nested in away"></iframe>', '/pay')
    site.show('<title>Part</title><iframe srcdoc="nested at home"></iframe>', '/part')
    const html = `<title>Home</title>
      <iframe name="same" src="/part"></iframe>
      <iframe name="away" src="${site.url('/pay', 'away.test')}"></iframe>
      <iframe name="sub" src="${site.url('/part', 'home.other.test')}"></iframe>
      <iframe name="srcdoc" srcdoc="<p>hi"></iframe>
      <iframe name="sandboxed" sandbox="allow-scripts" srcdoc="<p>hi"></iframe>
      <iframe name="blank"></iframe>
      <iframe name="data" src="data:text/html,hi"></iframe>`
    await using lease = await open(html, fenceFor('home.test', 'home.other.test'))
    const { page, isReachable } = insidesOf(lease.tab)
    const named = Object.fromEntries(
      await Promise.all(
        page.frames().map(async frame => {
          const name = await frame.evaluate(() => window.name || document.title || document.body.textContent.trim())
          return [name, isReachable(frame)]
        }),
      ),
    )
    expect(named).toEqual({
      Home: true,
      same: true,
      away: false,
      sub: true,
      srcdoc: true,
      sandboxed: true,
      blank: true,
      data: true,
      'nested at home': true,
      'nested in away': false,
    })
  })

  test('of another site that fills a blank frame of ours are not reached through it', async () => {
    site.show(`<script>parent.frames.victim.location = 'about:blank'; onmessage = () => 0</script>`, '/sneak')
    await using lease = await open(
      `<iframe name="victim" src="/part"></iframe><iframe name="sneak" src="${site.url('/sneak', 'away.test')}"></iframe>`,
      fenceFor('home.test'),
    )
    const { page, isReachable } = insidesOf(lease.tab)
    const victim = page.frames().find(frame => frame.name() === 'victim')
    await page.waitForFunction(() => window.frames.length === 2)
    const isBlankNow = victim?.url() === 'about:blank'
    // Either the browser kept the frame (no activation), or what another site put there is out of reach.
    expect(victim && isReachable(victim)).toBe(!isBlankNow)
  })
})

describe('links', () => {
  test('are the visible ones, each once, across shadow roots and reachable frames', async () => {
    site.show('<a href="/pay-link">Pay link</a>', '/pay')
    site.show('<a href="/frame-link">Frame link</a>', '/part')
    await using lease = await open(
      `<a href="/a">  First
         link </a><a href="/a">First link</a><a href="/hidden" style="display:none">Hidden</a>
       <a href="mailto:x@y.test">Mail</a><a href="javascript:void 0">Script</a><a>No address</a>
       <a href="/held" style="display:contents"><b>What it holds</b></a>
       <a href="/icon" aria-label="Icon label"><svg></svg></a><a href="/pic"><img alt="Picture"></a>
       <div id="host"></div><iframe src="/part"></iframe><iframe src="${site.url('/pay', 'away.test')}"></iframe>
       <script>host.attachShadow({ mode: 'open' }).innerHTML = '<a href="/shadow">Shadow link</a>'</script>`,
      fenceFor('home.test'),
    )
    const at = (path: string) => site.url(path, 'home.test')
    expect(await lease.tab.links({ limit: 100 })).toEqual([
      { text: 'First link', href: at('/a') },
      { text: 'What it holds', href: at('/held') },
      { text: 'Icon label', href: at('/icon') },
      { text: 'Picture', href: at('/pic') },
      { text: 'Shadow link', href: at('/shadow') },
      { text: 'Frame link', href: at('/frame-link') },
    ])
    expect(await lease.tab.links({ limit: 100, contains: 'ICON' })).toEqual([{ text: 'Icon label', href: at('/icon') }])
    expect(await lease.tab.links({ limit: 2 })).toHaveLength(2)
  })
})

describe('screenshot', () => {
  const png = (bytes: Uint8Array) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    return { isPng: view.getUint32(0) === 0x89504e47, width: view.getUint32(16), height: view.getUint32(20) }
  }

  test('is the viewport as PNG', async () => {
    await using lease = await open('<body style="height:3000px">')
    expect(png(await lease.tab.screenshot())).toEqual({ isPng: true, width: 1280, height: 800 })
  })

  test('is the whole page where asked', async () => {
    await using lease = await open('<body style="margin:0;height:3000px">')
    expect(png(await lease.tab.screenshot({ fullPage: true }))).toEqual({ isPng: true, width: 1280, height: 3000 })
  })

  test('says where it ends before the page does', async () => {
    await using lease = await open('<body style="margin:0;height:20000px">')
    const page = { width: 1280, pageWidth: 1280, pageHeight: 20_000 }
    expect(await lease.tab.pictureCut({ fullPage: true, format: 'png' })).toEqual({ ...page, height: 16_384 })
    expect(await lease.tab.pictureCut({ fullPage: true, format: 'webp' })).toEqual({ ...page, height: 16_383 })
    expect(await lease.tab.pictureCut({ format: 'webp' })).toBeUndefined()
  })

  test('comes as JPEG and WebP', async () => {
    await using lease = await open('<p>Hi')
    const jpeg = await lease.tab.screenshot({ format: 'jpeg', quality: 40 })
    expect([...jpeg.slice(0, 2)]).toEqual([0xff, 0xd8])
    const webp = await lease.tab.screenshot({ format: 'webp', quality: 40 })
    expect(new TextDecoder().decode(webp.slice(8, 12))).toBe('WEBP')
  })
})
