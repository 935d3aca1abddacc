import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groundsOf, isStrong, type Likened } from './likeness.ts'
import {
  ageInDays,
  type Case,
  isUndoable,
  overdueBefore,
  possibleDecisions,
  publishing,
  refusalOf,
  workOf,
} from './moderation.ts'

const now = Temporal.Instant.from('2020-11-10T10:00:00+09:00')
const fresh: Case = {
  state: 'submitted',
  proposedVersionId: 7,
  risk: 0,
  claimedBy: null,
  claimedAt: null,
  past: [],
}
const look = (by: number, versionId = 7) => ({ decision: 'second-look', by, versionId })

test('what waits is new, sent again, an appeal or a change', () => {
  const past = (decision: string) => [{ decision, by: 1, versionId: 6 }]
  assert.equal(workOf(fresh), 'new')
  assert.equal(workOf({ ...fresh, past: past('returned') }), 'again')
  assert.equal(workOf({ ...fresh, past: [...past('rejected'), ...past('appealed')] }), 'appeal')
  assert.equal(workOf({ ...fresh, state: 'published' }), 'change')
  assert.equal(workOf({ ...fresh, state: 'published', proposedVersionId: null }), undefined)
  assert.equal(workOf({ ...fresh, state: 'returned' }), undefined)
})

test('a risky registration is published by two people, whoever looks first', () => {
  const risky = { ...fresh, risk: 40 }
  assert.equal(publishing(risky, 1, false), 'second-look')
  assert.equal(publishing({ ...risky, past: [look(1)] }, 1, false), 'own-look')
  assert.equal(publishing({ ...risky, past: [look(1)] }, 2, false), 'publish')
})

test('an officer in doubt can ask for a second look; a look at an older text does not count', () => {
  assert.equal(publishing(fresh, 1, true), 'second-look')
  assert.equal(publishing({ ...fresh, risk: 40, past: [look(1, 6)] }, 2, false), 'second-look')
  assert.equal(publishing({ ...fresh, risk: 39 }, 1, false), 'publish')
})

test('an appeal is decided by somebody other than who rejected', () => {
  const appeal = {
    ...fresh,
    past: [
      { decision: 'rejected', by: 1, versionId: 7 },
      { decision: 'appealed', by: null, versionId: 7 },
    ],
  }
  for (const decision of ['publish', 'return', 'reject'] as const) {
    assert.equal(refusalOf(appeal, decision, { staffId: 1, now }), 'own-rejection')
    assert.equal(refusalOf(appeal, decision, { staffId: 2, now }), undefined)
  }
})

test('what a colleague has in hand can be taken over after two hours', () => {
  const claimed = { ...fresh, claimedBy: 1, claimedAt: now }
  assert.equal(refusalOf(claimed, 'publish', { staffId: 2, now }), 'claimed')
  assert.equal(refusalOf(claimed, 'publish', { staffId: 1, now }), undefined)
  assert.equal(refusalOf(claimed, 'publish', { staffId: 2, now: now.add({ hours: 2 }) }), undefined)
})

test('a decision that the state does not allow is refused as moved', () => {
  assert.equal(refusalOf({ ...fresh, state: 'withdrawn' }, 'publish', { staffId: 1, now }), 'moved')
  assert.deepEqual(possibleDecisions(fresh), ['publish', 'return', 'reject'])
  assert.deepEqual(possibleDecisions({ ...fresh, state: 'published', proposedVersionId: null }), [
    'return',
    'suspend',
  ])
  assert.deepEqual(possibleDecisions({ ...fresh, state: 'suspended' }), ['reinstate'])
})

test('a decision can be undone for exactly ten minutes', () => {
  assert.ok(isUndoable(now, now.add({ minutes: 10 })))
  assert.ok(!isUndoable(now, now.add({ minutes: 10, seconds: 1 })))
})

test('age counts working days: not the weekend, not 文化の日', () => {
  const friday = Temporal.Instant.from('2020-10-30T18:00:00+09:00')
  assert.equal(ageInDays(friday, Temporal.Instant.from('2020-11-04T09:00:00+09:00')), 2)
})

test('overdue is what has waited longer than the promised working days', () => {
  const limit = overdueBefore(now, 3)
  assert.equal(ageInDays(limit, now), 3)
  assert.equal(ageInDays(limit.subtract({ seconds: 1 }), now), 4)
})

const one: Likened = {
  name: '株式会社みどり計器',
  corporateNumber: null,
  prefecture: 13,
  url: 'https://www.midori-keiki.example/telework',
  email: 'hanako@gmail.com',
}

test('the same number, or the same name in one prefecture, is a strong ground', () => {
  const number = { corporateNumber: '7000012050002' }
  assert.ok(
    isStrong(groundsOf({ ...one, ...number }, { ...one, ...number, name: 'まったく別の名前' })),
  )
  assert.deepEqual(groundsOf({ ...one, url: '' }, { ...one, url: '', name: '(株)みどり計器' }), [
    'name-prefecture',
  ])
})

test('a similar name or one domain is possible, not strong; a shared mail provider is no ground', () => {
  const elsewhere = groundsOf(one, { ...one, prefecture: 27 })
  assert.ok(elsewhere.includes('name') && elsewhere.includes('site') && !isStrong(elsewhere))
  assert.deepEqual(groundsOf({ ...one, url: '' }, { ...one, url: '', name: '桜川印刷' }), [])
  assert.deepEqual(
    groundsOf(one, { ...one, url: '', email: 'a@midori-keiki.example', name: '桜川印刷' }),
    ['site'],
  )
})
