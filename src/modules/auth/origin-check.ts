import { AppError } from '../../lib/errors.ts'

/** What a request's origin is held against. */
interface Ours {
  readonly publicOrigin: string
  /** The host that was asked for, with its port. */
  readonly host: string | null
}

/**
 * Whether a request comes from one of our own pages. Sec-Fetch-Site (w3c fetch-metadata section 2.3) is the browser's
 * own word and decides where it is there; otherwise Origin (RFC 6454 section 7) must be the host that was asked, or
 * the public URL's.
 */
const isSameOrigin = (headers: Headers, { publicOrigin, host }: Ours): boolean => {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  if (origin === null) return false
  if (origin === publicOrigin) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

/** Refuses a state-changing cookie request that does not show that it is ours. @throws AppError csrf */
export const assertSameOrigin = (request: Request, ours: Ours): void => {
  if (isSafe(request.method) || isSameOrigin(request.headers, ours)) return
  throw new AppError('csrf', 'the request does not come from the dashboard’s origin')
}

/**
 * Refuses a body without a type that a foreign page sends: it can do so unasked, as with a form (Fetch section 2.2.2).
 * @throws AppError malformed_json
 */
export const assertTyped = ({ body, headers }: Request, ours: Ours): void => {
  if (!body || headers.has('content-type') || !headers.has('origin') || isSameOrigin(headers, ours)) return
  throw new AppError('malformed_json', 'the body has no Content-Type')
}

/** As above for signing in, where a program that is no browser sends neither header. @throws AppError csrf */
export const assertNotForeign = (request: Request, ours: Ours): void => {
  const { headers } = request
  if (headers.get('sec-fetch-site') === null && headers.get('origin') === null) return
  assertSameOrigin(request, ours)
}
