import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Figures for the operator, in Prometheus's text format at /metrics. */
export type Metrics = {
  registry: Registry
  requests: Histogram<'method' | 'route' | 'status'>
  keptPages: Counter
  mails: Counter<'outcome'>
  cacheBytes: Gauge
  placeDifferences: Gauge
}

/** A registry of its own for every application, so that tests do not share counts. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'gekkan_http_seconds',
      help: 'Time to answer, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
      registers,
    }),
    keptPages: new Counter({
      name: 'gekkan_pages_from_cache_total',
      help: 'Public pages answered from the page cache',
      registers,
    }),
    mails: new Counter({
      name: 'gekkan_mails_total',
      help: 'Mails by outcome: sent, refused, retried, expired',
      labelNames: ['outcome'],
      registers,
    }),
    placeDifferences: new Gauge({
      name: 'gekkan_place_differences',
      help: 'Counters of places that the last recount did not confirm; anything but 0 is an alarm',
      registers,
    }),
    cacheBytes: new Gauge({
      name: 'gekkan_page_cache_bytes',
      help: 'Bytes held by the page cache',
      registers,
    }),
  }
}
