import { afterAll, afterEach, describe, expect, test } from 'bun:test'
import type { BrowserLease } from '../../src/browser/lease.ts'
import { insidesOf } from '../../src/browser/tab.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { useChromium } from '../support/chromium.ts'
import { failureOf } from '../support/failure.ts'
import { fenceFor } from '../support/fences.ts'
import { serveSite } from '../support/site.ts'
import { eventOf } from '../support/tab-events.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())
afterEach(() => site.forget())

/** The fence lets `home.test` through and no other name. */
const HOME = 'home.test'
const AWAY = 'away.test'

const openHome = async (html: string): Promise<BrowserLease> => {
  const lease = await chromium.lease(fenceFor(HOME))
  using deadline = new Deadline(10_000)
  site.show(html)
  await lease.tab.navigate(site.url('/', HOME), { deadline })
  return lease
}
const run = (lease: BrowserLease, script: string) => insidesOf(lease.tab).page.evaluate(script)

describe('a top-level document off the allowlist is never asked for', () => {
  const away = () => site.url('/secret', AWAY)
  const ways: Record<string, (url: string) => string> = {
    'by script': url => `location.href = '${url}'`,
    'by a link': url => `const a = document.createElement('a'); a.href = '${url}'; document.body.append(a); a.click()`,
    'by a form': url =>
      `const f = document.createElement('form'); f.action = '${url}'; f.method = 'post'; document.body.append(f); f.submit()`,
    'by meta refresh': url =>
      `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="0;url=${url}">')`,
    'from a frame': url =>
      `const i = document.createElement('iframe'); i.srcdoc = '<script>top.location = "${url}"</scr' + 'ipt>'; document.body.append(i)`,
    'by an HTTP redirect': url => `location.href = '/hop?to=' + encodeURIComponent('${url}')`,
    'by a popup': url => `window.open('${url}')`,
    'by a popup without an opener': url => `window.open('${url}', '_blank', 'noopener')`,
    'by a popup that is blank first': url => `window.open('about:blank').location = '${url}'`,
    'by a link into a new tab': url =>
      `const a = document.createElement('a'); a.href = '${url}'; a.target = '_blank'; a.rel = 'opener'; document.body.append(a); a.click()`,
  }
  site.route('/hop', request => Response.redirect(new URL(request.url).searchParams.get('to') ?? '/', 302))

  for (const [name, script] of Object.entries(ways)) {
    test(name, async () => {
      await using lease = await openHome('<title>Home</title><p>Hi')
      const denied = eventOf(lease.tab, 'navigation_denied')
      await run(lease, `${script(away())};0`)
      expect(await denied).toMatchObject({ reason: 'domain_not_allowed', host: `${AWAY}:${site.port}` })
      await lease.tab.arrivals()
      expect(site.hasHeard('/secret')).toBe(false)
      expect(await lease.tab.title()).toBe('Home')
      expect(lease.tab.pageCount).toBe(1)
    })
  }

  test('and would have been heard, had it been allowed', async () => {
    await using lease = await openHome('<title>Home</title>')
    const popup = eventOf(lease.tab, 'popup', event => event.outcome === 'became_tab')
    await run(lease, `window.open('${site.url('/secret', HOME)}');0`)
    await popup
    await eventOf(lease.tab, 'navigation', event => event.url.endsWith('/secret'))
    expect(site.hasHeard('/secret')).toBe(true)
  })
})

describe('navigate to a document off the policy', () => {
  test('is refused with the host before anything is sent', async () => {
    await using lease = await openHome('<title>Home</title>')
    using deadline = new Deadline(10_000)
    const failure = await failureOf(lease.tab.navigate(site.url('/secret', AWAY), { deadline }))
    expect(failure).toMatchObject({ reason: 'domain_not_allowed', detail: { host: `${AWAY}:${site.port}` } })
    expect(site.hasHeard('/secret')).toBe(false)
  })

  test('is refused at a redirect hop, with the host of the hop', async () => {
    await using lease = await openHome('<title>Home</title>')
    using deadline = new Deadline(10_000)
    site.route('/hop', () => Response.redirect(site.url('/secret', AWAY), 302))
    const failure = await failureOf(lease.tab.navigate(site.url('/hop', HOME), { deadline }))
    expect(failure).toMatchObject({ reason: 'domain_not_allowed', detail: { host: `${AWAY}:${site.port}` } })
    expect(site.hasHeard('/secret')).toBe(false)
    expect(await lease.tab.title()).toBe('Home')
  })

  for (const url of [
    'data:text/html,hi',
    'blob:http://home.test/1',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'chrome://version',
    'ftp://home.test/',
  ]) {
    test(`${url.slice(0, url.indexOf(':'))}: is no scheme of ours`, async () => {
      await using lease = await chromium.lease()
      using deadline = new Deadline(10_000)
      expect(await failureOf(lease.tab.navigate(url, { deadline }))).toMatchObject({ reason: 'scheme_not_allowed' })
    })
  }
})

describe('a document that needs no request', () => {
  test('of a blob is replaced by the blank page and never read', async () => {
    await using lease = await openHome('<title>Home</title>')
    const denied = eventOf(lease.tab, 'navigation_denied')
    const blank = eventOf(lease.tab, 'navigation', event => event.url === 'about:blank')
    await run(lease, `location.href = URL.createObjectURL(new Blob(['<title>Blob</title>'], { type: 'text/html' }));0`)
    expect(await denied).toMatchObject({ reason: 'scheme_not_allowed' })
    await blank
    expect(await lease.tab.title()).toBe('')
    expect(lease.tab.url).toBe('about:blank')
  })

  test('of a blob in a popup closes the popup', async () => {
    await using lease = await openHome('<title>Home</title>')
    const denied = eventOf(lease.tab, 'navigation_denied')
    await run(lease, `window.open(URL.createObjectURL(new Blob(['<title>Blob</title>'], { type: 'text/html' })));0`)
    await denied
    await lease.tab.arrivals()
    await eventOf(lease.tab, 'popup', event => event.outcome === 'closed' || event.outcome === 'denied')
    expect(await lease.tab.title()).toBe('Home')
  })
})
