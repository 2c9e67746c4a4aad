import { AppError } from './errors.ts'

/** Largest request body, in bytes: 256 KiB. */
export const MAX_BODY_BYTES = 256 * 1024

const tooLarge = () => new AppError('payload_too_large', `the body is larger than ${MAX_BODY_BYTES} bytes`)

/**
 * The body of a request as JSON; an empty one is `{}`, so that what is missing is named field by field.
 * @throws AppError payload_too_large, whether the length is announced or the body comes in chunks; malformed_json
 */
export const readJsonBody = async (request: Request): Promise<unknown> => {
  if (!request.body) return {}
  if (Number(request.headers.get('content-length')) > MAX_BODY_BYTES) throw tooLarge()
  const text = await readText(request)
  if (text.trim() === '') return {}
  assertJson(request.headers.get('content-type'))
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('malformed_json', 'the body is not valid JSON', {}, { cause })
  }
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
  throw new AppError('malformed_json', `the body is ${media}, not JSON`)
}
