/**
 * A value of structured clone (HTML 2.7) as JSON: primitives as they are, what JSON cannot say as a tagged list, objects
 * as entries of a table, so that shared and circular references stay what they are.
 */
export interface EncodedValue {
  readonly root: Slot
  readonly table: Entry[]
}

type Slot = string | number | boolean | null | readonly ['u'] | readonly ['n' | 'b', string] | readonly ['r', number]
type Entry = readonly [kind: string, ...rest: unknown[]]

/** A value that cannot be carried over; the message names its kind. */
export class Unsaved extends Error {}

interface Encoding {
  readonly table: Entry[]
  readonly seen: Map<object, number>
}

const VIEWS: Readonly<Record<string, new (buffer: ArrayBuffer, offset: number, length: number) => ArrayBufferView>> = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
}

const kindOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1)

const toBase64 = (buffer: ArrayBuffer): string => new Uint8Array(buffer).toBase64()

const fromBase64 = (text: string): ArrayBuffer => Uint8Array.fromBase64(text).buffer as ArrayBuffer

/** @throws Unsaved for what has no form outside its browser, a key that must not be exported, say */
export async function encodeValue(value: unknown): Promise<EncodedValue> {
  const encoding: Encoding = { table: [], seen: new Map() }
  return { root: await toSlot(value, encoding), table: encoding.table }
}

async function toSlot(value: unknown, encoding: Encoding): Promise<Slot> {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (value === undefined) return ['u']
  if (typeof value === 'bigint') return ['b', String(value)]
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : ['n', Object.is(value, -0) ? '-0' : String(value)]
  if (typeof value !== 'object') throw new Unsaved(typeof value)
  const known = encoding.seen.get(value)
  if (known !== undefined) return ['r', known]
  const index = encoding.table.push(['Pending']) - 1
  encoding.seen.set(value, index)
  encoding.table[index] = await toEntry(value, encoding)
  return ['r', index]
}

async function toEntry(value: object, encoding: Encoding): Promise<Entry> {
  const slot = (inner: unknown) => toSlot(inner, encoding)
  if (ArrayBuffer.isView(value)) return await viewEntry(value, encoding)
  if (value instanceof ArrayBuffer) return ['ArrayBuffer', toBase64(value)]
  if (value instanceof Date) return ['Date', await slot(value.getTime())]
  if (value instanceof RegExp) return ['RegExp', value.source, value.flags]
  if (value instanceof Map)
    return ['Map', await inOrder([...value], async ([key, held]) => [await slot(key), await slot(held)])]
  if (value instanceof Set) return ['Set', await inOrder([...value], slot)]
  if (value instanceof File)
    return ['File', value.name, value.type, value.lastModified, toBase64(await value.arrayBuffer())]
  if (value instanceof Blob) return ['Blob', value.type, toBase64(await value.arrayBuffer())]
  if (value instanceof Error) return ['Error', value.name, value.message]
  if (typeof CryptoKey !== 'undefined' && value instanceof CryptoKey) return await keyEntry(value)
  const kind = kindOf(value)
  if (kind === 'Boolean' || kind === 'Number' || kind === 'String' || kind === 'BigInt')
    return ['Boxed', await slot(unboxed(value))]
  if (Array.isArray(value)) return ['Array', value.length, await fields(value, slot)]
  if (kind === 'Object') return ['Object', await fields(value, slot)]
  throw new Unsaved(kind)
}

const unboxed = (value: { valueOf(): unknown }): unknown => value.valueOf()

const fields = (value: object, slot: (inner: unknown) => Promise<Slot>) =>
  inOrder(Object.entries(value), async ([key, held]) => [key, await slot(held)])

/** One after the other: an entry's place in the table must not depend on who is first. */
async function inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await work(item))
  return results
}

