import { HOSTILE_BODIES, HOSTILE_VALUES, HOSTILE_WORDS } from './values.ts'

/** Something that a caller sends. */
export interface Attack {
  /** Which field of which operation, and with what. */
  readonly name: string
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly by: 'agent' | 'human' | 'stranger'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** The parts of the API's description that are read here. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

interface Operation {
  readonly operationId?: string
  readonly security?: readonly Readonly<Record<string, unknown>>[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

interface Parameter {
  readonly name?: string
  readonly in?: string
}

interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly examples?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly minimum?: number
  readonly minLength?: number
}

/** An ordinary value of each parameter of a path; what is not named is an id that nothing has. */
export type Places = Readonly<Record<string, string>>

/** Left out: signing out would make strangers of the rest, and a stream has no end. */
const LEFT_OUT = /\/auth\/logout$|\/logs\/stream$/
const NO_ID = '00000000-0000-7000-8000-000000000000'
const METHODS = ['get', 'post', 'put', 'patch', 'delete']
/** How deep into a body's objects fields are replaced. */
const FIELD_DEPTH = 3

/** Every field of every operation, each with each hostile value in its turn, everything else as it should be. */
export function* listAttacks(api: ApiDocument, places: Places): Generator<Attack> {
  for (const [pattern, methods] of Object.entries(api.paths)) {
    if (LEFT_OUT.test(pattern)) continue
    for (const [method, operation] of Object.entries(methods)) {
      if (!METHODS.includes(method)) continue
      const target = { method: method.toUpperCase(), pattern, operation, places }
      yield* attackPath(target)
      yield* attackQuery(target)
      yield* attackBody(target, api)
    }
  }
  yield* attackHeaders(places)
}

interface Target {
  readonly method: string
  readonly pattern: string
  readonly operation: Operation
  readonly places: Places
}

const fillIn = (pattern: string, places: Places): string =>
  pattern.replace(/\{(\w+)\}/g, (_, name: string) => places[name] ?? NO_ID)

const byWhom = ({ security = [] }: Operation): Attack['by'] => {
  const ways = security.flatMap(way => Object.keys(way))
  if (ways.length === 0) return 'stranger'
  return ways.includes('agentKey') ? 'agent' : 'human'
}

const nameOf = ({ method, pattern }: Target, field: string, value: string) => `${method} ${pattern} ${field}: ${value}`

function* attackPath(target: Target): Generator<Attack> {
  for (const [, name = ''] of target.pattern.matchAll(/\{(\w+)\}/g))
    for (const word of HOSTILE_WORDS) {
      const path = fillIn(target.pattern, { ...target.places, [name]: word })
      const by = byWhom(target.operation)
      yield { name: nameOf(target, name, word.slice(0, 20)), method: target.method, path, by }
    }
}

function* attackQuery(target: Target): Generator<Attack> {
  const path = fillIn(target.pattern, target.places)
  const by = byWhom(target.operation)
  const names = (target.operation.parameters ?? []).flatMap(({ name, in: place }) => (place === 'query' ? [name] : []))
  for (const name of names)
    for (const word of HOSTILE_WORDS)
      yield {
        ...{ name: nameOf(target, `?${name}`, word.slice(0, 20)), method: target.method, by },
        path: `${path}?${name}=${word}`,
      }
  if (names.length === 0) return
  const many = Array.from({ length: 500 }, (_, index) => `${names[0]}=${index}&x${index}=[`).join('&')
  yield { name: nameOf(target, 'query', '1,000 parameters'), method: target.method, by, path: `${path}?${many}` }
}

const PLACEHOLDER = '\u0001here\u0001'

function* attackBody(target: Target, api: ApiDocument): Generator<Attack> {
  const schema = target.operation.requestBody?.content['application/json']?.schema
  if (!schema) return
  const { method, operation } = target
  const common = { method, path: fillIn(target.pattern, target.places), by: byWhom(operation) }
  for (const [value, json] of HOSTILE_BODIES) yield { ...common, name: nameOf(target, 'body', value), body: json }
  const whole = resolve(schema, api)
  const ordinary = whole.examples?.[0] ?? toSample(whole, api, whole.required ?? [])
  for (const field of listFields(toSample(schema, api))) {
    const body = JSON.stringify(replaceAt(ordinary, field, PLACEHOLDER))
    const hole = JSON.stringify(PLACEHOLDER)
    for (const [value, json] of HOSTILE_VALUES)
      yield { ...common, name: nameOf(target, field.join('.'), value), body: body.replace(hole, () => json) }
  }
}

function* attackHeaders(places: Places): Generator<Attack> {
  const path = fillIn('/v1/users/{user_id}/browser/sessions', places)
  const words = ['a'.repeat(8_000), '['.repeat(8_000), '{"a":'.repeat(1_500), 'nv_sk_live_', '"', '-1', '\u00ff']
  const names = ['authorization', 'cookie', 'idempotency-key', 'last-event-id', 'x-forwarded-for', 'origin', 'host']
  for (const name of names)
    for (const word of words)
      for (const value of name === 'authorization' ? [word, `Bearer ${word}`] : [word, `chaperone_session=${word}`]) {
        const headers = { [name]: value }
        yield { name: `GET ${path} ${name}: ${value.slice(0, 30)}`, method: 'GET', path, by: 'agent', headers }
      }
  for (const type of [
    'text/plain',
    'application/json; charset=utf-7',
    'multipart/form-data; boundary=a',
    'a'.repeat(4_000),
  ])
    yield {
      ...{ name: `POST /v1/auth/login content-type: ${type.slice(0, 30)}`, method: 'POST', path: '/v1/auth/login' },
      ...{ by: 'stranger', headers: { 'content-type': type }, body: '{"email":"a@b.example","password":"some words"}' },
    }
}

const resolve = (schema: Schema, api: ApiDocument): Schema =>
  schema.$ref === undefined ? schema : (api.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {})

/** A value that fits a schema, with every member or only those that are named. */
const toSample = (schema: Schema, api: ApiDocument, only?: readonly string[]): unknown => {
  if (schema.$ref !== undefined) return toSample(resolve(schema, api), api, only)
  const { properties } = schema
  if (properties)
    return Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => only?.includes(name) ?? true)
        .map(([name, inner]) => [name, toSample(inner, api)]),
    )
  if (schema.examples?.length) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return toSample(schema.anyOf[0] ?? {}, api)
  if (schema.type === 'array') return schema.items ? [toSample(schema.items, api)] : []
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return false
  return schema.type === 'string' ? 'sample'.padEnd(schema.minLength ?? 0, 'e') : {}
}

/** Where a body's values stand: every member, and the first item of every array. */
const listFields = (value: unknown, at: readonly string[] = []): string[][] => {
  if (at.length >= FIELD_DEPTH || value === null || typeof value !== 'object') return []
  return Object.entries(value)
    .slice(0, Array.isArray(value) ? 1 : undefined)
    .flatMap(([name, inner]) => [[...at, name], ...listFields(inner, [...at, name])])
}

const replaceAt = (value: unknown, [name, ...rest]: readonly string[], by: string): unknown => {
  if (name === undefined) return by
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === name ? replaceAt(item, rest, by) : item))
  return { ...(value as object), [name]: replaceAt((value as Record<string, unknown> | undefined)?.[name], rest, by) }
}
