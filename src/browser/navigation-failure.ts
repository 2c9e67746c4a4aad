import type { EgressEvent } from '../contract/egress.ts'
import { AppError, isAppError } from '../lib/errors.ts'
import type { Reason } from '../lib/reasons.ts'
import type { Denial } from './context-policy.ts'
import { hostOf } from './document-policy.ts'

/** Chromium's network errors (net/base/net_error_list.h) and what they are to the caller; the first match counts. */
const NET_ERRORS: readonly (readonly [RegExp, Reason])[] = [
  [/ERR_(NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_)/, 'dns'],
  [/ERR_(CERT_|SSL_|BAD_SSL|ECH_|CT_|TLS_)/, 'tls'],
  [/ERR_(CONNECTION_TIMED_OUT|TIMED_OUT)/, 'timeout'],
  [
    /ERR_(CONNECTION_REFUSED|ADDRESS_UNREACHABLE|CONNECTION_FAILED|PROXY_CONNECTION_FAILED|INTERNET_DISCONNECTED)/,
    'refused',
  ],
  [/ERR_(UNKNOWN_URL_SCHEME|DISALLOWED_URL_SCHEME)/, 'scheme_not_allowed'],
  [/ERR_(ABORTED|BLOCKED_|TOO_MANY_REDIRECTS|UNSAFE_REDIRECT|FAILED)/, 'aborted'],
  [/ERR_(CONNECTION_|EMPTY_RESPONSE|TUNNEL_|SOCKET_|HTTP2_|INVALID_|CONTENT_|INCOMPLETE_|RESPONSE_|NETWORK_)/, 'reset'],
]

/** Chromium asks no server at a port of other services: 0, 22, 25, 6000 … (Fetch section 2.9, port blocking). */
const UNSAFE_PORT = /ERR_UNSAFE_PORT/
const BLOCKED_PORT = 'the port is one of those at which browsers open no page'

const MESSAGES: Partial<Record<Reason, string>> = {
  dns: 'the host name could not be resolved',
  tls: 'the TLS connection to the host is not valid',
  timeout: 'the page did not load in time',
  refused: 'the host refused the connection',
  aborted: 'the page load was aborted',
  reset: 'the connection was closed before the page came',
  crashed: 'the page crashed',
  domain_not_allowed: 'the host is not on the allowlist of this session',
  address_not_allowed: 'the address of the host may not be reached',
  scheme_not_allowed: 'only http and https pages can be opened',
}

/** The error of a reason that navigation can fail with. `host` never has a path or a query. */
export const navigationError = (reason: Reason, host: string, cause?: unknown): AppError =>
  new AppError(reason, MESSAGES[reason] ?? 'the page could not be opened', host ? { host } : {}, { cause })

/** A fence's refusal as an error. */
export const denialError = ({ reason, host }: Denial): AppError => navigationError(reason, host)

/** What the egress port could not pass on, said as it was: neither is the host's refusal nor a broken connection. */
const UNREADABLE = {
  headers_too_large: 'the headers of the answer are larger than 256 KiB',
  malformed: 'the answer of the host is not HTTP',
}

const egressError = ({ outcome, host }: EgressEvent, cause: unknown): AppError =>
  outcome === 'headers_too_large' || outcome === 'malformed'
    ? new AppError('aborted', UNREADABLE[outcome], { host, why: outcome }, { cause })
    : navigationError(outcome, host, cause)

/** What is known about a navigation that failed. */
export interface FailureEvidence {
  readonly url: string
  /** A hop that the guard refused. */
  readonly denial: Denial | undefined
  /** What the egress port refused or could not reach since the navigation began. */
  readonly egress: readonly EgressEvent[]
  readonly crashed: boolean
}

/** Whether an egress event is about the host and port of a URL. */
const concerns = (event: EgressEvent, url: string): boolean => {
  if (!URL.canParse(url)) return false
  const { hostname, port, protocol } = new URL(url)
  const bare = (host: string) =>
    host
      .replace(/^\[|\]$/g, '')
      .replace(/\.$/, '')
      .toLowerCase()
  return bare(event.host) === bare(hostname) && event.port === Number(port || (protocol === 'https:' ? 443 : 80))
}

/** Whether puppeteer says that the page or its browser went away meanwhile. */
export const isLost = (error: unknown): boolean =>
  error instanceof Error &&
  (['TargetCloseError', 'ConnectionClosedError'].includes(error.name) || error.message.includes('frame was detached'))

const CLOSED = 'the window was closed by its page: navigated or closed'

/** That a page has closed its window under a reader; the page that opened it is the tab then, and may be read anew. */
export const closedItself = (cause: unknown = new Error(CLOSED)): AppError =>
  new AppError('page_failed', 'the page closed its window', {}, { cause })

/** Whether Chromium says that the document which was being read has made way for another. */
export const isReplaced = (error: unknown): boolean =>
  error instanceof Error &&
  /context was destroyed|Target closed|Cannot find context|navigated or closed|No frame (for|with) given id|Not attached to an active page/i.test(
    error.message,
  )

/** Finds the cause of a failed navigation: what we refused ourselves first, then the egress port, then Chromium's word. */
export const explainNavigationFailure = (error: unknown, evidence: FailureEvidence): AppError => {
  const host = hostOf(evidence.url)
  if (isAppError(error)) return error
  if (evidence.denial) return denialError(evidence.denial)
  if (evidence.crashed) return navigationError('crashed', host, error)
  if (isLost(error)) return navigationError('crashed', host, error)
  const message = error instanceof Error ? error.message : String(error)
  if (UNSAFE_PORT.test(message)) return new AppError('address_not_allowed', BLOCKED_PORT, { host }, { cause: error })
  const event = evidence.egress.findLast(candidate => concerns(candidate, evidence.url)) ?? evidence.egress.at(-1)
  if (event) return egressError(event, error)
  if (error instanceof Error && error.name === 'TimeoutError') return navigationError('timeout', host, error)
  const reason = NET_ERRORS.find(([pattern]) => pattern.test(message))?.[1]
  if (reason) return navigationError(reason, host, error)
  if (/ERR_INVALID_URL|Cannot navigate to invalid URL/.test(message))
    return navigationError('scheme_not_allowed', host, error)
  return new AppError('page_failed', 'the page could not be opened', host ? { host } : {}, { cause: error })
}
