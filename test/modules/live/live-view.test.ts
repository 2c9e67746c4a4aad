import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { type Service, startService } from '../../support/service.ts'
import { serveSite } from '../../support/site.ts'
import { until } from '../../support/until.ts'
import { ticketIn, Viewer } from '../../support/viewer.ts'

setDefaultTimeout(60_000)

const USER = '/v1/users/default/browser'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
})

const agent = (method: string, path: string, body?: unknown) => service.send(service.agent, method, USER + path, body)
const owner = (method: string, path: string, body?: unknown) => service.send(service.owner, method, USER + path, body)

const PAGE = `<!doctype html><title>Page</title><style>body{margin:0}button{position:absolute;left:0;top:0;width:640px;height:400px}</style>
<button>Press</button><input id=field style="position:absolute;left:700px;top:20px;width:400px;height:40px">
<select style="position:absolute;left:700px;top:200px;width:200px;height:40px"><option>one<option>two</select>
<script>
const tell = what => fetch('/told?' + encodeURIComponent(what))
document.querySelector('button').onclick = event => tell('click ' + event.isTrusted)
field.oninput = () => tell('text ' + field.value)
document.querySelector('select').onchange = event => tell('chosen ' + event.target.value)
</script>`

const openPage = (url: string, headers: Record<string, string> = service.owner) => fetch(url, { headers })

const watch = async (id: string): Promise<Viewer> => {
  const { body } = await owner('GET', `/sessions/${id}/live-view`)
  const viewer = new Viewer(service.url, ticketIn(await (await openPage(body.live_view_url)).text()))
  await until(() => viewer.last('mode') !== undefined && viewer.frames > 0)
  return viewer
}

const openSession = async (body: object = {}) =>
  (await agent('POST', '/sessions', { allowed_domains: ['127.0.0.1'], ...body })).body.session_id as string

