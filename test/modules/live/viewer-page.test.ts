import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { insidesOf } from '../../../src/browser/tab.ts'
import { Deadline } from '../../../src/lib/deadline.ts'
import { useChromium } from '../../support/chromium.ts'
import { type Service, startService } from '../../support/service.ts'
import { serveSite } from '../../support/site.ts'
import { until } from '../../support/until.ts'

const chromium = useChromium()
setDefaultTimeout(60_000)

const USER = '/v1/users/default/browser'

let service: Service
beforeAll(async () => {
  service = await startService()
}, 60_000)
afterAll(async () => {
  await service[Symbol.asyncDispose]()
}, 60_000)

/** The page changes its colour at each press, and counts strokes. */
const PAGE = `<!doctype html><title>Page</title><body style="margin:0;background:#00f;height:100vh">
<input id="field" style="position:absolute;left:10px;top:10px;width:300px;height:40px">
<script>
addEventListener('mousedown', event => { if (event.target !== field) document.body.style.background = document.body.style.background === 'red' ? 'blue' : 'red' })
field.oninput = () => fetch('/told?' + encodeURIComponent(field.value))
</script>`

/** Runs in the frame of the viewer: the colour in the middle of the picture. */
const COLOUR = `(() => {
  const canvas = document.querySelector('canvas')
  const [r, g, b] = canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data
  return r > 200 && b < 60 ? 'red' : b > 200 && r < 60 ? 'blue' : 'other'
})()`

test('the page works in a sandboxed frame: picture, click, typing, paste and address bar', async () => {
  using site = serveSite()
  site.show(PAGE)
  site.show('<title>two</title><body style="background:#f00">', '/two')
  site.route('/told', () => new Response('ok'))
  const begun = await service.send(service.owner, 'POST', `${USER}/human-logins`, {
    allowed_domains: ['127.0.0.1'],
    name: 'in-a-frame',
  })
  await using lease = await chromium.lease()
  const { page } = insidesOf(lease.tab)
  const [name = '', value = ''] = (service.owner['cookie'] ?? '').split('=')
  await page
    .browserContext()
    .setCookie({ name, value, domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Strict' })
  using deadline = new Deadline(50_000)
  await lease.tab.navigate(`${service.url}/healthz`, { deadline })
  // As the dashboard does it: our own page, a frame that may run scripts and has no origin.
  await page.setBypassCSP(true)
  await lease.tab.navigate(`${service.url}/healthz`, { deadline })
  await page.evaluate(
    `document.body.innerHTML = '<iframe sandbox="allow-scripts" style="width:900px;height:600px" src="${begun.body.live_view_url}"></iframe>'`,
  )
  const element = await page.waitForSelector('iframe')
  const frame = await element?.contentFrame()
  if (!frame) throw new Error('no frame')
  await frame.waitForFunction(`document.getElementById('state')?.textContent === 'You are driving'`)
  expect(await frame.evaluate(`document.querySelector('input').id`)).toBe('address')
  await frame.type('#address', `${site.url('/')}\n`)
  await until(() => site.hasHeard('/'))
  await frame.waitForFunction(`${COLOUR} === 'blue'`)
  const canvas = await frame.$('canvas')
  const times: number[] = []
  for (const wanted of ['red', 'blue', 'red', 'blue', 'red']) {
    const at = performance.now()
    await canvas?.click()
    await frame.waitForFunction(`${COLOUR} === '${wanted}'`)
    times.push(Math.round(performance.now() - at))
  }
  if (process.env['CHAPERONE_TIMES']) console.log('click to picture, as the script sees it:', times.join(' '), 'ms')
  await canvas?.click({ offset: { x: 60, y: 30 } })
  await page.keyboard.type('Añ1')
  await until(() => site.heard.some(({ path }) => path === '/told'))
  await frame.evaluate(`(() => {
    const data = new DataTransfer(); data.setData('text/plain', ' pasted')
    document.getElementById('keys').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })()`)
  const session = service.app.services.sessions.live.get(begun.body.session_id)
  const typed = () => session && insidesOf(session.lease.tab).page.evaluate(`field.value`)
  let seen = ''
  while (!seen.endsWith('pasted')) seen = String(await deadline.race(Promise.resolve(typed())))
  expect(seen).toBe('Añ1 pasted')
  await service.send(service.owner, 'POST', `${USER}/sessions/${begun.body.session_id}/stop`)
  await frame.waitForFunction(`document.getElementById('ending').textContent.includes('closed')`)
})
