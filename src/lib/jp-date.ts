import { dateWords } from './jp-date-words.ts'
import { eraYear } from './jp-era.ts'
import type { Lang } from './languages.ts'

// Dates and times of the campaign in each language. Instants are shown as clocks in Tokyo tell them.

const zone = 'Asia/Tokyo'

/** A day without its year: `11月4日(水)`, `4 November (Wed)`. */
export function formatDay(date: Temporal.PlainDate, lang: Lang): string {
  return parts(date, lang, { month: true, year: false })
}

/** A day with its year: `2020年11月4日(水)`, `4 November 2020 (Wed)`. */
export function formatDayWithYear(date: Temporal.PlainDate, lang: Lang): string {
  return parts(date, lang, { month: true, year: true })
}

/** A day as Japanese documents count it: `令和2年11月4日`. Before Meiji with the Western year. */
export function formatEraDay(date: Temporal.PlainDate): string {
  return `${eraYear(date) ?? `${date.year}年`}${date.month}月${date.day}日`
}

/** A month with its year: `2020年11月`, `November 2020`. */
export function formatMonth(month: Temporal.PlainYearMonth, lang: Lang): string {
  const words = dateWords[lang]
  const named = [words.year(month.year), words.month(month.month)]
  return (words.dayFirst ? named.reverse() : named).join(words.gap)
}

/**
 * From a day to another, what they share said once: `2020年11月1日(日)〜30日(月)`,
 * `1 (Sun) – 30 November 2020 (Mon)`. `withYear: false` leaves the year out where it is one.
 */
export function formatDayRange(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  lang: Lang,
  { withYear = true }: { withYear?: boolean } = {},
): string {
  const sameYear = from.year === to.year
  const sameMonth = sameYear && from.month === to.month
  const full = { month: true, year: withYear || !sameYear }
  if (from.equals(to)) return parts(from, lang, full)
  const short = { month: !sameMonth, year: !sameYear }
  const { dayFirst, dash } = dateWords[lang]
  // The language that says the year last shortens the first day, the others the second.
  if (dayFirst) return `${parts(from, lang, short)} ${dash} ${parts(to, lang, full)}`
  return `${parts(from, lang, full)}${dash}${parts(to, lang, short)}`
}

/** A time of day: `13:00`, in other languages than Japanese told to be Japan's. */
export function formatTime(time: Temporal.PlainTime, lang: Lang): string {
  return dateWords[lang].clock(bareTime(time))
}

/** `13:00〜16:00`, `13:00–16:00 JST`. */
export function formatTimeRange(
  from: Temporal.PlainTime,
  to: Temporal.PlainTime,
  lang: Lang,
): string {
  const { clock, dash } = dateWords[lang]
  return clock(`${bareTime(from)}${dash}${bareTime(to)}`)
}

/** An instant as day, year and time in Tokyo: `2020年11月4日(水) 13:00`. */
export function formatInstant(instant: Temporal.Instant, lang: Lang): string {
  const there = instant.toZonedDateTimeISO(zone)
  return `${formatDayWithYear(there.toPlainDate(), lang)} ${formatTime(there.toPlainTime(), lang)}`
}

/**
 * From an instant to another in Tokyo: `11月4日(水) 13:00〜16:00`; beyond midnight both days are told.
 * `withYear` adds the year.
 */
export function formatInstantRange(
  from: Temporal.Instant,
  to: Temporal.Instant,
  lang: Lang,
  { withYear = false }: { withYear?: boolean } = {},
): string {
  const [start, end] = [from.toZonedDateTimeISO(zone), to.toZonedDateTimeISO(zone)]
  const [first, last] = [start.toPlainDate(), end.toPlainDate()]
  const year = withYear || first.year !== last.year
  const tell = (date: Temporal.PlainDate) => parts(date, lang, { month: true, year })
  const [opens, closes] = [start.toPlainTime(), end.toPlainTime()]
  if (first.equals(last)) return `${tell(first)} ${formatTimeRange(opens, closes, lang)}`
  const { clock, dash, dayFirst } = dateWords[lang]
  const join = dayFirst ? ` ${dash} ` : dash
  return clock(`${tell(first)} ${bareTime(opens)}${join}${tell(last)} ${bareTime(closes)}`)
}

/** How far a day is from today: `あと3日`, `今日`, `3日前`. */
export function formatDaysLeft(
  today: Temporal.PlainDate,
  date: Temporal.PlainDate,
  lang: Lang,
): string {
  return dateWords[lang].days(today.until(date, { largestUnit: 'days' }).days)
}

function bareTime(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute', roundingMode: 'trunc' })
}

function parts(
  date: Temporal.PlainDate,
  lang: Lang,
  show: { month: boolean; year: boolean },
): string {
  const words = dateWords[lang]
  const named = [words.day(date.day)]
  if (show.month) named.push(words.month(date.month))
  if (show.year) named.push(words.year(date.year))
  const ordered = words.dayFirst ? named : named.reverse()
  return ordered.join(words.gap) + words.weekday(date.dayOfWeek - 1)
}
