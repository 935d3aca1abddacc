import type { Lang } from './languages.ts'

/** How each language writes the parts of a date and joins two of them. */
export type DateWords = {
  year(year: number): string
  month(month: number): string
  /** Day and weekday (0 = Monday); the weekday always stands with the date. */
  day(day: number): string
  weekday(index: number): string
  /** Whether the order is day, month, year. */
  dayFirst: boolean
  /** Between month and day, and between year and month. */
  gap: string
  dash: string
  clock(times: string): string
  days(count: number): string
}

const english =
  'January February March April May June July August September October November December'
const months = english.split(' ')

const one = (letters: string, index: number) => letters[index] ?? ''

export const dateWords: Record<Lang, DateWords> = {
  ja: {
    year: (year) => `${year}年`,
    month: (month) => `${month}月`,
    day: (day) => `${day}日`,
    weekday: (index) => `(${one('月火水木金土日', index)})`,
    dayFirst: false,
    gap: '',
    dash: '〜',
    clock: (times) => times,
    days: (count) => {
      if (count === 0) return '今日'
      return count > 0 ? `あと${count}日` : `${-count}日前`
    },
  },
  en: {
    year: (year) => String(year),
    month: (month) => months[month - 1] ?? '',
    day: (day) => String(day),
    weekday: (index) => ` (${['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][index] ?? ''})`,
    dayFirst: true,
    gap: ' ',
    dash: '–',
    clock: (times) => `${times} JST`,
    days: (count) => {
      if (count === 0) return 'today'
      const plural = Math.abs(count) === 1 ? 'day' : 'days'
      return count > 0 ? `${count} ${plural} left` : `${-count} ${plural} ago`
    },
  },
  'zh-Hans': {
    year: (year) => `${year}年`,
    month: (month) => `${month}月`,
    day: (day) => `${day}日`,
    weekday: (index) => `(周${one('一二三四五六日', index)})`,
    dayFirst: false,
    gap: '',
    dash: '–',
    clock: (times) => `${times}（日本时间）`,
    days: (count) => {
      if (count === 0) return '今天'
      return count > 0 ? `还有${count}天` : `${-count}天前`
    },
  },
  ko: {
    year: (year) => `${year}년`,
    month: (month) => `${month}월`,
    day: (day) => `${day}일`,
    weekday: (index) => `(${one('월화수목금토일', index)})`,
    dayFirst: false,
    gap: ' ',
    dash: '~',
    clock: (times) => `${times}(일본 시간)`,
    days: (count) => {
      if (count === 0) return '오늘'
      return count > 0 ? `${count}일 남음` : `${-count}일 전`
    },
  },
}