async function viewEntry(view: ArrayBufferView, encoding: Encoding): Promise<Entry> {
  const { buffer, byteOffset, byteLength } = view
  const length = view instanceof DataView ? byteLength : (view as Uint8Array).length
  return ['View', kindOf(view), await toSlot(buffer, encoding), byteOffset, length]
}

async function keyEntry(key: CryptoKey): Promise<Entry> {
  if (!key.extractable) throw new Unsaved('CryptoKey that must not be exported')
  const { name, hash, namedCurve, length } = key.algorithm as KeyAlgorithm & {
    hash?: { name: string }
    namedCurve?: string
    length?: number
  }
  const jwk = await crypto.subtle.exportKey('jwk', key)
  return ['CryptoKey', jwk, { name, ...(hash && { hash: hash.name }), namedCurve, length }, key.usages]
}

/** The value that was encoded, made of objects of this realm. */
export async function decodeValue({ root, table }: EncodedValue): Promise<unknown> {
  const made = new Map<number, unknown>()
  const value = async (slot: Slot): Promise<unknown> => {
    if (!Array.isArray(slot)) return slot
    const [tag, what] = slot as readonly ['u' | 'n' | 'b' | 'r', string | number | undefined]
    if (tag === 'u') return undefined
    if (tag === 'n') return Number(what)
    if (tag === 'b') return BigInt(String(what))
    const index = Number(what)
    if (!made.has(index)) await make(index, { made, table, value })
    return made.get(index)
  }
  return await value(root)
}

interface Decoding {
  readonly made: Map<number, unknown>
  readonly table: readonly Entry[]
  value(slot: Slot): Promise<unknown>
}

/** Containers are put down before they are filled, so that what points back to them finds them. */
async function make(index: number, decoding: Decoding): Promise<void> {
  const [kind, ...rest] = decoding.table[index] ?? ['Missing']
  const container = containerOf(kind, rest)
  if (container === undefined) return void decoding.made.set(index, await leafOf(kind, rest, decoding))
  decoding.made.set(index, container)
  const { value } = decoding
  if (container instanceof Map)
    for (const [key, held] of rest[0] as [Slot, Slot][]) container.set(await value(key), await value(held))
  else if (container instanceof Set) for (const held of rest[0] as Slot[]) container.add(await value(held))
  else
    for (const [key, held] of rest.at(-1) as [string, Slot][])
      Object.defineProperty(container, key, {
        value: await value(held),
        enumerable: true,
        configurable: true,
        writable: true,
      })
}

function containerOf(kind: string, rest: readonly unknown[]): object | undefined {
  if (kind === 'Map') return new Map()
  if (kind === 'Set') return new Set()
  if (kind === 'Object') return {}
  if (kind !== 'Array') return undefined
  const list: unknown[] = []
  list.length = Number(rest[0])
  return list
}

async function leafOf(kind: string, rest: readonly unknown[], { value }: Decoding): Promise<unknown> {
  const [first, second, third, fourth] = rest
  const text = (part: unknown) => String(part)
  switch (kind) {
    case 'ArrayBuffer':
      return fromBase64(text(first))
    case 'View': {
      const View = VIEWS[text(first)]
      if (!View) throw new Unsaved(text(first))
      return new View((await value(second as Slot)) as ArrayBuffer, Number(third), Number(fourth))
    }
    case 'Date':
      return new Date(Number(await value(first as Slot)))
    case 'RegExp':
      return new RegExp(text(first), text(second))
    case 'Blob':
      return new Blob([fromBase64(text(second))], { type: text(first) })
    case 'File':
      return new File([fromBase64(text(fourth))], text(first), { type: text(second), lastModified: Number(third) })
    case 'Error':
      return Object.assign(new Error(text(second)), { name: text(first) })
    case 'Boxed':
      return Object(await value(first as Slot))
    case 'CryptoKey':
      return await crypto.subtle.importKey(
        'jwk',
        first as JsonWebKey,
        second as HmacImportParams,
        true,
        third as KeyUsage[],
      )
    default:
      throw new Unsaved(kind)
  }
}
