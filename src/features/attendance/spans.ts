/** A stretch of presence: from the first sign of life to the last. */
export type Span = { beganAt: Temporal.Instant; seenAt: Temporal.Instant }

/** How long after the last beacon somebody still counts as there; beacons come every 30 seconds. */
export const patienceSeconds = 75

/** Whether a sign of life now prolongs a stretch or begins a new one. */
export function goesOn(
  span: Pick<Span, 'seenAt'>,
  now: Temporal.Instant,
  patience = patienceSeconds,
): boolean {
  return now.since(span.seenAt).total('seconds') <= patience
}

/**
 * Seconds that a person was there, whole: overlapping devices count once, and nothing outside the
 * event's own time counts (waiting rooms are no attendance).
 */
export function attendedSeconds(spans: readonly Span[], event: Span): number {
  const clipped = spans
    .map(({ beganAt, seenAt }) => ({
      from: Math.max(seconds(beganAt), seconds(event.beganAt)),
      to: Math.min(seconds(seenAt), seconds(event.seenAt)),
    }))
    .filter(({ from, to }) => to > from)
    .toSorted((a, b) => a.from - b.from)
  let total = 0
  let until = -Infinity
  for (const { from, to } of clipped) {
    total += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return Math.floor(total)
}

const seconds = (instant: Temporal.Instant) => instant.epochMilliseconds / 1000

/** Whether a person earned the certificate: marked as there, or long enough in front of it. */
export function earnsCertificate(about: {
  attendance: 'unknown' | 'came' | 'absent'
  attendedSeconds: number
  certificateMinutes: number | null
}): boolean {
  if (about.attendance === 'came') return true
  if (about.attendance === 'absent' || about.certificateMinutes === null) return false
  return about.attendedSeconds >= about.certificateMinutes * 60
}
