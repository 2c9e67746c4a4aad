import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { takeCapture } from '../../src/browser/perception/capture.ts'
import type { Tab } from '../../src/browser/tab.ts'
import type { PageCapture } from '../../src/contract/capture.ts'
import { readRevealed } from '../../src/extraction/main-content/body.ts'
import { describeBlocks } from '../../src/extraction/main-content/features.ts'
import { wordsIn } from '../../src/extraction/page/text.ts'
import { Deadline } from '../../src/lib/deadline.ts'
import type { Example } from './trees.ts'

/** A page of the labelled set: its capture and its true main text. */
export interface LabelledPage {
  readonly id: string
  readonly kind: string
  readonly truth: string
  readonly title: string
  readonly capture: PageCapture
  readonly html: string
}

interface Truth {
  readonly ground_truth: { readonly main_content: string | null; readonly title: string | null }
  readonly _internal?: { readonly page_type?: { readonly primary?: string } }
}

/** Pages must not run or load anything: what is measured is what is stored. */
const STILL = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
  'content-type': 'text/html; charset=utf-8',
}

/** Reads a split (ground-truth/*.json, html/*.html.gz) of the web content extraction benchmark in Chromium. */
export async function readLabelled(folder: string, tab: Tab): Promise<LabelledPage[]> {
  const names = (await readdir(join(folder, 'ground-truth'))).toSorted()
  let html = ''
  using server = closing(
    Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: () => new Response(html, { headers: STILL }) }),
  )
  const pages: LabelledPage[] = []
  for (const name of names) {
    const id = name.replace('.json', '')
    const { ground_truth: truth, _internal: notes } = (await Bun.file(
      join(folder, 'ground-truth', name),
    ).json()) as Truth
    const packed = await Bun.file(join(folder, 'html', `${id}.html.gz`)).bytes()
    html = new TextDecoder().decode(Bun.gunzipSync(packed))
    using deadline = new Deadline(60_000)
    await tab.navigate(`http://127.0.0.1:${server.port}/${id}`, { deadline })
    const capture = await takeCapture(tab, { deadline })
    const kind = notes?.page_type?.primary ?? 'article'
    pages.push({ id, kind, truth: truth.main_content ?? '', title: truth.title ?? '', capture, html })
  }
  return pages
}

const closing = (server: Bun.Server<undefined>) => ({
  port: server.port,
  [Symbol.dispose]: () => void server.stop(true),
})

/** The blocks of a page as examples, each weighed so that every page counts alike. */
export function examplesOf({ capture, truth }: LabelledPage): Example[] {
  const trueWords = wordsIn(truth)
  if (trueWords.length === 0) return []
  const described = describeBlocks(readRevealed(capture))
  const all = described.reduce((sum, { block }) => sum + block.words, 0)
  const isTrue = createJudge(trueWords)
  const scale = 10 / Math.max(60, Math.sqrt(trueWords.length * all))
  return described.map(({ block, features }) => ({
    features,
    target: isTrue(wordsIn(block.text)),
    weight: block.words * scale,
  }))
}

/** How much of a block stands in the truth: all or nothing for a few words, by threes of words for more. */
function createJudge(truth: readonly string[]): (words: readonly string[]) => number {
  const text = ` ${truth.join(' ')} `
  const triples = new Set(truth.slice(2).map((_, i) => truth.slice(i, i + 3).join(' ')))
  const used = new Map<string, number>()
  return words => {
    const key = words.join(' ')
    const before = used.get(key) ?? 0
    used.set(key, before + 1)
    const isLeft = before === 0 || before < text.split(` ${key} `).length - 1
    if (words.length <= 4) return before < text.split(` ${key} `).length - 1 ? 1 : 0
    const found = words.slice(2).filter((_, i) => triples.has(words.slice(i, i + 3).join(' '))).length
    return isLeft ? found / (words.length - 2) : 0
  }
}
