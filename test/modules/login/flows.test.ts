import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { CODE_SECRET, EMAIL, HOME, loginForm, PASSWORD, serveFlow } from '../../forms/flow-site.ts'
import { LOGIN_FLOWS } from '../../forms/login-flows.ts'
import { type AccountService, startAccountService } from '../../support/account-service.ts'
import { findCanaries } from '../../support/canary.ts'

let service: AccountService

beforeAll(async () => {
  service = await startAccountService()
}, 60_000)
afterAll(() => service.close(), 30_000)

const endOf = ({
  status,
  body,
}: {
  status: number
  body: { error?: { details: { reason: string; state?: string } } }
}) => {
  if (status === 200) return 'done'
  const { reason, state } = body.error?.details ?? { reason: 'none' }
  return state ? `${reason} ${state}` : reason
}

describe('a sign-in through the service ends as the site means it', () => {
  for (const [index, flow] of LOGIN_FLOWS.entries())
    test(flow.name, async () => {
      using site = serveFlow(flow.pages)
      const name = `flow-${index}`
      const stored = await service.send('POST', 'default/browser/credentials', {
        service: name,
        email: EMAIL,
        username: 'noral',
        password: PASSWORD,
        ...(flow.code && { totp_secret: CODE_SECRET }),
      })
      expect(stored.status).toBe(201)
      const answer = await service.send('POST', 'default/browser/login', { service: name, url: site.url('/') })
      expect({ end: endOf(answer), status: answer.status }).toEqual({
        end: flow.ends,
        status: flow.ends === 'done' ? 200 : 502,
      })
    }, 60_000)
})

test('after all of it the secrets are in no answer, no log line, no metric and no file', async () => {
  using site = serveFlow({ '/': loginForm(), '/in': { go: '/home' }, '/home': HOME })
  const request = { service: 'flow-0', url: site.url('/'), keep_open: true, save_as: 'kept' }
  const { body } = await service.send('POST', 'default/browser/login', request)
  const path = `default/browser/sessions/${body.session_id}`
  await service.send('POST', `${path}/screenshot`, {})
  expect(await findCanaries(service, [PASSWORD, CODE_SECRET])).toEqual([])
  await service.send('DELETE', path)
  expect(await findCanaries(service, [PASSWORD, CODE_SECRET])).toEqual([])
}, 60_000)

test('a canary that is there is found', async () => {
  service.said.push(`x ${Buffer.from(PASSWORD).toString('base64')} x`)
  await Bun.write(`${service.dataDir}/note`, [...PASSWORD].reverse().join(''))
  const found = await findCanaries(service, [PASSWORD])
  expect(found.some(place => place.startsWith('said: x [redacted]'))).toBe(true)
  expect(found).toContain('note')
})
