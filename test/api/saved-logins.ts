import { beforeAll, describe, expect, test } from 'bun:test'
import { GREENHOUSE_ACCOUNT } from '../../src/greenhouse/site.ts'
import { until } from '../support/until.ts'
import { ticketIn, Viewer } from '../support/viewer.ts'
import { SESSIONS, SHOP, type Who, type World } from './world.ts'

const BROWSER = '/v1/users/default/browser'
const NOBODY = '00000000-0000-7000-8000-000000000000'

type Try = readonly [as: Who, method: string, path: string, body: unknown, status: number, reason: string]

const OPEN = { ...SHOP, context_name: 'signed-in' }
const GRANT = { grantee_type: 'role', grantee_id: 'buyer' }
const BEGIN = ['POST', `${BROWSER}/human-logins`, { ...SHOP, name: 'mine-now' }] as const

/** Routes of people, of saved logins, live views and sign-ins by hand; `{session}` is open on the login, `{grant}` its grant. */
const PEOPLES: readonly [method: string, path: string, body?: unknown][] = [
  ['POST', `${BROWSER}/contexts/signed-in/grants`, GRANT],
  ['DELETE', `${BROWSER}/contexts/signed-in/grants/{grant}`],
  ['POST', `${BROWSER}/contexts/signed-in/check`],
  ['DELETE', `${BROWSER}/contexts/signed-in`],
  ['GET', `${SESSIONS}/{session}/live-view`],
  ['GET', `${SESSIONS}/{session}/preview`],
  ['POST', `${SESSIONS}/{session}/stop`],
  ['POST', `${BROWSER}/human-logins/{session}/save`, { name: 'stolen' }],
]

/** Routes of the agent that has the session. */
const AGENTS: readonly [method: string, path: string, body?: unknown][] = [
  ['POST', `${SESSIONS}/{session}/context`, { name: 'stolen' }],
  ['POST', `${SESSIONS}/{session}/navigate`, { url: 'http://greenhouse.test/' }],
  ['POST', `${SESSIONS}/{session}/act`, { instruction: 'click "Sign out"' }],
  ['POST', `${SESSIONS}/{session}/observe`, {}],
  ['POST', `${SESSIONS}/{session}/extract`, { instruction: 'everything' }],
  ['POST', `${SESSIONS}/{session}/links`, {}],
  ['POST', `${SESSIONS}/{session}/screenshot`, {}],
  ['DELETE', `${SESSIONS}/{session}`],
]

const refused = (
  as: Who,
  routes: readonly (readonly [method: string, path: string, body?: unknown])[],
  status: number,
  reason: string,
): Try[] => routes.map(([method, path, body]) => [as, method, path, body, status, reason])

const TRIES: readonly Try[] = [
  ...refused('stranger', [...PEOPLES, BEGIN, ...AGENTS, ['POST', SESSIONS, OPEN]], 401, 'unauthorized'),
  ...refused('agent', [...PEOPLES, BEGIN], 403, 'human_required'),
  ...refused('other agent', [...PEOPLES, BEGIN], 403, 'human_required'),
  ...refused('other agent', AGENTS, 403, 'not_session_owner'),
  ...refused('other agent', [['POST', SESSIONS, OPEN]], 403, 'grant_required'),
  ...refused('foreign agent', [...PEOPLES, BEGIN], 403, 'human_required'),
  ...refused('foreign agent', [...AGENTS, ['POST', SESSIONS, OPEN]], 404, 'not_found'),
  ...refused('foreign owner', PEOPLES, 404, 'not_found'),
  ...refused('foreign owner', AGENTS, 403, 'agent_key_required'),
  ...refused('owner', AGENTS, 403, 'agent_key_required'),
]

/** What an answer tells, but for the id of its request. */
const telling = async (answer: Response) => {
  const { error } = (await answer.json()) as { error: Record<string, unknown> }
  return { status: answer.status, ...error, request_id: '' }
}

