import type { ChartPoint } from '../chart.tsx'
import type { StripDay } from '../month-strip.tsx'

const weekdays = ['日', '月', '火', '水', '木', '金', '土']
const events: Record<number, number> = {
  2: 1,
  4: 2,
  6: 1,
  10: 1,
  11: 3,
  13: 1,
  18: 5,
  19: 2,
  24: 1,
  26: 2,
  30: 1,
}

/** November 2020 as it stood on the morning of `today`. */
export function sampleDays(today: number, withEvents = true): StripDay[] {
  return Array.from({ length: 30 }, (_, at) => {
    const day = at + 1
    const weekday = weekdays[at % 7] ?? ''
    const count = withEvents ? (events[day] ?? 0) : 0
    const ceremony = withEvents && day === 30
    const words = [`11月${day}日(${weekday})`, count > 0 ? `予定${count}件` : '予定なし']
    if (day === today) words.push('今日')
    if (ceremony) words.push('表彰式')
    return {
      day,
      weekday,
      label: words.join('、'),
      href: count > 0 ? `/calendar/2020-11-${String(day).padStart(2, '0')}` : undefined,
      events: count,
      kind: day === today ? 'today' : ceremony ? 'ceremony' : 'plain',
      past: day < today,
    }
  })
}

const counts = [
  42, 31, 28, 35, 22, 19, 8, 11, 26, 24, 31, 18, 16, 7, 9, 23, 21, 29, 26, 15, 5, 6, 9, 20, 22, 19,
  17, 6, 8, 19,
]

/** Registrations per day; the day after `until` has not come yet. */
export function sampleDaily(until = 30): ChartPoint[] {
  return counts.slice(0, until).map((value, at) => ({
    label: `11月${at + 1}日`,
    value,
    text: `${value}件`,
    axis: at % 7 === 0 ? `${at + 1}日` : undefined,
    marked: at + 1 === until,
  }))
}

/** The same as running totals. */
export function sampleTotals(factor: number): ChartPoint[] {
  const daily = sampleDaily()
  return daily.map((point, at) => {
    const total = daily.slice(0, at + 1).reduce((sum, day) => sum + day.value, 0)
    const value = Math.round(total * factor)
    return { ...point, value, text: `${value}件` }
  })
}
