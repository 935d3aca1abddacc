import { zone } from '../../clock.ts'
import { parseJapaneseDate } from '../../lib/jp-date-entry.ts'

/** A day and a time of day as people type them, in Tokyo; undefined for what is neither. */
export function readTime(date: string, time: string): Temporal.Instant | undefined {
  const day = parseJapaneseDate(date)
  const match = /^(\d{1,2}):(\d{2})$/.exec(time.normalize('NFKC').trim())
  if (!day.ok || !match) return undefined
  const [hour, minute] = [Number(match[1]), Number(match[2])]
  if (hour > 23 || minute > 59) return undefined
  return day.date.toZonedDateTime({ timeZone: zone, plainTime: { hour, minute } }).toInstant()
}

/** A time on a known day. */
export function readTimeOn(day: Temporal.PlainDate, time: string): Temporal.Instant | undefined {
  return readTime(day.toString(), time)
}

/** A time of day as a form shows it. */
export function typedTime(at: Temporal.Instant): string {
  const clock = at.toZonedDateTimeISO(zone).toPlainTime()
  return clock.toString({ smallestUnit: 'minute' })
}
