import { dayOf } from '../../clock.ts'
import { type CampaignEvent, type Organiser, phaseOf, seatsOf } from './event.ts'
import type { Listed } from './rows.tsx'

export const eventKinds = ['seminar', 'ceremony', 'meeting', 'exhibition', 'other'] as const
export const eventModes = ['online', 'venue', 'hybrid', 'closed-venue'] as const
export const eventTimes = ['upcoming', 'past'] as const

/** The conditions of a list of events, in the order of their fields. */
export const conditions = [
  'month',
  'time',
  'kind',
  'mode',
  'prefecture',
  'organiser',
  'places',
] as const
export type Condition = (typeof conditions)[number]

/**
 * What a list of events is narrowed to; empty parts narrow nothing. `month` is YYYY-MM, `prefecture`
 * its number, `organiser` a code of the edition or a name, `places` is `free`: only what still has
 * a place for a passer-by. `view` is `month`: a month as a table instead of a list.
 */
export type EventFilter = Record<Condition | 'view', string>

const parts = [...conditions, 'view'] as const
const none = Object.fromEntries(parts.map((part) => [part, ''])) as EventFilter

const known: Record<keyof EventFilter, (value: string) => boolean> = {
  month: (value) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value),
  time: (value) => eventTimes.some((one) => one === value),
  kind: (value) => eventKinds.some((one) => one === value),
  mode: (value) => eventModes.some((one) => one === value),
  prefecture: (value) => /^(?:[1-9]|[1-3]\d|4[0-7])$/.test(value),
  organiser: (value) => /^\P{C}{1,120}$/u.test(value),
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
  const asked = conditions.filter((part) => filter[part] !== '')
  return all.filter((one) => asked.every((part) => fits[part](one, filter[part], now)))
}

const fits: Record<Condition, (one: Listed, value: string, now: Temporal.Instant) => boolean> = {
  month: ({ event }, value) => monthOf(event) === value,
  time: ({ event }, value, now) => (phaseOf(event, now) === 'over') === (value === 'past'),
  kind: ({ event }, value) => event.kind === value,
  mode: ({ event }, value) => event.mode === value,
  prefecture: ({ event }, value) => event.prefecture === Number(value),
  organiser: ({ organisers }, value) => organisers.some((one) => organiserKey(one) === value),
  places: ({ event, pools }, _, now) => pools.some((pool) => hasPlace(event, pool, now)),
}

function hasPlace(event: CampaignEvent, pool: Listed['pools'][number], now: Temporal.Instant) {
  const { opening, entry, left } = seatsOf(event, pool, now)
  return opening === 'open' && entry !== 'invitation' && left > 0
}

/** What names an organiser in an address: its code in the edition, else its name. */
export function organiserKey({ body, name }: Pick<Organiser, 'body' | 'name'>): string {
  return body || ('ja' in name ? name.ja : '')
}

/** The month of an event in Tokyo, YYYY-MM; empty while nothing is announced. */
export function monthOf(event: Pick<CampaignEvent, 'starts_at' | 'month'>): string {
  const day = event.starts_at ? dayOf(event.starts_at) : event.month
  return day?.toString().slice(0, 7) ?? ''
}
