import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addWorkingDays,
  after,
  formatDuration,
  isWorkingDay,
  parseDuration,
  workingDaysBetween,
} from './durations.ts'
import { languages } from './languages.ts'

const day = (iso: string) => Temporal.PlainDate.from(iso)
const holidays = new Set([day('2020-11-03'), day('2020-11-23')])
const add = (iso: string, count: number) => addWorkingDays(day(iso), count, holidays).toString()

test('weekends and national holidays are no working days', () => {
  assert.equal(isWorkingDay(day('2020-11-02'), holidays), true)
  assert.equal(isWorkingDay(day('2020-11-03'), holidays), false)
  assert.equal(isWorkingDay(day('2020-11-07'), holidays), false)
  assert.equal(isWorkingDay(day('2020-11-08'), holidays), false)
})

test('three working days after Friday 30 October step over weekend and 文化の日', () => {
  assert.equal(add('2020-10-30', 3), '2020-11-05')
  assert.equal(add('2020-11-05', -3), '2020-10-30')
})

test('no working day later is the day itself, or the next one that is worked', () => {
  assert.equal(add('2020-11-02', 0), '2020-11-02')
  assert.equal(add('2020-11-21', 0), '2020-11-24')
})

test('half a working day is a fault of the caller', () => {
  assert.throws(() => add('2020-11-02', 1.5), RangeError)
})

test('the working days between two days are those that were added', () => {
  const days = fc.integer({ min: 0, max: 40 })
  fc.assert(
    fc.property(days, days, (offset, count) => {
      const from = day('2020-10-25').add({ days: offset })
      fc.pre(count > 0)
      const to = addWorkingDays(from, count, holidays)
      assert.equal(workingDaysBetween(from, to, holidays), count)
      assert.ok(isWorkingDay(to, holidays))
    }),
  )
  assert.equal(workingDaysBetween(day('2020-11-05'), day('2020-11-02'), holidays), 0)
})

test('a duration is read as ISO 8601 writes it', () => {
  const read = (text: string) => {
    const parsed = parseDuration(text)
    return parsed.ok ? parsed.duration.toString() : parsed.reason
  }
  assert.equal(read(' PT2H30M '), 'PT2H30M')
  assert.equal(read('P21D'), 'P21D')
  assert.equal(read('-P1D'), 'negative')
  for (const text of ['', 'P', '3 days', '21', 'P1.5D']) assert.equal(read(text), 'format', text)
})

test('a duration is told in words', () => {
  const told = (text: string) =>
    languages.map((lang) => formatDuration(Temporal.Duration.from(text), lang))
  assert.deepEqual(told('PT2H30M'), [
    '2時間30分',
    '2 hours 30 minutes',
    '2小时30分钟',
    '2시간 30분',
  ])
  assert.deepEqual(told('P1D'), ['1日', '1 day', '1天', '1일'])
  assert.deepEqual(told('PT0S'), ['0分', '0 minutes', '0分钟', '0분'])
})

test('days and months are counted by the calendar of Tokyo', () => {
  // 31 January in Tokyo, still 30 January in UTC.
  const from = Temporal.Instant.from('2021-01-30T15:00:00Z')
  assert.equal(after(from, Temporal.Duration.from('P1M')).toString(), '2021-02-27T15:00:00Z')
  assert.equal(after(from, Temporal.Duration.from('P21D')).toString(), '2021-02-20T15:00:00Z')
})
