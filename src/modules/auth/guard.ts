import { Elysia } from 'elysia'
import type { AgentPrincipal, HumanPrincipal, Principal } from '../../contract/session.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { readJsonBody } from '../../lib/json-body.ts'
import type { Callers, Peers } from './callers.ts'
import { assertSameOrigin, assertTyped } from './origin-check.ts'
import { createSlidingWindow } from './sliding-window.ts'

const MINUTE = 60_000

export interface GuardDeps {
  readonly clock: Clock
  /** Who makes a request. @throws AppError unauthorized */
  readonly authenticate: (request: Request) => Principal
  readonly callers: Pick<Callers, 'hostOf'>
  /** Origin of the public URL. */
  readonly publicOrigin: () => string
  /** Requests a minute a key; 0: off. */
  readonly rateLimit: number
}

/** Who may use a route. `open` takes anybody, and is for the routes that the server names. */
export type Access = 'open' | 'agent' | 'human' | 'owner' | 'either'

type AnswerHeaders = Record<string, string | number | undefined>

/** Where a request's principal is kept between hooks: on what is made anew for each, since a WeakMap of requests costs at every collection. */
const ADMITTED = Symbol('admitted')

/** The framework's own of one request. */
interface AnswerSettings {
  readonly headers: AnswerHeaders
  [ADMITTED]?: Principal
}

/** What the guard takes of a route's context, by name: the framework prepares (query, cookies …) all that a hook might touch. */
interface GuardedContext {
  readonly request: Request
  readonly set: AnswerSettings
  readonly server: Peers | null
}

export type Guard = ReturnType<typeof createGuard>

/**
 * The guard in front of every /v1 route, as one switch a route: `{ agentOnly: true }`, `{ humanOnly: true }`,
 * `{ ownerOnly: true }`, `{ agentOrHuman: true }`, or `{ anybody: true }`. It gives the handler `principal` and `requestId`.
 *
 * It runs before the body is read, so a stranger gets 401 whatever it sends; then the key's rate limit, the role,
 * and the origin of cookie requests; then the body is read and validated. OpenAPI shows the switch as `x-access`.
 */
export const createGuard = ({ clock, authenticate, callers, publicOrigin, rateLimit }: GuardDeps) => {
  const window = createSlidingWindow(clock, rateLimit, MINUTE)

  const assertRate = (keyId: string, headers: AnswerHeaders) => {
    const state = window.hit(keyId)
    headers['x-ratelimit-limit'] = window.limit
    headers['x-ratelimit-remaining'] = state.remaining
    headers['x-ratelimit-reset'] = Math.ceil(state.resetAt / 1000)
    if (state.allowed) return
    const seconds = Math.max(1, Math.ceil((state.resetAt - clock.now()) / 1000))
    throw new AppError('rate_limited', `more than ${window.limit} requests in a minute`, { retry_after: seconds })
  }

  const toOurs = (request: Request, server: Peers | null) => ({
    publicOrigin: publicOrigin(),
    host: callers.hostOf(request, server),
  })

  const admit = ({ request, set, server }: GuardedContext, access: Access): void => {
    if (set[ADMITTED]) return
    const principal = authenticate(request)
    if (principal.type === 'agent' && rateLimit > 0) assertRate(principal.keyId, set.headers)
    assertRole(principal, access)
    if (principal.type === 'human') assertSameOrigin(request, toOurs(request, server))
    set[ADMITTED] = principal
  }

  const readBody = (request: Request, server: Peers | null) => {
    assertTyped(request, toOurs(request, server))
    return readJsonBody(request)
  }

  const readRequestId = (headers: AnswerHeaders) => String(headers['x-request-id'] ?? '')

  const by = <P extends Principal>(access: Access, isAllowed: (principal: Principal) => principal is P) => ({
    detail: toDetail(access),
    parse: ({ request, set, server }: GuardedContext) => {
      admit({ request, set, server }, access)
      return readBody(request, server)
    },
    transform: ({ request, set, server }: GuardedContext) => admit({ request, set, server }, access),
    resolve: ({ set }: Pick<GuardedContext, 'set'>) => {
      const principal = set[ADMITTED]
      if (!principal || !isAllowed(principal)) throw new AppError('unauthorized', 'not signed in')
      return { principal, requestId: readRequestId(set.headers) }
    },
  })

  return new Elysia({ name: 'guard' }).macro({
    agentOnly: by('agent', isAgent),
    humanOnly: by('human', isHuman),
    ownerOnly: by('owner', isHuman),
    agentOrHuman: by('either', isEither),
    anybody: {
      detail: toDetail('open'),
      parse: ({ request, server }: GuardedContext) => readBody(request, server),
      resolve: ({ set }: GuardedContext) => ({ requestId: readRequestId(set.headers) }),
    },
  })
}

const isAgent = (principal: Principal): principal is AgentPrincipal => principal.type === 'agent'
const isHuman = (principal: Principal): principal is HumanPrincipal => principal.type === 'human'
const isEither = (_: Principal): _ is Principal => true

const assertRole = (principal: Principal, access: Access): void => {
  if (access === 'agent' && principal.type !== 'agent')
    throw new AppError('agent_key_required', 'this route is for agents')
  if ((access === 'human' || access === 'owner') && principal.type !== 'human')
    throw new AppError('human_required', 'this route is for people')
  if (access === 'owner' && principal.type === 'human' && principal.role !== 'owner')
    throw new AppError('owner_required', 'this route is for owners')
}

const SECURITY: Record<Access, Record<string, string[]>[]> = {
  open: [],
  agent: [{ agentKey: [] }],
  human: [{ dashboardCookie: [] }],
  owner: [{ dashboardCookie: [] }],
  either: [{ agentKey: [] }, { dashboardCookie: [] }],
}

const toDetail = (access: Access) => ({ 'x-access': access, security: SECURITY[access] })
