import { Elysia, t } from 'elysia'
import { operation } from '../contract/operation.ts'
import type { Metrics } from './metrics.ts'

/** Something that has to work for the service to be ready; gives what is wrong, or null. */
export interface ReadinessCheck {
  readonly name: string
  readonly check: () => string | null | Promise<string | null>
}

const Health = t.Object({ status: t.String() }, { title: 'Health', examples: [{ status: 'ok' }] })
const Readiness = t.Object(
  { status: t.String(), checks: t.Record(t.String(), t.String()) },
  { title: 'Readiness', examples: [{ status: 'ready', checks: { database: 'ok', browsers: 'ok' } }] },
)

/** /healthz: the process answers. /readyz: it can do its work. /metrics: what it did. Open, and nothing secret in them. */
export const healthRoutes = (metrics: Metrics, checks: readonly ReadinessCheck[]) =>
  new Elysia({ tags: ['Operations'] })
    .get('/healthz', () => ({ status: 'ok' }), {
      detail: operation('getHealth', { summary: 'See whether the process answers' }),
      response: { 200: Health },
    })
    .get(
      '/readyz',
      async ({ set }) => {
        const results = await Promise.all(
          checks.map(async ({ name, check }) => [name, (await check()) ?? 'ok'] as const),
        )
        const isReady = results.every(([, result]) => result === 'ok')
        set.status = isReady ? 200 : 503
        return { status: isReady ? 'ready' : 'not ready', checks: Object.fromEntries(results) }
      },
      {
        detail: operation('getReadiness', { summary: 'See whether the service can do its work' }),
        response: { 200: Readiness, 503: Readiness },
      },
    )
    .get(
      '/metrics',
      async () => {
        const { body, contentType } = await metrics.render()
        return new Response(body, { headers: { 'content-type': contentType } })
      },
      { detail: operation('getMetrics', { summary: 'Get metrics, for Prometheus', produces: 'text/plain' }) },
    )
