import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { type Answer, type Service, ShiftedClock, startService } from '../../support/service.ts'
import { serveSite } from '../../support/site.ts'

setDefaultTimeout(60_000)

const DAY = 24 * 60 * 60_000
const clock = new ShiftedClock()
let service: Service
beforeAll(async () => {
  service = await startService({}, { clock })
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
})

const owner = (method: string, path: string, body?: unknown): Promise<Answer> =>
  service.send(service.owner, method, `/v1/${path}`, body)

/** A signed-in page that asks another site for a picture. */
const serveAccount = (elsewhere: string) => {
  const site = serveSite()
  const html = { 'content-type': 'text/html; charset=utf-8' }
  const home = `<!doctype html><title>Account</title><h1>Account</h1><button>Sign out</button><img src="${elsewhere}">`
  site.route('/login', () => new Response('<p>in', { headers: { ...html, 'set-cookie': 'sid=in; Path=/' } }))
  site.route('/', () => new Response(home, { headers: html }))
  return site
}

/** A user with a kit of their own and a login saved in it, before the kit is changed. */
const saveLogin = async (site: ReturnType<typeof serveSite>, allowed_domains: string[]) => {
  const kit = await owner('POST', 'account-kits', {
    name: crypto.randomUUID(),
    primitives_config: { browser: { enabled: true }, vault: { enabled: true } },
  })
  const user = await owner('POST', 'users', { external_id: crypto.randomUUID(), account_kit_id: kit.body.id })
  const base = `/v1/users/${user.body.id}/browser`
  const agent = (method: string, path: string, body?: unknown) => service.send(service.agent, method, base + path, body)
  const { body } = await agent('POST', '/sessions', { allowed_domains, allow_writes: true })
  await agent('POST', `/sessions/${body.session_id}/navigate`, { url: site.url('/login') })
  await agent('POST', `/sessions/${body.session_id}/navigate`, { url: site.url('/') })
  expect((await agent('POST', `/sessions/${body.session_id}/context`, { name: 'mine' })).status).toBe(201)
  await agent('DELETE', `/sessions/${body.session_id}`)
  return {
    check: () => service.send(service.owner, 'POST', `${base}/contexts/mine/check`),
    setKit: async (browser: object) =>
      expect((await owner('PATCH', `account-kits/${kit.body.id}`, { primitives_config: { browser } })).status).toBe(
        200,
      ),
    setStatus: (status: string) => owner('PATCH', `users/${user.body.id}`, { status }),
  }
}

test('a look at a saved login asks other sites for nothing where its kit forbids that, and did before', async () => {
  using elsewhere = serveSite()
  using site = serveAccount(elsewhere.url('/p.png', 'localhost'))
  const login = await saveLogin(site, ['127.0.0.1'])
  elsewhere.forget()
  expect((await login.check()).body.health).toBe('alive')
  expect(elsewhere.hasHeard('/p.png')).toBe(true)
  elsewhere.forget()
  await login.setKit({ egress: 'all' })
  expect((await login.check()).body.health).toBe('alive')
  expect(elsewhere.heard).toEqual([])
})

test('it goes nowhere that the kit does not allow any more', async () => {
  using elsewhere = serveSite()
  using site = serveAccount(elsewhere.url('/p.png', 'localhost'))
  const login = await saveLogin(site, ['127.0.0.1', 'localhost'])
  await login.setKit({ allowed_domains: ['127.0.0.1'] })
  expect((await login.check()).body.health).toBe('alive')
  site.forget()
  await login.setKit({ allowed_domains: ['example.com'] })
  const { status, body } = await login.check()
  expect([status, body.error.details.reason]).toEqual([403, 'domain_not_allowed_by_kit'])
  expect(site.heard).toEqual([])
})

test('nothing is looked at for a user who is suspended, or whose kit has the browser switched off', async () => {
  using elsewhere = serveSite()
  using site = serveAccount(elsewhere.url('/p.png', 'localhost'))
  const login = await saveLogin(site, ['127.0.0.1'])
  site.forget()
  const look = async () => {
    clock.advance(DAY + 60_000)
    // Other logins of this file are due as well.
    for (let i = 0; i < 4; i += 1) await service.app.services.health.checkDue()
    return site.hasHeard('/')
  }
  await login.setStatus('suspended')
  expect(await look()).toBe(false)
  await login.setStatus('active')
  await login.setKit({ enabled: false })
  expect(await look()).toBe(false)
  await login.setKit({ enabled: true })
  expect(await look()).toBe(true)
})
