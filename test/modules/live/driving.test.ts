import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Frame, Page } from 'puppeteer-core'
import { useChromium } from '../../support/chromium.ts'
import { type Service, startService } from '../../support/service.ts'
import { serveSite } from '../../support/site.ts'
import { until } from '../../support/until.ts'
import { frameLiveView } from './viewer-frame.ts'

const chromium = useChromium()
setDefaultTimeout(60_000)

const USER = '/v1/users/default/browser'
const owner = (method: string, path: string, body?: unknown) => service.send(service.owner, method, USER + path, body)

let service: Service
beforeAll(async () => {
  service = await startService()
}, 60_000)
afterAll(async () => {
  await service[Symbol.asyncDispose]()
}, 60_000)

/** What the page tells its site of what reaches it. */
const TELL = `<script>const tell = (...what) => fetch('/told', { method: 'POST', body: what.join(' ') })</script>`

const FIELDS = `<!doctype html><title>Fields</title><style>* { position: absolute; margin: 0 } body { width: 100%; height: 100% }</style>${TELL}
<textarea id="text" style="left:0;top:0;width:300px;height:60px"></textarea>
<select id="list" style="left:0;top:100px;width:300px;height:40px"><option>Salt</option><option disabled>Nothing</option><option>Pepper</option></select>
<div id="pad" style="left:0;top:200px;width:300px;height:100px;background:#ddd"></div>
<button id="ask" style="left:400px;top:0;width:100px;height:60px">ask</button>
<button id="pop" style="left:400px;top:100px;width:100px;height:60px">pop</button>
<div style="left:0;top:400px;width:10px;height:3000px"></div>
<script>
const at = id => document.getElementById(id)
at('text').oninput = () => tell('text', at('text').value)
at('list').onchange = () => tell('chosen', at('list').value)
for (const type of ['touchstart', 'touchend']) at('pad').addEventListener(type, event => tell(type, event.isTrusted, event.touches.length))
at('pad').onclick = event => tell('click', event.isTrusted, event.detail)
at('pad').ondblclick = () => tell('double')
at('pad').oncontextmenu = event => { event.preventDefault(); tell('menu') }
at('ask').onclick = () => { alert('Look out'); tell('sure', confirm('Sure?')); tell('name', prompt('Name?', 'Ada')) }
at('pop').onclick = () => open('/popup')
onresize = () => tell('size', innerWidth, innerHeight)
onwheel = event => tell('wheel', Math.sign(event.deltaY))
</script>`

interface Seat {
  readonly page: Page
  readonly frame: Frame
  readonly site: ReturnType<typeof serveSite>
  readonly session: string
  told(what: string): Promise<void>
  goTo(address: string): Promise<void>
  /** A press at a place of the watched page, in its own pixels. */
  press(x: number, y: number, options?: { count?: number; button?: 'left' | 'right' }): Promise<void>
}

/** Somebody at the page of a sign-in by hand, in a frame of 900 × 600. */
const takeSeat = async (work: (seat: Seat) => Promise<void>) => {
  using site = serveSite()
  site.show(FIELDS, '/fields')
  site.show('<title>Popup</title><p>popup', '/popup')
  site.show('<title>Second</title><p>second', '/second')
  site.route('/told', () => new Response('ok'))
  const begun = await owner('POST', '/human-logins', { allowed_domains: ['127.0.0.1'], name: 'driven' })
  await using lease = await chromium.lease()
  const { page, frame } = await frameLiveView(lease, service, begun.body.live_view_url)
  const box = () =>
    frame.evaluate(`(() => {
      const canvas = document.getElementById('picture'), box = canvas.getBoundingClientRect()
      return { left: box.left, top: box.top, scale: box.width / canvas.width }
    })()`) as Promise<{ left: number; top: number; scale: number }>
  const corner = (await page.evaluate(
    `(() => { const { left, top } = document.querySelector('iframe').getBoundingClientRect(); return { left: left + 2, top: top + 2 } })()`,
  )) as { left: number; top: number }
  const seat: Seat = {
    ...{ page, frame, site, session: begun.body.session_id },
    told: what => until(() => site.heard.some(({ path, body }) => path === '/told' && body === what)),
    goTo: async address => {
      await frame.evaluate(
        `(() => { const field = document.getElementById('address'); field.focus(); field.value = '${address}' })()`,
      )
      await page.keyboard.press('Enter')
    },
    press: async (x, y, { count = 1, button = 'left' } = {}) => {
      const { left, top, scale } = await box()
      await page.mouse.click(corner.left + left + x * scale, corner.top + top + y * scale, { count, button })
    },
  }
  await seat.goTo(site.url('/fields'))
  await until(() => site.hasHeard('/fields'))
  await frame.waitForFunction(
    `document.getElementById('address').value.endsWith('/fields') && document.getElementById('state').textContent === 'You are driving'`,
  )
  await work(seat)
  await owner('POST', `/sessions/${seat.session}/stop`)
}

