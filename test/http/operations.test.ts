import { describe, expect, test } from 'bun:test'
import { listAccess } from '../../src/http/server.ts'
import { REASONS } from '../../src/lib/reasons.ts'
import { createTestApp, ORIGIN } from '../support/app.ts'
import { createWorld } from '../support/scenario.ts'

const get = (app: { handle: (request: Request) => Promise<Response> }, path: string) =>
  app.handle(new Request(`${ORIGIN}${path}`))

describe('health', () => {
  test('is the process’s own', async () => {
    using app = createTestApp()
    expect(await (await get(app, '/healthz')).json()).toEqual({ status: 'ok' })
  })

  test('is ready while every check is', async () => {
    let problem: string | null = null
    using app = createTestApp({ checks: [{ name: 'pool', check: () => problem }] })
    expect(await (await get(app, '/readyz')).json()).toEqual({ status: 'ready', checks: { pool: 'ok' } })
    problem = 'no browser'
    const response = await get(app, '/readyz')
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ status: 'not ready', checks: { pool: 'no browser' } })
  })
})

test('metrics count answers by pattern and status, and what the service adds', async () => {
  using app = createTestApp()
  app.metrics.createCounter('chaperone_actions_total', 'Actions', ['action']).add({ action: 'act' }, 2)
  app.metrics.createGauge('chaperone_warm_contexts', 'Warm contexts', () => 3)
  await get(app, '/v1/users/secret-id')
  await get(app, '/healthz')
  // Answers are counted after they were sent, in a later turn of the event loop.
  let text = ''
  while (!text.includes('/healthz')) {
    await new Promise(setImmediate)
    text = await (await get(app, '/metrics')).text()
  }
  expect(text).toContain('chaperone_http_requests_total{method="GET",route="/v1/users/:user_id",status="401"} 1')
  expect(text).toContain('chaperone_http_requests_total{method="GET",route="/healthz",status="200"} 1')
  expect(text).toContain('chaperone_actions_total{action="act"} 2')
  expect(text).toContain('chaperone_warm_contexts 3')
  expect(text).not.toContain('secret-id')
})

describe('the API description', () => {
  test('is OpenAPI 3.1 and has every route, each with its failures', async () => {
    const world = await createWorld()
    using _ = world.app
    const api = (await (await get(world.app, '/openapi.json')).json()) as {
      openapi: string
      paths: Record<string, Record<string, { responses: Record<string, unknown>; security: unknown[] }>>
    }
    expect(api.openapi).toStartWith('3.1')
    for (const { route, access } of listAccess(world.app.http)) {
      const [method = '', path = ''] = route.split(' ')
      const operation = api.paths[path.replace(/:([a-z_]+)/g, '{$1}')]?.[method.toLowerCase()]
      expect({ route, failures: operation?.responses['500'] }).toEqual({ route, failures: expect.anything() })
      expect({ route, isOpen: operation?.security.length === 0 }).toEqual({ route, isOpen: access === 'open' })
    }
  })

  test('has bodies, numbers as numbers, and every reason', async () => {
    using app = createTestApp()
    const text = await (await get(app, '/openapi.json')).text()
    const api = JSON.parse(text)
    const body = api.paths['/v1/users'].post.requestBody.content['application/json'].schema
    expect(body).toEqual({ $ref: '#/components/schemas/NewUser' })
    expect(api.components.schemas.NewUser.required).toEqual(['external_id'])
    expect(api.paths['/v1/users'].get.parameters).toContainEqual({ $ref: '#/components/parameters/Limit' })
    const days = api.paths['/v1/usage'].get.parameters.find(({ name }: { name: string }) => name === 'days')
    expect(days).toMatchObject({ required: false, schema: { type: 'integer', minimum: 1, maximum: 366, default: 30 } })
    for (const reason of Object.keys(REASONS)) expect(text).toContain(`"${reason}"`)
  })

  test('is rendered as a page that loads nothing and runs nothing', async () => {
    using app = createTestApp()
    const response = await get(app, '/docs')
    expect(response.headers.get('content-type')).toStartWith('text/html')
    expect(response.headers.get('content-security-policy')).toStartWith("default-src 'none'; style-src 'sha256-")
    const html = await response.text()
    expect(html).toContain('/v1/account-kits/{kit_id}')
    expect(html).not.toMatch(/<script|src=|https?:\/\//)
  })
})
