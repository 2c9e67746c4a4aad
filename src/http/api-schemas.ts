import { readRange } from '../contract/field.ts'

/** A JSON Schema (draft 2020-12, as OpenAPI 3.1 has it). */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly anyOf?: readonly JsonSchema[]
  readonly [keyword: string]: unknown
}

const NESTED = new Set(['items', 'additionalProperties', 'not'])
const NESTED_LISTS = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems'])
/** Of TypeBox and its framework, unknown to JSON Schema. */
const FOREIGN = new Set(['nullable', 'patternProperties', 'title'])

/**
 * Turns the schemas that routes are validated with into those of an OpenAPI document. One with a `title` becomes a
 * schema of that name, and a reference wherever it is used.
 */
export const createSchemas = () => {
  const named = new Map<string, string>()

  const convert = (schema: JsonSchema): JsonSchema => {
    if (typeof schema.title !== 'string') return convertBare(schema)
    const text = JSON.stringify(convertBare(schema))
    const known = named.get(schema.title)
    if (known !== undefined && known !== text) throw new Error(`two schemas are called ${schema.title}`)
    named.set(schema.title, text)
    return { $ref: `#/components/schemas/${schema.title}` }
  }

  const convertBare = (schema: JsonSchema): JsonSchema => {
    const range = readRange(schema['format'])
    // A query's integer is checked as text; clients are told what it is.
    if (range) return toInteger(schema, range)
    const { anyOf } = schema
    const values = anyOf?.map(branch => branch['const'])
    if (values?.every(value => typeof value === 'string'))
      return { type: 'string', ...pick(schema, ['description', 'default']), enum: values }
    const pairs = Object.entries(schema)
      // The framework closes an object in place when its route is first used; fields that are not known are ignored all the same.
      .filter(([keyword, value]) => !FOREIGN.has(keyword) && !(keyword === 'additionalProperties' && value === false))
      .map(([keyword, value]) => [keyword, convertKeyword(keyword, value)])
    return { ...Object.fromEntries(pairs), ...toMapping(schema) }
  }

  const convertKeyword = (keyword: string, value: unknown): unknown => {
    if (keyword === 'properties')
      return Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, convert(inner)]))
    if (NESTED_LISTS.has(keyword)) return (value as JsonSchema[]).map(convert)
    return NESTED.has(keyword) && typeof value === 'object' ? convert(value as JsonSchema) : value
  }

  /** A record of anything: TypeBox writes it as one pattern that every name fits. */
  const toMapping = (schema: JsonSchema): JsonSchema => {
    const patterns = Object.values((schema['patternProperties'] as Record<string, JsonSchema> | undefined) ?? {})
    const [value] = patterns
    return value ? { additionalProperties: Object.keys(value).length === 0 ? true : convert(value) } : {}
  }

  return {
    convert,
    /** Every schema with a name, by name. */
    named: (): Record<string, JsonSchema> =>
      Object.fromEntries(
        [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => [name, JSON.parse(text)]),
      ),
  }
}

const toInteger = (schema: JsonSchema, range: { minimum: number; maximum: number }): JsonSchema => ({
  type: 'integer',
  ...range,
  ...(schema['default'] === undefined ? {} : { default: Number(schema['default']) }),
})

const pick = (schema: JsonSchema, keywords: readonly string[]): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => keywords.includes(keyword)))
