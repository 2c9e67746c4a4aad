import { type Agent, type ClientRequest, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { ConnectFailure, PlainRequest } from '../contract/egress.ts'
import type { Admission, Route } from './admission.ts'
import { connectFailureOf } from './connect.ts'
import type { EventRing } from './event-ring.ts'
import { toBrowserHeaders, toOriginHeaders } from './headers.ts'
import { hostPortOf } from './host.ts'
import type { PinnedRequest } from './pinned-agent.ts'

export interface ExchangeDeps {
  readonly admission: Admission
  readonly events: EventRing
  readonly agent: Agent
  /** Of an answer's headers together. */
  readonly headerBytes: number
}

/** One plain http request in absolute form (RFC 9112 section 3.2.2) and its answer. Never rejects. */
export type Exchange = (req: IncomingMessage, res: ServerResponse) => Promise<void>

/**
 * Forwards plain http. What is denied or fails gets no answer at all, its connection is destroyed: any answer, even an
 * empty 403, would be committed by the browser as a document of that URL.
 */
export const createExchange =
  (deps: ExchangeDeps): Exchange =>
  async (req, res) => {
    const target = await admitRequest(req, deps.admission)
    if (!target || req.destroyed) return void req.socket.destroy()
    forward(req, res, { ...target, ...deps, fresh: false })
  }

interface Target {
  readonly url: URL
  readonly route: Route
}

/** The checked target of an absolute-form request; null for what may not go out or is no such request. */
export const admitRequest = async (req: IncomingMessage, admission: Admission): Promise<Target | null> => {
  const url = URL.parse(req.url ?? '')
  const to = url?.protocol === 'http:' ? hostPortOf(url) : null
  if (!url || !to) return null
  // The browser holds navigations itself; this is a second look where it tells us, which is on trustworthy origins only
  // (W3C Fetch Metadata section 2). A page cannot forge a Sec- header.
  if (req.headers['sec-fetch-dest'] === 'document' && !admission.mayNavigate(url, to)) return null
  const route = await admission.admit(to, req.headers.upgrade === undefined ? toPlain(req) : undefined)
  return typeof route === 'string' ? null : { url, route }
}

/** What is seen of a request before its body has come. */
export const toPlain = (req: IncomingMessage): PlainRequest => ({
  url: req.url ?? '',
  method: req.method ?? 'GET',
  headers: req.rawHeaders,
  hasBody: req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0,
})

/**
 * The request as the origin gets it: by the checked route, in origin form. Its answer is read as leniently as Chromium reads it;
 * the parser's strictness protects connections that several clients share, and these belong to one browser context.
 */
export const toOriginRequest = (
  req: IncomingMessage,
  { url, route }: Target,
  headerBytes: number,
): Omit<PinnedRequest, 'fresh'> => ({
  route,
  method: req.method ?? 'GET',
  path: `${url.pathname}${url.search}`,
  headers: toOriginHeaders(req.rawHeaders, url.host),
  setHost: false,
  maxHeaderSize: headerBytes,
  insecureHTTPParser: true,
})

type Forwarding = Target & ExchangeDeps & { readonly fresh: boolean }

const forward = (req: IncomingMessage, res: ServerResponse, forwarding: Forwarding): void => {
  const { agent, events, route, fresh, headerBytes } = forwarding
  const options: PinnedRequest = { ...toOriginRequest(req, forwarding, headerBytes), agent, fresh }
  const out = request(options)
  out.maxHeadersCount = 0 // their size is bounded, not their number
  const leave = () => out.destroy()
  let isWhole = () => false
  res.once('close', leave)
  out.once('response', answer => {
    isWhole = () => answer.complete
    relay(answer, res)
  })
  out.once('error', error => {
    if (isWhole()) return // what comes behind a whole answer is nobody's, as in Chromium
    res.off('close', leave)
    if (!res.headersSent && !res.destroyed && !fresh && canRepeat(req, out)) {
      return forward(req, res, { ...forwarding, fresh: true })
    }
    // Failures to connect are recorded where they happen; this one came after.
    if (out.socket && !res.destroyed) events.record(route.to, exchangeFailureOf(error))
    req.socket.destroy()
  })
  // A body is announced by either header (RFC 9112 section 6); streams for the requests that have none cost more than the rest.
  if (req.headers['content-length'] ?? req.headers['transfer-encoding']) req.pipe(out)
  else out.end()
}

/** What a failed exchange is called: the parser's errors are named after what the parser is (llhttp, `HPE_`). */
const exchangeFailureOf = (error: Error): ConnectFailure => {
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers_too_large'
  return code.startsWith('HPE_') ? 'malformed' : connectFailureOf(error)
}

/** A kept connection may die just as it is used again; what has no body is then sent once more (RFC 9110 section 9.2.2). */
const canRepeat = (req: IncomingMessage, out: ClientRequest): boolean =>
  out.reusedSocket && (req.method === 'GET' || req.method === 'HEAD')

const relay = (answer: IncomingMessage, res: ServerResponse): void => {
  res.sendDate = false
  res.writeHead(answer.statusCode ?? 502, answer.statusMessage, toBrowserHeaders(answer.rawHeaders))
  answer.once('error', () => res.destroy())
  answer.pipe(res)
}
