/** Labels of a metric, name to value. */
export type Labels = Record<string, string>

/** A count that goes up; made once, at start, by whoever wires the service that counts. */
export interface MetricCounter {
  add(labels?: Labels, amount?: number): void
}

export type Metrics = ReturnType<typeof createMetrics>

interface Count {
  readonly labels: Labels
  amount: number
}

interface Counted {
  readonly name: string
  readonly help: string
  readonly labelNames: readonly string[]
  readonly counts: Map<string, Count>
}

interface Read {
  readonly name: string
  readonly help: string
  readonly read: () => number
}

/**
 * Prometheus metrics, counted in plain maps and handed to the library at the scrape: a labelled increment of it costs as much as a
 * cheap route, and the service starts without it. Its own process metrics are not used: under Bun they are partly `Nan`.
 */
export const createMetrics = () => {
  const counters: Counted[] = []
  const gauges: Read[] = [
    {
      name: 'process_resident_memory_bytes',
      help: 'Resident memory of the service, without its browsers',
      read: () => process.memoryUsage.rss(),
    },
    { name: 'process_uptime_seconds', help: 'Seconds since the start', read: () => process.uptime() },
  ]
  const addCounter = (name: string, help: string, labelNames: readonly string[]) => {
    const counts = new Map<string, Count>()
    counters.push({ name, help, labelNames, counts })
    return counts
  }
  const requests = addCounter('chaperone_http_requests_total', 'Requests answered', ['method', 'route', 'status'])

  return {
    /** Counts an answered request; `route` is the pattern, never the path. */
    countRequest(method: string, route: string, status: number | string): void {
      const key = `${method} ${route} ${status}`
      const known = requests.get(key)
      if (known) known.amount += 1
      else requests.set(key, { labels: { method, route, status: String(status) }, amount: 1 })
    },
    /** A counter of the service's own, e.g. actions by outcome. */
    createCounter(name: string, help: string, labelNames: readonly string[] = []): MetricCounter {
      const counts = addCounter(name, help, labelNames)
      return {
        add(labels = {}, amount = 1) {
          const key = JSON.stringify(labelNames.map(label => labels[label]))
          const known = counts.get(key)
          if (known) known.amount += amount
          else counts.set(key, { labels, amount })
        },
      }
    },
    /** A value that is read at each scrape, e.g. warm contexts. */
    createGauge: (name: string, help: string, read: () => number): void => void gauges.push({ name, help, read }),
    /** The scrape. */
    render: () => render(counters, gauges),
  }
}

const render = async (counters: readonly Counted[], gauges: readonly Read[]) => {
  const { Counter, Gauge, Registry } = await import('prom-client')
  const registry = new Registry()
  const registers = [registry]
  for (const { name, help, labelNames, counts } of counters) {
    const counter = new Counter({ name, help, labelNames: [...labelNames], registers })
    for (const { labels, amount } of counts.values()) counter.inc(labels, amount)
  }
  for (const { name, help, read } of gauges) new Gauge({ name, help, registers }).set(read())
  return { body: await registry.metrics(), contentType: registry.contentType }
}
