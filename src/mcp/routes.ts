import { Elysia } from 'elysia'
import type { Late } from '../lib/late.ts'
import type { Guard } from '../modules/auth/guard.ts'
import { assertNotForeign } from '../modules/auth/origin-check.ts'
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
      // A page of another site must not reach a server on this machine (DNS rebinding; specification, Streamable HTTP).
      assertNotForeign(request, publicOrigin())
      const user = new URL(request.url).searchParams.get('user')?.slice(0, MOST_USER) || 'default'
      const { handle } = await endpoint()
      return await handle({ request, body, principal, user })
    },
    { agentOnly: true },
  )
