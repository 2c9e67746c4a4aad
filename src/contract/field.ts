import { FormatRegistry, type TSchema, Type } from '@sinclair/typebox'

/*
 * Fields that the framework's own types get wrong (Elysia 1.4.30): its UnionEnum fills an absent field with the first
 * value, its Integer takes "5" in a body, and a number out of range in a query loses the name of its field.
 */

/** One of these texts; never filled in. */
export const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  Type.Unsafe<Values[number]>(Type.Union(values.map(value => Type.Literal(value))))

/** A whole number in a body; text is not taken for one. */
export const integer = (minimum: number, maximum: number, options: { description?: string } = {}) =>
  Type.Integer({ minimum, maximum, ...options })

/** A whole number in an answer. */
export const wholeNumber = (options: { description?: string } = {}) => Type.Integer(options)

/** The schema, or null. */
export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

const RANGE = /^integer (\d+)\.\.(\d+)$/

/** The range that a query's integer has in its format; null for any other format. */
export const readRange = (format: unknown): { minimum: number; maximum: number } | null => {
  const [, minimum, maximum] = RANGE.exec(String(format)) ?? []
  return minimum === undefined ? null : { minimum: Number(minimum), maximum: Number(maximum) }
}

const rangeText = (minimum: number, maximum: number, options: object) => {
  const format = `integer ${minimum}..${maximum}`
  FormatRegistry.Set(format, text => /^\d{1,10}$/.test(text) && Number(text) >= minimum && Number(text) <= maximum)
  const text = Type.Transform(Type.String({ format, ...options }))
  return Type.Unsafe<number>(text.Decode(Number).Encode(String))
}

/** A whole number in a query, `fallback` where it is absent. */
export const queryInteger = (minimum: number, maximum: number, fallback: number) =>
  rangeText(minimum, maximum, { default: String(fallback) })

/** What every list takes: `limit` (1–200, 50) and the `next_cursor` of the page before. */
export const pageQuery = {
  limit: queryInteger(1, 200, 50),
  cursor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'The next_cursor of the page before' }),
  ),
}

/** Where the next page begins; null on the last one. */
export const nextCursor = nullable(Type.String())
