import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { CODE_SECRET, EMAIL, PASSWORD, page, serveFlow } from '../../forms/flow-site.ts'
import { type AccountService, startAccountService } from '../../support/account-service.ts'
import { MODERN_PAGES } from './modern-pages.ts'

setDefaultTimeout(60_000)

let service: AccountService

beforeAll(async () => {
  service = await startAccountService()
  const store = (name: string, more: object) =>
    service.send('POST', 'default/browser/credentials', {
      service: name,
      email: EMAIL,
      origin: 'http://127.0.0.1',
      ...more,
    })
  await store('right', { password: PASSWORD, totp_secret: CODE_SECRET })
  await store('wrong', { password: 'Not-the-1-password' })
}, 60_000)
afterAll(() => service.close(), 30_000)

const signIn = (name: string, url: string) => service.send('POST', 'default/browser/login', { service: name, url })

describe('a form is filled in and sent as it is built now', () => {
  for (const { name, pages, code } of MODERN_PAGES)
    test(name, async () => {
      using site = serveFlow(pages)
      const right = await signIn('right', site.url('/'))
      expect({ status: right.status, error: right.body.error?.details }).toEqual({ status: 200, error: undefined })
      expect(site.hasHeard('/home')).toBe(true)
      if (code) return
      const wrong = await signIn('wrong', site.url('/'))
      expect(wrong.body.error?.details.reason).toBe('invalid_credentials')
    })
})

const HOST = `customElements.define('x-secret', class extends HTMLElement { static formAssociated = true; constructor() { super(); const i = this.attachInternals(); const root = this.attachShadow({ mode: 'closed' }); root.innerHTML = '<input type="password" placeholder="Password">'; root.firstChild.oninput = e => i.setFormValue(e.target.value) } })`

test('what a field element hands to the form of its host is held to the site too', async () => {
  using site = serveFlow({
    '/': page(
      `<form method="post" action="http://elsewhere.test/in"><input name="email" placeholder="Email"><x-secret name="password"></x-secret><button>Log in</button></form><script>${HOST}</script>`,
    ),
  })
  const { body } = await signIn('right', site.url('/'))
  expect(body.error.details.reason).toBe('form_posts_elsewhere')
})

test('a form does not put what a field element hands it into its address', async () => {
  using site = serveFlow({
    '/': page(
      `<form action="/in"><input name="email" placeholder="Email"><x-secret name="password"></x-secret><button>Log in</button></form><script>${HOST}</script>`,
    ),
    '/in': 'no',
  })
  const { body } = await signIn('right', site.url('/'))
  expect(body.error.details.reason).toBe('secret_in_address')
  expect(site.heard.some(({ address }) => address.includes(PASSWORD))).toBe(false)
})
