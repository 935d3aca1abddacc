import { type Era, eraOf, findEra } from './jp-era.ts'

export type EnteredDate =
  | { ok: true; date: Temporal.PlainDate }
  | {
      ok: false
      /** `era`: the era had not begun or was over; `weekday`: it falls on another weekday. */
      reason: 'empty' | 'format' | 'year-missing' | 'impossible' | 'era' | 'weekday'
    }

const refuse = (reason: Exclude<EnteredDate, { ok: true }>['reason']): EnteredDate => ({
  ok: false,
  reason,
})

const western = String.raw`(?<year>\d{4})`
const counted = String.raw`(?<era>明治|大正|昭和|平成|令和|[mtshr])\.?(?<count>\d{1,2}|元)`
const monthDay = String.raw`(?<month>\d{1,2})(?:月|[-/.])(?<day>\d{1,2})日?`
const weekday = String.raw`(?:\((?<weekday>[月火水木金土日])(?:曜日?)?\)|(?<weekdayName>[月火水木金土日])曜日?)?`

const written = new RegExp(`^(?:(?:${western}|${counted})(?:年|[-/.]))?${monthDay}${weekday}$`, 'i')
const digitsOnly = new RegExp(String.raw`^${western}(?<month>\d{2})(?<day>\d{2})$`)

/**
 * Reads a date as people type it: 2020-11-04, 2020/11/4, 20201104, 2020年11月4日(水), 令和2年11月4日,
 * R2.11.4, in full-width digits, and 11月4日 where a year is given. A day that is in no calendar, an
 * era outside its years and a weekday that is not the day's are refused.
 */
export function parseJapaneseDate(text: string, { year }: { year?: number } = {}): EnteredDate {
  const typed = text
    .normalize('NFKC')
    .replace(/[\s\p{DI}]/gu, '')
    .replace(/[‐‑‒–—−ー]/g, '-')
  if (typed === '') return refuse('empty')
  const groups = (written.exec(typed) ?? digitsOnly.exec(typed))?.groups
  if (!groups) return refuse('format')
  const era = groups['era'] ? findEra(groups['era']) : undefined
  const inYear = era ? yearOf(era, groups['count']) : Number(groups['year'] ?? year)
  if (Number.isNaN(inYear)) return refuse('year-missing')
  const date = dayOf(inYear, Number(groups['month']), Number(groups['day']))
  if (!date) return refuse('impossible')
  if (era && eraOf(date) !== era) return refuse('era')
  const named = groups['weekday'] ?? groups['weekdayName']
  if (named && '月火水木金土日'.indexOf(named) !== date.dayOfWeek - 1) return refuse('weekday')
  return { ok: true, date }
}

function yearOf(era: Era, count = ''): number {
  return era.from.year + (count === '元' ? 1 : Number(count)) - 1
}

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return undefined
  }
}
