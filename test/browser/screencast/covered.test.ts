import { expect, test } from 'bun:test'
import { captureCovered } from '../../../src/browser/screencast/covered.ts'
import { insidesOf, type Tab } from '../../../src/browser/tab.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { serveSite } from '../../support/site.ts'

const chromium = useChromium()

/** Everything that can be read is pure red in it, and nothing else is. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>red</title>
<style>* { color: #f00; font: 20px sans-serif } body { height: 2000px; background: #fff }
  .after::after { content: 'pseudo' } .back { width: 50px; height: 50px; background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='50' height='50'%3E%3Crect width='50' height='50' fill='red'/%3E%3C/svg%3E") }
  .shadow { color: #fff; text-shadow: 150px 30px 0 #f00 } .turned { transform: rotate(30deg) translate(80px, 40px); width: 200px }
  .fixed { position: fixed; right: 10px; bottom: 10px } li { list-style: square }</style>
<h1>Secret letters</h1><p class="after">before</p><div class="back"></div><p class="shadow">far</p>
<p class="turned">turned around</p><p class="fixed">fixed below</p><ul><li>item</ul>
<input value="typed"><textarea>area</textarea><select><option>chosen</select><button>pressed</button>
<svg width="60" height="60"><circle cx="30" cy="30" r="28" fill="#f00"/></svg><canvas width="60" height="60"></canvas>
<iframe srcdoc="<body style='background:#f00'>frame"></iframe><div id="host"></div><p style="margin-top:900px">far below</p>
<script>
const context = document.querySelector('canvas').getContext('2d')
context.fillStyle = '#f00'; context.fillRect(0, 0, 60, 60)
document.getElementById('host').attachShadow({ mode: 'closed' }).innerHTML = '<p style="color:#f00;font-size:40px">closed root</p>'
</script>`

const load = async (tab: Tab, url: string) => {
  using deadline = new Deadline(20_000)
  await tab.navigate(url, { deadline })
}

/** How many pixels of a picture are red, and how many there are. */
const countRed = async (tab: Tab, png: Uint8Array): Promise<{ red: number; all: number }> =>
  (await insidesOf(tab).page.evaluate(`(async () => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.fromBase64('${png.toBase64()}')], { type: 'image/png' }))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    let red = 0
    for (let at = 0; at < data.length; at += 4) if (data[at] > data[at + 1] + 40 && data[at] > data[at + 2] + 40) red += 1
    return { red, all: data.length / 4 }
  })()`)) as { red: number; all: number }

test('no pixel of text, image, field, frame or closed shadow root is left in a covered picture', async () => {
  using site = serveSite()
  site.show(PAGE)
  await using lease = await chromium.lease()
  const { tab } = lease
  await load(tab, site.url('/'))
  using deadline = new Deadline(30_000)
  expect((await countRed(tab, await tab.screenshot())).red).toBeGreaterThan(10_000)
  expect((await countRed(tab, await captureCovered(tab, {}, deadline))).red).toBe(0)
  const full = await countRed(tab, await captureCovered(tab, { fullPage: true }, deadline))
  expect(full.red).toBe(0)
  expect(full.all).toBeGreaterThan(1280 * 1900)
  await insidesOf(tab).page.evaluate('scrollTo(0, 400)')
  expect((await countRed(tab, await captureCovered(tab, {}, deadline))).red).toBe(0)
  expect(tab.pageCount).toBe(1)
  const jpeg = await captureCovered(tab, { format: 'jpeg', quality: 70 }, deadline)
  expect([...jpeg.slice(0, 2)]).toEqual([0xff, 0xd8])
})

test('a page that moves all the time is covered as a whole', async () => {
  using site = serveSite()
  site.show(`<body style="background:#f00"><p id="p" style="position:absolute">x</p><script>
    let n = 0; setInterval(() => { n += 1; p.style.left = n + 'px' }, 1)</script>`)
  await using lease = await chromium.lease()
  await load(lease.tab, site.url('/'))
  using deadline = new Deadline(30_000)
  expect((await countRed(lease.tab, await captureCovered(lease.tab, {}, deadline))).red).toBe(0)
})
