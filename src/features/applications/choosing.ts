import type { Db } from '../../db/database.ts'
import { type CampaignEvent, type EventPool, seatsOf } from '../events/event.ts'
import { listPublicEvents, poolsOf } from '../events/queries.ts'

/** What a visitor can get of a pool now. */
export type Chance =
  | 'free'
  | 'waiting-list'
  | 'approval'
  | 'not-yet'
  | 'closed'
  | 'full'
  | 'by-invitation'

/** A pool that people see on the form, with its event. */
export type Offering = {
  event: CampaignEvent
  pool: EventPool
  chance: Chance
  left: number
  waiting: number
}

/** Guests are invited and slots are booked with a consultation; these three people apply for. */
const ownChannels: readonly EventPool['channel'][] = ['venue', 'stream', 'press']

/** What a pool offers to a passer-by now. */
function offeringOf(event: CampaignEvent, pool: EventPool, now: Temporal.Instant): Offering {
  const seats = seatsOf(event, pool, now)
  const about = { event, pool, left: seats.left, waiting: seats.waiting }
  if (seats.opening !== 'open') return { ...about, chance: seats.opening }
  if (seats.entry === 'invitation') return { ...about, chance: 'by-invitation' }
  if (seats.entry === 'approval') return { ...about, chance: 'approval' }
  if (seats.left > 0) return { ...about, chance: 'free' }
  return { ...about, chance: seats.waitingList ? 'waiting-list' : 'full' }
}

/** Whether sending the form can lead anywhere. */
export function isOpen({ chance }: Pick<Offering, 'chance'>): boolean {
  return chance === 'free' || chance === 'waiting-list' || chance === 'approval'
}

/** What can be applied for with one form: this event's pools, and other dates of its series. */
export type Offer = { own: Offering[]; others: Offering[] }

/** The pools of an event and of the other dates of its series that people apply for themselves. */
export async function offerOf(db: Db, event: CampaignEvent, now: Temporal.Instant): Promise<Offer> {
  const dates = event.series
    ? (await listPublicEvents(db, event.edition_id)).filter(({ series }) => series === event.series)
    : [event]
  const pools = await poolsOf(
    db,
    dates.map(({ id }) => id),
  )
  const offerings = dates.flatMap((date) =>
    pools
      .filter((pool) => pool.event_id === date.id && ownChannels.includes(pool.channel))
      .map((pool) => offeringOf(date, pool, now)),
  )
  return {
    own: offerings.filter((one) => one.event.id === event.id),
    others: offerings.filter((one) => one.event.id !== event.id),
  }
}

/** Whether two dates overlap, so that nobody can be at both. */
export function overlap(
  one: Pick<CampaignEvent, 'id' | 'starts_at' | 'ends_at'>,
  other: Pick<CampaignEvent, 'id' | 'starts_at' | 'ends_at'>,
): boolean {
  if (!one.starts_at || !one.ends_at || !other.starts_at || !other.ends_at) return false
  const before = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0
  return before(one.starts_at, other.ends_at) && before(other.starts_at, one.ends_at)
}

/** Dates among these that overlap with another one of them; venue and stream of one date do not. */
export function clashing(events: readonly CampaignEvent[]): CampaignEvent[] {
  return events.filter((one) => events.some((other) => other.id !== one.id && overlap(one, other)))
}
