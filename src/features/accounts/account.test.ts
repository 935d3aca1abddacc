import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Staff } from '../../http/roles.ts'
import { faultOfGrant, faultOfPassword, isFresh } from './account.ts'
import { weakWords } from './weak-words.ts'

const person = { name: '佐伯 みどり', email: 'midori.saeki@example.go.jp' }

test('a password of ordinary length with a thought of its own is taken', () => {
  for (const good of [
    'horse battery staple',
    'みかんの皮をていねいにむく午後',
    'Tr4m-over-the-bridge',
    'kf8#mQz2!pLw',
    '𠮷野家の牛丼は並盛りが一番だよ',
  ])
    assert.equal(faultOfPassword(good, person), undefined, good)
})

test('passwords that a guesser tries first are refused, whatever decorates them', () => {
  const weak = [
    'gekkan2020telework',
    'P@ssw0rd2020!',
    'qwertyuiop12',
    'aaaaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    '123456789012',
    'Telework!Telework!',
    'administrator1',
    'テレワーク月間2020事務局',
    '1qaz2wsx3edc',
    'Welcome2Gekkan',
    '20201101-20201130',
    'ｐａｓｓｗｏｒｄ１２３４',
    'soumusho-soumusho',
  ]
  for (const password of weak) assert.equal(faultOfPassword(password, person), 'common', password)
})

test("a password made of the person's own name or address is refused", () => {
  assert.equal(faultOfPassword('midori-saeki-12', person), 'personal')
  assert.equal(faultOfPassword('SaekiMidori2020', person), 'personal')
})

test('a password has 12 to 128 characters as people count them', () => {
  assert.equal(faultOfPassword('kf8#mQz2!pL', person), 'too-short')
  assert.equal(faultOfPassword('みかんの皮をむく', person), 'too-short')
  assert.equal(faultOfPassword('x9'.repeat(64) + 'y', person), 'too-long')
})

test('the words a guesser starts with are about a thousand', () => {
  assert.ok(weakWords.length > 600 && weakWords.length < 1500, String(weakWords.length))
})

const now = Temporal.Instant.from('2020-11-10T01:00:00Z')
const unlimited = { editionId: null, body: null, prefectures: null }
const boss: Staff = {
  id: 1,
  name: 'a',
  email: 'a@example.jp',
  grants: [{ role: 'administrator', ...unlimited }],
}
const local: Staff = { ...boss, grants: [{ role: 'administrator', ...unlimited, editionId: 7 }] }

test('nobody gives a role that reaches further than the own one', () => {
  const everywhere = { role: 'officer', ...unlimited, expiresAt: null } as const
  assert.equal(faultOfGrant(boss, everywhere, now), undefined)
  assert.equal(faultOfGrant(local, everywhere, now), 'beyond-own')
  assert.equal(faultOfGrant(local, { ...everywhere, editionId: 8 }, now), 'beyond-own')
  assert.equal(faultOfGrant(local, { ...everywhere, editionId: 7 }, now), undefined)
  const officer: Staff = { ...boss, grants: [{ role: 'lead', ...unlimited }] }
  assert.equal(faultOfGrant(officer, everywhere, now), 'beyond-own')
})

test('limits stand only at roles that know them, and a role does not begin expired', () => {
  assert.equal(
    faultOfGrant(boss, { role: 'auditor', ...unlimited, prefectures: [13], expiresAt: null }, now),
    'limits-not-for-role',
  )
  assert.equal(
    faultOfGrant(boss, { role: 'officer', ...unlimited, prefectures: [13], expiresAt: null }, now),
    undefined,
  )
  assert.equal(faultOfGrant(boss, { role: 'viewer', ...unlimited, expiresAt: now }, now), 'expired')
})

test('a proof of who one is lasts ten minutes', () => {
  assert.equal(isFresh(now.subtract({ minutes: 9 }).toString(), now), true)
  assert.equal(isFresh(now.subtract({ minutes: 10 }).toString(), now), false)
  assert.equal(isFresh(undefined, now), false)
})
