import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { eraYear, findEra } from './jp-era.ts'

const era = (iso: string) => eraYear(Temporal.PlainDate.from(iso))

test('the first year of an era is 元年 and begins on its day', () => {
  assert.equal(era('2019-04-30'), '平成31年')
  assert.equal(era('2019-05-01'), '令和元年')
  assert.equal(era('2020-11-04'), '令和2年')
  assert.equal(era('1989-01-07'), '昭和64年')
  assert.equal(era('1989-01-08'), '平成元年')
  assert.equal(era('1926-12-24'), '大正15年')
  assert.equal(era('1926-12-25'), '昭和元年')
  assert.equal(era('1912-07-29'), '明治45年')
  assert.equal(era('1912-07-30'), '大正元年')
  assert.equal(era('1868-10-22'), undefined)
})

test('an era is found by its name and by its letter', () => {
  assert.equal(findEra('令和')?.letter, 'R')
  assert.equal(findEra('h')?.name, '平成')
  assert.equal(findEra('X'), undefined)
})

test('eras agree with the Japanese calendar of the runtime since the Gregorian reform', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 73_000 }), (days) => {
      const date = Temporal.PlainDate.from('1873-01-01').add({ days })
      const { eraYear: count = 0 } = date.withCalendar('japanese')
      assert.equal(eraYear(date)?.slice(2), `${count === 1 ? '元' : count}年`)
    }),
  )
})
