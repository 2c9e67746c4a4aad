import { Counter, Gauge, Registry } from 'prom-client'

/** Labels of a metric, name to value. */
export type Labels = Record<string, string>

/** A count that goes up; made once, at start, by whoever wires the service that counts. */
export interface MetricCounter {
  add(labels?: Labels, amount?: number): void
}

export type Metrics = ReturnType<typeof createMetrics>

/**
 * Prometheus metrics. Requests are counted in plain maps and handed over at the scrape, since a labelled increment of
 * the library costs as much as a cheap route. The library's own process metrics are not used: under Bun they are
 * partly `Nan`.
 */
export const createMetrics = () => {
  const registry = new Registry()
  const requests = new Map<string, { method: string; route: string; status: string; count: number }>()
  const registers = [registry]

  new Counter({
    name: 'chaperone_http_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'],
    registers,
    collect() {
      this.reset()
      for (const { count, ...labels } of requests.values()) this.inc(labels, count)
    },
  })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  gauge('process_resident_memory_bytes', 'Resident memory of the service, without its browsers', () =>
    process.memoryUsage.rss(),
  )
  gauge('process_uptime_seconds', 'Seconds since the start', () => process.uptime())

  return {
    /** Counts an answered request; `route` is the pattern, never the path. */
    countRequest(method: string, route: string, status: number | string): void {
      const key = `${method} ${route} ${status}`
      const known = requests.get(key)
      if (known) known.count += 1
      else requests.set(key, { method, route, status: String(status), count: 1 })
    },
    /** A counter of the service's own, e.g. actions by outcome. */
    createCounter(name: string, help: string, labelNames: readonly string[] = []): MetricCounter {
      const counter = new Counter({ name, help, labelNames: [...labelNames], registers })
      return { add: (labels = {}, amount = 1) => counter.inc(labels, amount) }
    },
    /** A value that is read at each scrape, e.g. warm contexts. */
    createGauge: (name: string, help: string, read: () => number): void => void gauge(name, help, read),
    /** The scrape. */
    render: (): Promise<string> => registry.metrics(),
    contentType: registry.contentType,
  }
}