const settles = (frame: Frame) =>
  frame.waitForFunction(`document.getElementById('state').textContent === 'You are driving'`)
const shows = (frame: Frame, text: string) =>
  frame.waitForFunction(
    `!document.getElementById('ask').hidden && document.getElementById('ask').textContent.includes(${JSON.stringify(text)})`,
  )
const pressButton = (frame: Frame, text: string) =>
  frame.evaluate(
    `[...document.querySelectorAll('#ask button')].find(button => button.textContent === ${JSON.stringify(text)}).click()`,
  )

test('text by keys of any layout, by an input method and by paste reaches the page once', () =>
  takeSeat(async ({ frame, page, press, told }) => {
    await press(100, 30)
    await page.keyboard.type('aZ1')
    await told('text aZ1')
    for (const key of ['ß', 'й', '@']) {
      const stroke = `{ key: '${key}', code: 'KeyQ', keyCode: 81, bubbles: true, cancelable: true, modifierAltGraph: ${key === '@'}, ctrlKey: ${key === '@'}, altKey: ${key === '@'} }`
      await frame.evaluate(
        `for (const type of ['keydown', 'keyup']) document.getElementById('keys').dispatchEvent(new KeyboardEvent(type, ${stroke}))`,
      )
    }
    await told('text aZ1ßй@')
    const client = await page.createCDPSession()
    await client.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 })
    await client.send('Input.insertText', { text: '日本' })
    await told('text aZ1ßй@日本')
    await page.keyboard.press('Backspace')
    await told('text aZ1ßй@日')
    await frame.evaluate(`(() => {
      const data = new DataTransfer(); data.setData('text/plain', ' pasted\\nlines')
      document.getElementById('keys').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })()`)
    await told('text aZ1ßй@日 pasted\nlines')
    await page.keyboard.down('Shift')
    await page.keyboard.press('Home')
    await page.keyboard.up('Shift')
    await page.keyboard.press('Delete')
    await told('text aZ1ßй@日 pasted\n')
  }))

test('clicks, double clicks, the other button and the wheel are trusted input', () =>
  takeSeat(async ({ frame, press, told }) => {
    await press(100, 250)
    await told('click true 1')
    await press(100, 250, { count: 2 })
    await told('double')
    await press(100, 250, { button: 'right' })
    await told('menu')
    await frame.evaluate(
      `document.getElementById('picture').dispatchEvent(new WheelEvent('wheel', { deltaY: 200, clientX: 100, clientY: 300, bubbles: true, cancelable: true }))`,
    )
    await told('wheel 1')
    await frame.evaluate(
      `document.getElementById('picture').dispatchEvent(new WheelEvent('wheel', { deltaY: -4000, clientX: 100, clientY: 300, bubbles: true, cancelable: true }))`,
    )
    await told('wheel -1')
  }))

