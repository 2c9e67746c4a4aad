import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { createPlace } from '../../cli/command-line.ts'
import { checkBooks } from '../../soak/books.ts'
import { type Service, startService } from '../../support/service.ts'
import { type Site, serveSite } from '../../support/site.ts'
import { until } from '../../support/until.ts'

setDefaultTimeout(120_000)

const BROWSER = '/v1/users/default/browser'
let service: Service
let site: Site
beforeAll(async () => {
  site = serveSite()
  const headers = { 'content-type': 'text/html', 'set-cookie': 'sid=1; Path=/; Max-Age=1000' }
  site.route('/', () => new Response('<h1>In</h1>', { headers }))
  site.route('/never', () => new Promise(() => undefined))
  service = await startService()
  const saver = await open()
  await navigate(saver, site.url('/'))
  expect((await send('POST', `${saver}/context`, { name: 'shop' })).status).toBe(201)
  await send('DELETE', saver)
  const grant = { grantee_type: 'agent', grantee_id: service.agentId }
  await sendAsOwner('POST', `${BROWSER}/contexts/shop/grants`, grant)
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  site[Symbol.dispose]()
})

const send = (method: string, path: string, body?: object) => service.send(service.agent, method, path, body)
const sendAsOwner = (method: string, path: string, body?: object) => service.send(service.owner, method, path, body)
const tryOpen = (more: object = {}, who = service.agent, user = 'default') =>
  service.send(who, 'POST', `/v1/users/${user}/browser/sessions`, { allowed_domains: ['127.0.0.1'], ...more })
const open = async (more: object = {}) => `${BROWSER}/sessions/${(await tryOpen(more)).body.session_id}`
const navigate = (session: string, url: string) => send('POST', `${session}/navigate`, { url })

const reasonOf = ({ status, body }: { status: number; body: { error?: { details: { reason: string } } } }) => [
  status,
  body.error?.details.reason,
]

/** Each scope by a name that people use; what is in it, and whether a plain session is. */
const SCOPES = [
  { scope: 'workspace', id: () => service.workspaceId, withLogin: false },
  { scope: 'user', id: () => 'default', withLogin: false },
  { scope: 'agent', id: () => 'first-agent', withLogin: false },
  { scope: 'login', id: () => 'shop', withLogin: true },
] as const

describe.each(SCOPES)('the kill switch of a $scope', ({ scope, id, withLogin }) => {
  const more = withLogin ? { context_name: 'shop' } : {}

  test('cuts off what runs, refuses what would begin, and is lifted', async () => {
    const other = await service.createAgent(`beside-${scope}`)
    const session = await open(more)
    site.forget()
    const running = navigate(session, site.url('/never'))
    await until(() => site.hasHeard('/never'))

    const stopped = await sendAsOwner('POST', '/v1/stop', { scope, id: id() })
    expect(stopped).toMatchObject({ status: 200, body: { scope, ended: 1 } })
    expect(reasonOf(await running)).toEqual([410, 'session_ended'])
    expect((await send('GET', session)).body).toMatchObject({ status: 'closed' })
    expect(reasonOf(await tryOpen(more))).toEqual([403, 'stopped'])
    expect((await sendAsOwner('POST', '/v1/stop', { scope, id: id() })).body.ended).toBe(0)
    expect((await sendAsOwner('GET', '/v1/stop')).body.stops).toHaveLength(1)

    // Who is not stopped goes on.
    const isOther = scope === 'agent' || scope === 'login'
    const beside = scope === 'agent' ? await tryOpen({}, other.headers) : await tryOpen()
    expect(beside.status).toBe(isOther ? 201 : 403)
    if (scope === 'agent') await service.send(other.headers, 'DELETE', `${BROWSER}/sessions/${beside.body.session_id}`)
    if (scope === 'login') await send('DELETE', `${BROWSER}/sessions/${beside.body.session_id}`)

    if (scope === 'login') await service.restart() // it is on disk
    expect(reasonOf(await tryOpen(more))).toEqual([403, 'stopped'])
    expect((await sendAsOwner('DELETE', `/v1/stop/${stopped.body.id}`)).status).toBe(200)
    const again = await tryOpen(more)
    expect(again.status).toBe(201)
    await send('DELETE', `${BROWSER}/sessions/${again.body.session_id}`)
    expect((await sendAsOwner('DELETE', `/v1/stop/${stopped.body.id}`)).status).toBe(404)
  })
})

test('the command line stops what a running service does, and lifts it', async () => {
  await using place = await createPlace({ CHAPERONE_DATA_DIR: service.dataDir })
  const session = await open()
  expect((await place.run('stop', 'agent', 'first-agent', '--json')).json()).toMatchObject({
    stops: [{ id: service.agentId, scope: 'agent', stopped_by_type: 'system' }],
  })
  let status = ''
  const look = async () => {
    while (status !== 'closed') status = (await send('GET', session)).body.status
  }
  void look()
  await until(() => status === 'closed')
  expect(reasonOf(await tryOpen())).toEqual([403, 'stopped'])
  expect((await place.run('stop', 'agent', 'first-agent', '--lift')).code).toBe(0)
  let opened = await tryOpen()
  const tries = async () => {
    while (opened.status !== 201) opened = await tryOpen()
  }
  await tries()
  await send('DELETE', `${BROWSER}/sessions/${opened.body.session_id}`)
  expect((await place.run('stop', 'agent', 'nobody')).code).toBe(1)
  expect((await place.run('stop', 'everything', 'nobody')).code).toBe(2)
})

test('agents cannot stop anything, and what is stopped is in the log', async () => {
  expect(reasonOf(await send('POST', '/v1/stop', { scope: 'user', id: 'default' }))).toEqual([403, 'human_required'])
  const { events } = (await sendAsOwner('GET', '/v1/logs?limit=200')).body
  const actions = events.map(({ action }: { action: string }) => action)
  expect(actions.filter((action: string) => action === 'stop.set')).toHaveLength(5)
  expect(actions.filter((action: string) => action === 'stop.lifted')).toHaveLength(5)
  expect(checkBooks(service.dataDir)).toEqual([])
})
