import { takeCapture } from '../../../src/browser/perception/capture.ts'
import type { PageCapture } from '../../../src/contract/capture.ts'
import { type ExtractOutcome, extract } from '../../../src/extraction/extract.ts'
import type { Schema } from '../../../src/extraction/query/schema.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import type { TestChromium } from '../../support/chromium.ts'
import type { Site } from '../../support/site.ts'

/** Captures HTML as a real Chromium renders it. */
export const captureHtml = async (chromium: TestChromium, site: Site, html: string): Promise<PageCapture> => {
  await using lease = await chromium.lease()
  using deadline = new Deadline(15_000)
  await lease.tab.navigate(site.show(html), { deadline })
  return await takeCapture(lease.tab, { deadline })
}

/** A page of test/sites. */
export const pageOf = (name: string): Promise<string> =>
  Bun.file(new URL(`../../sites/${name}.html`, import.meta.url)).text()

/** The result of an instruction; fails where nothing was found. */
export const resultOf = (outcome: ExtractOutcome): unknown => {
  if (outcome.kind === 'found') return outcome.result
  throw new Error(`nothing found; the page has ${JSON.stringify(outcome.available)}`)
}

/** Asks a capture. */
export const ask = (capture: PageCapture, instruction: string, schema?: Schema): unknown =>
  resultOf(extract({ instruction, ...(schema && { schema }) }, capture))
