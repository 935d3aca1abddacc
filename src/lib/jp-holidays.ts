/**
 * National holidays of Japan (国民の祝日に関する法律, 昭和23年法律第178号) for 2016 to 2050, computed.
 * The equinoxes follow the astronomers' formula; the cabinet announces them a year before. 2019 had
 * the days of the enthronement, 2020 and 2021 moved three holidays for the Olympic Games.
 */
export function nationalHolidays(year: number): Temporal.PlainDate[] {
  const known = remembered.get(year)
  if (known) return known
  const own = [...fixedDays(year), ...movableDays(year), ...singleDays(year)].toSorted(
    Temporal.PlainDate.compare,
  )
  const days = withSubstitutes(withDaysBetween(own))
  remembered.set(year, days)
  return days
}

/** Days on which public offices are closed besides weekends, in the years from one day to another. */
export function officeHolidays(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = []
  for (let year = from.year; year <= to.year; year++)
    days.push(...nationalHolidays(year), ...newYear.map(([month, day]) => date(year, month, day)))
  return days
}

const remembered = new Map<number, Temporal.PlainDate[]>()

// 行政機関の休日に関する法律 第1条: 29 December to 3 January
const newYear = [
  [1, 2],
  [1, 3],
  [12, 29],
  [12, 30],
  [12, 31],
] as const

function date(year: number, month: number, day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month, day })
}

function fixedDays(year: number): Temporal.PlainDate[] {
  const emperor = year >= 2020 ? [date(year, 2, 23)] : year <= 2018 ? [date(year, 12, 23)] : []
  const elapsed = year - 1980
  const leaps = Math.floor(elapsed / 4)
  return [
    date(year, 1, 1),
    date(year, 2, 11),
    date(year, 4, 29),
    date(year, 5, 3),
    date(year, 5, 4),
    date(year, 5, 5),
    date(year, 11, 3),
    date(year, 11, 23),
    ...emperor,
    date(year, 3, Math.floor(20.8431 + 0.242194 * elapsed - leaps)),
    date(year, 9, Math.floor(23.2488 + 0.242194 * elapsed - leaps)),
  ]
}

function movableDays(year: number): Temporal.PlainDate[] {
  const always = [monday(year, 1, 2), monday(year, 9, 3)]
  if (year === 2020) return [...always, date(2020, 7, 23), date(2020, 7, 24), date(2020, 8, 10)]
  if (year === 2021) return [...always, date(2021, 7, 22), date(2021, 7, 23), date(2021, 8, 8)]
  return [...always, monday(year, 7, 3), date(year, 8, 11), monday(year, 10, 2)]
}

function singleDays(year: number): Temporal.PlainDate[] {
  return year === 2019 ? [date(2019, 5, 1), date(2019, 10, 22)] : []
}

function monday(year: number, month: number, which: number): Temporal.PlainDate {
  const first = date(year, month, 1)
  return first.add({ days: ((8 - first.dayOfWeek) % 7) + (which - 1) * 7 })
}

/** Article 3 (3): a day between two holidays is one. */
function withDaysBetween(days: Temporal.PlainDate[]): Temporal.PlainDate[] {
  const between = days
    .filter((day) => has(days, day.add({ days: 2 })) && !has(days, day.add({ days: 1 })))
    .map((day) => day.add({ days: 1 }))
    .filter((day) => day.dayOfWeek !== 7)
  return [...days, ...between]
}

/** Article 3 (2): after a holiday on a Sunday the next day that is none is free. */
function withSubstitutes(days: Temporal.PlainDate[]): Temporal.PlainDate[] {
  const all = [...days]
  for (const sunday of days.filter((day) => day.dayOfWeek === 7)) {
    let next = sunday.add({ days: 1 })
    while (has(all, next)) next = next.add({ days: 1 })
    all.push(next)
  }
  return all.toSorted(Temporal.PlainDate.compare)
}

function has(days: Temporal.PlainDate[], day: Temporal.PlainDate): boolean {
  return days.some((other) => other.equals(day))
}
