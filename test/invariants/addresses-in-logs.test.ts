import { expect, setDefaultTimeout, test } from 'bun:test'
import { createLog } from '../../src/lib/log.ts'
import { startService } from '../support/service.ts'
import { serveSite } from '../support/site.ts'

setDefaultTimeout(120_000)

const SESSIONS = '/v1/users/default/browser/sessions'
/** What stands in addresses where nobody but the site should read it. */
const SECRET = 'q7hL2kPz'

test('what an address carries behind its path, and before its host, is in no line of the log and no audit row', async () => {
  const lines: string[] = []
  using site = serveSite()
  site.show(`<title>Links</title><a href="/to?reset=${SECRET}#${SECRET}">Onwards</a>`)
  site.show('<title>There</title>', '/to')
  await using service = await startService({}, { log: createLog('trace', line => lines.push(line)) })
  const { agent, owner, send } = service
  const { session_id } = (await send(agent, 'POST', SESSIONS, { allowed_domains: ['127.0.0.1'] })).body
  const at = `${SESSIONS}/${session_id}`
  const secretly = (port: number | string) => `http://user:${SECRET}@127.0.0.1:${port}/path?token=${SECRET}#${SECRET}`
  expect((await send(agent, 'POST', `${at}/navigate`, { url: secretly(2) })).status).toBe(502)
  expect((await send(agent, 'POST', `${at}/navigate`, { url: secretly(site.port) })).status).toBe(200)
  expect((await send(agent, 'POST', `${at}/navigate`, { url: site.url() })).status).toBe(200)
  const act = await send(agent, 'POST', `${at}/act`, { instruction: 'click "Onwards"' })
  expect(act).toMatchObject({ status: 200, body: { url: `${site.url('/to')}?reset=${SECRET}#${SECRET}` } })
  const body = { service: '127.0.0.1', url: secretly(site.port) }
  await send(agent, 'POST', '/v1/users/default/browser/login', body)
  await send(agent, 'POST', '/v1/users/default/browser/signup', body)
  await send(agent, 'DELETE', at)

  const rows = JSON.stringify((await send(owner, 'GET', '/v1/logs?limit=200')).body)
  expect(rows).toContain('127.0.0.1')
  expect(rows).not.toContain(SECRET)
  const log = lines.join('')
  expect(log).toContain('127.0.0.1:2/path') // the control: the failure is told, with its host and path
  expect(log).not.toContain(SECRET)
})
