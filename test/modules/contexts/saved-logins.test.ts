import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Service, startService } from '../../support/service.ts'
import { serveLoginSite } from './site.ts'

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

const open = async (body: object) => {
  const { status, body: session } = await agent('POST', '/sessions', { allowed_domains: ['127.0.0.1'], ...body })
  expect({ status, session }).toMatchObject({ status: 201 })
  return session.session_id as string
}

/** Signs in by the form and saves the login. */
const saveLogin = async (site: ReturnType<typeof serveLoginSite>, name: string) => {
  const id = await open({ allow_writes: true })
  expect((await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/login') })).status).toBe(200)
  expect((await agent('POST', `/sessions/${id}/observe`)).body.elements[0].name).toBe('Sign out')
  const saved = await agent('POST', `/sessions/${id}/context`, { name })
  expect(saved).toMatchObject({ status: 201, body: { name, domains: ['127.0.0.1'], verified: true } })
  await agent('DELETE', `/sessions/${id}`)
  return { id, agentId: service.agentId }
}

/** The page's text once it says whether IndexedDB has the token, which it looks up after it has loaded. */
const readToken = async (id: string): Promise<string> => {
  for (let tries = 1; ; tries += 1) {
    const read = await agent('POST', `/sessions/${id}/extract`, { instruction: 'the main content' })
    const text = JSON.stringify(read.body)
    if (text.includes(' token') || tries === 40) return text
  }
}

const grant = async (name: string, agentId: string) =>
  expect((await owner('POST', `/contexts/${name}/grants`, { grantee_type: 'agent', grantee_id: agentId })).status).toBe(
    201,
  )

const files = () => readdirSync(join(service.dataDir, 'contexts'))

test('a saved login opens signed in, cycle after cycle, across restarts, though its tokens rotate', async () => {
  using site = serveLoginSite()
  const { agentId } = await saveLogin(site, 'inbox')
  const [file = ''] = files()
  const bytes = readFileSync(join(service.dataDir, 'contexts', file))
  for (const secret of ['refresh', 'tokens', '127.0.0.1']) expect(bytes.includes(secret)).toBe(false)
  expect(
    (await agent('POST', '/sessions', { allowed_domains: ['127.0.0.1'], context_name: 'inbox' })).body.error.details
      .reason,
  ).toBe('grant_required')
  await grant('inbox', agentId)
  for (let cycle = 0; cycle < 2; cycle += 1) {
    site.forget()
    const id = await open({ context_name: 'inbox', allow_extract: true })
    expect(site.heard).toEqual([])
    const page = await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/') })
    expect(page.body).toMatchObject({ title: 'Private inbox of Ada', http_status: 200 })
    expect(await readToken(id)).toContain('has token')
    const second = await agent('POST', '/sessions', { allowed_domains: ['127.0.0.1'], context_name: 'inbox' })
    expect(second.body.error.details.reason).toBe('context_in_use')
    expect((await agent('DELETE', `/sessions/${id}`)).body.status).toBe('closed')
    expect(files()).toHaveLength(1)
    if (cycle === 0) await service.restart()
  }
})

test('revoking ends the session on it, destroys key and file, and a save in flight cannot bring it back', async () => {
  using site = serveLoginSite()
  const { agentId } = await saveLogin(site, 'gone')
  await grant('gone', agentId)
  const before = files()
  const id = await open({ context_name: 'gone', allow_extract: true })
  await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/') })
  const picture = await agent('POST', `/sessions/${id}/screenshot`)
  const { connection } = service.app.services.database
  const found = connection
    .query<{ wrapped_key: Uint8Array }, []>("SELECT wrapped_key FROM contexts WHERE name = 'gone'")
    .get()
  const key = Buffer.from(found?.wrapped_key ?? [])
  expect(key.length).toBe(81)
  const bytes = () => ['chaperone.db', 'chaperone.db-wal'].map(name => readFileSync(join(service.dataDir, name)))
  expect(bytes().some(file => file.includes(key))).toBe(true)
  const save = agent('POST', `/sessions/${id}/context`, { name: 'gone' })
  const revoked = await owner('DELETE', '/contexts/gone')
  expect(revoked).toMatchObject({ status: 200, body: { name: 'gone', revoked: true } })
  expect(await save).toMatchObject({ status: 410 })
  expect((await agent('POST', `/sessions/${id}/observe`)).status).toBe(410)
  expect((await fetch(picture.body.url)).status).toBe(404)
  expect(files().length).toBe(before.length - 1)
  for (const file of bytes()) expect(file.includes(key)).toBe(false)
  expect((await owner('GET', '/contexts')).body.contexts.map((c: { name: string }) => c.name)).not.toContain('gone')
})

test('without allow_extract a signed-in page is used and not read: no answer carries anything of it', async () => {
  using site = serveLoginSite()
  const { agentId } = await saveLogin(site, 'closed')
  await grant('closed', agentId)
  const id = await open({ context_name: 'closed' })
  const answers = [
    await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/?CANARY=1') }),
    await agent('POST', `/sessions/${id}/observe`),
    await agent('POST', `/sessions/${id}/observe`, { instruction: 'the letter' }),
    await agent('POST', `/sessions/${id}/extract`, { instruction: 'the letters' }),
    await agent('POST', `/sessions/${id}/links`),
    await agent('POST', `/sessions/${id}/act`, { instruction: 'click "Nothing of the kind"' }),
    await agent('POST', `/sessions/${id}/act`, { instruction: 'click "CANARY letter"' }),
    await agent('GET', `/sessions/${id}`),
    await agent('GET', '/sessions'),
    await service.send(service.owner, 'GET', '/v1/users/default/logs?limit=200'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 403, 403, 422, 200, 200, 200, 200])
  const [page, observed] = answers
  expect(page?.body).toMatchObject({ url: `${new URL(site.origin).origin}/`, title: '[redacted]', http_status: 200 })
  const button = observed?.body.elements.find((element: { role: string }) => element.role === 'button')
  expect(button.name).toBe('Sign out')
  for (const { body } of answers.slice(0, -1)) expect(JSON.stringify(body)).not.toContain('CANARY')
  const own = answers.at(-1)?.body.events.filter((event: { entity_id: string }) => event.entity_id === id)
  expect(own.length).toBeGreaterThan(4)
  expect(JSON.stringify(own)).not.toContain('CANARY')
  await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/') })
  const again = await agent('POST', `/sessions/${id}/observe`)
  const action = again.body.elements.find((element: { role: string }) => element.role === 'link')
  const done = await agent('POST', `/sessions/${id}/act`, { action })
  expect(done).toMatchObject({ status: 200 })
  await agent('DELETE', `/sessions/${id}`)
})

test('a login that the site has forgotten is found dead, and is an event', async () => {
  using site = serveLoginSite()
  const id = await open({ allow_writes: true })
  await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/login') })
  await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/') })
  await agent('POST', `/sessions/${id}/context`, { name: 'checked' })
  await agent('DELETE', `/sessions/${id}`)
  const check = () => owner('POST', '/contexts/checked/check')
  expect(await check()).toMatchObject({ status: 200, body: { name: 'checked', health: 'alive' } })
  expect(await check()).toMatchObject({ status: 200, body: { health: 'alive' } })
  site.signOutEverybody()
  expect(await check()).toMatchObject({ status: 200, body: { health: 'dead' } })
  const { body } = await service.send(service.owner, 'GET', '/v1/users/default/logs?action=browser.context.dead')
  expect(body.events).toMatchObject([{ details: { name: 'checked' } }])
})

test('another agent and an ungranted one are refused everywhere, and told nothing', async () => {
  using site = serveLoginSite()
  const { agentId } = await saveLogin(site, 'mine')
  await grant('mine', agentId)
  const id = await open({ context_name: 'mine' })
  const other = (await service.createAgent('stranger')).headers
  const ask = (method: string, path: string, body?: unknown) => service.send(other, method, USER + path, body)
  const reasons = [
    await ask('POST', '/sessions', { allowed_domains: ['127.0.0.1'], context_name: 'mine' }),
    await ask('POST', `/sessions/${id}/context`, { name: 'stolen' }),
    await ask('POST', `/sessions/${id}/observe`),
    await ask('POST', `/sessions/${id}/screenshot`),
    await ask('DELETE', `/sessions/${id}`),
    await ask('POST', '/contexts/mine/grants', { grantee_type: 'agent', grantee_id: 'x' }),
    await ask('POST', '/contexts/mine/check'),
    await ask('DELETE', '/contexts/mine'),
    await ask('GET', `/sessions/${id}/live-view`),
    await ask('GET', `/sessions/${id}/preview`),
    await ask('POST', `/sessions/${id}/stop`),
    await ask('POST', '/human-logins', { allowed_domains: ['127.0.0.1'], name: 'x' }),
    await ask('POST', `/human-logins/${id}/save`),
  ].map(({ body }) => body.error?.details?.reason)
  expect(reasons).toEqual([
    ...['grant_required', ...Array.from({ length: 4 }, () => 'not_session_owner')],
    ...Array.from({ length: 8 }, () => 'human_required'),
  ])
  const { body } = await owner('GET', '/contexts')
  const mine = body.contexts.find((context: { name: string }) => context.name === 'mine')
  await owner('DELETE', `/contexts/mine/grants/${mine.grants[0].id}`)
  expect((await agent('POST', `/sessions/${id}/observe`)).body.error.details.reason).toBe('grant_required')
  await agent('DELETE', `/sessions/${id}`)
})
