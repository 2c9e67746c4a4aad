import { expect, setDefaultTimeout, test } from 'bun:test'
import { startService } from '../support/service.ts'
import { serveSite } from '../support/site.ts'
import { attackAsCaller, type Outcome } from './attacker.ts'

setDefaultTimeout(240_000)

/** What every part of the service lists for everybody: nothing that was stored may break it. */
const LISTS = ['/v1/users', '/v1/agents', '/v1/account-kits', '/v1/auth/keys', '/v1/logs', '/v1/approvals', '/v1/usage']
const LISTS_OF_USER = ['/vault', '/browser/sessions', '/browser/contexts', '/logs']

/** A refusal names what is wrong and never repeats a value. */
const MOST_OF_A_REFUSAL = 8_000

const isFailure = ({ status, text }: Outcome) => status === 500 || text.includes('internal_error')
const isLong = ({ status, text }: Outcome) => status >= 400 && text.length > MOST_OF_A_REFUSAL
const describeOutcome = ({ attack, status, text }: Outcome) => `${status} ${attack.name}: ${text.slice(0, 200)}`

test('whatever a caller writes into whichever field, it is answered or refused, and never repeated or stumbled over', async () => {
  using site = serveSite()
  site.show('<title>Shop</title><h1>Shop</h1><button>Buy</button><input aria-label="Search">')
  await using service = await startService()
  const { agent, owner: human, url } = service
  const opened = await service.send(agent, 'POST', '/v1/users/default/browser/sessions', {
    allowed_domains: ['127.0.0.1'],
  })
  const session = opened.body.session_id
  await service.send(agent, 'POST', `/v1/users/default/browser/sessions/${session}/navigate`, { url: site.url() })
  const outcomes = await attackAsCaller({ url, agent, human }, session)

  expect(outcomes.length).toBeGreaterThan(3_000)
  expect(outcomes.filter(isFailure).map(describeOutcome)).toEqual([])
  expect(outcomes.filter(isLong).map(describeOutcome)).toEqual([])
  // The control: what fits is taken from every kind of caller; a stranger's sign-in comes as far as the password.
  const meets = (by: string, isTaken: (outcome: Outcome) => boolean) =>
    outcomes.some(outcome => outcome.attack.by === by && isTaken(outcome))
  for (const by of ['agent', 'human']) expect(meets(by, ({ status }) => status < 300)).toBe(true)
  expect(meets('stranger', ({ text }) => text.includes('invalid_login'))).toBe(true)
  for (const list of [...LISTS, ...LISTS_OF_USER.map(path => `/v1/users/default${path}`)])
    expect({ list, status: (await service.send(human, 'GET', `${list}?limit=200`)).status }).toEqual({
      list,
      status: 200,
    })
})
