import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { createTestPool } from '../../support/chromium.ts'
import { openFence } from '../../support/fences.ts'
import { serveSite } from '../../support/site.ts'
import cases from '../../vectors/exam.json' with { type: 'json' }
import { createExaminee, type ExamCase, type ExamRow, sit } from './exam.ts'

setDefaultTimeout(600_000)

/** Every case with EXAM=all; a tenth of them otherwise. EXAM=notebook: those of one page. */
const CHOSEN = process.env['EXAM'] ?? ''
const SHARE = CHOSEN === '' ? 10 : 1

const site = serveSite()
const pool = createTestPool()
beforeAll(() => pool.start())
afterAll(async () => {
  await pool.close()
  site[Symbol.dispose]()
})

const all = Object.entries(cases as unknown as Record<string, ExamCase[]>)
  .filter(([page]) => CHOSEN === '' || CHOSEN === 'all' || CHOSEN.split(',').includes(page))
  .flatMap(([page, rows]) => rows.map(row => ({ page, ...row })))

test('the exam is passed', async () => {
  await using lease = await pool.lease(openFence)
  const examinee = await createExaminee()
  const rows: ExamRow[] = []
  for (const [i, asked] of all.entries()) {
    if (i % SHARE > 0) continue
    const html = await Bun.file(new URL(`../../sites/exam/${asked.page}.html`, import.meta.url)).text()
    rows.push(await sit({ ...asked, url: site.show(html, `/${asked.page}`) }, { tab: lease.tab, examinee }))
  }
  const failed = rows.filter(({ verdict, open }) => verdict !== 'right' && !(open && verdict === 'refused'))
  for (const { page, level, say, verdict, note } of failed)
    console.log(`${page} ${level} ${verdict}: ${say}\n    ${note}`)
  for (const level of [1, 2, 3, 'refuse'] as const) {
    const some = rows.filter(row => row.level === level)
    console.log(`level ${level}: ${some.filter(({ verdict }) => verdict === 'right').length} of ${some.length}`)
  }
  expect(failed.map(({ page, say, verdict }) => `${page}: ${say}: ${verdict}`)).toEqual([])
})
