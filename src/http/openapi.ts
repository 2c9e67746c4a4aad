import { toOpenAPISchema, unwrapSchema } from '@elysiajs/openapi/openapi'
import { type AnyElysia, Elysia } from 'elysia'
import { readRange } from '../contract/field.ts'
import { REASONS } from '../lib/reasons.ts'
import type { ApiDescription, Operation } from './api-description.ts'
import { DOCS_CSP, renderDocs } from './docs-page.ts'

const OPENAPI_VERSION = '3.1.0'

const ERROR = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'details', 'request_id'],
      properties: {
        code: { type: 'string', enum: [...new Set(Object.values(REASONS).map(({ code }) => code))] },
        message: { type: 'string', description: 'What is wrong' },
        hint: { type: 'string', description: 'What to do next' },
        details: {
          type: 'object',
          required: ['reason'],
          properties: { reason: { type: 'string', enum: Object.keys(REASONS) } },
        },
        request_id: { type: 'string' },
      },
    },
  },
}

const COMPONENTS = {
  schemas: { Error: ERROR },
  securitySchemes: {
    agentKey: { type: 'http', scheme: 'bearer', description: 'An agent’s API key: nv_sk_live_…' },
    dashboardCookie: { type: 'apiKey', in: 'cookie', name: 'chaperone_session', description: 'A signed-in human' },
  },
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key and request get the first answer again, for 24 hours, with idempotent-replay: true',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

const FAILURE = {
  description: 'Refused or failed; details.reason says why',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
}

const toBody = (schema: Parameters<typeof unwrapSchema>[0]) => ({
  required: true,
  content: { 'application/json': { schema: unwrapSchema(schema, undefined, 'input', OPENAPI_VERSION) } },
})

/** A query's integer is checked as text; clients are told what it is. */
const toPublicParameter = <T extends { schema: object }>(parameter: T): T => {
  const schema = parameter.schema as { format?: unknown; default?: string; description?: string }
  const range = readRange(schema.format)
  if (!range) return parameter
  const fallback = schema.default === undefined ? {} : { default: Number(schema.default) }
  return { ...parameter, required: false, schema: { type: 'integer', ...range, ...fallback } }
}

const complete = (operation: Operation, method: string, body: Parameters<typeof unwrapSchema>[0]): Operation => {
  const parameters = (operation.parameters ?? []).map(toPublicParameter)
  return {
    ...operation,
    parameters: method === 'get' ? parameters : [...parameters, IDEMPOTENCY_KEY],
    ...(body ? { requestBody: toBody(body) } : {}),
    responses: { ...operation.responses, default: FAILURE },
  }
}

/** Describes the routes of a server from the schemas that they are validated with. */
export const describeApi = (server: AnyElysia, version: string): ApiDescription => {
  const { paths } = toOpenAPISchema(
    server,
    { paths: ['/openapi.json', '/docs'] },
    undefined,
    undefined,
    OPENAPI_VERSION,
  )
  const bodies = new Map(server.routes.map(({ method, path, hooks }) => [toKey(method, path), hooks.body]))
  const described = Object.entries(paths).map(([path, operations]) => {
    const completed = Object.entries(operations as Record<string, Operation>).map(([method, operation]) => [
      method,
      complete(operation, method, bodies.get(`${method} ${path}`)),
    ])
    return [path, Object.fromEntries(completed)]
  })
  return {
    openapi: OPENAPI_VERSION,
    info: { title: 'Chaperone', version, description: 'A self-hosted browser for AI agents, with people in charge.' },
    paths: Object.fromEntries(described),
    components: COMPONENTS,
  }
}

const toKey = (method: string, path: string): string =>
  `${method.toLowerCase()} ${path.replace(/:([A-Za-z_]+)/g, '{$1}').replace(/(.)\/$/, '$1')}`

/** /openapi.json and /docs, made at the first request, when every route is mounted. */
export const openapiRoutes = (server: () => AnyElysia, version: string) => {
  let description: ApiDescription | null = null
  const describe = () => {
    description ??= describeApi(server(), version)
    return description
  }
  return new Elysia({ tags: ['Operations'] })
    .get('/openapi.json', () => Response.json(describe()))
    .get('/docs', () => {
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': DOCS_CSP }
      return new Response(renderDocs(describe()), { headers })
    })
}
