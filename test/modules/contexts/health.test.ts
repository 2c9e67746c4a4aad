import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { type Service, ShiftedClock, startService } from '../../support/service.ts'
import { until } from '../../support/until.ts'
import { serveLoginSite } from './site.ts'

setDefaultTimeout(60_000)

const USER = '/v1/users/default/browser'
const DAY = 24 * 60 * 60_000

const clock = new ShiftedClock()
let service: Service
beforeAll(async () => {
  service = await startService({}, { clock })
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
})

const agent = (method: string, path: string, body?: unknown) => service.send(service.agent, method, USER + path, body)
const checkDue = () => service.app.services.health.checkDue()

const save = async (site: ReturnType<typeof serveLoginSite>, name: string) => {
  const opened = await agent('POST', '/sessions', { allowed_domains: ['127.0.0.1'], allow_writes: true })
  const id = opened.body.session_id
  await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/login') })
  await agent('POST', `/sessions/${id}/navigate`, { url: site.url('/') })
  expect((await agent('POST', `/sessions/${id}/context`, { name })).status).toBe(201)
  await agent('DELETE', `/sessions/${id}`)
}
const healthOf = async (name: string) => {
  const { body } = await agent('GET', '/contexts')
  return body.contexts.find((context: { name: string }) => context.name === name).health
}

/** What the stream of events has said so far. */
const listen = async () => {
  const ending = new AbortController()
  const response = await fetch(`${service.url}/v1/users/default/logs/stream`, {
    headers: service.owner,
    signal: ending.signal,
  })
  const heard = { text: '', [Symbol.dispose]: () => ending.abort() }
  const read = async () => {
    for await (const chunk of response.body ?? []) heard.text += new TextDecoder().decode(chunk)
  }
  read().catch(() => undefined) // it ends when the test is over
  return heard
}

test('once a day each login is looked at; a dead one is an event, and a site that is away holds up no other', async () => {
  const away = serveLoginSite()
  await save(away, 'a-away')
  away[Symbol.dispose]()
  using site = serveLoginSite()
  await save(site, 'b-alive')
  site.forget()
  await checkDue()
  expect(site.heard).toEqual([])
  clock.advance(DAY + 60_000)
  using events = await listen()
  await checkDue() // the one that is away
  expect(await healthOf('a-away')).toBe('alive')
  await checkDue()
  expect(site.hasHeard('/')).toBe(true)
  expect(await healthOf('b-alive')).toBe('alive')
  await until(() => events.text.includes('browser.context.verified'))
  site.forget()
  await checkDue()
  expect(site.heard).toEqual([])
  clock.advance(DAY + 60_000)
  site.signOutEverybody()
  await checkDue()
  await checkDue()
  expect(await healthOf('b-alive')).toBe('dead')
  await until(() => events.text.includes('browser.context.dead'))
  expect(events.text).toContain('"name":"b-alive"')
})
