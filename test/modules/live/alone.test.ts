import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Deadline } from '../../../src/lib/deadline.ts'
import { createLog } from '../../../src/lib/log.ts'
import { type Service, ShiftedClock, startService } from '../../support/service.ts'
import { serveSite } from '../../support/site.ts'
import { until } from '../../support/until.ts'
import { ticketIn, Viewer } from '../../support/viewer.ts'

setDefaultTimeout(60_000)

const USER = '/v1/users/default/browser'
const MINUTE = 60_000

const clock = new ShiftedClock()
const lines: string[] = []
let service: Service
beforeAll(async () => {
  service = await startService({}, { clock, log: createLog('debug', line => lines.push(line)) })
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
})

const agent = (method: string, path: string, body?: unknown) => service.send(service.agent, method, USER + path, body)
const owner = (method: string, path: string, body?: unknown) => service.send(service.owner, method, USER + path, body)
const look = (url: string) => fetch(url, { headers: service.owner })

const openSession = async (url: string, body: object = {}): Promise<string> => {
  const opened = await agent('POST', '/sessions', { allowed_domains: ['127.0.0.1'], ...body })
  await agent('POST', `/sessions/${opened.body.session_id}/navigate`, { url })
  return opened.body.session_id
}
const linkTo = async (id: string): Promise<string> =>
  (await owner('GET', `/sessions/${id}/live-view`)).body.live_view_url
const enter = async (link: string): Promise<Viewer> => {
  const viewer = new Viewer(service.url, ticketIn(await (await look(link)).text()))
  await until(() => viewer.last('mode') !== undefined && viewer.frames > 0)
  return viewer
}
const isTaken = async (id: string): Promise<boolean> => {
  const { body } = await service.send(service.owner, 'GET', '/v1/logs?action=browser.live_view.taken_over')
  return body.events.some((event: { entity_id: string }) => event.entity_id === id)
}
const reasonOf = async (id: string) =>
  (await agent('POST', `/sessions/${id}/observe`)).body.error?.details.reason ?? 'none'

test('a link that was not opened within five minutes opens nothing any more', async () => {
  using site = serveSite()
  const id = await openSession(site.show('<p>page'))
  const [soon, late] = [await linkTo(id), await linkTo(id)]
  clock.advance(5 * MINUTE - 2_000)
  expect((await look(soon)).status).toBe(200)
  clock.advance(2_000)
  const refused = await look(late)
  const unknown = await look(`${service.url}/live/${'A'.repeat(43)}`)
  const told = async (answer: Response) => ({ ...(await answer.json()).error, request_id: '' })
  expect(refused.status).toBe(404)
  expect(await told(refused)).toEqual(await told(unknown))
  await agent('DELETE', `/sessions/${id}`)
})

test('a page that lost its socket may come back and still drives; ten seconds without it hand the session back', async () => {
  using site = serveSite()
  const id = await openSession(site.show('<p>page'))
  const first = await enter(await linkTo(id))
  first.send({ type: 'take_over' })
  await until(() => first.last('mode')?.['driving'] === true)
  const next = first.last('ticket')?.['ticket'] as string
  first[Symbol.dispose]()
  await until(() => first.closed !== undefined)
  expect(await reasonOf(id)).toBe('human_in_control')
  const back = new Viewer(service.url, next)
  await until(() => back.last('mode') !== undefined)
  expect(back.last('mode')).toMatchObject({ driving: true })
  const lostAt = performance.now()
  back[Symbol.dispose]()
  using deadline = new Deadline(25_000)
  while ((await reasonOf(id)) === 'human_in_control') deadline.signal.throwIfAborted()
  expect(performance.now() - lostAt).toBeGreaterThan(9_500)
  const { body } = await service.send(
    service.owner,
    'GET',
    '/v1/users/default/logs?action=browser.live_view.handed_back',
  )
  expect(body.events.map((event: { entity_id: string }) => event.entity_id)).toContain(id)
  using again = new Viewer(service.url, back.last('ticket')?.['ticket'] as string)
  await until(() => again.last('mode') !== undefined)
  expect(again.last('mode')).toMatchObject({ driving: false })
  await agent('DELETE', `/sessions/${id}`)
})

test('a page that is closed while the agent’s action still runs gives back what it was about to take over', async () => {
  using site = serveSite()
  const id = await openSession(site.show('<p>page'))
  const slow = Promise.withResolvers<Response>()
  site.route('/slow', () => slow.promise)
  const viewer = await enter(await linkTo(id))
  const action = agent('POST', `/sessions/${id}/navigate`, { url: site.url('/slow') })
  await until(() => site.hasHeard('/slow'))
  viewer.send({ type: 'take_over' })
  while ((await isTaken(id)) === false) await new Promise(setImmediate)
  viewer[Symbol.dispose]()
  await until(() => viewer.closed !== undefined)
  slow.resolve(new Response('<p>late', { headers: { 'content-type': 'text/html' } }))
  expect((await action).status).toBe(200)
  expect(await reasonOf(id)).toBe('human_in_control') // the page may come back
  using deadline = new Deadline(25_000)
  while ((await reasonOf(id)) === 'human_in_control') deadline.signal.throwIfAborted()
  await agent('DELETE', `/sessions/${id}`)
})

