import { dayOf } from '../../clock.ts'
import type { CampaignEvent } from './event.ts'

export const eventKinds = ['seminar', 'ceremony', 'meeting', 'exhibition', 'other'] as const
export const eventModes = ['online', 'venue', 'hybrid', 'closed-venue'] as const

/** What a list of events is narrowed to; empty parts narrow nothing. */
export type EventFilter = {
  /** YYYY-MM */
  month: string
  kind: string
  mode: string
  fits(event: CampaignEvent): boolean
}

/** Reads the filter from an address; nonsense narrows nothing. */
export function readEventFilter(query: URLSearchParams): EventFilter {
  const one = (name: string, known: (value: string) => boolean) => {
    const value = query.get(name) ?? ''
    return known(value) ? value : ''
  }
  const month = one('month', (value) => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value))
  const kind = one('kind', (value) => eventKinds.some((known) => known === value))
  const mode = one('mode', (value) => eventModes.some((known) => known === value))
  return {
    month,
    kind,
    mode,
    fits: (event) =>
      (month === '' || monthOf(event) === month) &&
      (kind === '' || event.kind === kind) &&
      (mode === '' || event.mode === mode),
  }
}

/** The month of an event in Tokyo, YYYY-MM; empty while nothing is announced. */
export function monthOf(event: Pick<CampaignEvent, 'starts_at' | 'month'>): string {
  const day = event.starts_at ? dayOf(event.starts_at) : event.month
  return day?.toString().slice(0, 7) ?? ''
}
