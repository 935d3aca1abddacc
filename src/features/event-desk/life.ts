import type { CampaignEvent, EventPool, Organiser } from '../events/event.ts'
import { modes } from './sections.ts'
import { isAfter } from './faults.ts'

const acts = ['publish', 'postpone', 'convert', 'cancel', 'reopen', 'refuse'] as const
export type Act = (typeof acts)[number]
/** Acts that applicants are told of. */
export const toldActs = ['postpone', 'convert', 'cancel', 'reopen'] as const
export type ToldAct = (typeof toldActs)[number]

const from: Record<Act, readonly CampaignEvent['state'][]> = {
  publish: ['draft', 'proposed', 'refused'],
  postpone: ['published', 'postponed'],
  convert: ['published', 'postponed'],
  cancel: ['published', 'postponed'],
  reopen: ['cancelled'],
  refuse: ['proposed'],
}

/** What may be done with an event in its state. */
export function possibleActs({ state }: Pick<CampaignEvent, 'state'>): Act[] {
  return acts.filter((act) => from[act].includes(state))
}

/** What stands between an event and its publication; words: `event-desk.missing.<code>`. */
export type Missing = (typeof missing)[number]
const missing = [
  'lead',
  'date',
  'venue',
  'contact',
  'organisers',
  'places',
  'closing',
  'past',
] as const

/** What a reader would miss, were the event public now. */
export function missingOf(
  event: CampaignEvent,
  parts: { pools: readonly EventPool[]; organisers: readonly Organiser[] },
  now: Temporal.Instant,
): Missing[] {
  const own = event.source === 'own'
  const needsVenue = event.mode === 'venue' || event.mode === 'hybrid'
  const dated = event.precision === 'exact' || event.precision === 'day'
  const faults: Record<Missing, boolean> = {
    lead: !event.lead.ja && !event.body.ja,
    date: dated ? !event.starts_at || !event.ends_at : event.precision === 'month' && !event.month,
    venue: needsVenue && !event.venue.ja,
    contact: own && !event.contact.ja,
    organisers: parts.organisers.length === 0,
    places: own && dated && parts.pools.length === 0,
    closing: parts.pools.some(({ closes_at }) => isAfter(closes_at, event.ends_at)),
    past: event.ends_at !== null && !isAfter(event.ends_at, now),
  }
  return missing.filter((one) => faults[one])
}

/** What an officer says when acting: the new date, the new mode. */
export type Wish = {
  startsAt: Temporal.Instant | null
  endsAt: Temporal.Instant | null
  mode: CampaignEvent['mode']
}

/** The event as it will stand after an act; nothing is written. A new date puts a postponed event up again. */
export function afterAct(event: CampaignEvent, act: ToldAct, wish: Wish): CampaignEvent {
  if (act === 'cancel') return { ...event, state: 'cancelled' }
  if (act === 'reopen') return { ...event, state: event.starts_at ? 'published' : 'postponed' }
  if (act === 'convert') return { ...event, mode: wish.mode }
  const previous_starts_at = event.starts_at ?? event.previous_starts_at
  const { startsAt, endsAt } = wish
  if (!startsAt || !endsAt)
    return {
      ...event,
      state: 'postponed',
      precision: 'unknown',
      starts_at: null,
      ends_at: null,
      previous_starts_at,
    }
  return {
    ...event,
    state: 'published',
    precision: 'exact',
    starts_at: startsAt,
    ends_at: endsAt,
    previous_starts_at,
  }
}

/** By how much times that hang on the start move along; undefined when there is no new start. */
export function shiftOf(event: CampaignEvent, after: CampaignEvent): Temporal.Duration | undefined {
  const start = event.starts_at ?? event.previous_starts_at
  return start && after.starts_at ? start.until(after.starts_at) : undefined
}

/** Why a wish cannot be fulfilled; each at its field. */
export function wishFaults(
  event: CampaignEvent,
  act: ToldAct,
  about: Wish & { open: boolean; now: Temporal.Instant },
): { field: string; reason: string }[] {
  const { startsAt, endsAt, now } = about
  if (act === 'convert')
    return about.mode === event.mode || !modes.includes(about.mode)
      ? [{ field: 'mode', reason: 'same-mode' }]
      : []
  if (act !== 'postpone') return []
  if (about.open) return event.starts_at ? [] : [{ field: 'until', reason: 'open-already' }]
  if (!startsAt) return [{ field: 'starts_at', reason: 'required' }]
  if (!endsAt) return [{ field: 'ends_at', reason: 'required' }]
  if (!isAfter(endsAt, startsAt)) return [{ field: 'ends_at', reason: 'before-start' }]
  if (!isAfter(startsAt, now)) return [{ field: 'starts_at', reason: 'past' }]
  const same = event.starts_at?.equals(startsAt) && event.ends_at?.equals(endsAt)
  return same ? [{ field: 'starts_at', reason: 'same-date' }] : []
}
