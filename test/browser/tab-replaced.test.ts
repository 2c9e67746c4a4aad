import { afterAll, expect, test } from 'bun:test'
import { createRefTable } from '../../src/browser/perception/refs.ts'
import { takeSnapshot } from '../../src/browser/perception/snapshot.ts'
import { insidesOf } from '../../src/browser/tab.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { useChromium } from '../support/chromium.ts'
import { failureOf } from '../support/failure.ts'
import { serveSite } from '../support/site.ts'

const chromium = useChromium()
const site = serveSite()
afterAll(() => site[Symbol.dispose]())

test('a page that goes on to another document while it is read is read anew', async () => {
  await using lease = await chromium.lease()
  using deadline = new Deadline(20_000)
  const url = site.show(
    `<title>step</title><button>Go</button><a href="#there">There</a>${'<p>text</p>'.repeat(300)}<script>
     const step = Number(location.hash.slice(1) || new URL(location).searchParams.get('step'))
     setTimeout(() => step < 12 && location.replace('?step=' + (step + 1)), 25)</script>`,
    '/steps',
  )
  await lease.tab.navigate(`${url}?step=0`, { deadline })
  const seen = new Set<string>()
  while (!seen.has(`${url}?step=12`)) {
    const { url: at, nodes } = await takeSnapshot(lease.tab, { refs: createRefTable(), deadline })
    expect(nodes.map(({ name }) => name)).toContain('Go')
    expect(await lease.tab.title()).toMatch(/step/)
    expect(await lease.tab.links({ limit: 5 })).toHaveLength(1)
    seen.add(at)
  }
})

test('what does something to the page is never done again, though its document goes', async () => {
  await using lease = await chromium.lease()
  using deadline = new Deadline(20_000)
  await lease.tab.navigate(site.show('<title>Here</title>', '/here'), { deadline })
  const { page } = insidesOf(lease.tab)
  let times = 0
  const failure = await failureOf(
    lease.tab.read(async () => {
      times += 1
      await page.evaluate('location.reload(); new Promise(() => {})')
    }, deadline),
  )
  expect([failure.reason, times]).toEqual(['page_failed', 1])
})
