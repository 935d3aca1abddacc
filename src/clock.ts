/** The zone in which the campaign and its people live; the database keeps UTC. */
export const zone = 'Asia/Tokyo'

/** A source of time. Everything that asks "now?" is handed one, so tests and staff can move it. */
export type Clock = { now(): Temporal.Instant }

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that stands still at `instant` (ISO 8601), or wherever `set` has put it since. */
export function frozenClock(instant: string): Clock & { set(instant: string): void } {
  let at = Temporal.Instant.from(instant)
  return {
    now: () => at,
    set: (next) => {
      at = Temporal.Instant.from(next)
    },
  }
}

/** The calendar day in Tokyo at an instant. */
export function dayOf(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate()
}

/** The instant at which a day begins in Tokyo. */
export function startOfDay(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime: '00:00' }).toInstant()
}

// Every public page asks; Temporal's calendar is slow beside a comparison of two numbers.
let today = { begins: 0, ends: 0 }

/** When the day in Tokyo ends that the instant is in; milliseconds since the epoch. */
export function endOfDay(instant: Temporal.Instant): number {
  const at = instant.epochMilliseconds
  if (at < today.begins || at >= today.ends) {
    const day = dayOf(instant)
    today = {
      begins: startOfDay(day).epochMilliseconds,
      ends: startOfDay(day.add({ days: 1 })).epochMilliseconds,
    }
  }
  return today.ends
}
