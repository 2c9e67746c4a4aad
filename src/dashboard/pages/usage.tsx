import { useState } from 'preact/hooks'
import { read, readAll } from '../parts/api.ts'
import { BarChart } from '../parts/bar-chart.tsx'
import { agentName } from '../parts/directory.ts'
import { useResource } from '../parts/resource.ts'
import { Empty, Loaded, Table } from '../parts/states.tsx'
import { text } from '../parts/text.ts'
import type { Charge, Usage } from '../parts/wire.ts'

const PERIODS = [7, 30, 90] as const
/** Pages of 200 charges that are added up by agent. */
const CHARGE_PAGES = 10

interface Sum {
  readonly name: string
  readonly credits: number
  readonly count: number
}

/** Credits by day, by agent, and by what they were spent on. */
export const UsagePage = () => {
  const [days, setDays] = useState<number>(30)
  const usage = useResource(
    () => readUsage(days),
    [days],
    ({ details, action }) => 'credits' in details || action.startsWith('browser.session.'),
  )
  return (
    <>
      <h1 tabIndex={-1}>{text.usage.title}</h1>
      <div class="fields toolbar">
        <label for="period">
          {text.usage.period}
          <select id="period" value={days} onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}>
            {PERIODS.map(period => (
              <option key={period} value={period}>
                {text.usage.days(period)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Loaded from={usage}>
        {found => (found.total === 0 ? <Empty title={text.usage.none} /> : <Numbers usage={found} days={days} />)}
      </Loaded>
    </>
  )
}

const readUsage = async (days: number) => {
  const [usage, charges] = await Promise.all([
    read<Usage>(`/v1/usage?days=${days}&limit=1`),
    readAll<Usage, Charge>('/v1/usage', page => page.entries, { query: { days }, pages: CHARGE_PAGES }),
  ])
  return { total: usage.credits, byDay: fillDays(usage.by_day, days), byVerb: usage.by_action, charges }
}

/** Every day of the period, those without a charge too, oldest first. */
const fillDays = (known: Usage['by_day'], days: number): Sum[] => {
  const found = new Map(known.map(day => [day.date, day]))
  return Array.from({ length: days }, (_, index) => {
    const name = new Date(Date.now() - (days - 1 - index) * 86_400_000).toISOString().slice(0, 10)
    const { credits = 0, count = 0 } = found.get(name) ?? {}
    return { name, credits, count }
  })
}

const sumByAgent = (charges: readonly Charge[]): Sum[] => {
  const groups = Map.groupBy(charges, ({ agent_id }) => agentName(agent_id))
  return [...groups]
    .map(([name, own]) => ({ name, credits: own.reduce((sum, { credits }) => sum + credits, 0), count: own.length }))
    .toSorted((a, b) => b.credits - a.credits)
}

const Numbers = ({ usage, days }: { usage: Awaited<ReturnType<typeof readUsage>>; days: number }) => {
  const verbs = usage.byVerb.map(({ action, ...sum }) => ({
    ...sum,
    name: action === 'time_floor' ? text.usage.timeFloor : action,
  }))
  return (
    <>
      <p>
        <strong>{text.usage.total(usage.total, days)}</strong>
      </p>
      <section aria-labelledby="by-day">
        <h2 id="by-day">{text.usage.byDay}</h2>
        <BarChart
          label={text.usage.chart(days)}
          bars={usage.byDay.map(({ name, credits }) => ({ name, value: credits }))}
        />
        <details>
          <summary>{text.usage.table}</summary>
          <SumTable name={text.usage.byDay} head={text.usage.day} sums={usage.byDay.filter(({ count }) => count > 0)} />
        </details>
      </section>
      <section aria-labelledby="by-agent">
        <h2 id="by-agent">{text.usage.byAgent}</h2>
        {usage.charges.length >= CHARGE_PAGES * 200 && <p class="muted">{text.usage.most(usage.charges.length)}</p>}
        <SumTable name={text.usage.byAgent} head={text.usage.name} sums={sumByAgent(usage.charges)} />
      </section>
      <section aria-labelledby="by-verb">
        <h2 id="by-verb">{text.usage.byVerb}</h2>
        <SumTable name={text.usage.byVerb} head={text.usage.name} sums={verbs} />
      </section>
    </>
  )
}

const SumTable = ({ name, head, sums }: { name: string; head: string; sums: readonly Sum[] }) => (
  <Table
    name={text.usage.numbers(name)}
    heads={[head, text.usage.credits, text.usage.count]}
    rows={sums.map(sum => ({ key: sum.name, cells: [sum.name, sum.credits, sum.count] }))}
  />
)
