import { expect, test } from 'bun:test'
import { type Cast, startCast } from '../../../src/browser/screencast/cast.ts'
import { createPixelBudget } from '../../../src/browser/screencast/pixel-budget.ts'
import { insidesOf, type Tab } from '../../../src/browser/tab.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { serveSite } from '../../support/site.ts'
import { until } from '../../support/until.ts'

const chromium = useChromium()

/** Moves in red until it is told to stop, and then is green. */
const MOVING = `<!doctype html><title>Moving</title><body style="margin:0;height:100vh;background:#f00"><p id="p" style="position:absolute">moves</p>
<script>
let n = 0, on = true
const step = () => {
  n += 1
  p.style.left = n % 900 + 'px'
  if (on) requestAnimationFrame(step)
  else document.body.style.background = '#0f0'
}
step()
</script>`

const load = async (tab: Tab, url: string) => {
  using deadline = new Deadline(20_000)
  await tab.navigate(url, { deadline })
}

/** Width of a JPEG, from its frame header (ITU-T T.81, B.2.2). */
const widthOf = (jpeg: Uint8Array): number => {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset)
  for (let at = 2; ; at += 2 + view.getUint16(at + 2))
    if (view.getUint8(at + 1) === 0xc0 || view.getUint8(at + 1) === 0xc2) return view.getUint16(at + 7)
}

const middleOf = async (tab: Tab, jpeg: Uint8Array): Promise<string> =>
  String(
    await insidesOf(tab).page.evaluate(`(async () => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.fromBase64('${jpeg.toBase64()}')], { type: 'image/jpeg' }))
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      context.drawImage(bitmap, 0, 0)
      const [r, g] = context.getImageData(bitmap.width / 2, bitmap.height / 2, 1, 1).data
      return g > r ? 'green' : 'red'
    })()`),
  )

const cast = async (tab: Tab, budget = createPixelBudget(10_000_000), lateMs = 0) => {
  const frames: Uint8Array[] = []
  const onFrame = (jpeg: Uint8Array, _size: unknown, taken: () => void) => {
    frames.push(jpeg)
    if (lateMs) setTimeout(taken, lateMs)
    else taken()
  }
  const made: Cast = startCast(await insidesOf(tab).page.createCDPSession(), { budget, onFrame, onError: () => {} })
  return Object.assign(made, { frames })
}

test('motions that share a small budget come in smaller frames, and each ends in a whole one', async () => {
  using site = serveSite()
  site.show(MOVING)
  await using one = await chromium.lease()
  await using two = await chromium.lease()
  await Promise.all([load(one.tab, site.url('/')), load(two.tab, site.url('/'))])
  const budget = createPixelBudget(1_000_000)
  using first = await cast(one.tab, budget)
  using second = await cast(two.tab, budget)
  const isSmall = (jpeg: Uint8Array | undefined) => jpeg !== undefined && widthOf(jpeg) < 1000
  await until(() => isSmall(first.frames.at(-1)) && isSmall(second.frames.at(-1)))
  await insidesOf(one.tab).page.evaluate('on = false')
  await until(() => widthOf(first.frames.at(-1) ?? new Uint8Array()) === 1280)
  expect(await middleOf(one.tab, first.frames.at(-1) ?? new Uint8Array())).toBe('green')
})

test('where frames are taken late, the end of a motion is shown all the same', async () => {
  using site = serveSite()
  site.show(MOVING)
  await using lease = await chromium.lease()
  await load(lease.tab, site.url('/'))
  using slow = await cast(lease.tab, undefined, 200)
  await until(() => slow.frames.length > 4)
  await insidesOf(lease.tab).page.evaluate('on = false')
  let shown = 'red'
  using deadline = new Deadline(10_000)
  while (shown === 'red') {
    deadline.signal.throwIfAborted()
    shown = await middleOf(lease.tab, slow.frames.at(-1) ?? new Uint8Array())
  }
  expect(shown).toBe('green')
})

test('frames are no larger than they are shown', async () => {
  using site = serveSite()
  site.show(MOVING)
  await using lease = await chromium.lease()
  await load(lease.tab, site.url('/'))
  using shown = await cast(lease.tab)
  await until(() => shown.frames.length > 0)
  expect(widthOf(shown.frames[0] ?? new Uint8Array())).toBe(1280)
  shown.show({ width: 640, height: 640 })
  await until(() => widthOf(shown.frames.at(-1) ?? new Uint8Array()) === 640)
})

test('a budget is whole for one, is shared by several, and never gives less than two fifths of the width', () => {
  const budget = createPixelBudget(2_000_000)
  const [a, b, c] = [{}, {}, {}]
  budget.join(a)
  expect(budget.scaleOf(1_024_000)).toBe(1)
  budget.join(b)
  budget.join(c)
  expect(budget.scaleOf(1_024_000)).toBe(0.8)
  for (let more = 0; more < 20; more += 1) budget.join({})
  expect(budget.scaleOf(1_024_000)).toBe(0.4)
  for (const one of [b, c]) budget.leave(one)
})
