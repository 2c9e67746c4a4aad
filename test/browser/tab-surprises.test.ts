import { afterAll, describe, expect, test } from 'bun:test'
import type { BrowserLease } from '../../src/browser/lease.ts'
import { insidesOf } from '../../src/browser/tab.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { useChromium } from '../support/chromium.ts'
import { serveSite } from '../support/site.ts'
import { eventOf } from '../support/tab-events.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const open = async (html: string, path = '/'): Promise<BrowserLease> => {
  const lease = await chromium.lease()
  using deadline = new Deadline(10_000)
  await lease.tab.navigate(site.show(html, path), { deadline })
  return lease
}
const run = (lease: BrowserLease, script: string) => insidesOf(lease.tab).page.evaluate(script)

describe('dialogs', () => {
  test('an alert at load is accepted and remembered', async () => {
    await using lease = await open('<title>Loud</title><script>alert("hello")</script>')
    expect(await lease.tab.title()).toBe('Loud')
    expect(await eventOf(lease.tab, 'dialog')).toMatchObject({
      type: 'alert',
      message: 'hello',
      answer: { accept: true },
    })
  })

  test('confirm and prompt are dismissed when nobody decides', async () => {
    await using lease = await open('<title>Ask</title>')
    expect(await run(lease, 'confirm("sure?")')).toBe(false)
    expect(await run(lease, 'prompt("name?", "nobody")')).toBe(null)
  })

  test('confirm and prompt are answered by whoever acts, for as long as they act', async () => {
    await using lease = await open('<title>Ask</title>')
    {
      using _answers = lease.tab.answerDialogs(({ defaultPrompt }) => ({ accept: true, text: `${defaultPrompt}!` }))
      expect(await run(lease, 'confirm("sure?")')).toBe(true)
      expect(await run(lease, 'prompt("name?", "Ada")')).toBe('Ada!')
    }
    expect(await run(lease, 'confirm("sure?")')).toBe(false)
  })

  test('leaving a page that objects goes through', async () => {
    await using lease = await open(
      '<title>Stay</title><script>onbeforeunload = e => { e.preventDefault() }</script><button>x</button>',
    )
    using deadline = new Deadline(10_000)
    await insidesOf(lease.tab).page.click('button')
    expect(await lease.tab.navigate(site.show('<title>Left</title>', '/left'), { deadline })).toMatchObject({
      title: 'Left',
    })
    expect(await eventOf(lease.tab, 'dialog')).toMatchObject({ type: 'beforeunload' })
  })
})

describe('popups', () => {
  test('a popup becomes the tab, and its opener comes back when it closes', async () => {
    await using lease = await open('<title>Opener</title>')
    site.show('<title>Popup</title>', '/popup')
    const became = eventOf(lease.tab, 'popup', event => event.outcome === 'became_tab')
    await run(lease, 'window.open("/popup"); 0')
    await became
    await eventOf(lease.tab, 'navigation', event => event.url.endsWith('/popup'))
    expect(lease.tab.url).toBe(site.url('/popup'))
    expect(await lease.tab.title()).toBe('Popup')
    expect(lease.tab.pageCount).toBe(2)
    const closed = eventOf(lease.tab, 'popup', event => event.outcome === 'closed')
    await run(lease, 'window.close()').catch(() => undefined) // the page answers or goes, whichever is first
    await closed
    expect(await lease.tab.title()).toBe('Opener')
    expect(lease.tab.pageCount).toBe(1)
  })

  test('a dialog in a popup is answered too', async () => {
    await using lease = await open('<title>Opener</title>')
    site.show('<title>Popup</title><script>alert("from the popup")</script>', '/loud')
    await run(lease, 'window.open("/loud"); 0')
    expect(await eventOf(lease.tab, 'dialog')).toMatchObject({ message: 'from the popup' })
    await lease.tab.arrivals()
    expect(await lease.tab.title()).toBe('Popup')
  })

  test('an opener behind its popup still runs and takes a click', async () => {
    await using lease = await open('<title>Opener</title><button onclick="document.title = \'Clicked\'">x</button>')
    const opener = insidesOf(lease.tab).page
    const became = eventOf(lease.tab, 'popup', event => event.outcome === 'became_tab')
    await run(lease, 'window.open("/left"); 0')
    await became
    await opener.click('button')
    expect(await opener.title()).toBe('Clicked')
  })

  test('a page that opens popups without end keeps a bounded stack', async () => {
    await using lease = await open('<title>Opener</title>')
    for (let count = 0; count < 12; count += 1) {
      const seen = performance.now()
      await run(lease, 'window.open("about:blank"); 0')
      await eventOf(lease.tab, 'popup', event => event.outcome === 'became_tab' && event.at >= seen)
    }
    await eventOf(lease.tab, 'popup', event => event.outcome === 'closed')
    expect(lease.tab.pageCount).toBeLessThanOrEqual(9)
  })
})

describe('what a session has no use for', () => {
  test('a file chooser is cancelled', async () => {
    await using lease = await open('<title>Upload</title><input type="file" oncancel="document.title = \'Cancelled\'">')
    await insidesOf(lease.tab).page.click('input')
    await eventOf(lease.tab, 'file_chooser_cancelled')
    expect(await lease.tab.title()).toBe('Cancelled')
  })

  test('a download by a link is refused and leaves the page', async () => {
    site.route('/file', () => new Response('data', { headers: { 'content-disposition': 'attachment' } }))
    await using lease = await open('<title>Files</title><a href="/file" download>get</a>')
    await insidesOf(lease.tab).page.click('a')
    await eventOf(lease.tab, 'download_refused')
    expect(await lease.tab.title()).toBe('Files')
  })

  test('permissions are denied without asking', async () => {
    await using lease = await open('<title>Where</title>')
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi']
    const ask = `Promise.all(${JSON.stringify(names)}.map(name => navigator.permissions.query({ name }).then(s => s.state)))`
    expect(await run(lease, ask)).toEqual(names.map(() => 'denied'))
    expect(
      await run(lease, 'new Promise(r => navigator.geolocation.getCurrentPosition(() => r("where"), e => r(e.code)))'),
    ).toBe(1)
  })

  test('WebRTC gathers no candidate', async () => {
    await using lease = await open('<title>RTC</title>')
    const gather = `new Promise(done => {
      const rtc = new RTCPeerConnection(); const seen = []
      rtc.createDataChannel('x')
      rtc.onicecandidate = e => e.candidate ? e.candidate.candidate && seen.push(e.candidate.candidate) : done(seen)
      rtc.createOffer().then(o => rtc.setLocalDescription(o))
    })`
    expect(await run(lease, gather)).toEqual([])
  })
})
