import { startOfDay } from '../../src/clock.ts'

const hour = 3_600_000
const day = 24 * hour

/**
 * How many register at a moment of the time that a campaign is open: more on working days, a rush
 * in the days before the month begins, most of them in office hours.
 */
export type Rush = {
  /** The moment (epoch milliseconds) by which a share of all have registered; rises with it. */
  momentOf(share: number): number
}

/** Public holidays of Japan between October 2020 and January 2021 (Act on National Holidays). */
const holidays = new Set(['2020-11-03', '2020-11-23', '2021-01-01', '2021-01-11'])

/** The rush of the edition between two moments. */
export function planRush(from: Temporal.Instant, until: Temporal.Instant): Rush {
  const opening = Temporal.PlainDate.from('2020-11-01')
  const begins: number[] = []
  const ends: number[] = []
  let sum = 0
  let date = from.toZonedDateTimeISO('Asia/Tokyo').toPlainDate()
  for (
    ;
    startOfDay(date).epochMilliseconds < until.epochMilliseconds;
    date = date.add({ days: 1 })
  ) {
    const toOpening = date.until(opening, { largestUnit: 'days' }).days
    const rush = toOpening >= 0 ? 1 + 9 * Math.exp(-toOpening / 3.5) : 2.2
    begins.push(startOfDay(date).epochMilliseconds)
    const length = Math.min(1, (until.epochMilliseconds - startOfDay(date).epochMilliseconds) / day)
    ends.push((sum += rush * length * (isWorkingDay(date) ? 1 : 0.22)))
  }
  return {
    momentOf: (share) => momentOf(share * sum, { begins, ends, until: until.epochMilliseconds }),
  }
}

function momentOf(
  weight: number,
  days: { begins: number[]; ends: number[]; until: number },
): number {
  let low = 0
  let high = days.ends.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days.ends[middle] as number) > weight) high = middle
    else low = middle + 1
  }
  const before = low === 0 ? 0 : (days.ends[low - 1] as number)
  const within = (weight - before) / ((days.ends[low] as number) - before)
  const begin = days.begins[low] as number
  // the last day may be cut off; what registers on it does so before the end
  const length = Math.min(day, days.until - begin)
  return begin + Math.floor(length === day ? timeOfDay(within) : within * length)
}

/** Milliseconds since midnight by which a share of a day's people have registered. */
function timeOfDay(share: number): number {
  if (share < 0.04) return (share / 0.04) * 8 * hour
  if (share < 0.82) return 8 * hour + ((share - 0.04) / 0.78) * 10 * hour
  return 18 * hour + ((share - 0.82) / 0.18) * 6 * hour
}

function isWorkingDay(date: Temporal.PlainDate): boolean {
  return date.dayOfWeek <= 5 && !holidays.has(date.toString())
}

/**
 * When the secretariat decides on what came in at a moment: in office hours, one or two working
 * days later (`patience` from 0 to 1 says which).
 */
export function decisionAfter(submitted: number, patience: number): number {
  let midnight = submitted - ((submitted + 9 * hour) % day)
  let working = patience < 0.55 ? 1 : 2
  while (working > 0) {
    midnight += day
    if (isWorkingMidnight(midnight)) working--
  }
  return midnight + 9.5 * hour + Math.floor(((patience * 7.3) % 1) * 7.5 * hour)
}

const known = new Map<number, boolean>()

function isWorkingMidnight(midnight: number): boolean {
  const answer = known.get(midnight)
  if (answer !== undefined) return answer
  const date = Temporal.Instant.fromEpochMilliseconds(midnight).toZonedDateTimeISO('Asia/Tokyo')
  const working = isWorkingDay(date.toPlainDate())
  known.set(midnight, working)
  return working
}