/** Saved logins and live views over HTTP, from source and compiled alike. */
export const describeSavedLogins = (name: string, world: () => World): void => {
  const ids = { session: '', grant: '', user: '', agent: '' }
  const send = (as: Who, method: string, path: string, body?: unknown) =>
    world().send(as, method, path.replace('{grant}', ids.grant).replace('{session}', ids.session), body, {
      'idempotency-key': crypto.randomUUID(),
    })
  const json = async (as: Who, method: string, path: string, body?: unknown) => {
    const answer = await send(as, method, path, body)
    return { status: answer.status, body: await answer.json() }
  }

  describe(`${name}: a login made by hand`, () => {
    beforeAll(async () => {
      const agents = await json('owner', 'GET', '/v1/agents')
      ids.agent = agents.body.agents.find((agent: { name: string }) => agent.name === 'first-agent').id
      const users = await json('owner', 'GET', '/v1/users')
      ids.user = users.body.users[0].id
    })

    test('is made at the live view’s own socket, saved, granted, and opens signed in', async () => {
      const begun = await json('owner', 'POST', `${BROWSER}/human-logins`, { ...SHOP, name: 'signed-in' })
      expect(begun.status).toBe(201)
      const { session_id, live_view_url } = begun.body
      const page = await world().send('owner', 'GET', new URL(live_view_url).pathname)
      using viewer = new Viewer(world().url, ticketIn(await page.text()))
      await until(() => viewer.last('mode')?.['driving'] === true && viewer.frames > 0)
      viewer.send({ type: 'navigate', url: 'http://greenhouse.test/login' })
      await until(() => viewer.last('loading')?.['loading'] === false)
      viewer.stroke('Tab', 9, 4)
      viewer.send({ type: 'text', text: GREENHOUSE_ACCOUNT.email })
      viewer.stroke('Tab', 9)
      viewer.send({ type: 'text', text: GREENHOUSE_ACCOUNT.password })
      viewer.stroke('Enter', 13)
      await until(() => viewer.last('url')?.['url'] === 'http://greenhouse.test/account')
      const saved = await json('owner', 'POST', `${BROWSER}/human-logins/${session_id}/save`, {})
      expect(saved).toMatchObject({ status: 201, body: { name: 'signed-in', verified: true } })
      const body = { grantee_type: 'agent', grantee_id: ids.agent }
      const granted = await json('owner', 'POST', `${BROWSER}/contexts/signed-in/grants`, body)
      expect(granted.status).toBe(201)
      ids.grant = granted.body.id
      const opened = await json('agent', 'POST', SESSIONS, { ...OPEN, allow_extract: true })
      expect(opened.status).toBe(201)
      ids.session = opened.body.session_id
      const there = await world().drive('navigate', { url: 'http://greenhouse.test/account' }, ids.session)
      expect(there).toMatchObject({ status: 200, json: { title: 'Your account · Greenhouse' } })
      const read = await world().drive('extract', { instruction: 'the main content' }, ids.session)
      expect(JSON.stringify(read.json)).toContain(GREENHOUSE_ACCOUNT.email)
    })

    test.each(TRIES)('%s %s %s %j: %i %s', async (who, method, path, body, status, reason) => {
      const answer = await send(who, method, path, body)
      const { error } = (await answer.json()) as { error: { details: { reason: string } } }
      expect({ status: answer.status, reason: error.details.reason }).toEqual({ status, reason })
      expect(JSON.stringify(error)).not.toContain(GREENHOUSE_ACCOUNT.email)
    })

    test('another tenant’s answers are the same whether the thing is there or not', async () => {
      const own = (path: string) => path.replace('/users/default/', `/users/${ids.user}/`)
      const missing = (path: string) =>
        path.replace('signed-in', 'nothing').replace('{session}', NOBODY).replace('{grant}', NOBODY)
      for (const [method, path, body] of [...PEOPLES, BEGIN]) {
        const told = await telling(await send('foreign owner', method, own(path), body))
        expect(told).toMatchObject({ status: 404, code: 'not_found' })
        const other = own(path).replace(ids.user, NOBODY)
        expect(told).toEqual((await telling(await send('foreign owner', method, missing(other), body))) as never)
      }
      for (const [method, path, body] of AGENTS) {
        const told = await telling(await send('foreign agent', method, path, body))
        expect(told).toEqual((await telling(await send('foreign agent', method, missing(path), body))) as never)
      }
      for (const as of ['foreign agent', 'foreign owner'] as const) {
        expect(await json(as, 'GET', `${BROWSER}/contexts`)).toMatchObject({ status: 200, body: { contexts: [] } })
        expect((await send(as, 'GET', own(`${BROWSER}/contexts`))).status).toBe(404)
      }
    })

    test('a live view’s link is nobody else’s, and nothing of it is told', async () => {
      const { body } = await json('owner', 'GET', `${SESSIONS}/{session}/live-view`)
      const { pathname } = new URL(body.live_view_url)
      const unknown = `/live/${'A'.repeat(43)}`
      expect((await world().send('stranger', 'GET', pathname)).status).toBe(401)
      expect((await world().send('agent', 'GET', pathname)).status).toBe(401)
      const foreign = await telling(await world().send('foreign owner', 'GET', pathname))
      expect(foreign).toEqual((await telling(await world().send('foreign owner', 'GET', unknown))) as never)
      const socket = await fetch(`${world().url}/live/socket/${'A'.repeat(43)}`, {
        headers: {
          connection: 'upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': btoa('0123456789abcdef'),
        },
      })
      expect(socket.status).toBe(404)
      expect((await world().send('owner', 'GET', pathname)).status).toBe(200)
      expect((await world().send('owner', 'GET', pathname)).status).toBe(404)
    })

    test('revoked, it ends the session that is open on it, and is gone', async () => {
      expect((await json('owner', 'DELETE', `${BROWSER}/contexts/signed-in`)).status).toBe(200)
      expect((await world().drive('observe', {}, ids.session)).status).toBe(410)
      expect((await json('agent', 'POST', SESSIONS, OPEN)).status).toBe(404)
      expect((await json('owner', 'GET', `${BROWSER}/contexts`)).body.contexts).toEqual([])
    })
  })
}
