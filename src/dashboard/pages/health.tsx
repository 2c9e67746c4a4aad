import { useEffect } from 'preact/hooks'
import { ApiFailure } from '../parts/api.ts'
import { parseMetrics } from '../parts/measurements.ts'
import { useResource } from '../parts/resource.ts'
import { Badge, Facts, Loaded } from '../parts/states.tsx'
import { text } from '../parts/text.ts'
import { clock, toDuration } from '../parts/time.tsx'

interface Readiness {
  readonly status: string
  readonly checks: Readonly<Record<string, string>>
}

/** Whether the service can do its work, how its browsers are, and what it takes up. */
export const HealthPage = () => {
  const health = useResource(readHealth, [])
  const now = clock.value
  useEffect(() => health.reload(), [now])
  return (
    <>
      <h1 tabIndex={-1}>{text.health.title}</h1>
      <Loaded from={health}>
        {({ readiness, metrics }) => (
          <>
            <p class={readiness.status === 'ready' ? 'notice done' : 'notice failed'}>
              <strong>{readiness.status === 'ready' ? text.health.ready : text.health.notReady}</strong>
            </p>
            <Checks checks={readiness.checks} />
            <Numbers metrics={metrics} />
          </>
        )}
      </Loaded>
      <p class="muted">{text.health.refreshed}</p>
      <p>
        {text.health.doctor} <code>chaperone doctor</code>
      </p>
    </>
  )
}

const readHealth = async () => {
  const [ready, metrics] = await Promise.all([fetch('/readyz'), fetch('/metrics')]).catch(() => {
    throw new ApiFailure(0, undefined)
  })
  if (!metrics.ok) throw new ApiFailure(metrics.status, undefined)
  const readiness: Readiness = await ready.json()
  return { readiness, metrics: parseMetrics(await metrics.text()) }
}

const Checks = ({ checks }: { checks: Readiness['checks'] }) => (
  <section aria-labelledby="checks">
    <h2 id="checks">{text.health.checks}</h2>
    <ul class="rows">
      {Object.entries(checks).map(([name, result]) => (
        <li key={name}>
          <span>{name}</span>
          <Badge tone={result === 'ok' ? 'good' : 'bad'}>{result === 'ok' ? text.health.ok : result}</Badge>
        </li>
      ))}
    </ul>
  </section>
)

const MEGABYTE = 1_000_000

const Numbers = ({ metrics }: { metrics: ReadonlyMap<string, number> }) => {
  const value = (name: string) => metrics.get(name) ?? '—'
  const memory = metrics.get('process_resident_memory_bytes') ?? 0
  const uptime = metrics.get('process_uptime_seconds') ?? 0
  return (
    <>
      <section aria-labelledby="pool">
        <h2 id="pool">{text.health.pool}</h2>
        <Facts
          of={[
            [text.health.processes, value('chaperone_browser_processes')],
            [text.health.warm, value('chaperone_contexts_warm')],
            [text.health.leased, value('chaperone_contexts_leased')],
            [text.health.queued, value('chaperone_queue_depth')],
          ]}
        />
      </section>
      <section aria-labelledby="service">
        <h2 id="service">{text.health.service}</h2>
        <Facts
          of={[
            [text.health.memory, text.health.megabytes(Math.round(memory / MEGABYTE))],
            [text.health.uptime, toDuration(uptime * 1000)],
          ]}
        />
      </section>
    </>
  )
}
