const hour = 3_600_000
const day = 24 * hour
// Tokyo keeps no summer time, so its clock is UTC and nine hours (JST).
const tokyo = 9 * hour
const opens = 9 * hour
const closes = 17 * hour

/**
 * Hours between two instants in which an office works: Monday to Friday, 9 to 17 o'clock in Tokyo.
 * Public holidays count as working days, since the edition does not know them. 0 when `to` is not later.
 */
export function workingHours(from: Temporal.Instant, to: Temporal.Instant): number {
  const span = worked(to.epochMilliseconds + tokyo) - worked(from.epochMilliseconds + tokyo)
  return Math.max(0, span) / hour
}

/** Working milliseconds since Monday, 29 December 1969, by the clock on the wall. */
function worked(local: number): number {
  // 1 January 1970 was a Thursday
  const days = Math.floor(local / day) + 3
  const weekday = ((days % 7) + 7) % 7
  const before = Math.floor(days / 7) * 5 + Math.min(weekday, 5)
  const time = local - Math.floor(local / day) * day
  const today = weekday < 5 ? Math.min(Math.max(time - opens, 0), closes - opens) : 0
  return before * (closes - opens) + today
}

/** The value below which a share of the values lies (nearest rank); undefined for no values. */
export function percentile(values: number[], share: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}
