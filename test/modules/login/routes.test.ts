import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { EMAIL, HOME, isRight, loginForm, PASSWORD, page, serveFlow } from '../../forms/flow-site.ts'
import { type AccountService, type Answer, startAccountService } from '../../support/account-service.ts'
import { serveSite } from '../../support/site.ts'

setDefaultTimeout(60_000)

let service: AccountService

beforeAll(async () => {
  service = await startAccountService()
}, 60_000)
afterAll(() => service.close(), 30_000)

const store = (name: string, more: object = {}): Promise<Answer> =>
  service.send('POST', 'default/browser/credentials', { service: name, email: EMAIL, password: PASSWORD, ...more })
const signIn = (name: string, url: string, more: object = {}): Promise<Answer> =>
  service.send('POST', 'default/browser/login', { service: name, url, ...more })
const reasonOf = ({ body }: Answer): string => body.error.details.reason
const goodSite = () =>
  serveFlow({ '/': loginForm(), '/in': form => (isRight(form) ? { go: '/home?token=t' } : loginForm()), '/home': HOME })
const anotherAgent = async (): Promise<string> => {
  const agent = await service.decide('POST', 'agents', { name: `other ${crypto.randomUUID()}` })
  const made = await service.decide('POST', 'auth/keys', { agent_id: agent.body.id })
  return made.body.key
}
const activeSessions = async (): Promise<number> =>
  (await service.send('GET', 'default/browser/sessions?status=active')).body.sessions.length

describe('login', () => {
  test('answers with success, costs three credits and closes its session', async () => {
    using site = goodSite()
    await store('good')
    const answer = await signIn('good', site.url('/'))
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ success: true, service: 'good', url: site.url('/home'), credits_used: 3 })
    const session = await service.send('GET', `default/browser/sessions/${answer.body.session_id}`)
    expect(session.body).toMatchObject({ status: 'closed', allow_writes: true, allowed_domains: ['127.0.0.1'] })
  })

  test('leaves the session open and signed in where that is asked for', async () => {
    using site = goodSite()
    await store('kept')
    const { body } = await signIn('kept', site.url('/'), { keep_open: true })
    const seen = await service.send('POST', `default/browser/sessions/${body.session_id}/observe`, {})
    expect(seen.body.elements.map(({ name }: { name: string }) => name)).toContain('Log out')
    await service.send('DELETE', `default/browser/sessions/${body.session_id}`)
  })

  test('saves it as a login where that is asked for', async () => {
    using site = serveSite()
    const html = { 'content-type': 'text/html' }
    site.show(loginForm())
    site.route(
      '/in',
      () => new Response(null, { status: 303, headers: { location: '/home', 'set-cookie': 'in=1; Path=/' } }),
    )
    site.route('/home', () => new Response(HOME, { headers: html }))
    await store('saved')
    const answer = await signIn('saved', site.url('/'), { save_as: 'my login' })
    expect(answer.body).toMatchObject({ success: true, saved_as: 'my login' })
    const { body } = await service.send('GET', 'default/browser/contexts')
    expect(body.contexts).toMatchObject([{ name: 'my login', domains: ['127.0.0.1'] }])
  })

  test('a page that asks back is told no, once, and told yes where the caller says so', async () => {
    const asks =
      '<script>document.forms[0].onsubmit = e => { fetch("/asked"); if (!confirm("End your other session?")) e.preventDefault() }; onbeforeunload = e => e.preventDefault()</script>'
    using site = serveFlow({ '/': loginForm() + asks, '/in': { go: '/home' }, '/home': HOME, '/asked': 'yes' })
    await store('asking')
    const dialog = { type: 'confirm', message: 'End your other session?' }
    const told = await signIn('asking', site.url('/'))
    expect(told.status).toBe(502)
    expect(told.body.error.details.dialog).toEqual({ ...dialog, answered: 'dismissed' })
    expect(site.heard.filter(({ path }) => path === '/asked').length).toBe(1)
    expect(site.hasHeard('/in')).toBe(false)
    const { status, body } = await signIn('asking', site.url('/'), { confirm: true })
    expect({ status, answered: body.dialog?.answered }).toEqual({ status: 200, answered: 'accepted' })
  })

  test('runs once for one idempotency key', async () => {
    using site = goodSite()
    await store('once')
    const request = { service: 'once', url: site.url('/') }
    const headers = { 'idempotency-key': 'login-once' }
    const first = await service.send('POST', 'default/browser/login', request, headers)
    const again = await service.send('POST', 'default/browser/login', request, headers)
    expect(again.body).toEqual(first.body)
    expect(site.heard.filter(({ path }) => path === '/in')).toHaveLength(1)
  })

  test('without a credential is 404, and costs nothing', async () => {
    const answer = await signIn('nobody', 'http://127.0.0.1:2/')
    expect([answer.status, reasonOf(answer)]).toEqual([404, 'not_found'])
  })

  test('a refused one costs nothing and leaves no session open', async () => {
    using site = goodSite()
    await store('wrong', { password: 'not-the-right-one' })
    const before = await activeSessions()
    const answer = await signIn('wrong', site.url('/'))
    expect([answer.status, reasonOf(answer)]).toEqual([502, 'invalid_credentials'])
    expect(await activeSessions()).toBe(before)
  })

  test('a code comes from the vault', async () => {
    let code = ''
    using site = serveFlow({
      '/': loginForm(),
      '/in': form =>
        isRight(form)
          ? page(
              '<h1>Enter your code</h1><form method="post" action="/code"><label>6-digit code <input name="code" autocomplete="one-time-code"></label><button>Verify</button></form>',
            )
          : loginForm(),
      '/code': form => {
        code = form.get('code') ?? ''
        return /^\d{6}$/.test(code) ? { go: '/home' } : 'no'
      },
      '/home': HOME,
    })
    await store('coded', { totp_secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' })
    const answer = await signIn('coded', site.url('/'))
    expect(answer.status).toBe(200)
    expect(service.said.some(text => code !== '' && text.includes(`"${code}"`))).toBe(false)
  })
})

