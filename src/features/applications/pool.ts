/** How places of a pool are given: at once, after somebody has looked, or to the invited only. */
export type Entry = 'first-come' | 'approval' | 'invitation'

/** A pool as it is locked for a batch of changes. */
export type Pool = {
  id: number
  eventId: number
  /** The event's title in Japanese, for the audit. */
  title: string
  channel: 'venue' | 'stream' | 'press' | 'guest' | 'slot'
  publishedCapacity: number | null
  acceptedLimit: number
  streamLimit: number | null
  taken: number
  waiting: number
  entry: Entry
  waitingList: boolean
  opensAt: Temporal.Instant | null
  closesAt: Temporal.Instant | null
  closedAt: Temporal.Instant | null
  holdMinutes: number
  lastNumber: number
  lastWaitingNumber: number
  /** When the event begins, for promotions and offers; null while the date is not announced. */
  startsAt: Temporal.Instant | null
  endsAt: Temporal.Instant | null
  /** Whether people may still apply at all: false for drafts, cancelled and partner events. */
  eventOpen: boolean
}

export type Opening = 'open' | 'not-yet' | 'closed'

/**
 * Whether the public may apply now. The closing instant itself is too late: a deadline of 18:00
 * ends with 17:59:59.999.
 */
export function openingOf(
  pool: Pick<Pool, 'opensAt' | 'closesAt' | 'closedAt' | 'eventOpen'>,
  now: Temporal.Instant,
): Opening {
  if (!pool.eventOpen || pool.closedAt) return 'closed'
  if (pool.opensAt && isBefore(now, pool.opensAt)) return 'not-yet'
  return pool.closesAt && !isBefore(now, pool.closesAt) ? 'closed' : 'open'
}

/** Places that nobody has taken. */
export function freePlaces(pool: Pool): number {
  return pool.acceptedLimit - pool.taken
}

/** Whether freed places still go to the next in line: not after the end, not when it is called off. */
export function isFilling(pool: Pool, now: Temporal.Instant): boolean {
  const over = pool.endsAt !== null && !isBefore(now, pool.endsAt)
  return pool.eventOpen && !over && freePlaces(pool) > 0 && pool.waiting > 0
}

/** How a place that became free goes to the next in line. */
export type Promotion = { kind: 'place' } | { kind: 'offer'; until: Temporal.Instant }

/**
 * Until 24 hours before the start the next in line simply gets the place. Later people may have
 * made other plans: they are asked, with 12 hours to answer, and never less than half an hour
 * before the start. In the last half hour and afterwards a place is given without asking: there is
 * no time left to answer in, and an online seat that stays empty harms nobody.
 */
export function promotionAt(now: Temporal.Instant, startsAt: Temporal.Instant | null): Promotion {
  if (!startsAt || isBefore(now, startsAt.subtract({ hours: 24 }))) return { kind: 'place' }
  const latest = startsAt.subtract({ minutes: 30 })
  if (!isBefore(now, latest)) return { kind: 'place' }
  const until = now.add({ hours: 12 })
  return { kind: 'offer', until: isBefore(until, latest) ? until : latest }
}

export function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}
