import { describe, expect, test } from 'bun:test'
import { createSecretFinder } from '../../../src/browser/secret-finder.ts'
import { insidesOf } from '../../../src/browser/tab.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { EMAIL } from '../../forms/flow-site.ts'
import { useChromium } from '../../support/chromium.ts'
import { until } from '../../support/until.ts'
import { HOSTILE_PAGES, OPEN_SOCKETS } from './hostile-pages.ts'
import { listen, SECRET, serveHostile } from './hostile-site.ts'

const chromium = useChromium()
const { isIn } = createSecretFinder([SECRET])

/** Signs in as a person does, in a browser that contains nothing. */
const signIn = `
  const put = (type, value) => {
    const field = document.querySelector('[type=' + type + ']')
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  put('email', ${JSON.stringify(EMAIL)})
  put('password', ${JSON.stringify(SECRET)})
  setTimeout(() => document.querySelector('button').click(), 300)`

/** The first, and of the rest every fifth unless CONTROLS=all: that the pages are hostile changes with the browser, not with us. */
const isRun = (index: number): boolean =>
  process.env['CONTROLS'] === 'all' || index < OPEN_SOCKETS.length || index % 5 === 0

describe('without containment a hostile page gets it out', () => {
  for (const hostile of HOSTILE_PAGES.filter(({ shownOnly }) => !shownOnly).filter((_, index) => isRun(index)))
    test(hostile.name, async () => {
      using elsewhere = listen()
      using site = serveHostile(hostile, elsewhere.origin)
      await using lease = await chromium.lease()
      using deadline = new Deadline(20_000)
      await lease.tab.navigate(site.url('/'), { deadline })
      await insidesOf(lease.tab).page.evaluate(signIn)
      await until(() => elsewhere.heard.some(isIn))
      expect(elsewhere.heard.some(isIn)).toBe(true)
    })
})
