import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { takeCapture } from '../../src/browser/perception/capture.ts'
import type { PageCapture } from '../../src/contract/capture.ts'
import { extract } from '../../src/extraction/extract.ts'
import { numberIn } from '../../src/language/numbers.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import { useChromium } from '../support/chromium.ts'
import { serveSite } from '../support/site.ts'

/*
 * Questions as people put them, written before anything was tried on their pages. The pages are split in two: `fit` may be
 * looked at when something is mended, `held` may not; `fresh` ones came later and were looked at once, after their first try. A wrong answer that is told as sure counts apart from none.
 */

interface Asked {
  readonly page: string
  readonly half: 'fit' | 'held' | 'fresh'
  readonly ask: string
  readonly schema?: object
  readonly expect?: unknown
  readonly nothing?: true
}

/** The least that has to be right, and the most that may be wrong and told as sure, by half. */
const BOUNDS = {
  fit: { right: 0.77, wrong: 0.05 },
  held: { right: 0.8, wrong: 0.05 },
  fresh: { right: 0.7, wrong: 0.04 },
} as const

const folder = new URL('../sites/asked/', import.meta.url).pathname
const cases: readonly Asked[] = await Bun.file(`${folder}cases.json`).json()
const captures = new Map<string, PageCapture>()
const site = serveSite()
const chromium = useChromium()

beforeAll(async () => {
  await using lease = await chromium.lease()
  for (const page of new Set(cases.map(one => one.page))) {
    using deadline = new Deadline(15_000)
    await lease.tab.navigate(site.show(await Bun.file(`${folder}${page}.html`).text()), { deadline })
    captures.set(page, await takeCapture(lease.tab, { deadline }))
  }
}, 60_000)
afterAll(() => site[Symbol.dispose]())

const plain = (value: unknown, language: string): unknown => {
  if (typeof value === 'string') return value.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
  if (Array.isArray(value)) return value.map(one => plain(one, language))
  if (typeof value !== 'object' || value === null) return value
  return Object.values(value).map(one => plain(one, language))
}

/** Whether an answer is the truth: figures by what they are on the page, a list of one as that one, names of fields aside. */
const isRight = (truth: unknown, got: unknown, language: string): boolean => {
  if (typeof truth === 'number' && typeof got === 'string') return numberIn(got, language) === truth
  if (Array.isArray(truth) && Array.isArray(got))
    return truth.length === got.length && truth.every((one, i) => isRight(one, got[i], language))
  if (Array.isArray(truth)) return truth.length === 1 && isRight(truth[0], got, language)
  if (Array.isArray(got)) return got.length === 1 && isRight(truth, got[0], language)
  if (typeof truth !== 'object' && typeof got === 'object' && got !== null) {
    const [only, second] = Object.values(got)
    return second === undefined && isRight(truth, only, language)
  }
  if (typeof truth === 'object' && truth !== null && typeof got === 'object' && got !== null)
    return isRight(Object.values(truth), Object.values(got), language)
  return plain(truth, language) === plain(got, language)
}

const answer = ({ page, ask, schema, expect: truth, nothing }: Asked): 'right' | 'wrong' | 'unsure' | 'refused' => {
  const capture = captures.get(page)
  if (!capture) throw new Error('no such page')
  const outcome = extract({ instruction: ask, ...(schema && { schema }) }, capture)
  if (outcome.kind !== 'found') return nothing ? 'right' : 'refused'
  if (!nothing && isRight(truth, outcome.result, capture.lang)) return 'right'
  return outcome.isSure ? 'wrong' : 'unsure'
}

describe('questions that nobody rehearsed', () => {
  test.each(['fit', 'held', 'fresh'] as const)('%s pages', half => {
    const own = cases.filter(one => one.half === half)
    const told = own.map(one => ({ ask: `${one.page}: ${one.ask}`, came: answer(one) }))
    const share = (came: string) => told.filter(one => one.came === came).length / own.length
    expect(share('wrong')).toBeLessThanOrEqual(BOUNDS[half].wrong)
    expect(share('right')).toBeGreaterThanOrEqual(BOUNDS[half].right)
  })
})
