import { watchesOnline } from '../applications/own.ts'
import type { Whole } from '../applications/queries.ts'
import { archiveOf, type CampaignEvent } from '../events/event.ts'

/** Where the day of an event stands for somebody who takes part by the stream or a meeting's link. */
export type Moment = 'undated' | 'before' | 'waiting' | 'live' | 'ended'

/** Why somebody has no way in. */
export type WhyNot =
  | 'unproven'
  | 'requested'
  | 'waiting'
  | 'offered'
  | 'gone'
  | 'cancelled'
  | 'postponed'
  | 'venue'
  | 'over'
  | 'nothing'

/** The waiting room opens so long before the start. */
const waitingRoom = { minutes: 30 }
/** Events overrun: the way in stays open so long after the announced end. */
const overrun = { minutes: 30 }

type Dated = Pick<CampaignEvent, 'precision' | 'starts_at' | 'ends_at'>

/** The moment of the day, and when the next one comes. */
export function momentOf(
  { precision, starts_at: start, ends_at: end }: Dated,
  now: Temporal.Instant,
): { moment: Moment; until?: Temporal.Instant } {
  if (precision !== 'exact' || !start || !end) return { moment: 'undated' }
  const edges = [
    { moment: 'before', until: start.subtract(waitingRoom) },
    { moment: 'waiting', until: start },
    { moment: 'live', until: end },
  ] as const
  const next = edges.find(({ until }) => Temporal.Instant.compare(now, until) < 0)
  return next ?? { moment: 'ended' }
}

/** Whether signs of life are taken: from the waiting room until the event has surely ended. */
export function isOpen(event: Dated, now: Temporal.Instant): boolean {
  const { moment } = momentOf(event, now)
  if (moment === 'waiting' || moment === 'live') return true
  const { ends_at: end } = event
  return moment === 'ended' && end !== null && Temporal.Instant.compare(now, end.add(overrun)) < 0
}

/** Why somebody without a place sees nothing that is for those with one; undefined when they have one. */
export function closedTo({ application }: Pick<Whole, 'application'>): WhyNot | undefined {
  const { state } = application
  if (state === 'confirmed') return undefined
  if (state === 'held') return 'unproven'
  return state === 'requested' || state === 'waiting' || state === 'offered' ? state : 'gone'
}

/** Why this person cannot take part online, or undefined when they can. */
export function whyNot(whole: Whole, now: Temporal.Instant): WhyNot | undefined {
  const { event } = whole
  const closed = closedTo(whole)
  if (closed) return closed
  if (event.state === 'cancelled' || event.state === 'postponed') return event.state
  if (event.state !== 'published') return 'nothing'
  // the recording is for everybody with a place, wherever that was
  if (watchesOnline(whole) || archiveOf(event, now)) return undefined
  if (momentOf(event, now).moment === 'ended') return 'over'
  return whole.pool.channel === 'venue' ? 'venue' : 'nothing'
}
