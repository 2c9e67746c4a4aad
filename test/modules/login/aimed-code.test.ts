import { afterAll, beforeAll, expect, test } from 'bun:test'
import {
  CODE_SECRET,
  EMAIL,
  HOME,
  isCode,
  isRight,
  loginForm,
  PASSWORD,
  page,
  serveFlow,
} from '../../forms/flow-site.ts'
import { type AccountService, startAccountService } from '../../support/account-service.ts'
import { serveSite } from '../../support/site.ts'
import { until } from '../../support/until.ts'

let service: AccountService

beforeAll(async () => {
  service = await startAccountService()
}, 60_000)
afterAll(() => service.close(), 30_000)

/** A frame that takes the focus as often as it can, and tells the page around it of every key. */
const AD = page(`<input><script>
  const take = () => { focus(); document.querySelector('input').focus() }
  setInterval(take, 3)
  onmessage = take
  for (const type of ['keydown', 'keypress', 'input', 'keyup'])
    addEventListener(type, event => parent.postMessage(type + ' ' + (event.key ?? event.data), '*'), true)
</script>`)

const boxes = '<input maxlength="1" size="1" inputmode="numeric">'.repeat(6)

/** How pages pass the focus on in a row of boxes. */
const ADVANCES: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['input', "box.addEventListener('input', () => all[i + 1]?.focus())"],
  [
    'a key that is let go',
    "box.addEventListener('keyup', event => { if (/^[0-9]$/.test(event.key)) all[i + 1]?.focus() })",
  ],
  [
    'a key that the page writes itself',
    "box.addEventListener('keydown', event => { if (!/^[0-9]$/.test(event.key)) return; event.preventDefault(); box.value = event.key; all[i + 1]?.focus() })",
  ],
]

const serve = (ad: string, advance: string) => {
  const code = page(`<h1>Enter your code</h1><p>Open your authenticator app.</p>
    <form method="post" action="/code">${boxes}<input type="hidden" name="code"><button>Verify</button></form>
    <iframe src="${ad}"></iframe>
    <script>
      const all = [...document.querySelectorAll('[maxlength]')]
      for (const [i, box] of all.entries()) {
        box.addEventListener('input', () => frames[0].postMessage('now', '*'))
        ${advance}
      }
      document.querySelector('form').addEventListener('submit', event => { event.target.code.value = all.map(box => box.value).join('') })
      onmessage = event => { new Image().src = '/got?' + encodeURIComponent(event.data) }
    </script>`)
  const codes: string[] = []
  const site = serveFlow({
    '/': loginForm(),
    '/in': form => (isRight(form) ? { go: '/ask' } : loginForm()),
    '/ask': code,
    '/code': form => {
      codes.push(form.get('code') ?? '')
      return isCode(form.get('code')) ? { go: '/home' } : code
    },
    '/home': HOME,
  })
  const heard: string[] = []
  site.route('/got', request => {
    heard.push(decodeURIComponent(new URL(request.url).search.slice(1)))
    return new Response('')
  })
  return { site, codes, heard }
}

for (const [index, [by, advance]] of ADVANCES.entries())
  test(`a code reaches its boxes, and a frame that takes the focus hears no key, where ${by} passes the focus on`, async () => {
    using elsewhere = serveSite()
    const { site, codes, heard } = serve(elsewhere.show(AD).replace('127.0.0.1', 'localhost'), advance)
    using _site = site
    const named = `aimed-${index}`
    const credential = { service: named, email: EMAIL, password: PASSWORD, totp_secret: CODE_SECRET }
    await service.send('POST', 'default/browser/credentials', credential)
    const { status } = await service.send('POST', 'default/browser/login', { service: named, url: site.url('/') })
    expect({ status, codes: codes.map(isCode), heard }).toEqual({ status: 200, codes: [true], heard: [] })
  }, 60_000)

test('a key that an agent presses is heard by the frame that has the focus', async () => {
  using elsewhere = serveSite()
  const { site, heard } = serve(elsewhere.show(AD).replace('127.0.0.1', 'localhost'), '')
  using _site = site
  const allowed_domains = ['127.0.0.1', 'localhost']
  const { body } = await service.send('POST', 'default/browser/sessions', { allowed_domains, allow_writes: true })
  const session = `default/browser/sessions/${body.session_id}`
  await service.send('POST', `${session}/navigate`, { url: site.url('/ask') })
  await service.send('POST', `${session}/act`, { action: { method: 'press', arguments: ['7'] } })
  await until(() => heard.includes('keydown 7'))
  await service.send('DELETE', session)
}, 60_000)
