import { dayOf } from '../../clock.ts'
import { type CampaignEvent, seatsOf } from './event.ts'
import type { Listed } from './rows.tsx'

export const eventKinds = ['seminar', 'ceremony', 'meeting', 'exhibition', 'other'] as const
export const eventModes = ['online', 'venue', 'hybrid', 'closed-venue'] as const

/** What a list of events is narrowed to; empty parts narrow nothing. */
export type EventFilter = {
  /** YYYY-MM */
  month: string
  kind: string
  mode: string
  /** Only what still has a place for a passer-by: `free`. */
  places: string
  /** A month as a table instead of a list: `month`. */
  view: string
}

const parts = ['month', 'kind', 'mode', 'places', 'view'] as const
const none: EventFilter = { month: '', kind: '', mode: '', places: '', view: '' }

const known: Record<keyof EventFilter, (value: string) => boolean> = {
  month: (value) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value),
  kind: (value) => eventKinds.some((one) => one === value),
  mode: (value) => eventModes.some((one) => one === value),
  places: (value) => value === 'free',
  view: (value) => value === 'month',
}

/** Reads the filter from an address; nonsense narrows nothing. */
export function readEventFilter(query: URLSearchParams): EventFilter {
  const read = parts.map((part) => {
    const value = query.get(part) ?? ''
    return [part, known[part](value) ? value : '']
  })
  return { ...none, ...(Object.fromEntries(read) as EventFilter) }
}

/** The filter as the end of an address, with some parts changed; empty when it narrows nothing. */
export function filterQuery(filter: EventFilter, changes: Partial<EventFilter> = {}): string {
  const whole = { ...filter, ...changes }
  const query = new URLSearchParams(
    parts.flatMap((part) => (whole[part] ? [[part, whole[part]]] : [])),
  )
  return query.size > 0 ? `?${query}` : ''
}

/** Those that the filter lets through. */
export function fitting(
  filter: EventFilter,
  all: readonly Listed[],
  now: Temporal.Instant,
): Listed[] {
  const { month, kind, mode, places } = filter
  return all.filter(
    ({ event, pools }) =>
      (month === '' || monthOf(event) === month) &&
      (kind === '' || event.kind === kind) &&
      (mode === '' || event.mode === mode) &&
      (places === '' || pools.some((pool) => hasPlace(event, pool, now))),
  )
}

function hasPlace(event: CampaignEvent, pool: Listed['pools'][number], now: Temporal.Instant) {
  const { opening, entry, left } = seatsOf(event, pool, now)
  return opening === 'open' && entry !== 'invitation' && left > 0
}

/** The month of an event in Tokyo, YYYY-MM; empty while nothing is announced. */
export function monthOf(event: Pick<CampaignEvent, 'starts_at' | 'month'>): string {
  const day = event.starts_at ? dayOf(event.starts_at) : event.month
  return day?.toString().slice(0, 7) ?? ''
}
