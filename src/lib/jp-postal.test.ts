import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parsePostalCode } from './jp-postal.ts'

test('a postal code is read in every way people type it', () => {
  for (const typed of [
    '100-8916',
    '1008916',
    '〒100-8916',
    '１００－８９１６',
    '〒 １００ー８９１６ ',
    '100−8916',
  ]) {
    assert.deepEqual(parsePostalCode(typed), { ok: true, code: '100-8916' }, typed)
  }
})

test('seven digits are always read, and reading the answer changes nothing', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{7}$/), (digits) => {
      const code = `${digits.slice(0, 3)}-${digits.slice(3)}`
      assert.deepEqual(parsePostalCode(digits), { ok: true, code })
      assert.deepEqual(parsePostalCode(code), { ok: true, code })
    }),
  )
})

test('anything else is refused with the reason', () => {
  assert.deepEqual(parsePostalCode(' 〒 '), { ok: false, reason: 'empty' })
  assert.deepEqual(parsePostalCode('100-891'), { ok: false, reason: 'length' })
  assert.deepEqual(parsePostalCode('100-89160'), { ok: false, reason: 'length' })
  assert.deepEqual(parsePostalCode('東京都千代田区'), { ok: false, reason: 'digits' })
})
