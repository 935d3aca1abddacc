import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rangeOf } from './file-response.ts'

test('a range is read as RFC 9110 says, and cut at the end of the file', () => {
  assert.deepEqual(rangeOf('bytes=0-9', 100), { from: 0, to: 9 })
  assert.deepEqual(rangeOf('bytes=90-200', 100), { from: 90, to: 99 })
  assert.deepEqual(rangeOf('bytes=90-', 100), { from: 90, to: 99 })
  assert.deepEqual(rangeOf('bytes=-10', 100), { from: 90, to: 99 })
  assert.deepEqual(rangeOf('bytes=-500', 100), { from: 0, to: 99 })
})

test('what lies behind the end is refused, and what makes no sense is ignored', () => {
  assert.equal(rangeOf('bytes=100-', 100), 'outside')
  assert.equal(rangeOf('bytes=-0', 100), 'outside')
  for (const header of [undefined, '', 'bytes=-', 'bytes=9-0', 'bytes=0-1,4-5', 'lines=1-2'])
    assert.equal(rangeOf(header, 100), undefined, String(header))
})
