import assert from 'node:assert/strict'
import { test } from 'node:test'
import { safePath } from './guard.ts'
import { can, prefecturesFor, type Staff } from './roles.ts'

test('only a path of ours is a place to go back to', () => {
  assert.equal(safePath('/staff/queue?sort=age', '/'), '/staff/queue?sort=age')
  for (const path of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/a\nb',
    '',
    undefined,
    '/あ',
  ])
    assert.equal(safePath(path, '/staff'), '/staff')
})

const staff = (grants: Staff['grants']): Staff => ({
  id: 1,
  name: '試験',
  email: 's@example.jp',
  grants,
})
const officer = { role: 'officer', editionId: null, body: null, prefectures: null } as const

test('a role holds in the editions it was given for', () => {
  const ofOne = staff([{ ...officer, editionId: 7 }])
  assert.equal(can(ofOne, 'activities.moderate', 7), true)
  assert.equal(can(ofOne, 'activities.moderate', 8), false)
  assert.equal(can(ofOne, 'accounts.manage', 7), false)
})

test('prefectures of several grants add up; one without limit means everywhere', () => {
  const some = staff([
    { ...officer, prefectures: [1, 2] },
    { ...officer, prefectures: [2, 3] },
  ])
  assert.deepEqual(prefecturesFor(some, 'activities.moderate'), [1, 2, 3])
  assert.equal(
    prefecturesFor(staff([officer, { ...officer, prefectures: [1] }]), 'activities.moderate'),
    null,
  )
})
