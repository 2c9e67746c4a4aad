import { expect, setDefaultTimeout, test } from 'bun:test'
import { type Answer, startService } from '../../support/service.ts'
import { serveSite } from '../../support/site.ts'
import { until } from '../../support/until.ts'

setDefaultTimeout(120_000)

const SESSIONS = '/v1/users/default/browser/sessions'
const BUDGET = 3

test('actions at once in many sessions spend no more than the day’s budget', async () => {
  using site = serveSite()
  const held = Promise.withResolvers<void>()
  site.route('/slow', async () => {
    await held.promise
    return new Response('<title>Slow</title>', { headers: { 'content-type': 'text/html' } })
  })
  await using service = await startService()
  const { owner, agent, send } = service
  const kit = { name: 'small', primitives_config: { browser: { max_credits_per_day: BUDGET } } }
  const { body } = await send(owner, 'POST', '/v1/account-kits', kit)
  expect((await send(owner, 'POST', `/v1/account-kits/${body.id}/users/default/assign`)).status).toBe(200)
  const opened = await Promise.all(
    Array.from({ length: 8 }, () => send(agent, 'POST', SESSIONS, { allowed_domains: ['127.0.0.1'] })),
  )
  expect(opened.map(({ status }) => status)).toEqual(opened.map(() => 201))

  const answers: Answer[] = []
  const actions = opened.map(async ({ body: { session_id } }) => {
    answers.push(await send(agent, 'POST', `${SESSIONS}/${session_id}/navigate`, { url: site.url('/slow') }))
  })
  await until(() => site.heard.length >= BUDGET && answers.length >= opened.length - BUDGET)
  expect(answers.map(({ status, body: { error } }) => [status, error.details.reason])).toEqual(
    Array.from({ length: opened.length - BUDGET }, () => [402, 'daily_budget']),
  )
  held.resolve()
  await Promise.all(actions)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(BUDGET)
  expect((await send(agent, 'GET', '/v1/usage')).body.credits).toBe(BUDGET)
})

test('what was set aside for an action that fails can be spent by the next', async () => {
  await using service = await startService()
  const { owner, agent, send } = service
  const kit = { name: 'one', primitives_config: { browser: { max_credits_per_day: 1 } } }
  const { body } = await send(owner, 'POST', '/v1/account-kits', kit)
  await send(owner, 'POST', `/v1/account-kits/${body.id}/users/default/assign`)
  const { session_id } = (await send(agent, 'POST', SESSIONS, { allowed_domains: ['127.0.0.1', 'greenhouse.test'] }))
    .body
  const navigate = (url: string) => send(agent, 'POST', `${SESSIONS}/${session_id}/navigate`, { url })
  expect((await navigate('http://127.0.0.1:2/')).status).toBe(502)
  expect((await navigate('http://greenhouse.test/')).status).toBe(200)
  expect((await navigate('http://greenhouse.test/')).status).toBe(402)
})
