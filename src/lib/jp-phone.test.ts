import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parsePhone } from './jp-phone.ts'

const read = (text: string) => {
  const parsed = parsePhone(text)
  return parsed.ok ? parsed.number : parsed.reason
}

test('a number keeps the hyphens it was typed with', () => {
  assert.equal(read('03-0000-0000'), '03-0000-0000')
  assert.equal(read('0300000000'), '0300000000')
  assert.equal(read('０３ー００００−００００'), '03-0000-0000')
  assert.equal(read(' 0120 000 000 '), '0120000000')
  assert.equal(read('０５０-0000-0000'), '050-0000-0000')
})

test('brackets round a code become hyphens', () => {
  assert.equal(read('03(0000)0000'), '03-0000-0000')
  assert.equal(read('（03）0000－0000'), '03-0000-0000')
})

test('the country code of Japan becomes 0', () => {
  assert.equal(read('+81-3-0000-0000'), '03-0000-0000')
  assert.equal(read('+81(0)90-0000-0000'), '090-0000-0000')
})

test('the length follows the kind of number', () => {
  assert.equal(read('0120-000-000'), '0120-000-000')
  assert.equal(read('0120-000-0000'), 'too-long')
  assert.equal(read('0800-000-0000'), '0800-000-0000')
  assert.equal(read('090-000-0000'), 'too-short')
  assert.equal(read('03-0000-000'), 'too-short')
  assert.equal(read('0570-000-000'), '0570-000-000')
})

test('a number that cannot be dialled in Japan is refused with the reason', () => {
  assert.equal(read(''), 'empty')
  assert.equal(read('03-0000-0000（内線7872）'), 'extension')
  assert.equal(read('+82-2-000-0000'), 'foreign')
  assert.equal(read('010-1-000-0000'), 'foreign')
  assert.equal(read('5253-1111'), 'leading-zero')
  assert.equal(read('なし'), 'digits')
})

test('whatever is typed, an accepted number is 10 or 11 digits with single hyphens inside', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0０(（)\-ー−1-9 +]{8,16}$/), (typed) => {
      const parsed = parsePhone(typed)
      if (!parsed.ok) return
      assert.match(parsed.number, /^0\d*(-\d+)*$/)
      assert.match(parsed.number.replaceAll('-', ''), /^\d{10,11}$/)
      assert.deepEqual(parsePhone(parsed.number), parsed)
    }),
  )
})
