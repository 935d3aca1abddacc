import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  formatDay,
  formatDayRange,
  formatDayWithYear,
  formatDaysLeft,
  formatEraDay,
  formatInstant,
  formatInstantRange,
  formatMonth,
  formatTime,
  formatTimeRange,
} from './jp-date.ts'
import { type Lang, languages } from './languages.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)
const time = (text: string) => Temporal.PlainTime.from(text)
const instant = (text: string) => Temporal.Instant.from(text)
const inAll = (format: (lang: Lang) => string) => languages.map(format)
const seminar = day('2020-11-04')

test('a day carries its weekday in every language', () => {
  assert.deepEqual(
    inAll((lang) => formatDay(seminar, lang)),
    ['11月4日(水)', '4 November (Wed)', '11月4日(周三)', '11월 4일(수)'],
  )
  assert.deepEqual(
    inAll((lang) => formatDayWithYear(seminar, lang)),
    ['2020年11月4日(水)', '4 November 2020 (Wed)', '2020年11月4日(周三)', '2020년 11월 4일(수)'],
  )
})

test('the weekdays are those of the press release', () => {
  const days = ['2020-11-02', '2020-11-11', '2020-11-30', '2020-11-01']
  assert.deepEqual(
    days.map((iso) => formatDay(day(iso), 'ja')),
    ['11月2日(月)', '11月11日(水)', '11月30日(月)', '11月1日(日)'],
  )
})

test('a day is counted in its era', () => {
  assert.equal(formatEraDay(seminar), '令和2年11月4日')
  assert.equal(formatEraDay(day('2019-05-01')), '令和元年5月1日')
  assert.equal(formatEraDay(day('1850-01-02')), '1850年1月2日')
})

test('a month has its year', () => {
  const month = Temporal.PlainYearMonth.from('2020-11')
  assert.deepEqual(
    inAll((lang) => formatMonth(month, lang)),
    ['2020年11月', 'November 2020', '2020年11月', '2020년 11월'],
  )
})

test("a time outside Japanese says that it is Japan's", () => {
  assert.deepEqual(
    inAll((lang) => formatTime(time('09:05:59'), lang)),
    ['09:05', '09:05 JST', '09:05（日本时间）', '09:05(일본 시간)'],
  )
  assert.deepEqual(
    inAll((lang) => formatTimeRange(time('13:00'), time('16:00'), lang)),
    ['13:00〜16:00', '13:00–16:00 JST', '13:00–16:00（日本时间）', '13:00~16:00(일본 시간)'],
  )
})

test('days of one month say month and year once', () => {
  assert.deepEqual(
    inAll((lang) => formatDayRange(day('2020-11-01'), day('2020-11-30'), lang)),
    [
      '2020年11月1日(日)〜30日(月)',
      '1 (Sun) – 30 November 2020 (Mon)',
      '2020年11月1日(周日)–30日(周一)',
      '2020년 11월 1일(일)~30일(월)',
    ],
  )
})

test('days of two months or years say what differs', () => {
  assert.deepEqual(
    inAll((lang) => formatDayRange(seminar, day('2020-12-05'), lang)),
    [
      '2020年11月4日(水)〜12月5日(土)',
      '4 November (Wed) – 5 December 2020 (Sat)',
      '2020年11月4日(周三)–12月5日(周六)',
      '2020년 11월 4일(수)~12월 5일(토)',
    ],
  )
  assert.equal(
    formatDayRange(day('2020-12-28'), day('2021-01-05'), 'ja'),
    '2020年12月28日(月)〜2021年1月5日(火)',
  )
  assert.equal(
    formatDayRange(day('2020-12-28'), day('2021-01-05'), 'en', { withYear: false }),
    '28 December 2020 (Mon) – 5 January 2021 (Tue)',
  )
  assert.equal(
    formatDayRange(seminar, day('2021-11-05'), 'en'),
    '4 November 2020 (Wed) – 5 November 2021 (Fri)',
  )
})

test('a range of one day is that day, and the year can be left out', () => {
  assert.equal(formatDayRange(seminar, seminar, 'ja'), '2020年11月4日(水)')
  assert.equal(
    formatDayRange(seminar, day('2020-11-05'), 'ja', { withYear: false }),
    '11月4日(水)〜5日(木)',
  )
})

test('instants are told by the clocks of Tokyo', () => {
  assert.equal(formatInstant(instant('2020-11-03T15:30:00Z'), 'ja'), '2020年11月4日(水) 00:30')
  assert.equal(
    formatInstantRange(instant('2020-11-04T04:00:00Z'), instant('2020-11-04T07:00:00Z'), 'ja'),
    '11月4日(水) 13:00〜16:00',
  )
  assert.equal(
    formatInstantRange(instant('2020-11-04T04:00:00Z'), instant('2020-11-04T07:00:00Z'), 'en', {
      withYear: true,
    }),
    '4 November 2020 (Wed) 13:00–16:00 JST',
  )
})

test('what lasts beyond midnight tells both days', () => {
  const [from, to] = [instant('2020-12-31T14:00:00Z'), instant('2020-12-31T16:00:00Z')]
  assert.equal(
    formatInstantRange(from, to, 'ja'),
    '2020年12月31日(木) 23:00〜2021年1月1日(金) 01:00',
  )
  assert.equal(
    formatInstantRange(from, to, 'en'),
    '31 December 2020 (Thu) 23:00 – 1 January 2021 (Fri) 01:00 JST',
  )
})

test('days are counted down and up again', () => {
  const today = day('2020-11-01')
  assert.deepEqual(
    inAll((lang) => formatDaysLeft(today, seminar, lang)),
    ['あと3日', '3 days left', '还有3天', '3일 남음'],
  )
  assert.deepEqual(
    inAll((lang) => formatDaysLeft(seminar, seminar, lang)),
    ['今日', 'today', '今天', '오늘'],
  )
  assert.deepEqual(
    inAll((lang) => formatDaysLeft(seminar, today, lang)),
    ['3日前', '3 days ago', '3天前', '3일 전'],
  )
  assert.equal(formatDaysLeft(today, day('2020-11-02'), 'en'), '1 day left')
  assert.equal(formatDaysLeft(today, day('2021-01-01'), 'ja'), 'あと61日')
})
