import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { EMAIL, loginForm, page, serveFlow } from '../../forms/flow-site.ts'
import { type AccountService, startAccountService } from '../../support/account-service.ts'
import type { Site } from '../../support/site.ts'
import { until } from '../../support/until.ts'
import { listen, SECRET } from './hostile-site.ts'
import { ORDINARY_PAGES } from './ordinary-pages.ts'

let service: AccountService
let site: Site
let session = ''
const elsewhere = listen()
/** A page that says when it stands there. */
const arrived = page("<h1>Here</h1><script>fetch('/arrived')</script>")

/** Signs in once; the session that the password was typed in then goes through all the pages. */
beforeAll(async () => {
  service = await startAccountService({ CHAPERONE_SESSION_CEILING: '1000' })
  site = serveFlow({
    '/': loginForm(),
    '/in': form => (form.get('password') === SECRET ? { go: '/home' } : 'no'),
    '/home': page('<h1>Welcome back</h1><a href="/logout">Log out</a>'),
    '/hop': { go: '/hop2' },
    '/hop2': { go: '/landed' },
    '/landed': arrived,
    '/search': arrived,
    '/saved': arrived,
  })
  site.route('/sw.js', () => new Response('onfetch = () => {}', { headers: { 'content-type': 'text/javascript' } }))
  const named = { service: 'ordinary', email: EMAIL, password: SECRET }
  await service.send('POST', 'default/browser/credentials', named)
  const { body } = await service.send('POST', 'default/browser/login', {
    service: 'ordinary',
    url: site.url('/'),
    keep_open: true,
  })
  session = `default/browser/sessions/${body.session_id}`
}, 60_000)
afterAll(async () => {
  await service.send('DELETE', session)
  await service.close()
  site[Symbol.dispose]()
  elsewhere[Symbol.dispose]()
}, 60_000)

describe('after a fill an ordinary page goes on as ever', () => {
  for (const { name, markup = '', script = '', elsewhere: told = [], own = [] } of ORDINARY_PAGES)
    test(name, async () => {
      const put = (text: string) => text.replaceAll('E/', `${elsewhere.origin}/`)
      elsewhere.heard.splice(0)
      site.forget()
      const url = site.show(page(`<h1>Page</h1>${put(markup)}<script>${put(script)}</script>`), '/page')
      const { status } = await service.send('POST', `${session}/navigate`, { url, wait_until: 'domcontentloaded' })
      expect(status).toBe(200)
      await until(
        () =>
          told.every(part => elsewhere.heard.some(line => line.includes(part))) &&
          own.every(path => site.hasHeard(path)),
      )
    }, 60_000)

  test('and nothing of it was stopped', async () => {
    await service.send('POST', `${session}/observe`, {})
    const { text } = await service.send('GET', 'default/logs?limit=200')
    expect(text).not.toContain('stopped_requests_to')
  })
})
