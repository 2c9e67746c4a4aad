import { useEffect, useState } from 'preact/hooks'
import { ApiFailure, me, read } from '../parts/api.ts'
import { parseMetrics } from '../parts/measurements.ts'
import { toHref } from '../parts/mount.ts'
import { attempt, tell } from '../parts/notice.tsx'
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
      <Doctor />
    </>
  )
}

const readHealth = async () => {
  const [ready, metrics] = await Promise.all([fetch(toHref('/readyz')), fetch(toHref('/metrics'))]).catch(() => {
    throw new ApiFailure(0, undefined)
  })
  if (!metrics.ok) throw new ApiFailure(metrics.status, undefined)
  const readiness: Readiness = await ready.json()
  return { readiness, metrics: parseMetrics(await metrics.text()) }
}

interface Finding {
  readonly name: string
  readonly status: 'ok' | 'warn' | 'fail'
  readonly detail: string
  readonly mend?: string
}

const TONES = { ok: 'good', warn: 'warm', fail: 'bad' } as const

/** What `chaperone doctor` says; it starts a browser, so only when asked. */
const Doctor = () => {
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const [isBusy, setIsBusy] = useState(false)
  if (me.value?.role !== 'owner') return <p class="muted">{text.health.ownersOnly}</p>
  const look = async () => {
    setIsBusy(true)
    const found = await attempt(() => read<{ checks: readonly Finding[] }>('/v1/doctor'))
    setIsBusy(false)
    if (!found) return
    setFindings(found.checks)
    tell(found.checks.every(({ status }) => status === 'ok') ? text.health.well : text.health.unwell)
  }
  return (
    <section aria-labelledby="doctor">
      <h2 id="doctor">{text.health.doctor}</h2>
      <p>{text.health.doctorLead}</p>
      <button type="button" class="secondary" aria-busy={isBusy} disabled={isBusy} onClick={look}>
        {text.health.look}
      </button>
      <ul class="rows findings">
        {findings.map(({ name, status, detail, mend }) => (
          <li key={name}>
            <strong>{name}</strong>
            <span>{detail}</span>
            {mend && (
              <span>
                {text.health.mend} <code>{mend}</code>
              </span>
            )}
            <Badge tone={TONES[status]}>{text.health.findings[status]}</Badge>
          </li>
        ))}
      </ul>
    </section>
  )
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
