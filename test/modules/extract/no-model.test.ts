import { afterAll, beforeAll, expect, setDefaultTimeout, spyOn, test } from 'bun:test'
import { serveModel } from '../../support/model-stub.ts'
import { type Service, startService } from '../../support/service.ts'
import { serveSite } from '../../support/site.ts'

setDefaultTimeout(60_000)

const AT = '/v1/users/default/browser/sessions'
/** What a client library would read of its own accord. */
const STRAY = ['OPENAI_API_KEY', 'OPENAI_BASE_URL'] as const
const before = STRAY.map(name => process.env[name])
const site = serveSite()
const model = serveModel()
let service: Service

beforeAll(async () => {
  process.env['OPENAI_API_KEY'] = 'sk-not-ours'
  process.env['OPENAI_BASE_URL'] = model.url
  service = await startService()
})
afterAll(async () => {
  await service[Symbol.asyncDispose]()
  model[Symbol.dispose]()
  site[Symbol.dispose]()
  STRAY.forEach((name, i) => {
    if (before[i] === undefined) delete process.env[name]
    else process.env[name] = before[i]
  })
})

test('without a configured model an extract that finds nothing asks nobody', async () => {
  const opened = await service.send(service.agent, 'POST', AT, { allowed_domains: ['127.0.0.1'] })
  const session = `${AT}/${opened.body.session_id}`
  const url = site.show('<!doctype html><title>Ferry</title><p>Captain Ida Holm takes the <b>Maud</b> across.</p>')
  await service.send(service.agent, 'POST', `${session}/navigate`, { url })
  using asked = spyOn(globalThis, 'fetch')
  const { status, body } = await service.send(service.agent, 'POST', `${session}/extract`, {
    instruction: 'skipper and vessel',
  })
  expect(status).toBe(422)
  expect(body.error.details).toMatchObject({ reason: 'nothing_found' })
  expect(body.error.details.model).toBeUndefined()
  expect(asked.mock.calls.map(([to]) => String(to))).toEqual([`${service.url}${session}/extract`])
  expect(model.heard).toEqual([])
  expect(await (await fetch(`${service.url}/metrics`)).text()).not.toContain('chaperone_model_calls_total')
})
