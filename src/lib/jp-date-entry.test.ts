import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseJapaneseDate } from './jp-date-entry.ts'
import { formatDay, formatDayWithYear, formatEraDay } from './jp-date.ts'

const read = (text: string, year?: number) => {
  const parsed = parseJapaneseDate(text, year === undefined ? {} : { year })
  return parsed.ok ? parsed.date.toString() : parsed.reason
}

test('a date is read in every way people type it', () => {
  for (const typed of [
    '2020-11-04',
    '2020/11/4',
    '2020.11.4',
    '20201104',
    '2020年11月4日',
    '２０２０年１１月４日（水）',
    '2020年 11月 4日 水曜日',
    '令和2年11月4日',
    '令和２年１１月４日(水)',
    'R2.11.4',
    'r2/11/04',
    'Ｒ２．１１．４',
    '2020ー11ー4',
    ' 2020-11-04\n',
  ]) {
    assert.equal(read(typed), '2020-11-04', typed)
  }
  assert.equal(read('令和元年5月1日'), '2019-05-01')
  assert.equal(read('㋿元年5月1日'), '2019-05-01')
  assert.equal(read('昭和64年1月7日'), '1989-01-07')
})

test('a date without a year takes the one it is given', () => {
  assert.equal(read('11月4日(水)', 2020), '2020-11-04')
  assert.equal(read('11/4', 2020), '2020-11-04')
  assert.equal(read('11月4日'), 'year-missing')
})

test('a day that is in no calendar is refused', () => {
  for (const typed of [
    '2020-02-30',
    '2021年2月29日',
    '2020/13/1',
    '2020-00-10',
    '2020-11-31',
    '20201131',
  ]) {
    assert.equal(read(typed), 'impossible', typed)
  }
})

test('an era outside its years is refused', () => {
  assert.equal(read('平成31年5月1日'), 'era')
  assert.equal(read('令和元年4月30日'), 'era')
  assert.equal(read('令和0年5月1日'), 'era')
})

test("a weekday that is not the day's is refused", () => {
  assert.equal(read('2020年11月4日(木)'), 'weekday')
  assert.equal(read('11月4日(水)', 2021), 'weekday')
})

test('what is no date is refused', () => {
  assert.equal(read('　'), 'empty')
  for (const typed of [
    '11月上旬',
    '2020年11月',
    '4 November 2020',
    '2020-11-04T10:00',
    '11月4日〜5日',
    '慶応3年1月1日',
  ]) {
    assert.equal(read(typed, 2020), 'format', typed)
  }
})

test('every day that is written in Japanese is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), (days) => {
      const date = Temporal.PlainDate.from('1900-01-01').add({ days })
      for (const text of [formatDayWithYear(date, 'ja'), formatEraDay(date), date.toString()]) {
        assert.equal(read(text), date.toString())
      }
      assert.equal(read(formatDay(date, 'ja'), date.year), date.toString())
    }),
  )
})
