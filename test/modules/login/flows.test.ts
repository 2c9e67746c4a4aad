import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createSecretFinder } from '../../../src/browser/secret-finder.ts'
import { EMAIL, PASSWORD, serveFlow } from '../../forms/flow-site.ts'
import { LOGIN_FLOWS } from '../../forms/login-flows.ts'
import { type AccountService, startAccountService } from '../../support/account-service.ts'

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
  for (const [index, flow] of LOGIN_FLOWS.filter(({ code }) => !code).entries())
    test(flow.name, async () => {
      using site = serveFlow(flow.pages)
      const name = `flow-${index}`
      const stored = await service.send('POST', 'default/browser/credentials', {
        service: name,
        email: EMAIL,
        username: 'noral',
        password: PASSWORD,
      })
      expect(stored.status).toBe(201)
      const answer = await service.send('POST', 'default/browser/login', { service: name, url: site.url('/') })
      expect({ end: endOf(answer), status: answer.status }).toEqual({
        end: flow.ends,
        status: flow.ends === 'done' ? 200 : 502,
      })
    }, 40_000)
})

test('after all of it the password is in no answer, no log line and no file', () => {
  const { isIn } = createSecretFinder([PASSWORD])
  expect(service.said.filter(isIn)).toEqual([])
  const found = [...service.readDisk()].filter(([, bytes]) => isIn(bytes.toString('latin1')))
  expect(found.map(([name]) => name)).toEqual([])
})
