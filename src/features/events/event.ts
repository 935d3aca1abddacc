import type { Selectable } from 'kysely'
import type {
  EventMaterialRow,
  EventOrganiserRow,
  EventRow,
  PoolRow,
  ProgrammeItemRow,
} from '../../db/tables-events.ts'
import { type Lang, type Localized, pick } from '../../lib/languages.ts'
import { openingOf, type Opening } from '../applications/pool.ts'

/** One date of a seminar, a ceremony, a meeting: what people see and apply for. */
export type CampaignEvent = Selectable<EventRow>
export type EventPool = Selectable<PoolRow>
export type Organiser = Selectable<EventOrganiserRow>
export type Material = Selectable<EventMaterialRow>
export type ProgrammeItem = Selectable<ProgrammeItemRow>

/** Where an event stands for somebody who looks at it now. */
export type Phase = 'announced' | 'upcoming' | 'running' | 'over' | 'postponed' | 'cancelled'

/** The phase by the clock and by what the organisers said; announced means without an exact date. */
export function phaseOf(
  event: Pick<CampaignEvent, 'state' | 'precision' | 'starts_at' | 'ends_at'>,
  now: Temporal.Instant,
): Phase {
  if (event.state === 'cancelled' || event.state === 'postponed') return event.state
  const { starts_at: start, ends_at: end } = event
  if (!start || !end) return 'announced'
  if (Temporal.Instant.compare(now, end) >= 0) return 'over'
  return Temporal.Instant.compare(now, start) >= 0 ? 'running' : 'upcoming'
}

/** The recording that can be watched now, and by whom; it opens when the event is over. */
export function archiveOf(
  event: Pick<CampaignEvent, 'ends_at' | 'archive_for' | 'archive_url' | 'archive_until'>,
  now: Temporal.Instant,
): { for: 'all' | 'applicants'; url: string } | undefined {
  const { ends_at: end, archive_for: whom, archive_url: url, archive_until: until } = event
  if (whom === 'none' || url === '' || !end) return undefined
  if (Temporal.Instant.compare(now, end) < 0) return undefined
  if (until && Temporal.Instant.compare(now, until) >= 0) return undefined
  return { for: whom, url }
}

/** What a reader can do about a pool now. */
export type Seats = {
  opening: Opening
  entry: EventPool['entry']
  /** Places left; 0 means the waiting list, or nothing where there is none. */
  left: number
  waiting: number
  waitingList: boolean
}

/** Places left of a pool. While somebody waits none is left for a passer-by. */
export function seatsOf(event: CampaignEvent, pool: EventPool, now: Temporal.Instant): Seats {
  const eventOpen = event.state === 'published' && event.source === 'own'
  const over = event.ends_at !== null && Temporal.Instant.compare(now, event.ends_at) >= 0
  const opening = openingOf(
    {
      opensAt: pool.opens_at,
      closesAt: pool.closes_at,
      closedAt: pool.closed_at,
      eventOpen: eventOpen && !over,
    },
    now,
  )
  const left = pool.waiting > 0 ? 0 : Math.max(0, pool.accepted_limit - pool.taken)
  return { opening, entry: pool.entry, left, waiting: pool.waiting, waitingList: pool.waiting_list }
}

/** States that everybody may see: a cancelled event stays, so that nobody travels in vain. */
export const publicStates = ['published', 'postponed', 'cancelled'] as const

/** A text of an event in a language, or in Japanese, or nothing when there is none. */
export function textOf(
  text: Localized | Record<string, never>,
  lang: Lang,
): { text: string; lang: Lang } {
  return 'ja' in text ? pick(text as Localized, lang) : { text: '', lang }
}