test('who signs out loses the view', async () => {
  using site = serveSite()
  const id = await openSession(site.show('<p>page'))
  const login = await fetch(`${service.url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: service.url },
    body: JSON.stringify({ email: 'owner@localhost', password: 'correct horse battery staple' }),
  })
  const me = { cookie: login.headers.get('set-cookie')?.split(';')[0] ?? '', origin: service.url }
  const link = (await service.send(me, 'GET', `${USER}/sessions/${id}/live-view`)).body.live_view_url
  const page = await fetch(link, { headers: me })
  using viewer = new Viewer(service.url, ticketIn(await page.text()))
  await until(() => viewer.last('mode') !== undefined)
  viewer.send({ type: 'take_over' })
  await until(() => viewer.last('mode')?.['driving'] === true)
  await service.send(me, 'POST', '/v1/auth/logout')
  await until(() => viewer.closed !== undefined)
  expect(viewer.closed).toBe(4401)
  expect(await reasonOf(id)).toBe('none')
  await agent('DELETE', `/sessions/${id}`)
})

const CANARY = {
  text: 'Typed-Canary-7141',
  keys: 'qzjxv',
  pasted: 'Pasted-Canary-9982',
  address: 'Address-Canary-3303',
}

const FORM = `<!doctype html><title>Sign in</title><form action="/in" method="post">
<input name="user"><input name="password" type="password"><button>Go</button></form>`

const disk = () =>
  readdirSync(service.dataDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))

/** Types into both fields by key, by input method and by paste, in the address bar too, and sends the form. */
const typeEverything = async (viewer: Viewer, site: ReturnType<typeof serveSite>) => {
  viewer.send({ type: 'navigate', url: `${site.url('/form')}?${CANARY.address}` })
  await until(() => viewer.last('loading')?.['loading'] === false)
  viewer.stroke('Tab', 9)
  for (const letter of CANARY.keys) viewer.stroke(letter, letter.toUpperCase().charCodeAt(0))
  viewer.send({ type: 'compose', text: CANARY.text.slice(0, 8) })
  viewer.send({ type: 'text', text: CANARY.text })
  viewer.stroke('Tab', 9)
  viewer.send({ type: 'text', text: CANARY.pasted })
  viewer.stroke('Enter', 13)
  await until(() => viewer.last('url')?.['url'] === site.url('/in'))
}

const serveForm = () => {
  const site = serveSite()
  site.show('<p>page')
  site.show(FORM, '/form')
  site.route('/in', () => {
    return new Response('<title>in</title><p>welcome', {
      headers: { 'content-type': 'text/html', 'set-cookie': 'sid=1; HttpOnly' },
    })
  })
  const sent = () => decodeURIComponent(site.heard.find(({ path }) => path === '/in')?.body ?? '')
  return Object.assign(site, { sent })
}

test('what a human types at a sign-in by hand is in no log, no row, no file and no answer', async () => {
  using site = serveForm()
  const begun = await owner('POST', '/human-logins', { allowed_domains: ['127.0.0.1'], name: 'typed' })
  using viewer = await enter(begun.body.live_view_url)
  await typeEverything(viewer, site)
  for (const typed of [CANARY.keys, CANARY.text, CANARY.pasted]) expect(site.sent()).toContain(typed)
  const answers = [
    await agent('GET', `/sessions/${begun.body.session_id}`),
    await agent('GET', '/sessions'),
    await owner('POST', `/human-logins/${begun.body.session_id}/save`, {}),
    await owner('GET', '/contexts'),
    await service.send(service.owner, 'GET', '/v1/users/default/logs?limit=200'),
    await service.send(service.owner, 'GET', '/v1/usage?days=1'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 200, 200, 200])
  const said = [...lines, ...answers.map(({ body }) => JSON.stringify(body)), ...disk()]
  expect(disk().length).toBeGreaterThan(2)
  for (const typed of Object.values(CANARY)) expect(said.filter(text => text.includes(typed))).toEqual([])
})

test('what a human types after a take-over is in no log, no row and no file, and no answer', async () => {
  using site = serveForm()
  const id = await openSession(site.url('/'), { allow_writes: true })
  await agent('POST', `/sessions/${id}/observe`)
  using viewer = await enter(await linkTo(id))
  viewer.send({ type: 'take_over' })
  await until(() => viewer.last('mode')?.['driving'] === true)
  const tried = ['navigate', 'act', 'observe', 'extract', 'links', 'screenshot'].map(verb =>
    agent('POST', `/sessions/${id}/${verb}`, {
      ...(verb === 'navigate' && { url: site.url('/') }),
      ...((verb === 'act' || verb === 'extract') && { instruction: 'click "page"' }),
    }),
  )
  for (const { status, body } of await Promise.all(tried))
    expect({ status, reason: body.error.details.reason }).toEqual({ status: 409, reason: 'human_in_control' })
  await typeEverything(viewer, site)
  for (const typed of [CANARY.keys, CANARY.text, CANARY.pasted]) expect(site.sent()).toContain(typed)
  viewer.send({ type: 'hand_back' })
  await until(() => viewer.last('mode')?.['driving'] === false)
  const answers = [
    await agent('GET', `/sessions/${id}`),
    await agent('POST', `/sessions/${id}/observe`),
    await service.send(service.owner, 'GET', '/v1/users/default/logs?limit=200'),
    await agent('DELETE', `/sessions/${id}`),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const said = [...lines, ...answers.map(({ body }) => JSON.stringify(body)), ...disk()]
  for (const typed of Object.values(CANARY)) expect(said.filter(text => text.includes(typed))).toEqual([])
})
