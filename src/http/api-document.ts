import type { AnyElysia } from 'elysia'
import type { Reason } from '../lib/reasons.ts'
import { createComponents, INFO, PARAMETERS, TAGS } from './api-components.ts'
import { toFailures } from './api-failures.ts'
import { createSchemas, type JsonSchema } from './api-schemas.ts'

/** The parts of an OpenAPI operation that are made here. */
export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly security: readonly Record<string, string[]>[]
  readonly parameters: readonly (Parameter | Ref)[]
  readonly requestBody?: { readonly required: boolean; readonly content: Content }
  readonly responses: Record<string, object>
  readonly 'x-access'?: string
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description?: string
  readonly schema: JsonSchema
}

interface Ref {
  readonly $ref: string
}

type Content = Record<string, { readonly schema: JsonSchema }>

/** OpenAPI 3.1 description of the whole API. */
export interface ApiDocument {
  readonly openapi: string
  readonly info: typeof INFO & { readonly version: string }
  readonly servers: readonly { readonly url: string; readonly description: string }[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: ReturnType<typeof createComponents>
}

/** What a route carries in its `detail`: from contract/operation and from the guard. */
interface Detail {
  readonly hide?: boolean
  readonly tags?: readonly string[]
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly security?: readonly Record<string, string[]>[]
  readonly 'x-access'?: string
  readonly 'x-fails': readonly Reason[]
  readonly 'x-key'?: 'required' | 'honoured'
  readonly 'x-produces'?: string
}

interface Route {
  readonly method: string
  readonly path: string
  readonly hooks: {
    readonly detail?: Detail
    readonly body?: JsonSchema
    readonly params?: JsonSchema
    readonly query?: JsonSchema
    readonly response?: Record<string, JsonSchema>
  }
}

type Schemas = ReturnType<typeof createSchemas>

/**
 * Describes the routes of a server from the schemas that they are validated with.
 * @throws Error where a route lacks its operation, or two schemas or operations share a name
 */
export const createApiDocument = (
  server: AnyElysia,
  { version, url }: { readonly version: string; readonly url: string },
): ApiDocument => {
  const schemas = createSchemas()
  const paths: Record<string, Record<string, Operation>> = {}
  const ids = new Set<string>()
  for (const route of server.routes as unknown as readonly Route[]) {
    if (route.hooks.detail?.hide && !route.path.startsWith('/v1')) continue
    const operation = toOperation(route, schemas)
    if (ids.has(operation.operationId)) throw new Error(`two operations are called ${operation.operationId}`)
    ids.add(operation.operationId)
    const path = toPath(route.path)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation }
  }
  return {
    openapi: '3.1.0',
    info: { ...INFO, version },
    servers: [{ url, description: 'This service' }],
    tags: TAGS,
    paths,
    components: createComponents(schemas.named()),
  }
}

const toPath = (path: string): string => path.replace(/:([A-Za-z_]+)/g, '{$1}').replace(/(.)\/$/, '$1')

const toOperation = ({ method, path, hooks }: Route, schemas: Schemas): Operation => {
  const { detail, body, query } = hooks
  if (!detail?.operationId) throw new Error(`${method} ${path} has no operation`)
  const key = detail['x-key']
  const keyed = key ? [{ $ref: `#/components/parameters/IdempotencyKey${key === 'required' ? 'Required' : ''}` }] : []
  const pathParameters = [...path.matchAll(/:([A-Za-z_]+)/g)].map(([, name = '']) =>
    toPathParameter(name, hooks, schemas),
  )
  const access = detail['x-access']
  return {
    operationId: detail.operationId,
    tags: detail.tags ?? [],
    summary: detail.summary,
    ...(detail.description && { description: detail.description }),
    security: detail.security ?? [],
    ...(access && { 'x-access': access }),
    parameters: [...pathParameters, ...toQueryParameters(query, schemas), ...keyed],
    ...(body && { requestBody: { required: !isOptional(body), content: toJson(schemas.convert(body)) } }),
    responses: {
      ...toSuccesses(detail, hooks.response ?? {}, schemas),
      ...toFailures({
        own: detail['x-fails'],
        access,
        mutates: method !== 'GET',
        takesBody: body !== undefined,
        takesInput: body !== undefined || query !== undefined || hooks.params !== undefined,
        namesThing: pathParameters.length > 0 || query?.properties?.['user_id'] !== undefined,
        key,
      }),
    },
  }
}

const toJson = (schema: JsonSchema): Content => ({ 'application/json': { schema } })

/** TypeBox keeps it under a symbol. */
const isOptional = (schema: JsonSchema): boolean =>
  Object.getOwnPropertySymbols(schema).some(symbol => symbol.description === 'TypeBox.Optional')

const toPathParameter = (name: string, { params }: Route['hooks'], schemas: Schemas): Parameter | Ref => {
  const shared = PARAMETERS[name]
  if (shared) return { $ref: `#/components/parameters/${shared.component}` }
  const own = params?.properties?.[name]
  return { name, in: 'path', required: true, schema: own ? schemas.convert(own) : { type: 'string' } }
}

const toQueryParameters = (query: JsonSchema | undefined, schemas: Schemas): (Parameter | Ref)[] =>
  Object.entries(query?.properties ?? {}).map(([name, own]) => {
    const shared = PARAMETERS[`?${name}`]
    if (shared) return { $ref: `#/components/parameters/${shared.component}` }
    const { description, ...schema } = schemas.convert(own)
    const required = own['default'] === undefined && !isOptional(own)
    return { name, in: 'query' as const, required, ...(description && { description }), schema }
  })

const SUCCESS: Record<string, string> = {
  200: 'Done',
  201: 'Made',
  202: 'Waits for a human',
  503: 'Not ready',
}

const toSuccesses = (detail: Detail, response: Record<string, JsonSchema>, schemas: Schemas) => {
  const type = detail['x-produces']
  if (type) return { 200: { description: 'Done', content: { [type]: { schema: toRawSchema(type) } } } }
  const replayed = detail['x-key'] && {
    headers: { 'idempotent-replay': { $ref: '#/components/headers/IdempotentReplay' } },
  }
  return Object.fromEntries(
    Object.entries(response).map(([status, schema]) => [
      status,
      { description: SUCCESS[status] ?? 'Done', ...replayed, content: toJson(schemas.convert(schema)) },
    ]),
  )
}

const toRawSchema = (type: string): JsonSchema =>
  type.startsWith('text/') ? { type: 'string' } : { type: 'string', format: 'binary' }
