import { afterAll, describe, expect, test } from 'bun:test'
import type { BrowserLease } from '../../../src/browser/lease.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

const LONG = "'x'.repeat(100_000)"

/** What a page can make its browser, and us, hear of without end: a piece of work that is done over and over. */
const FLOODS: Readonly<Record<string, string>> = {
  'addresses by replaceState': `try { history.replaceState(0, '', '/flood?' + i + ${LONG}) } catch {}`,
  fragments: `location.hash = i + ${LONG}`,
  titles: `document.title = i + ${LONG}`,
  'the console': `console.log(${LONG})`,
  popups: `open('')`,
  workers: `new Worker('data:text/javascript,for(;;)postMessage(1)')`,
  'a script that never ends': `if (i === 19) for (;;) {}`,
}

/** Rounds of a flood after which its page says that it runs. */
const ROUNDS = 3

const pageOf = (work: string): string => `<title>Flood</title><body></body><script>
  let rounds = 0
  const flood = () => {
    if (++rounds === ${ROUNDS}) fetch('/heard').finally(flood)
    else { setTimeout(flood); for (let i = 0; i < 20; i += 1) { ${work} } }
  }
  setTimeout(flood, 50)
</script>`

const read = async ({ tab }: BrowserLease, path: string): Promise<string> => {
  using deadline = new Deadline(20_000)
  const { title } = await tab.navigate(site.show(`<title>${path}</title>`, path), { deadline })
  return title
}

describe('a flood is the matter of its own session', () => {
  for (const [name, work] of Object.entries(FLOODS))
    test(name, async () => {
      const heard = Promise.withResolvers<void>()
      const hear = () => {
        heard.resolve()
        return new Response()
      }
      site.route('/heard', hear)
      site.show(pageOf(work), '/flood')
      await using one = await chromium.lease()
      await using two = await chromium.lease()
      await using flooded = await chromium.lease()
      expect(await read(one, '/one')).toBe('/one')
      using deadline = new Deadline(20_000)
      await flooded.tab.navigate(site.url('/flood'), { deadline })
      // The control: it runs. A script that never ends does not come so far.
      if (!work.includes('for (;;) {}')) await deadline.race(heard.promise)
      await flooded.close()
      expect([await read(one, '/again'), await read(two, '/two')]).toEqual(['/again', '/two'])
      expect([one.signal.aborted, two.signal.aborted]).toEqual([false, false])
    }, 60_000)
})
