import { type AnyElysia, Elysia, NotFoundError } from 'elysia'
import { AppError, notFound, stoppingError } from '../lib/errors.ts'
import type { Ids } from '../lib/ids.ts'
import type { Log } from '../lib/log.ts'
import type { AssertHost } from '../modules/auth/host-check.ts'
import { logFailure, toAppError, toFailure, toFailureHeaders } from './envelope.ts'
import type { Metrics } from './metrics.ts'

/**
 * Every /v1 route that a stranger may use: signing in, and a signed artifact URL, which is its own proof. A route that
 * is open without being named here, or is under /v1 without a guard, stops the service from starting.
 */
export const OPEN_ROUTES: readonly string[] = ['POST /v1/auth/login', 'GET /v1/artifacts/:artifact_id']

/** Seconds that a connection may be silent: longer than any action takes, short of Bun's greatest (255). */
const IDLE_TIMEOUT = 250

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** On every answer. Pages set a policy of their own; for JSON nothing at all may load, frame or sniff it. */
const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const

/** The server, whatever routes it has. */
export type HttpServer = AnyElysia

export interface ServerDeps {
  readonly ids: Ids
  readonly log: Log
  readonly metrics: Metrics
  /** Aborted once the service was told to stop: what comes on connections that are open still is refused. */
  readonly stopping: AbortSignal
  readonly assertHost: AssertHost
  /** Every routes.ts, made. */
  readonly routes: readonly AnyElysia[]
}

/**
 * The HTTP face: a request id and safe headers on every answer, one envelope for every failure, and the routes it is
 * given. Not listening yet: `listen({ port, hostname })`, or `handle(request)` in tests.
 */
export const createServer = ({ ids, log, metrics, stopping, assertHost, routes }: ServerDeps) => {
  const server = new Elysia({
    name: 'server',
    // The default cleaner runs before validation and bends what is wrong into shape: "x" for an object becomes {}.
    normalize: 'typebox',
    // Answers are made as they are sent; nothing in their schemas is to be encoded.
    encodeSchema: false,
    serve: { idleTimeout: IDLE_TIMEOUT, maxRequestBodySize: Number.MAX_SAFE_INTEGER },
  })
    .onRequest(({ request, server, set }) => {
      Object.assign(set.headers, SECURITY_HEADERS)
      set.headers['x-request-id'] = ids.uuid()
      assertHost(request, server)
      if (stopping.aborted) throw stoppingError()
    })
    .onAfterResponse(({ request, route, set }) =>
      metrics.countRequest(request.method, route || 'none', set.status ?? 200),
    )
    .onError(({ error, request, path, set }) => {
      const requestId = String(set.headers['x-request-id'] ?? ids.uuid())
      const failure = toAppError(error instanceof NotFoundError ? toRouteFailure(server, request.method, path) : error)
      logFailure(log, failure, requestId)
      const { status, body } = toFailure(failure, requestId)
      set.status = status
      Object.assign(set.headers, toFailureHeaders(failure))
      set.headers['content-type'] = 'application/json'
      return Response.json(body, { status, headers: set.headers as Record<string, string> })
    })
  for (const group of routes) server.use(group)
  assertGuarded(server)
  return server
}

/** A path that other methods have is 405 with Allow (RFC 9110 section 15.5.6), any other 404. */
const toRouteFailure = (server: AnyElysia, method: string, path: string): AppError => {
  const allow = METHODS.filter(other => server.router.http.find(other, path))
  if (allow.length === 0) return notFound('route')
  return new AppError('method_not_allowed', `${method} is not allowed here`, { allow })
}

/** Route and switch of every route under /v1; `undefined` where the guard was forgotten. */
export const listAccess = (server: AnyElysia): { route: string; access: string | undefined }[] =>
  server.routes
    .filter(({ path }) => path === '/v1' || path.startsWith('/v1/'))
    .map(({ method, path, hooks }) => ({
      route: `${method} ${path.replace(/(.)\/$/, '$1')}`,
      access: (hooks.detail as { 'x-access'?: string } | undefined)?.['x-access'],
    }))

const assertGuarded = (server: AnyElysia): void => {
  const bad = listAccess(server).filter(
    ({ route, access }) => access === undefined || (access === 'open') !== OPEN_ROUTES.includes(route),
  )
  if (bad.length > 0) throw new Error(`routes without a guard: ${bad.map(({ route }) => route).join(', ')}`)
}
