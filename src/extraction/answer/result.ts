import type { Cell } from '../page/record-set.ts'
import type { Field } from '../query/fields.ts'
import { resolve, type Schema, type Shape, toTyped, typeOf } from '../query/schema.ts'

/** An answer before it takes the form of the result. */
export type Answer =
  | {
      readonly kind: 'records'
      readonly fields: readonly Field[]
      readonly rows: readonly (readonly (Cell | null)[])[]
      readonly isList: boolean
    }
  | { readonly kind: 'fields'; readonly fields: readonly Field[]; readonly cells: readonly (Cell | null)[] }
  | { readonly kind: 'value'; readonly cell: Cell }
  /** A number of rows, a sum, yes or no: what the page says in no one place. */
  | { readonly kind: 'computed'; readonly result: number | boolean }

/** The form that a result has to have, and the language (BCP 47, may be empty) that its figures and dates are written in. */
export interface Wanted {
  readonly shape: Shape | undefined
  readonly root?: Schema | undefined
  readonly language: string
}

/** The JSON of an answer: as the schema says, else strings as written under the names that were asked for. */
export function buildResult(answer: Answer, { shape, root = {}, language }: Wanted): unknown {
  if (answer.kind === 'computed')
    return shape?.kind === 'value' ? toComputed(answer.result, typeOf(shape.value)) : answer.result
  if (answer.kind === 'value')
    return shape?.kind === 'value' ? toTyped(answer.cell, shape.value, language) : answer.cell.text
  if (answer.kind === 'fields') {
    const object = shape?.kind === 'fields' ? shape.object : undefined
    return toObject({ fields: answer.fields, cells: answer.cells, object, root, language })
  }
  if (shape?.kind === 'list')
    return wrap(
      answer.rows.map(row => toTyped(row[0] ?? null, shape.item, language)),
      shape.path,
    )
  if (answer.isList) return answer.rows.map(row => row[0]?.text ?? null)
  const object = shape?.kind === 'records' ? shape.item : undefined
  const rows = answer.rows.map(cells => toObject({ fields: answer.fields, cells, object, root, language }))
  return shape?.kind === 'records' ? wrap(rows, shape.path) : rows
}

/** A schema's types hold for what was worked out as well; null where they cannot. */
const toComputed = (result: number | boolean, type: string): unknown => {
  if (type === 'string') return String(result)
  if (type === 'integer') return Number.isInteger(result) ? result : null
  return typeof result === type ? result : null
}

/** Puts a value under the keys of a path. */
const wrap = (value: unknown, path: readonly string[]): unknown =>
  path.reduceRight((inner, key) => ({ [key]: inner }), value)

interface Parts {
  readonly fields: readonly Field[]
  readonly cells: readonly (Cell | null)[]
  readonly object: Schema | undefined
  readonly root: Schema
  readonly language: string
}

function toObject({ fields, cells, object, root, language }: Parts): Record<string, unknown> {
  return Object.fromEntries(
    fields.map((field, i) => {
      const schema = object?.properties?.[field.key]
      const cell = cells[i] ?? null
      return [field.key, schema ? toTyped(cell, resolve(schema, root), language) : (cell?.text ?? null)]
    }),
  )
}
