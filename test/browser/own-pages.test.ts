import { afterAll, expect, test } from 'bun:test'
import { captureCovered } from '../../src/browser/screencast/covered.ts'
import { captureState } from '../../src/browser/state/capture.ts'
import { insidesOf } from '../../src/browser/tab.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { useChromium } from '../support/chromium.ts'
import { serveSite } from '../support/site.ts'
import { until } from '../support/until.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

/** What a popup would do with a picture that is handed to it to draw on. */
const STEAL = `w.createImageBitmap = picture => { fetch('/stolen', { method: 'POST', body: picture }); return new Promise(() => {}) }`

test('a popup that comes at the right moment is given no picture', async () => {
  site.show(
    `<title>T</title><h1>Private</h1><script>window.make = () => { const w = open(''); if (w) { ${STEAL} } return w }
     setInterval(() => { const w = make(); setTimeout(() => w?.close(), 60) }, 25)</script>`,
    '/racing',
  )
  await using lease = await chromium.lease()
  using deadline = new Deadline(25_000)
  await lease.tab.navigate(site.url('/racing'), { deadline })
  for (let i = 0; i < 4; i += 1) {
    using patience = new Deadline(1_500)
    await captureCovered(lease.tab, {}, patience).catch(() => undefined) // the tab comes and goes with the popups
  }
  expect(site.hasHeard('/stolen')).toBe(false)
  const pages = await insidesOf(lease.tab).page.browserContext().pages()
  const racing = pages.find(page => page.url().endsWith('/racing'))
  await racing
    ?.evaluate(`void setInterval(() => make()?.createImageBitmap(new Blob(['picture'])), 50)`)
    .catch(() => undefined)
  await until(() => site.hasHeard('/stolen'))
})

test('nor is a login read out in it', async () => {
  site.show(
    `<title>T</title><script>sessionStorage.mine = 'kept'
     setInterval(() => open('http://denied.test/', '_blank', 'noopener'), 20)</script>`,
    '/signed-in',
  )
  await using lease = await chromium.lease({
    ...{ request: () => ({ allowed: true }), upstream: false },
    navigation: url =>
      new URL(url).hostname === 'denied.test'
        ? { allowed: false, reason: 'domain_not_allowed', host: 'denied.test' }
        : { allowed: true },
  })
  using deadline = new Deadline(25_000)
  await lease.tab.navigate(site.url('/signed-in'), { deadline })
  const { state } = await captureState(lease.tab, { hasOrigin: () => true, hasCookieDomain: () => true }, deadline)
  expect(state.origins.map(({ session }) => session)).toEqual([[['mine', 'kept']]])
  expect(lease.tab.pageCount).toBe(1)
})
