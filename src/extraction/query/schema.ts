import { priceIn } from '../../language/amounts.ts'
import { numberIn } from '../../language/numbers.ts'
import { nameScore } from '../page/names.ts'
import type { Cell } from '../page/record-set.ts'
import { dateIn } from '../page/values.ts'
import { type Field, keyOf } from './fields.ts'

/** The parts of JSON Schema (2020-12) that shape an answer; everything else in it is passed over. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly description?: string
  readonly title?: string
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** How a schema wants the answer built. */
export type Shape =
  | { readonly kind: 'records'; readonly path: readonly string[]; readonly item: Schema; readonly subject: string }
  | { readonly kind: 'list'; readonly path: readonly string[]; readonly item: Schema; readonly subject: string }
  | { readonly kind: 'fields'; readonly object: Schema }
  | { readonly kind: 'value'; readonly value: Schema }

/** Follows local references and takes the first alternative that is not null. */
export function resolve(schema: Schema, root: Schema, depth = 0): Schema {
  if (depth > 8) return {}
  const name = /^#\/(?:\$defs|definitions)\/(.+)$/.exec(schema.$ref ?? '')?.[1]
  if (name !== undefined) return resolve(root.$defs?.[name] ?? root.definitions?.[name] ?? {}, root, depth + 1)
  const option = (schema.anyOf ?? schema.oneOf)?.find(one => one.type !== 'null')
  return option
    ? { ...resolve(option, root, depth + 1), ...(schema.description && { description: schema.description }) }
    : schema
}

/** The one type of a schema: the first that is not null, or what its keywords imply. */
export function typeOf(schema: Schema): string {
  const { type } = schema
  if (typeof type === 'string') return type
  return type?.find(one => one !== 'null') ?? (schema.properties ? 'object' : schema.items ? 'array' : 'string')
}

/** Reads what shape a schema wants: the first array of objects in it decides for records. */
export function shapeOf(schema: Schema): Shape {
  const root = resolve(schema, schema)
  const found = arrayIn(root, { root: schema, path: [], depth: 0 })
  const type = typeOf(root)
  const scalars = Object.values(root.properties ?? {}).filter(
    one => !/^(array|object)$/.test(typeOf(resolve(one, schema))),
  )
  if (found && (type === 'array' || scalars.length === 0)) return found
  return type === 'object' ? { kind: 'fields', object: root } : { kind: 'value', value: root }
}

interface Search {
  readonly root: Schema
  readonly path: readonly string[]
  readonly depth: number
}

function arrayIn(schema: Schema, { root, path, depth }: Search): Shape | undefined {
  if (typeOf(schema) === 'array') {
    const item = resolve(schema.items ?? {}, root)
    return {
      kind: typeOf(item) === 'object' ? 'records' : 'list',
      path,
      item,
      subject: schema.description ?? path.at(-1) ?? '',
    }
  }
  if (typeOf(schema) !== 'object' || depth > 3) return undefined
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    const found = arrayIn(resolve(inner, root), { root, path: [...path, key], depth: depth + 1 })
    if (found) return found
  }
  return undefined
}

/** The fields of an object schema, named by what the instruction calls them where it does. */
export function fieldsOf(object: Schema, asked: readonly Field[], root: Schema): Field[] {
  return Object.entries(object.properties ?? {}).map(([key, unresolved]) => {
    const schema = resolve(unresolved, root)
    const spoken = asked.find(field => nameScore(key, field.name) >= 0.6)
    const type = typeOf(schema)
    const kind = type === 'number' || type === 'integer' || type === 'boolean' || type === 'string' ? { type } : {}
    const name = spoken?.name ?? schema.title ?? keyOf(key).replace(/_/g, ' ')
    return {
      key,
      name: schema.format === 'uri' && !/link|url|image/i.test(name) ? `${name} url` : name,
      ...kind,
    } as Field
  })
}

/** A cell as a schema wants it, its figures and dates read in the page's language (BCP 47); null where it cannot be read as that. */
export function toTyped(cell: Cell | null, schema: Schema, language = ''): string | number | boolean | null {
  if (cell === null || cell.text === '') return null
  const { text } = cell
  const type = typeOf(schema)
  if (type === 'number' || type === 'integer') {
    const written = language === '' ? undefined : language
    const value =
      priceIn(text, written)?.amount ??
      numberIn(text, written) ??
      (cell.machine === undefined ? undefined : numberIn(cell.machine))
    return value === undefined || (type === 'integer' && !Number.isInteger(value)) ? null : value
  }
  if (type === 'boolean') return toBoolean(text)
  if (schema.enum) return textIn(schema.enum, text)
  if (schema.format === 'date' || schema.format === 'date-time')
    return dateIn(cell.machine ?? '') ?? dateIn(text, language) ?? null
  if (schema.format === 'uri') return cell.href ?? (/^https?:/.test(text) ? text : null)
  return text
}

/** Yes or no as a cell says it, also of stock; null where it says neither. */
export function toBoolean(text: string): boolean | null {
  if (/^(true|yes|y|on|checked|✓|✔|✅|available|in stock|active|enabled|done)$/i.test(text)) return true
  if (/^(false|no|n|off|unchecked|✗|✘|❌|unavailable|out of stock|sold out|inactive|disabled)$/i.test(text))
    return false
  return null
}

function textIn(options: readonly unknown[], text: string): string | null {
  const plain = text.toLowerCase()
  const texts = options.filter(option => typeof option === 'string')
  return (
    texts.find(option => option.toLowerCase() === plain) ??
    texts.find(option => plain.includes(option.toLowerCase())) ??
    null
  )
}
