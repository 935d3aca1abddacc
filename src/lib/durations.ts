import type { Lang } from './languages.ts'

const zone = 'Asia/Tokyo'

export type EnteredDuration =
  | { ok: true; duration: Temporal.Duration }
  | { ok: false; reason: 'format' | 'negative' }

/** Reads an ISO 8601 duration (`P21D`, `PT2H30M`). It may not be negative. */
export function parseDuration(text: string): EnteredDuration {
  try {
    const duration = Temporal.Duration.from(text.trim())
    return duration.sign < 0 ? { ok: false, reason: 'negative' } : { ok: true, duration }
  } catch {
    return { ok: false, reason: 'format' }
  }
}

/** The instant a duration later (before, if negative), days and months counted by Tokyo's calendar. */
export function after(instant: Temporal.Instant, duration: Temporal.Duration): Temporal.Instant {
  return instant.toZonedDateTimeISO(zone).add(duration).toInstant()
}

const units = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const

const unitWords: Record<Exclude<Lang, 'en'>, readonly string[]> = {
  ja: ['年', 'か月', '週間', '日', '時間', '分', '秒'],
  'zh-Hans': ['年', '个月', '周', '天', '小时', '分钟', '秒'],
  ko: ['년', '개월', '주', '일', '시간', '분', '초'],
}

/** A duration in words, as given and not rebalanced: `2時間30分`, `2 hours 30 minutes`. */
export function formatDuration(duration: Temporal.Duration, lang: Lang): string {
  const told = units.flatMap((unit, index) => {
    const count = duration[unit]
    if (count === 0) return []
    if (lang === 'en') return [`${count} ${count === 1 ? unit.slice(0, -1) : unit}`]
    return [`${count}${unitWords[lang][index] ?? ''}`]
  })
  if (told.length === 0) return lang === 'en' ? '0 minutes' : `0${unitWords[lang][5] ?? ''}`
  return told.join(lang === 'en' || lang === 'ko' ? ' ' : '')
}

/**
 * Whether offices work on a day: Monday to Friday and none of `holidays`. For a public office these
 * are the national holidays and 29 December to 3 January (行政機関の休日に関する法律 第1条).
 */
export function isWorkingDay(
  day: Temporal.PlainDate,
  holidays: Iterable<Temporal.PlainDate>,
): boolean {
  return isOpen(day, namesOf(holidays))
}

/**
 * The day `count` working days after `day`, which itself is not counted (民法 第140条); before it, if
 * `count` is negative. With 0 the day itself, or the next working day if it is none.
 */
export function addWorkingDays(
  day: Temporal.PlainDate,
  count: number,
  holidays: Iterable<Temporal.PlainDate>,
): Temporal.PlainDate {
  if (!Number.isInteger(count)) throw new RangeError(`Not a number of days: ${count}`)
  const closed = namesOf(holidays)
  const step = { days: count < 0 ? -1 : 1 }
  let reached = day
  if (count === 0) while (!isOpen(reached, closed)) reached = reached.add(step)
  for (let left = Math.abs(count); left > 0;) {
    reached = reached.add(step)
    if (isOpen(reached, closed)) left -= 1
  }
  return reached
}

/** Working days after `from` up to and including `to`: the age of a case. 0 if `to` is not later. */
export function workingDaysBetween(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  holidays: Iterable<Temporal.PlainDate>,
): number {
  const closed = namesOf(holidays)
  let count = 0
  for (let day = from; Temporal.PlainDate.compare(day, to) < 0;) {
    day = day.add({ days: 1 })
    if (isOpen(day, closed)) count += 1
  }
  return count
}

// Two PlainDate objects of one day are not one member of a Set; their names are.
function namesOf(days: Iterable<Temporal.PlainDate>): Set<string> {
  return new Set(Array.from(days, (day) => day.toString()))
}

function isOpen(day: Temporal.PlainDate, closed: Set<string>): boolean {
  return day.dayOfWeek <= 5 && !closed.has(day.toString())
}