describe('a credential stays on its site', () => {
  test('another site is refused before a session is opened', async () => {
    await store('bound', { origin: 'https://bank.example.com' })
    const answer = await signIn('bound', 'http://127.0.0.1:2/')
    expect([answer.status, reasonOf(answer)]).toEqual([403, 'credential_site_mismatch'])
  })

  test('a plain label is bound to its first site, and storing it again keeps that', async () => {
    using site = goodSite()
    await store('label')
    expect((await signIn('label', site.url('/'))).status).toBe(200)
    await store('label')
    const answer = await signIn('label', site.url('/', 'localhost'))
    expect([answer.status, reasonOf(answer)]).toEqual([403, 'credential_site_mismatch'])
  })

  test('a plain label of another agent has no site to be used on', async () => {
    using site = goodSite()
    const other = await anotherAgent()
    await store('theirs')
    const answer = await service.sendAs(other, 'POST', 'default/browser/login', {
      service: 'theirs',
      url: site.url('/'),
    })
    expect([answer.status, reasonOf(answer)]).toEqual([409, 'origin_unbound'])
  })

  test('a redirect to another site gets nothing', async () => {
    using elsewhere = serveSite()
    elsewhere.show(loginForm())
    using site = serveFlow({ '/': { go: elsewhere.url('/', 'localhost') } })
    await store('redirected')
    const answer = await signIn('redirected', site.url('/'), { allowed_domains: ['127.0.0.1', 'localhost'] })
    expect([answer.status, reasonOf(answer)]).toEqual([403, 'credential_site_mismatch'])
    expect(elsewhere.heard.some(({ body }) => body !== '')).toBe(false)
  })

  test('a form of another site in a frame gets nothing', async () => {
    using elsewhere = serveSite()
    elsewhere.show(loginForm())
    using site = serveFlow({
      '/': page(`<h1>Sign in</h1><iframe src="${elsewhere.url('/', 'localhost')}" width="600" height="400"></iframe>`),
    })
    await store('framed')
    const answer = await signIn('framed', site.url('/'), { allowed_domains: ['127.0.0.1', 'localhost'] })
    expect([answer.status, reasonOf(answer)]).toEqual([403, 'credential_site_mismatch'])
    expect(elsewhere.heard.some(({ method }) => method === 'POST')).toBe(false)
  })

  for (const [what, form] of [
    [
      'action',
      '<form method="post" action="ELSEWHERE"><input name="email" type="email"><input name="password" type="password"><button>Sign in</button></form>',
    ],
    [
      'formaction',
      '<form method="post" action="/in"><input name="email" type="email"><input name="password" type="password"><button formaction="ELSEWHERE">Sign in</button></form>',
    ],
    [
      'action behind a field of that name',
      '<form method="post" action="ELSEWHERE"><input type="hidden" name="action" value="/in"><input name="email" type="email"><input name="password" type="password"><button>Sign in</button></form>',
    ],
  ] as const)
    test(`a form whose ${what} is another site is not filled in`, async () => {
      using elsewhere = serveSite()
      using site = serveFlow({
        '/': page(`<h1>Sign in</h1>${form.replace('ELSEWHERE', elsewhere.url('/in', 'localhost'))}`),
      })
      await store(`posts ${what}`.replaceAll(' ', '-'))
      const answer = await signIn(`posts ${what}`.replaceAll(' ', '-'), site.url('/'))
      expect([answer.status, reasonOf(answer)]).toEqual([502, 'form_posts_elsewhere'])
      expect(elsewhere.heard).toEqual([])
    })

  test('a form that turns to another site when it is touched sends nothing there', async () => {
    using elsewhere = serveSite()
    const turn = `<script>document.querySelector('form').addEventListener('focusin', event => { event.currentTarget.action = '${elsewhere.url('/in', 'localhost')}' })</script>`
    using site = serveFlow({
      '/': page(
        `<h1>Sign in</h1><form method="post" action="/in"><input name="email" type="email"><input name="password" type="password"><button>Sign in</button></form>${turn}`,
      ),
    })
    await store('turning')
    const answer = await signIn('turning', site.url('/'))
    expect(answer.status).not.toBe(200)
    expect(elsewhere.heard).toEqual([])
  })
})
