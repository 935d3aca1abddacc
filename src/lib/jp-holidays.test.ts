import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nationalHolidays, officeHolidays } from './jp-holidays.ts'

const days = (year: number) =>
  nationalHolidays(year)
    .map((day) => day.toString().slice(5))
    .join(' ')

test('the holidays of 2020 are those of the calendar with the Olympic exceptions', () => {
  assert.equal(
    days(2020),
    '01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-23 07-24 08-10 09-21 09-22 11-03 11-23',
  )
})

test('2019 has the ten free days of the enthronement', () => {
  assert.match(days(2019), /04-29 04-30 05-01 05-02 05-03 05-04 05-05 05-06/)
  assert.match(days(2019), /10-22/)
  assert.doesNotMatch(days(2019), /12-23/)
})

test('a holiday on a Sunday moves to Monday, and a day between two holidays is free', () => {
  assert.match(days(2021), /08-08 08-09/)
  assert.match(days(2026), /09-21 09-22 09-23/)
})

test('public offices are closed from 29 December to 3 January', () => {
  const closed = officeHolidays(
    Temporal.PlainDate.from('2020-12-01'),
    Temporal.PlainDate.from('2021-01-31'),
  )
  const names = new Set(closed.map(String))
  for (const day of ['2020-12-29', '2020-12-31', '2021-01-01', '2021-01-03'])
    assert.ok(names.has(day), day)
  assert.ok(!names.has('2020-12-28'))
})
