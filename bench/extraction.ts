import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import type { Tab } from '../src/browser/tab.ts'
import { extract } from '../src/extraction/extract.ts'
import { createTestPool } from '../test/support/chromium.ts'
import { openFence } from '../test/support/fences.ts'
import { serveSite } from '../test/support/site.ts'
import { type LabelledPage, readLabelled } from './extraction-fit/examples.ts'
import { meanOf, wordF1 } from './extraction-fit/word-f1.ts'
import { type Line, toBound, toLine, toTable } from './line.ts'
import { median } from './load.ts'
import { type Service, startService } from './service.ts'

/*
 * Extraction through the service's REST API, capture and all, beside Mozilla Readability alone (over linkedom, on the same
 * HTML, in this process), taking turns. `bun bench/extraction.ts` prints its lines; with a folder of labelled pages (a split
 * of the web content extraction benchmark) also word F1 by kind.
 */

const ROUNDS = 15
const MAIN = 'Extract the title and the main content of this page as text. Return {title, text}.'

const article = `<!doctype html><html><head><title>Tides | Quay</title></head><body><nav>${'<a href="/x">Somewhere</a> '.repeat(40)}</nav><main><article><h1>Tides</h1>${'<p>The water comes in twice a day, and twice a day it leaves, which is what the harbour lives by, more or less.</p>'.repeat(300)}</article></main><footer>Quay</footer></body></html>`

const records = `<!doctype html><html><head><title>Lamps</title></head><body><h1>Lamps</h1><div>${Array.from(
  { length: 1000 },
  (_, i) =>
    `<article class="card"><a href="/p/${i}"><h3>Lamp ${i}</h3></a><p class="price">${i}.50 €</p><p class="stock">In stock</p><button>Add</button></article>`,
).join('')}</div></body></html>`

const textByReadability = (html: string): string => {
  const { document } = parseHTML(html)
  return new Readability(document as unknown as Document).parse()?.textContent ?? ''
}

/** A shop's 20,000 rows, 5 MB: more than is read. */
const huge = `<!doctype html><html><head><title>Stock</title></head><body><h1>Stock</h1>${Array.from(
  { length: 20_000 },
  (_, i) => `<div class="row"><a href="/p/${i}">Item ${i}</a><span>${i}.50 €</span><p>${'word '.repeat(34)}</p></div>`,
).join('')}</body></html>`

const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Memory that a process holds, in MB (proc(5), VmRSS). */
const residentOf = async (pid: number): Promise<number> =>
  Number(/^VmRSS:\s+(\d+)/m.exec(await Bun.file(`/proc/${pid}/status`).text())?.[1] ?? Number.NaN) / 1024

/** An article against Readability; 1,000 records and a page of 5 MB against their bounds. */
export const benchExtraction = async (service: Service, session: string): Promise<Line[]> => {
  using site = serveSite()
  const at = `/v1/users/default/browser/sessions/${session}`
  const open = (html: string) => service.send('POST', `${at}/navigate`, { url: site.show(html) })
  const ask = (instruction: string) => timed(() => service.send('POST', `${at}/extract`, { instruction }))

  await open(article)
  const text = { ours: [] as number[], raw: [] as number[] }
  for (let round = 0; round < ROUNDS; round += 1) {
    text.ours.push(await ask(MAIN))
    text.raw.push(await timed(() => textByReadability(article)))
  }
  await open(records)
  const rows: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) rows.push(await ask('Extract the name and price of every lamp'))

  const before = await residentOf(service.pid)
  await open(huge)
  // 413 page_too_large is an answer too
  const first = await timed(() => service.send('POST', `${at}/extract`, { instruction: MAIN }).catch(String))
  const grown = Math.max(0, (await residentOf(service.pid)) - before)
  return [
    toLine('extract an article, 6,000 words / Readability', 'none', { ours: median(text.ours), raw: median(text.raw) }),
    toBound('extract 1,000 records', { ours: median(rows), most: 150, unit: 'ms' }),
    toBound('extract from a page of 5 MB, first call', { ours: first, most: 2000, unit: 'ms' }),
    toBound('… and memory taken by it', { ours: grown, most: 200, unit: 'MB' }),
  ]
}

const withTab = async (work: (tab: Tab) => Promise<void>): Promise<void> => {
  const pool = createTestPool()
  await pool.start()
  try {
    await using lease = await pool.lease(openFence)
    await work(lease.tab)
  } finally {
    await pool.close()
  }
}

const scoreOf = ({ capture, html, truth, kind }: LabelledPage) => {
  const outcome = extract({ instruction: MAIN }, capture)
  const { text } = (outcome.kind === 'found' ? outcome.result : { text: '' }) as { text: string | null }
  return { kind, ours: wordF1(truth, text ?? ''), theirs: wordF1(truth, textByReadability(html)) }
}

const benchQuality = async (folder: string): Promise<void> => {
  await withTab(async tab => {
    const scores = (await readLabelled(folder, tab)).map(scoreOf)
    console.log('main text, word F1    pages  chaperone  readability')
    for (const kind of [...new Set(scores.map(score => score.kind)), 'all'].toSorted()) {
      const some = scores.filter(score => kind === 'all' || score.kind === kind)
      const [ours, theirs] = [meanOf(some.map(score => score.ours)), meanOf(some.map(score => score.theirs))]
      console.log(kind.padEnd(20), String(some.length).padStart(6), ours.padStart(10), theirs.padStart(12))
    }
  })
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2)
  await using service = await startService()
  const { session_id } = await service.send('POST', '/v1/users/default/browser/sessions', {
    allowed_domains: ['127.0.0.1'],
  })
  console.log(toTable(await benchExtraction(service, String(session_id))))
  if (folder !== undefined) await benchQuality(folder)
}
