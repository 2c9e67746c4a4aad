import { AppError } from './errors.ts'

/** Largest request body, in bytes: 256 KiB. */
export const MAX_BODY_BYTES = 256 * 1024

/** How deep arrays and objects may stand in each other: what walks over a value needs stack, and time, by its depth. */
export const MAX_DEPTH = 32

/** A body from which on it counts as large, in characters; programs seldom send one. */
const LARGE_BODY = 32_768

/**
 * After how many characters of large bodies the heap is collected. The collector by itself lets a flood of them take some 150 MB
 * before it runs (`bun bench/hostile.ts`); at this distance a collection of some 15 ms keeps it under half of that.
 */
const COLLECT_EVERY = 8 * 2 ** 20

let uncollected = 0

const collectAfter = (characters: number): void => {
  if (characters < LARGE_BODY) return
  uncollected += characters
  if (uncollected < COLLECT_EVERY) return
  uncollected = 0
  Bun.gc(true)
}

const tooLarge = () => new AppError('payload_too_large', `the body is larger than ${MAX_BODY_BYTES} bytes`)

/**
 * The body of a request, a JSON object; an empty one and null are `{}`, so that what is missing is named field by field.
 * @throws AppError payload_too_large, whether the length is announced or the body comes in chunks; malformed_json; validation where
 * it is nested too deep or is no object
 */
export const readJsonBody = async (request: Request): Promise<object> => {
  if (!request.body) return {}
  if (Number(request.headers.get('content-length')) > MAX_BODY_BYTES) throw tooLarge()
  const text = await readText(request)
  collectAfter(text.length)
  if (text.trim() === '') return {}
  assertJson(request.headers.get('content-type'))
  assertShallow(text)
  const value = parse(text)
  if (HALF_PAIR.test(text) && !isWellFormed(value))
    throw new AppError('malformed_json', 'the body has half of a surrogate pair, which is no Unicode text')
  if (value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw unfit('must be an object')
  return value
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('malformed_json', 'the body is not valid JSON', {}, { cause })
  }
}

/** Only an escape can be one: what was decoded from UTF-8 is whole (RFC 8259 section 8.2). */
const HALF_PAIR = /\\u[dD][89a-fA-F]/

const isWellFormed = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed()
  if (value === null || typeof value !== 'object') return true
  return Object.entries(value).every(([name, inner]) => name.isWellFormed() && isWellFormed(inner))
}

const readText = async (request: Request): Promise<string> => {
  if (request.headers.has('content-length')) return request.text()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MAX_BODY_BYTES) throw tooLarge()
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** A missing type is taken for JSON; a form's or a plain text's is not, since a foreign page can send those unasked. */
const assertJson = (type: string | null): void => {
  const media = type?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (media === '' || media === 'application/json' || media.endsWith('+json')) return
  throw new AppError('malformed_json', `the body is ${media.slice(0, 100)}, not JSON`)
}

/** Looked at before it is parsed, in one pass over the text. @throws AppError validation */
const assertShallow = (text: string): void => {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === BACKSLASH) at += 1
      else if (code === QUOTE) quoted = false
    } else if (code === QUOTE) quoted = true
    else if (code === ARRAY || code === OBJECT) {
      depth += 1
      if (depth > MAX_DEPTH) throw unfit(`must not be nested more than ${MAX_DEPTH} deep`)
    } else if (code === ARRAY_END || code === OBJECT_END) depth -= 1
  }
}

const [QUOTE, BACKSLASH, ARRAY, ARRAY_END, OBJECT, OBJECT_END] = Array.from('"\\[]{}', sign => sign.charCodeAt(0))

const unfit = (message: string) =>
  new AppError('validation', `body ${message}`, { fields: [{ path: 'body', message }] })
