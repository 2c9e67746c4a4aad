import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { EMAIL, isRight, loginForm, PASSWORD, page, serveFlow } from '../../forms/flow-site.ts'
import { type AccountService, startAccountService } from '../../support/account-service.ts'

/** Entries of the user's vault, none of which this session has typed; the last is stored while it is open. */
const API_KEY = 'vk-8Qz2rT7pLx-41mN'
const NOTE = 'Blue door, 4711'
const WORD = 'pelican'
const LATER = 'Zt5-late-Kw93xB'
/** A key of this service itself, of nobody's. */
const OWN_KEY = 'nv_sk_live_abcdefghijklmnopqrstu'

const SHOWN = [API_KEY, NOTE, LATER, OWN_KEY]
const cell = (text: string) => `<tr><td>Entry<td>${text}<td title="${text}">here`

const HOME = page(
  `<h1>Your account</h1><button onclick="document.querySelector('h1').textContent = 'Saved ${API_KEY}'">Save it</button><a href="/logout">Log out</a><table>${SHOWN.map(cell).join('')}</table>
  <p id="bird">One ${WORD} and two pelicanos</p><p id="k">${API_KEY}</p><p id="apart">${[...API_KEY].map(c => `<b>${c}</b>`).join('')}</p>
  ${SHOWN.map(text => `<a href="/x?k=${encodeURIComponent(text)}">link ${text}</a><button onclick="this.disabled = true">Use ${text}</button>`).join('')}
  <select aria-label="Keys"><option>none<option>${API_KEY}</select><input aria-label="Copy" value="${API_KEY}"><input type="search" aria-label="Search">`,
  'en',
  `Key ${API_KEY} ${OWN_KEY}`,
)

setDefaultTimeout(60_000)

let service: AccountService
const site = serveFlow({ '/': loginForm(), '/in': form => (isRight(form) ? { go: '/home' } : 'no') })
site.route(
  '/in',
  () => new Response(null, { status: 303, headers: { location: '/home', 'set-cookie': 'in=1; Path=/' } }),
)
site.route('/home', () => new Response(HOME, { headers: { 'content-type': 'text/html; charset=utf-8' } }))

const paths = { signedIn: '', plain: '' }
const open = async (more: object): Promise<string> => {
  const { body } = await service.send('POST', 'default/browser/sessions', {
    allowed_domains: ['127.0.0.1'],
    allow_writes: true,
    ...more,
  })
  return `default/browser/sessions/${body.session_id}`
}

beforeAll(async () => {
  service = await startAccountService({ CHAPERONE_SESSION_CEILING: '1000' })
  const put = (key: string, value: string, kind?: string) =>
    service.send('PUT', `default/vault/${key}`, { value, ...(kind && { kind }) })
  await put('shop', API_KEY, 'api_key')
  await put('door', NOTE)
  await put('bird', WORD, 'password')
  await service.send('POST', 'default/browser/credentials', { service: 'shop', email: EMAIL, password: PASSWORD })
  await service.send('POST', 'default/browser/login', { service: 'shop', url: site.url('/'), save_as: 'shop' })
  const { body } = await service.decide('GET', 'agents')
  const grant = { grantee_type: 'agent', grantee_id: body.agents[0].id }
  await service.decide('POST', 'users/default/browser/contexts/shop/grants', grant)
  paths.signedIn = await open({ context_name: 'shop', allow_extract: true })
  paths.plain = await open({})
  await put('late', LATER, 'token')
}, 60_000)
afterAll(async () => {
  await service.close()
  site[Symbol.dispose]()
}, 60_000)

const ask = async (session: string, verb: string, body: object): Promise<string> =>
  (await service.send('POST', `${session}/${verb}`, body)).text

/** What an agent can ask that may tell a text of the page. */
const ASKED: readonly (readonly [name: string, verb: string, body: () => object])[] = [
  ['navigate', 'navigate', () => ({ url: site.url('/home') })],
  ['observe', 'observe', () => ({ limit: 500 })],
  ['observe with an instruction', 'observe', () => ({ instruction: 'Use', limit: 500 })],
  ['extract', 'extract', () => ({ instruction: 'all rows of the table' })],
  ['extract of the text', 'extract', () => ({ instruction: 'all text of the page' })],
  ['links', 'links', () => ({})],
  ['act', 'act', () => ({ instruction: 'click "Save it"' })],
  ['a failure', 'act', () => ({ instruction: 'click "Use the third"' })],
]

describe('a signed-in session tells no value of the vault, whoever typed it and whatever it may read', () => {
  for (const [name, verb, body] of ASKED)
    test(`in ${name}`, async () => {
      const told = await ask(paths.signedIn, verb, body())
      const plain = await ask(paths.plain, verb, body())
      expect([API_KEY, NOTE, LATER].filter(value => told.includes(value))).toEqual([])
      expect([told, plain].filter(text => text.includes(OWN_KEY))).toEqual([])
      // The same page tells it where nobody is signed in: there it would have been heard.
      if (!name.includes('extract')) expect(plain).toContain(API_KEY)
    }, 60_000)

  test('nor piece by piece: by waiting, by a filter of links, by an option', async () => {
    for (const [verb, body] of [
      ['act', { action: { method: 'wait_for', arguments: ['vk-8Qz'] } }],
      ['act', { action: { method: 'select', role: 'combobox', name: 'Keys', arguments: ['vk-8'] } }],
    ] as const) {
      expect(await ask(paths.signedIn, verb, body)).toContain('"error"')
      expect(await ask(paths.plain, verb, body)).toContain('"success":true')
    }
    expect(JSON.parse(await ask(paths.signedIn, 'links', { contains: 'vk-8Qz' })).links).toEqual([])
    expect(JSON.parse(await ask(paths.plain, 'links', { contains: 'vk-8Qz' })).links).toHaveLength(1)
  }, 60_000)

  test('nor by selecting and copying', async () => {
    const seen = async (session: string) => JSON.parse(await ask(session, 'observe', { limit: 500 })).elements
    const copy = async (session: string) => {
      const field = (await seen(session)).find(({ name }: { name: string }) => name === 'Copy')
      return await ask(session, 'act', { action: { ...field, method: 'copy', arguments: [] } })
    }
    expect(await copy(paths.signedIn)).not.toContain(`${API_KEY.length} characters`)
    expect(await copy(paths.plain)).toContain(`${API_KEY.length} characters`)
  }, 60_000)

  test('a word of the vault is one where it stands as a word', async () => {
    const [told] = await Promise.all([ask(paths.signedIn, 'extract', { instruction: 'all text of the page' })])
    expect(told).toContain('One [redacted] and two pelicanos')
  }, 60_000)

  test('in a picture', async () => {
    const picture = async (): Promise<string> => {
      const { url } = JSON.parse(await ask(paths.signedIn, 'screenshot', {}))
      return Buffer.from(await (await fetch(url)).arrayBuffer()).toString('base64')
    }
    const show = async (text: string): Promise<string> => {
      const html = page(
        `<p style="font: 40px monospace">${text}</p><p style="font: 40px monospace">${[...text].map(c => `<b>${c}</b>`).join('')}</p>`,
      )
      await ask(paths.signedIn, 'navigate', { url: site.show(html, '/picture') })
      return await picture()
    }
    const nothing = await show('')
    expect((await show(API_KEY)) === nothing).toBe(true)
    expect((await show('ordinary words')) === nothing).toBe(false)
  }, 60_000)
})
