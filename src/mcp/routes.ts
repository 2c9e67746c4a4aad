import { Elysia } from 'elysia'
import { AppError } from '../lib/errors.ts'
import type { Late } from '../lib/late.ts'
import type { Guard } from '../modules/auth/guard.ts'
import type { Endpoint } from './endpoint.ts'

export interface McpRoutesDeps {
  readonly guard: Guard
  /** Origin of the public URL. */
  readonly publicOrigin: () => string
  /** Loaded at the first request: it is 26 MB that most services never need. */
  readonly endpoint: Late<Endpoint>
}

/** What `?user=` may be: an id, an external_id, or `default`. */
const MOST_USER = 255

/** /mcp: the tools, for an agent's bearer key. `?user=` names the user that the connection works for. */
export const mcpRoutes = ({ guard, publicOrigin, endpoint }: McpRoutesDeps) =>
  new Elysia({ detail: { hide: true } }).use(guard).all(
    '/mcp',
    async ({ request, body, principal }) => {
      assertOrigin(request.headers.get('origin'), publicOrigin())
      const user = new URL(request.url).searchParams.get('user')?.slice(0, MOST_USER) || 'default'
      const { handle } = await endpoint()
      return await handle({ request, body, principal, user })
    },
    { agentOnly: true },
  )

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * A page of another site must not reach a service on this machine under a name of its own (DNS rebinding; specification,
 * Streamable HTTP, security). Programs that are no browsers send no Origin. @throws AppError csrf
 */
const assertOrigin = (origin: string | null, publicOrigin: string): void => {
  if (origin === null || origin === publicOrigin || LOOPBACK.has(URL.parse(origin)?.hostname ?? '')) return
  throw new AppError('csrf', 'a page of another origin may not use this')
}
