import type { PageCapture } from '../../contract/capture.ts'
import { toNumber } from '../../language/numbers.ts'
import { readPage } from '../page/page.ts'
import { clean, lineOf } from '../page/text.ts'
import { resolve, type Schema, typeOf } from '../query/schema.ts'

/** What a model's answer comes to: data that stands on the page, with the paths of what did not; or why it was not taken. */
export type ModelExtraction =
  | { readonly kind: 'found'; readonly result: unknown; readonly filled: number; readonly dropped: readonly string[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'malformed'; readonly reason: string }

const MAX_DEPTH = 8
const MAX_VALUES = 20_000

/** Reads a model's answer; every text and number that the page does not have becomes null. */
export function readModelAnswer(
  output: unknown,
  capture: PageCapture,
  { schema }: { readonly schema?: Schema } = {},
): ModelExtraction {
  if (typeof output !== 'object' || output === null) return { kind: 'malformed', reason: 'it is no JSON object' }
  const { found, json } = output as Record<string, unknown>
  if (found === false) return { kind: 'nothing' }
  if (typeof json !== 'string') return { kind: 'malformed', reason: 'json is no text' }
  const value = parsed(json)
  if (value === undefined) return { kind: 'malformed', reason: 'json cannot be read as JSON' }
  const checker = createChecker(capture, schema)
  const result = checker.check(value, { schema, path: '', depth: 0 })
  const { filled, dropped, fault } = checker.findings()
  if (fault !== undefined) return { kind: 'malformed', reason: fault }
  if (filled > 0) return { kind: 'found', result, filled, dropped }
  return dropped.length > 0 ? { kind: 'malformed', reason: 'its values do not stand on the page' } : { kind: 'nothing' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Names that a model may give to fields; anything longer is text in disguise. */
const KEY = /^[\p{L}\p{N}][\p{L}\p{N} _.#%()/-]{0,60}$/u

interface Place {
  readonly schema: Schema | undefined
  readonly path: string
  readonly depth: number
}

function createChecker(capture: PageCapture, root: Schema | undefined) {
  const has = readsOn(capture)
  const dropped: string[] = []
  let [filled, seen] = [0, 0]
  let fault: string | undefined
  const settle = (isThere: boolean, value: unknown, path: string): unknown => {
    if (isThere) filled += 1
    else dropped.push(path === '' ? 'result' : path)
    return isThere ? value : null
  }
  const check = (value: unknown, { schema: unresolved, path, depth }: Place): unknown => {
    seen += 1
    if (depth > MAX_DEPTH || seen > MAX_VALUES) fault = 'it is too deep or too long'
    if (fault !== undefined || value === null || value === undefined) return null
    const schema = unresolved && root ? resolve(unresolved, root) : undefined
    if (schema && !fits(value, typeOf(schema))) return settle(false, value, path)
    if (typeof value === 'string') return value.trim() === '' ? null : settle(has.text(value), value, path)
    if (typeof value === 'number') return settle(has.number(value), value, path)
    if (typeof value === 'boolean') return settle(schema !== undefined, value, path)
    if (Array.isArray(value))
      return value.map((item, i) => check(item, { schema: schema?.items, path: `${path}[${i}]`, depth: depth + 1 }))
    return checkObject(value, { schema, path, depth })
  }
  const checkObject = (value: object, { schema, path, depth }: Place): unknown => {
    const given = new Map<string, unknown>(Object.entries(value))
    const keys = schema?.properties ? Object.keys(schema.properties) : [...given.keys()]
    const unfit = keys.some(key => !schema?.properties && !KEY.test(key))
    if (unfit) fault = 'a field has no proper name'
    return Object.fromEntries(
      keys.map(key => [
        key,
        check(given.get(key), {
          schema: schema?.properties?.[key],
          path: path === '' ? key : `${path}.${key}`,
          depth: depth + 1,
        }),
      ]),
    )
  }
  return { check, findings: () => ({ filled, dropped, fault }) }
}

function fits(value: unknown, type: string): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return typeof value === 'object' && !Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

/** Whether a text or number stands on the page: its shown text, its fields' values and what its attributes say. */
function readsOn(capture: PageCapture): { text: (value: string) => boolean; number: (value: number) => boolean } {
  const page = readPage(capture)
  const parts = [lineOf(page.body), page.title, page.url, ...page.meta.map(({ content }) => content)]
  for (const { attributes, source } of page.elements) {
    parts.push(...Object.values(attributes))
    if (source.value !== undefined) parts.push(source.value)
  }
  const all = parts.map(part => clean(part)).join('\n')
  let numbers: ReadonlySet<number> | undefined
  return {
    text: value => isWhole(all, clean(value)),
    number: value => {
      numbers ??= new Set(
        (all.match(/\d[\d.,'’\u00a0\u202f ]*/g) ?? []).flatMap(digits => {
          const trimmed = digits.replace(/[^\d]+$/, '')
          return [toNumber(trimmed), ...trimmed.split(/[^\d.,]+/).map(part => toNumber(part))].filter(
            one => one !== undefined,
          )
        }),
      )
      return numbers.has(Math.abs(value))
    },
  }
}

/** Whether two neighbouring stretches of text belong to one word or number. */
const isJoined = (before: string, after: string): boolean =>
  /[\p{L}\p{N}]$/u.test(before) && (/^[\p{L}\p{N}]/u.test(after) || (/\d$/.test(before) && /^[.,'’]\d/.test(after)))

/** Whether a text occurs as a whole: not as a piece of a longer word or number. */
function isWhole(all: string, wanted: string): boolean {
  if (wanted === '') return false
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1)) {
    const end = at + wanted.length
    const [before, after] = [all.slice(Math.max(0, at - 2), at), all.slice(end, end + 2)]
    const isPiece =
      isJoined(before, wanted) || isJoined(wanted, after) || (/\d[.,'’]$/.test(before) && /^\d/.test(wanted))
    if (!isPiece) return true
  }
  return false
}
