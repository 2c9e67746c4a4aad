import type { Browser, Page } from 'puppeteer-core'
import { median } from './load.ts'
import { startRawBrowser } from './raw-browser.ts'
import { type Service, startService } from './service.ts'

/*
 * The live view as somebody at its page has it: the page itself, in a second Chromium, on loopback. `bun bench/live.ts`
 * alone, or as a part of `npm run bench`. Both browsers and the service share the machine's cores, and the frames of the
 * viewer's browser are drawn in software like those of the one that is watched.
 */

const CLICKS = 40
const WATCH_MS = 4_000
const WATCHED = 5
const SESSIONS = '/v1/users/default/browser/sessions'

/** Changes its colour at every press, and nothing else. */
const PRESSED = `<!doctype html><title>Pressed</title><body style="margin:0;height:100vh;background:#00f">
<h1 style="color:#fff">A page with some words on it</h1><script>
addEventListener('mousedown', () => {
  document.body.style.background = document.body.style.background === 'rgb(255, 0, 0)' ? '#00f' : 'rgb(255, 0, 0)'
})</script>`

/** Moves all the time: words, a box and a line of numbers. */
const MOVING = `<!doctype html><title>Moving</title><body style="margin:0;font:16px sans-serif">
<h1 id="n">0</h1><div id="box" style="position:absolute;top:120px;width:200px;height:200px;background:teal"></div>
<p style="position:absolute;top:400px;width:600px">${'Somebody watches how this page goes on. '.repeat(20)}</p><script>
let n = 0
const step = () => {
  n += 1
  document.getElementById('n').textContent = n
  document.getElementById('box').style.left = (n * 4) % 1000 + 'px'
  requestAnimationFrame(step)
}
step()</script>`

/** Runs in the viewer's page before its own script: notes each press, and each picture drawn and its colour in the middle. */
const WITNESS = `(() => {
  const seen = globalThis.seen = { draws: 0, pressed: 0, waits: undefined }
  addEventListener('mousedown', () => { seen.pressed = performance.now() }, true)
  const { drawImage } = CanvasRenderingContext2D.prototype
  CanvasRenderingContext2D.prototype.drawImage = function (...given) {
    drawImage.apply(this, given)
    seen.draws += 1
    if (!seen.waits) return
    const [red] = this.getImageData(this.canvas.width / 2, this.canvas.height / 2, 1, 1).data
    if (red > 128 !== seen.waits.red) return
    const { resolve } = seen.waits
    seen.waits = undefined
    // What is drawn now is shown with the next frame.
    requestAnimationFrame(() => resolve(performance.now() - seen.pressed))
  }
})()`

interface Stand extends AsyncDisposable {
  readonly service: Service
  readonly site: string
  openSession(path: string): Promise<string>
  openViewer(session: string): Promise<Page>
}

const startStand = async (browser: Browser): Promise<Stand> => {
  const service = await startService()
  const html = { 'content-type': 'text/html; charset=utf-8' }
  const site = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: request => new Response(request.url.endsWith('/moving') ? MOVING : PRESSED, { headers: html }),
  })
  const [name = '', value = ''] = (await service.signIn()).split('=')
  return {
    ...{ service, site: `http://127.0.0.1:${site.port}` },
    openSession: async path => {
      const session = await service.send('POST', SESSIONS, { allowed_domains: ['127.0.0.1'], timeout_minutes: 30 })
      const id = String(session['session_id'])
      await service.send('POST', `${SESSIONS}/${id}/navigate`, { url: `http://127.0.0.1:${site.port}${path}` })
      return id
    },
    openViewer: async session => {
      const answer = await fetch(`${service.url}${SESSIONS}/${session}/live-view`, {
        headers: { cookie: `${name}=${value}` },
      })
      const { live_view_url } = (await answer.json()) as { live_view_url: string }
      const context = await browser.createBrowserContext()
      await context.setCookie({ name, value, domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Strict' })
      const page = await context.newPage()
      await page.evaluateOnNewDocument(WITNESS)
      await page.goto(live_view_url)
      await page.waitForFunction('seen.draws > 0')
      return page
    },
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]()
      await site.stop(true)
    },
  }
}

/** From the press, as the viewer's page hears of it, to the frame that shows its effect, in ms. */
const measureClicks = async (stand: Stand): Promise<number[]> => {
  const page = await stand.openViewer(await stand.openSession('/pressed'))
  await page.locator('aria/Take over').click()
  await page.waitForFunction(`document.getElementById('state').textContent === 'You are driving'`)
  await page.waitForFunction(`document.getElementById('picture').width < 1280 || seen.draws > 1`)
  const times: number[] = []
  for (let click = 1; click <= CLICKS; click += 1) {
    const shown = page.evaluate(`new Promise(resolve => { seen.waits = { red: ${click % 2 === 1}, resolve } })`)
    await page.mouse.click(300, 300)
    times.push(Number(await shown))
  }
  await page.browserContext().close()
  return times
}

/** Frames a second that each of some viewers draws, of as many moving pages. */
const measureFrames = async (stand: Stand, viewers: number): Promise<number[]> => {
  const pages: Page[] = []
  const ids: string[] = []
  for (let one = 0; one < viewers; one += 1) {
    ids.push(await stand.openSession('/moving'))
    pages.push(await stand.openViewer(ids.at(-1) ?? ''))
  }
  const count = (page: Page) =>
    page.evaluate(
      `new Promise(resolve => { const from = seen.draws, at = performance.now(); setTimeout(() => resolve((seen.draws - from) / (performance.now() - at) * 1000), ${WATCH_MS}) })`,
    )
  const rates = (await Promise.all(pages.map(count))).map(Number)
  for (const page of pages) await page.browserContext().close()
  for (const id of ids) await stand.service.send('DELETE', `${SESSIONS}/${id}`)
  return rates
}

/** Prints how quick the live view is. */
export const benchLive = async (): Promise<void> => {
  await using raw = await startRawBrowser()
  await using stand = await startStand(raw.browser)
  const clicks = (await measureClicks(stand)).toSorted((a, b) => a - b)
  const [one = 0] = await measureFrames(stand, 1)
  const many = await measureFrames(stand, WATCHED)
  const at = (share: number) => (clicks[Math.floor(clicks.length * share)] ?? Number.NaN).toFixed(0)
  console.log('| live view | measured | wanted |\n|---|---|---|')
  console.log(
    `| click to picture, p50 (p10–p90) of ${CLICKS} | ${median(clicks).toFixed(0)} (${at(0.1)}–${at(0.9)}) ms | ≤ 60 ms |`,
  )
  console.log(`| a moving page, one viewer | ${one.toFixed(1)} frames/s | ≥ 25 |`)
  console.log(
    `| ${WATCHED} moving pages, a viewer each, the slowest | ${Math.min(...many).toFixed(1)} frames/s | ≥ 15 |`,
  )
}

if (import.meta.main) await benchLive()
