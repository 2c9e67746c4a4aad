import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { Glob } from 'bun'
import { takeCapture } from '../../../src/browser/perception/capture.ts'
import type { PageCapture } from '../../../src/contract/capture.ts'
import { extract } from '../../../src/extraction/extract.ts'
import { dateIn } from '../../../src/extraction/page/values.ts'
import { numberIn } from '../../../src/language/numbers.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { serveSite } from '../../support/site.ts'
import { captureHtml } from '../support/captured.ts'
import { CASES, type Case, NOTHING } from './cases.ts'
import { MORE_CASES } from './more-cases.ts'
import { morePages } from './more-pages.ts'
import * as pages from './pages.ts'
import { THIRD_CASES } from './third-cases.ts'
import { thirdPages } from './third-pages.ts'

/** Pages of test/sites/questions, and what is asked of them, a case a line. */
const written = new URL('../../sites/questions/', import.meta.url).pathname
const writtenPages = [...new Glob('*.html').scanSync(written)]
interface Written {
  readonly page: string
  readonly ask: string
  readonly schema?: object
  readonly expect?: unknown
  readonly nothing?: true
}
const writtenCases: readonly Written[] = await Bun.file(`${written}cases.json`).json()

const captures = new Map<string, PageCapture>()
const site = serveSite()
const chromium = useChromium()

beforeAll(async () => {
  for (const [name, html] of Object.entries({ ...pages, ...morePages, ...thirdPages }))
    captures.set(name, await captureHtml(chromium, site, html))
  await using lease = await chromium.lease()
  for (const name of writtenPages) {
    using deadline = new Deadline(15_000)
    await lease.tab.navigate(site.show(await Bun.file(written + name).text()), { deadline })
    captures.set(`questions/${name.replace('.html', '')}`, await takeCapture(lease.tab, { deadline }))
  }
}, 60_000)
afterAll(() => site[Symbol.dispose]())

/** What was answered in the form of the truth: numbers read, addresses as paths, dates by the calendar. */
const like = (truth: unknown, got: unknown): unknown => {
  if (typeof truth !== 'object' && typeof got === 'object' && got !== null && !Array.isArray(got)) {
    const [only, second] = Object.values(got)
    return second === undefined ? like(truth, only) : got
  }
  if (typeof truth === 'number') return typeof got === 'string' ? numberIn(got) : got
  if (Array.isArray(truth) && Array.isArray(got)) return got.map((one, i) => like(truth[i] ?? truth[0], one))
  if (typeof truth === 'string' && Array.isArray(got) && got.length === 1) return like(truth, got[0])
  if (typeof truth === 'string' && typeof got === 'string') {
    if (truth.startsWith('/')) return new URL(got, 'http://x').pathname
    return /^\d{4}-\d{2}-\d{2}$/.test(truth) ? dateIn(got) : got.replace(/:$/, '')
  }
  if (typeof truth === 'object' && truth !== null && typeof got === 'object' && got !== null && !Array.isArray(got)) {
    const known = truth as Record<string, unknown>
    return Object.fromEntries(Object.entries(got).map(([key, value]) => [key, like(known[key], value)]))
  }
  if (typeof truth === 'string' && typeof got === 'number') return String(got)
  return got
}

describe('asked of a page', () => {
  const cases: readonly (Omit<Case, 'page'> & { readonly page: string })[] = [
    ...CASES,
    ...MORE_CASES,
    ...THIRD_CASES,
    ...writtenCases.map(({ page, ask, schema, expect: truth, nothing }) => ({
      page: `questions/${page}`,
      ask,
      ...(schema && { schema }),
      expect: nothing ? NOTHING : truth,
    })),
  ]
  test('most are right, and hardly any wrong answer is told as sure', () => {
    const told = cases.map(({ page, ask, schema, expect: truth }) => {
      const capture = captures.get(page)
      if (!capture) throw new Error('no such page')
      const outcome = extract({ instruction: ask, ...(schema && { schema }) }, capture)
      const got = outcome.kind === 'found' ? outcome.result : NOTHING
      if (Bun.deepEquals(like(truth, got), truth)) return { ask, came: 'right' }
      return { ask, came: outcome.kind === 'found' ? (outcome.isSure ? 'wrong' : 'unsure') : 'refused' }
    })
    const share = (came: string) => told.filter(one => one.came === came).length / told.length
    expect(share('wrong')).toBeLessThanOrEqual(0.015)
    expect(share('right')).toBeGreaterThanOrEqual(0.85)
  })
})
