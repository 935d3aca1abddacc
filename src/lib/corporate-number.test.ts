import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkDigit, parseCorporateNumber } from './corporate-number.ts'

const base = fc.stringMatching(/^[0-9]{12}$/)

test('the number of 厚生労働省 is read in every way people type it', () => {
  for (const typed of [
    '6000012070001',
    '６００００１２０７０００１',
    'T6000012070001',
    'ｔ 6-0000-1207-0001',
    ' 6000 0120 70001\n',
    '6ー0000－1207−0001',
    '\u200B6000012070001',
  ]) {
    assert.deepEqual(parseCorporateNumber(typed), { ok: true, number: '6000012070001' }, typed)
  }
})

test('a wrong number is refused with the reason', () => {
  assert.deepEqual(parseCorporateNumber('600001207000'), { ok: false, reason: 'length' })
  assert.deepEqual(parseCorporateNumber(''), { ok: false, reason: 'length' })
  assert.deepEqual(parseCorporateNumber('60000120700O1'), { ok: false, reason: 'digits' })
  assert.deepEqual(parseCorporateNumber('7000012070001'), { ok: false, reason: 'check' })
})

test('the check digit is never 0', () => {
  fc.assert(fc.property(base, (digits) => checkDigit(digits) >= 1 && checkDigit(digits) <= 9))
})

test('one wrong digit is found, except 0 for 9', () => {
  fc.assert(
    fc.property(base, fc.nat(11), fc.integer({ min: 1, max: 9 }), (digits, place, step) => {
      const was = Number(digits[place])
      const is = (was + step) % 10
      fc.pre(Math.abs(is - was) !== 9)
      const typed = checkDigit(digits) + digits.slice(0, place) + is + digits.slice(place + 1)
      assert.deepEqual(parseCorporateNumber(typed), { ok: false, reason: 'check' })
    }),
  )
})
