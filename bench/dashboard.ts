import type { Page } from 'puppeteer-core'
import { signIn } from '../test/dashboard/person.ts'
import { createScene } from '../test/dashboard/scene.ts'
import { openStage } from '../test/dashboard/stage.ts'
import { type Line, toBound, toTable } from './line.ts'
import { median } from './load.ts'

/*
 * *Now* with 50 sessions in a real Chromium on loopback: from the start of the navigation to the first paint with content,
 * and to the frame that shows all 50 cards. `bun bench/dashboard.ts` prints its lines.
 */

const SESSIONS = 50
const ROUNDS = 9
const MOST_MS = 400
const MOST_KB = 120

interface Painted {
  readonly first: number
  readonly cards: number
}

/** Marks, in the page, the frame after all cards are there. */
const watchCards = (count: number) => {
  const watching = new MutationObserver(() => {
    if (document.querySelectorAll('article.session').length < count) return
    watching.disconnect()
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('cards')))
  })
  watching.observe(document, { subtree: true, childList: true })
}

const load = async (page: Page, url: string): Promise<Painted> => {
  await page.goto(url)
  await page.waitForFunction(() => performance.getEntriesByName('cards').length > 0, { polling: 'raf' })
  return await page.evaluate(() => ({
    first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    cards: performance.getEntriesByName('cards')[0]?.startTime ?? Number.NaN,
  }))
}

const measure = async (page: Page, url: string): Promise<Painted> => {
  const rounds: Painted[] = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await load(page, url))
  return { first: median(rounds.map(({ first }) => first)), cards: median(rounds.map(({ cards }) => cards)) }
}

/** Compressed bytes of script and style. */
const weigh = async (url: string): Promise<number> => {
  const html = await (await fetch(url)).text()
  const assets = [...html.matchAll(/"(\/assets\/\w+\.(?:js|css))"/g)].map(([, path]) => path)
  const sizes = await Promise.all(
    assets.map(async path => Bun.gzipSync(await (await fetch(url + path)).bytes()).length),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** First paint and size of the dashboard. */
export const benchDashboard = async (): Promise<Line[]> => {
  await using stage = await openStage()
  createScene(stage).addSessions(SESSIONS)
  const page = await stage.open('desktop')
  await signIn(stage, page)
  await page.evaluateOnNewDocument(watchCards, SESSIONS)
  const { url } = stage.app.http
  const kept = await measure(page, url)
  await page.setCacheEnabled(false)
  const cold = await measure(page, url)
  const toMs = (what: string, ours: number) => toBound(what, { ours, most: MOST_MS, unit: 'ms' })
  return [
    toMs('first paint of Now, 50 sessions', kept.first),
    toMs('the same, nothing cached', cold.first),
    toMs('all 50 cards painted', kept.cards),
    toMs('the same, nothing cached', cold.cards),
    toBound('script and style, compressed', { ours: (await weigh(url)) / 1000, most: MOST_KB, unit: 'kB' }),
  ]
}

if (import.meta.main) {
  console.log(toTable(await benchDashboard()))
}