test('a finger on the picture is a finger on the page', () =>
  takeSeat(async ({ frame, told }) => {
    await frame.evaluate(`(() => {
      const canvas = document.getElementById('picture'), box = canvas.getBoundingClientRect(), scale = box.width / canvas.width
      const touch = new Touch({ identifier: 0, target: canvas, clientX: box.left + 100 * scale, clientY: box.top + 250 * scale })
      const send = (type, touches) => canvas.dispatchEvent(new TouchEvent(type, { touches, changedTouches: [touch], bubbles: true, cancelable: true }))
      send('touchstart', [touch])
      send('touchend', [])
    })()`)
    await told('touchstart true 1')
    await told('touchend true 0')
  }))

test('a native list is shown, by press and by key, and what is chosen counts', () =>
  takeSeat(async ({ frame, page, press, told }) => {
    await press(100, 120)
    await shows(frame, 'Pepper')
    expect(
      await frame.$eval('#ask', ask => [...ask.querySelectorAll('button')].map(one => [one.textContent, one.disabled])),
    ).toEqual([
      ['Salt', false],
      ['Nothing', true],
      ['Pepper', false],
      ['Close', false],
    ])
    await pressButton(frame, 'Pepper')
    await told('chosen Pepper')
    await page.keyboard.press('Space')
    await shows(frame, 'Salt')
    await page.keyboard.press('ArrowUp')
    await pressButton(frame, 'Salt')
    await told('chosen Salt')
    await frame.waitForFunction(`document.getElementById('ask').hidden`)
  }))

test('dialogs stand until they are answered', () =>
  takeSeat(async ({ frame, press, told }) => {
    await press(450, 30)
    await shows(frame, 'Look out')
    await pressButton(frame, 'OK')
    await shows(frame, 'Sure?')
    await pressButton(frame, 'Cancel')
    await told('sure false')
    await shows(frame, 'Name?')
    await frame.evaluate(`document.querySelector('#ask input').value = 'Grace'`)
    await pressButton(frame, 'OK')
    await told('name Grace')
  }))

test('the bar goes back, forward and anew, follows a popup, and the way out is refused', () =>
  takeSeat(async ({ frame, goTo, press, site }) => {
    const addressEnds = (path: string) =>
      frame.waitForFunction(`document.getElementById('address').value.endsWith('${path}')`)
    const use = (id: string) => frame.evaluate(`document.getElementById('${id}').click()`)
    await goTo(site.url('/second'))
    await until(() => site.hasHeard('/second'))
    await settles(frame)
    await use('back')
    await addressEnds('/fields')
    await use('forward')
    await addressEnds('/second')
    site.forget()
    await use('reload')
    await until(() => site.hasHeard('/second'))
    for (const [address, why] of [
      ['http://other.example/', 'not on the allowlist'],
      ['file:///etc/passwd', 'only http and https'],
      ['javascript:alert(1)', 'only http and https'],
    ] as const) {
      await goTo(address)
      await frame.waitForFunction(
        `!document.getElementById('note').hidden && document.getElementById('note').textContent.includes('${why}')`,
      )
      await frame.evaluate(`document.getElementById('note').textContent = ''`)
    }
    site.forget()
    await goTo(site.url('/fields'))
    await until(() => site.hasHeard('/fields'))
    await settles(frame)
    await press(450, 130)
    await addressEnds('/popup')
  }))

test('the page has the size of the view, and the end is told', () =>
  takeSeat(async ({ frame, page, session, site }) => {
    await page.evaluate(`document.querySelector('iframe').style.width = '700px'`)
    await until(() => site.heard.some(({ path, body }) => path === '/told' && body.startsWith('size 700 ')))
    await frame.waitForFunction(`document.getElementById('picture').width === 700`)
    await owner('POST', `/sessions/${session}/stop`)
    await frame.waitForFunction(
      `!document.getElementById('cover').hidden && document.getElementById('ending').textContent.includes('closed')`,
    )
    expect(await frame.evaluate(`document.getElementById('back').disabled`)).toBe(true)
  }))
