import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canEdit, isOwned, readNumber } from './ownership.ts'

test('a registration number is read as people type it', () => {
  for (const typed of ['2020-0042', '２０２０－００４２', ' 2020 - 42 ', '2020ー42'])
    assert.deepEqual(readNumber(typed), { slug: '2020', number: 42 }, typed)
  for (const typed of ['', '42', '2020-', '2020-x', '2020-0042-1x'])
    assert.equal(readNumber(typed), undefined, typed)
})

test('what is withdrawn, rejected or suspended cannot be edited; what is gone cannot be withdrawn', () => {
  assert.deepEqual(
    (['submitted', 'returned', 'published', 'rejected', 'suspended', 'withdrawn'] as const).map(
      canEdit,
    ),
    [true, true, true, false, false, false],
  )
  assert.equal(isOwned('withdrawn'), false)
  assert.equal(isOwned('rejected'), true)
})
