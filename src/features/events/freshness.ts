import { endOfDay } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { type CampaignEvent, phaseOf } from './event.ts'

/** Seats are told again after so long; that none is left is told at once (see running.ts). */
const seatsStayTrue = { seconds: 30 }

/**
 * Until when a page about these events stays true: the next start or end, the end of a recording, or a
 * moment of seats. `others` are further ends of what the page shows.
 */
export function keepFresh(
  c: Ctx,
  events: readonly CampaignEvent[],
  others: readonly (Temporal.Instant | null)[] = [],
): void {
  const { now } = c.var
  const edges = [
    ...others,
    ...events.flatMap(({ starts_at: start, ends_at: end, archive_until: until }) => [
      start,
      end,
      until,
    ]),
  ]
  const next = edges
    .filter((edge) => edge !== null)
    .filter((edge) => Temporal.Instant.compare(edge, now) > 0)
  const open = events.some((event) => ['upcoming', 'running'].includes(phaseOf(event, now)))
  const moments = [
    Temporal.Instant.fromEpochMilliseconds(endOfDay(now)),
    ...next,
    ...(open ? [now.add(seatsStayTrue)] : []),
  ]
  c.set('freshUntil', moments.toSorted(Temporal.Instant.compare)[0] as Temporal.Instant)
}
