import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createSecretFinder } from '../../../src/browser/secret-finder.ts'
import { EMAIL, HOME, isRight, PASSWORD, page, serveFlow } from '../../forms/flow-site.ts'
import { createTurns } from '../../support/abreast.ts'
import { type AccountService, startAccountService } from '../../support/account-service.ts'
import { until } from '../../support/until.ts'

const { isIn } = createSecretFinder([PASSWORD])
/** Most of these pages wait: they do so at the same time. */
const inTurn = createTurns(5)
let service: AccountService

beforeAll(async () => {
  service = await startAccountService()
}, 60_000)
afterAll(() => service.close(), 30_000)

const FIELDS = '<input name="email" type="email"><input name="password" type="password"><button>Sign in</button>'
const signInPage = (attributes: string, script = ''): string =>
  page(`<h1>Sign in</h1><form ${attributes}>${FIELDS}</form><script>
    const form = document.forms[0]
    const pw = () => form.password.value
    const take = () => { form.onsubmit = event => {
      event.preventDefault()
      fetch('/api', { method: 'POST', body: new URLSearchParams(new FormData(form)) }).then(answer => answer.ok && location.replace('/home'))
    } }
    const know = () => {
      const seen = {}
      form.oninput = ({ target }) => { seen[target.name] = target.value }
      form.onsubmit = event => {
        event.preventDefault()
        fetch('/api', { method: 'POST', body: new URLSearchParams(seen) }).then(answer => answer.ok && location.replace('/home'))
      }
    }
    ${script}
  </script>`)

/** Sign-in pages by how the password would get into an address, or by how they come alive, and what has to come of each. */
const PAGES: readonly (readonly [name: string, html: string, ends: string])[] = [
  ['no script at all', signInPage('action="/in"'), 'secret_in_address'],
  ['a script that takes over late', signInPage('action="/in"', 'setTimeout(take, 2500)'), 'done'],
  ['a script that knows what it has seen', signInPage('action="/in"', 'setTimeout(know, 2500)'), 'done'],
  ['a script that is long under way', `${signInPage('action="/in"')}<script src="/late.js" defer></script>`, 'done'],
  [
    'a script that takes over a form in a shadow root late',
    page(`<h1>Sign in</h1><div id="host"></div><script>
      const root = host.attachShadow({ mode: 'closed' })
      root.innerHTML = ${JSON.stringify(`<form action="/in">${FIELDS}</form>`)}
      setTimeout(() => {
        root.querySelector('form').onsubmit = event => {
          event.preventDefault()
          fetch('/api', { method: 'POST', body: new URLSearchParams(new FormData(event.target)) }).then(() => location.replace('/home'))
        }
      }, 2500)
    </script>`),
    'done',
  ],
  [
    'a listener of somebody else',
    signInPage('action="/in"', "document.addEventListener('submit', () => {}); setTimeout(take, 2000)"),
    'done',
  ],
  [
    'a listener that stops the event',
    signInPage(
      'action="/in"',
      "form.addEventListener('submit', event => event.stopPropagation()); setTimeout(take, 500)",
    ),
    'done',
  ],
  [
    'a button that says GET',
    signInPage(
      'method="post" action="/in"',
      "document.querySelector('button').formMethod = 'get'; setTimeout(take, 2000)",
    ),
    'done',
  ],
  [
    'a script that sends the form itself',
    signInPage('action="/in"', 'form.onsubmit = event => { event.preventDefault(); form.submit() }'),
    'secret_in_address',
  ],
  [
    'a navigation',
    signInPage(
      'method="post" action="/in"',
      "form.onsubmit = event => { event.preventDefault(); location.href = '/in?password=' + pw() }",
    ),
    'secret_in_address',
  ],
  [
    'a frame',
    signInPage(
      'method="post" action="/in"',
      "form.onsubmit = event => { event.preventDefault(); document.body.append(Object.assign(document.createElement('iframe'), { src: '/in?password=' + pw() })) }",
    ),
    'secret_in_address',
  ],
  [
    'a popup',
    signInPage(
      'method="post" action="/in"',
      "form.onsubmit = event => { event.preventDefault(); open('/in?password=' + pw()) }",
    ),
    'secret_in_address',
  ],
  [
    'the address that the form is sent from',
    signInPage('method="post" action="/in"', "form.onsubmit = () => { history.replaceState(null, '', '?p=' + pw()) }"),
    'secret_in_address',
  ],
  ['a redirect of the site', signInPage('method="post" action="/redirect"'), 'secret_in_address'],
  ['nothing: it is posted', signInPage('method="post" action="/in"'), 'done'],
]

const serve = (html: string) => {
  const site = serveFlow({
    '/': html,
    '/in': form => (isRight(form) ? { go: '/home' } : page('no')),
    '/redirect': form => ({ go: `/home?p=${encodeURIComponent(form.get('password') ?? '')}` }),
    '/api': form => (isRight(form) ? 'ok' : { go: '/nowhere' }),
    '/home': HOME,
  })
  site.route('/late.js', async () => {
    await Bun.sleep(3000)
    return new Response('take()', { headers: { 'content-type': 'text/javascript' } })
  })
  return site
}

/** Everything that the site heard outside of bodies: whole addresses are in `Referer` and in the request line. */
const heardOutside = (site: ReturnType<typeof serveFlow>): string[] =>
  site.heard.map(({ address, headers }) => `${address} ${headers.get('referer') ?? ''}`)

describe('a password is in no address that a site hears', () => {
  for (const [index, [name, html, ends]] of PAGES.entries())
    test.concurrent(
      name,
      () =>
        inTurn(async () => {
          using site = serve(html)
          const named = `address-${index}`
          await service.send('POST', 'default/browser/credentials', {
            service: named,
            email: EMAIL,
            password: PASSWORD,
          })
          const { status, body } = await service.send('POST', 'default/browser/login', {
            service: named,
            url: site.url('/'),
          })
          expect(heardOutside(site).filter(isIn)).toEqual([])
          expect(status === 200 ? 'done' : body.error.details.reason).toBe(ends)
        }),
      300_000,
    )

  test('what an agent types itself is heard in the address, by the page without a script', async () => {
    using site = serve(signInPage('action="/in"'))
    const { body } = await service.send('POST', 'default/browser/sessions', {
      allowed_domains: ['127.0.0.1'],
      allow_writes: true,
    })
    const session = `default/browser/sessions/${body.session_id}`
    await service.send('POST', `${session}/navigate`, { url: site.url('/') })
    const seen = await service.send('POST', `${session}/observe`, {})
    const [, password, button] = seen.body.elements
    await service.send('POST', `${session}/act`, { action: { ...password, arguments: ['plain words'] } })
    await service.send('POST', `${session}/act`, { action: button })
    await until(() => heardOutside(site).some(line => line.includes('password=plain+words')))
    await service.send('DELETE', session)
  }, 60_000)
})
