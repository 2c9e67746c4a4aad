import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { createSecretFinder } from '../../../src/browser/secret-finder.ts'
import { EMAIL, page, serveFlow } from '../../forms/flow-site.ts'
import { serveModel } from '../../support/model-stub.ts'
import { type Service, startService } from '../../support/service.ts'

setDefaultTimeout(60_000)

const SECRET = 'Kq7vTz-2mWx9Rb4'
const [FRONT, BACK] = [SECRET.slice(0, 9), SECRET.slice(9)]
const { isIn } = createSecretFinder([SECRET])
const model = serveModel()
let service: Service
let at = ''

/** A page that shows what was typed into it: in text, cut in two, in attributes, in what machines are told. */
const HOME = page(`<h1>Welcome back</h1>
  <dl><dt>Account</dt><dd>Ada</dd><dt>Password</dt><dd>${SECRET}</dd><dt>Halves</dt><dd><b>${FRONT}</b>${BACK}</dd></dl>
  <table><tr><th>Name<th>Note<tr><td>Ada<td title="${SECRET}">kept ${SECRET} here<tr><td>Bo<td>none</table>
  <a href="/x?p=${SECRET}">${encodeURIComponent(SECRET)}</a><input aria-label="Copy" value="${SECRET}">
  <script type="application/ld+json">{"@type":"Product","name":"Welcome back","sku":"${SECRET}"}</script><a href="/logout">Log out</a>`)

const site = serveFlow({
  '/': page(
    '<h1>Sign in</h1><form method="post" action="/in"><input name="email" type="email"><input name="password" type="password"><button>Sign in</button></form>',
  ),
  '/in': form => (form.get('password') === SECRET ? { go: '/home' } : 'no'),
  '/home': HOME,
})

beforeAll(async () => {
  service = await startService({ CHAPERONE_LLM_URL: model.url, CHAPERONE_LLM_MODEL: 'stub' })
  const users = '/v1/users/default/browser'
  await service.send(service.agent, 'POST', `${users}/credentials`, { service: 'home', email: EMAIL, password: SECRET })
  const { body } = await service.send(service.agent, 'POST', `${users}/login`, {
    service: 'home',
    url: site.url('/'),
    allowed_domains: ['127.0.0.1'],
    keep_open: true,
  })
  at = `${users}/sessions/${body.session_id}`
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  site[Symbol.dispose]()
  model[Symbol.dispose]()
})

const extract = (body: object) => service.send(service.agent, 'POST', `${at}/extract`, body)

describe('a password typed by the service and shown by the page', () => {
  test.each([
    ['as a fact', { instruction: 'What is the password?' }],
    ['in fields', { instruction: 'account, password and halves' }],
    ['in a table', { instruction: 'Extract every row of the table with the columns: Name | Note' }],
    [
      'in the text',
      { instruction: 'Extract the title and the main content of this page as text. Return {title, text}.' },
    ],
    ['as Markdown', { instruction: 'the main content of the page as markdown' }],
    ['in links', { instruction: 'all links with text and url' }],
    ['where nothing fits', { instruction: 'List all flights with airline and gate' }],
    [
      'by a schema',
      {
        instruction: 'the product',
        schema: { type: 'object', properties: { sku: { type: 'string' }, copy: { type: 'string' } } },
      },
    ],
  ])('is in no answer: %s', async (_, body) => {
    model.replyWith()
    const answer = await extract(body)
    expect(answer.status).toBeOneOf([200, 422])
    expect(isIn(JSON.stringify(answer.body))).toBe(false)
  })

  test('leaves the rest of the page to be read', async () => {
    expect((await extract({ instruction: 'What is the account?' })).body.result).toBe('Ada')
  })

  test('is in no question to a model, and what a model says of it is dropped', async () => {
    const telling = () => JSON.stringify({ found: true, json: JSON.stringify({ pilot: SECRET, account: 'Ada' }) })
    const properties = { pilot: { type: 'string' }, account: { type: 'string' }, runway: { type: 'string' } }
    model.replyWith(telling, telling)
    const { body } = await extract({ instruction: 'pilot and runway', schema: { type: 'object', properties } })
    expect(model.heard.length).toBeGreaterThan(0)
    expect(isIn(JSON.stringify(model.heard))).toBe(false)
    expect(isIn(JSON.stringify(body))).toBe(false)
  })
})