test('a link opens once, in the browser of the human who asked, and not after five minutes', async () => {
  const id = await openSession()
  const link = async () => (await owner('GET', `/sessions/${id}/live-view`)).body.live_view_url as string
  const url = await link()
  expect(url).toMatch(/\/live\/[\w-]{43}$/)
  expect((await openPage(url, {})).status).toBe(401)
  expect((await openPage(url, service.agent)).status).toBe(401)
  const elsewhere = await fetch(`${service.url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: service.url },
    body: JSON.stringify({ email: 'owner@localhost', password: 'correct horse battery staple' }),
  })
  const other = { cookie: elsewhere.headers.get('set-cookie')?.split(';')[0] ?? '' }
  expect((await openPage(url, other)).status).toBe(404)
  const page = await openPage(url)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
  const ticket = ticketIn(await page.text())
  expect((await openPage(url)).status).toBe(404)
  using viewer = new Viewer(service.url, ticket)
  await until(() => viewer.last('ticket') !== undefined)
  using again = new Viewer(service.url, ticket)
  await until(() => again.closed !== undefined)
  expect(again.notices).toEqual([])
  const next = viewer.last('ticket')?.['ticket'] as string
  using back = new Viewer(service.url, next)
  await until(() => back.last('mode') !== undefined && viewer.closed !== undefined)
  expect(viewer.closed).toBe(4409)
  const late = await link()
  await agent('DELETE', `/sessions/${id}`)
  await until(() => back.closed !== undefined)
  expect(back.last('end')).toMatchObject({ status: 'closed' })
  expect((await openPage(late)).status).toBe(404)
  expect((await owner('GET', `/sessions/${id}/live-view`)).status).toBe(410)
})

test('who watches changes nothing; who takes over drives, and the agent waits until it is handed back', async () => {
  using site = serveSite()
  site.show(PAGE)
  site.route('/told', () => new Response('ok'))
  const told = () => site.heard.filter(({ path }) => path === '/told').length
  const id = await openSession()
  await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/') })
  using viewer = await watch(id)
  expect(viewer.last('mode')).toMatchObject({ driving: false })
  viewer.click(100, 100)
  viewer.send({ type: 'take_over' })
  await until(() => viewer.last('mode')?.['driving'] === true)
  expect(told()).toBe(0)
  expect((await agent('POST', `/sessions/${id}/observe`)).body.error.details.reason).toBe('human_in_control')
  expect((await owner('GET', `/sessions/${id}/preview`)).body.error.details.reason).toBe('human_in_control')
  viewer.click(100, 100)
  await until(() => told() === 1)
  viewer.click(800, 40)
  viewer.send({ type: 'text', text: 'Grüße 日本' })
  await until(() => told() === 2)
  viewer.send({
    ...{ type: 'key', kind: 'down', key: 'ß', code: 'Minus', keyCode: 219, location: 0, repeat: false },
    modifiers: 0,
  })
  await until(() => told() === 3)
  viewer.click(750, 220)
  await until(() => viewer.last('list') !== undefined)
  expect(viewer.last('list')).toMatchObject({ selected: 0, options: [{ name: 'one' }, { name: 'two' }] })
  viewer.send({ type: 'choose', index: 1 })
  await until(() => told() === 4)
  viewer.send({ type: 'navigate', url: 'http://example.com/' })
  await until(() => viewer.last('notice') !== undefined)
  viewer.send({ type: 'hand_back' })
  await until(() => viewer.last('mode')?.['driving'] === false)
  expect((await agent('POST', `/sessions/${id}/observe`)).status).toBe(200)
  const preview = await fetch(`${service.url}${USER}/sessions/${id}/preview`, { headers: service.owner })
  expect(preview.headers.get('content-type')).toBe('image/jpeg')
  const logs = JSON.stringify(await service.send(service.owner, 'GET', '/v1/users/default/logs?limit=200'))
  expect(logs).toContain('browser.live_view.taken_over')
  expect(logs).not.toContain('Grüße')
  await agent('DELETE', `/sessions/${id}`)
})

test('dialogs wait for the human, and a popup becomes the picture', async () => {
  using site = serveSite()
  site.show(
    `<script>onclick = async () => { const said = prompt('Who?', 'nobody'); fetch('/told?' + said); open('/popup') }</script><p>page`,
  )
  site.show('<title>popup</title><p>popup', '/popup')
  site.route('/told', () => new Response('ok'))
  const id = await openSession({ allow_writes: true })
  await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/') })
  using viewer = await watch(id)
  viewer.send({ type: 'take_over' })
  await until(() => viewer.last('mode')?.['driving'] === true)
  viewer.click(100, 100)
  await until(() => viewer.last('dialog') !== undefined)
  expect(viewer.last('dialog')).toMatchObject({ kind: 'prompt', message: 'Who?', default_text: 'nobody' })
  viewer.send({ type: 'dialog', accept: true, text: 'Ada' })
  await until(() => site.hasHeard('/told') && viewer.last('url')?.['url'] === site.url('/popup'))
  const frames = viewer.frames
  await until(() => viewer.frames > frames || viewer.frames > 2)
  await agent('DELETE', `/sessions/${id}`)
})

test('a human login is driven from the start, is off limits to agents, and is saved under its name', async () => {
  using site = serveSite()
  site.route(
    '/',
    () =>
      new Response('<title>in</title>', { headers: { 'content-type': 'text/html', 'set-cookie': 'sid=1; HttpOnly' } }),
  )
  const begun = await owner('POST', '/human-logins', { allowed_domains: ['127.0.0.1'], name: 'by-hand' })
  expect(begun.status).toBe(201)
  const { session_id: id, live_view_url } = begun.body
  using viewer = new Viewer(service.url, ticketIn(await (await openPage(live_view_url)).text()))
  await until(() => viewer.last('mode') !== undefined)
  expect(viewer.last('mode')).toMatchObject({ driving: true, human_login: true })
  expect((await agent('POST', `/sessions/${id}/observe`)).body.error.details.reason).toBe('not_session_owner')
  expect((await owner('POST', `/human-logins/${id}/save`)).body.error.details.reason).toBe('context_not_ready')
  viewer.send({ type: 'navigate', url: site.url('/') })
  await until(() => viewer.last('url')?.['url'] === site.url('/'))
  expect(await owner('POST', `/human-logins/${id}/save`)).toMatchObject({
    status: 201,
    body: { name: 'by-hand', domains: ['127.0.0.1'], verified: true },
  })
  await until(() => viewer.closed !== undefined)
  expect((await agent('GET', `/sessions/${id}`)).body.status).toBe('closed')
})
