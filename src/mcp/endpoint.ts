import { type AuthInfo, createMcpHandler } from '@modelcontextprotocol/server'
import type { AgentPrincipal } from '../contract/session.ts'
import type { Clock } from '../lib/clock.ts'
import type { Ids } from '../lib/ids.ts'
import type { Log } from '../lib/log.ts'
import { type CallDeps, createCalls } from './calls.ts'
import { createPager } from './pager.ts'
import { createRunning } from './running.ts'
import { createServerFactory, type ServerDeps } from './server.ts'
import type { ToolServices } from './tool.ts'

export interface EndpointDeps extends Pick<ServerDeps, 'version' | 'hash' | 'stateKey'> {
  readonly services: ToolServices
  readonly idempotency: CallDeps['idempotency']
  readonly ids: Ids
  readonly clock: Clock
  readonly log: Log
  /** Aborts when the service shuts down. */
  readonly closing: AbortSignal
  readonly publicUrl: () => string
  readonly toFailure: CallDeps['toFailure']
  readonly logFailure: (log: Log, error: unknown, requestId: string) => void
}

/** A request that the guard let in. */
export interface AdmittedRequest {
  readonly request: Request
  /** Parsed; absent where the request has none. */
  readonly body: unknown
  readonly principal: AgentPrincipal
  /** The user that the connection works for, as paths of HTTP name it. */
  readonly user: string
}

/** Of protocol versions up to 2025-11-25: what initialize gave out, and what later requests carry. */
const CONNECTION = 'mcp-session-id'
/** What `chaperone mcp` calls itself, in either era. */
const BRIDGE = 'chaperone-connection'

/** Streams of changes that may be open at a time; there never is a change to tell. */
const MOST_STREAMS = 32

interface Message {
  readonly method?: unknown
  readonly params?: { readonly requestId?: unknown }
}

export type Endpoint = ReturnType<typeof createEndpoint>

/**
 * The Streamable HTTP endpoint for both eras of the protocol: 2026-07-28, without sessions, where a closed connection
 * cancels its call; and 2025-11-25 and older, where `initialize` gives out a connection id and a notification cancels.
 */
export const createEndpoint = (deps: EndpointDeps) => {
  const { ids, clock, log, closing } = deps
  const running = createRunning()
  const run = createCalls({
    ...{ services: deps.services, idempotency: deps.idempotency, hash: deps.hash, toFailure: deps.toFailure },
    pager: createPager({ ids, now: () => clock.now() }),
    createRequestId: () => ids.uuid(),
    logFailure: (error, requestId) => deps.logFailure(log, error, requestId),
  })
  const { version, hash, stateKey } = deps
  const approvalsUrl = () => `${deps.publicUrl()}/approvals`
  const handler = createMcpHandler(createServerFactory({ version, run, running, hash, stateKey, approvalsUrl }), {
    onerror: error => log.debug({ err: error }, 'an MCP request was refused'),
    maxSubscriptions: MOST_STREAMS,
  })
  closing.addEventListener('abort', () => void handler.close(), { once: true })
  return {
    async handle({ request, body, principal, user }: AdmittedRequest): Promise<Response> {
      const { method, params } = (body ?? {}) as Message
      const connection = request.headers.get(BRIDGE) ?? request.headers.get(CONNECTION)
      if (method === 'notifications/cancelled' && connection !== null)
        running.cancel([principal.id, connection, params?.requestId])
      const authInfo: AuthInfo = {
        ...{ token: '', clientId: principal.id, scopes: [] },
        extra: { principal, user, connection },
      }
      const response = await handler.fetch(request, { authInfo, parsedBody: body })
      if (method === 'initialize' && response.ok) response.headers.set(CONNECTION, ids.uuid())
      return response
    },
  }
}
