import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { takeCapture } from '../src/browser/perception/capture.ts'
import type { Tab } from '../src/browser/tab.ts'
import { extract } from '../src/extraction/extract.ts'
import { Deadline } from '../src/lib/deadline.ts'
import { createTestPool } from '../test/support/chromium.ts'
import { openFence } from '../test/support/fences.ts'
import { serveSite } from '../test/support/site.ts'
import { type LabelledPage, readLabelled } from './extraction-fit/examples.ts'
import { meanOf, wordF1 } from './extraction-fit/word-f1.ts'
import { median } from './load.ts'

/*
 * Extraction beside Mozilla Readability alone in the same run. Times on pages made here; with a folder of labelled pages
 * (a split of the web content extraction benchmark) also word F1 by kind: `bun bench/extraction.ts FOLDER`.
 */

const ROUNDS = 9
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

const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Prints how long an answer takes, capture and all, beside Readability on the same page's HTML. */
export const benchExtraction = async (): Promise<void> => {
  await withTab(async tab => {
    using site = serveSite()
    console.log('extraction (ms, median)         chaperone   readability')
    for (const [what, html, instruction] of [
      ['article, 6,000 words', article, MAIN],
      ['1,000 records', records, 'Extract the name and price of every lamp'],
    ] as const) {
      using deadline = new Deadline(60_000)
      await tab.navigate(site.show(html), { deadline })
      const ours: number[] = []
      const theirs: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        ours.push(await timed(async () => extract({ instruction }, await takeCapture(tab, { deadline }))))
        theirs.push(await timed(() => textByReadability(html)))
      }
      console.log(what.padEnd(30), median(ours).toFixed(1).padStart(10), median(theirs).toFixed(1).padStart(13))
    }
  })
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
  await benchExtraction()
  if (folder !== undefined) await benchQuality(folder)
}
