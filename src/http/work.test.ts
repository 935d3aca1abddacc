import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { solve } from '../../test/support/solving.ts'
import { makeStamp, readStamp } from './stamp.ts'
import { challengeOf, checkWork } from './work.ts'

const secret = randomBytes(32)
const made = Temporal.Instant.from('2020-11-10T01:00:00Z')
const stampOf = (form = 'form') => makeStamp(secret, form, made)

test('the number that solves a form’s challenge is its proof of work', () => {
  const stamp = stampOf()
  const { salt, challenge, maxnumber } = challengeOf(secret, stamp)
  const number = solve({ salt, challenge, maxnumber })
  assert.ok(Number(number) < maxnumber)
  assert.equal(
    createHash('sha256')
      .update(salt + number)
      .digest('hex'),
    challenge,
  )
  assert.equal(checkWork(secret, stamp, number), 'done')
})

test('nothing is missing work; any other number, also one written otherwise, is wrong', () => {
  const stamp = stampOf()
  const number = solve(challengeOf(secret, stamp))
  assert.equal(checkWork(secret, stamp, ''), 'missing')
  for (const other of [String(Number(number) + 1), `0${number}`, ` ${number}`, 'x', '-1'])
    assert.equal(checkWork(secret, stamp, other), 'wrong', other)
})

test('a solution of one form is wrong in every other', () => {
  const stamps = Array.from({ length: 5 }, () => stampOf())
  const numbers = stamps.map((stamp) => solve(challengeOf(secret, stamp)))
  for (const [at, stamp] of stamps.entries())
    for (const number of numbers)
      assert.equal(checkWork(secret, stamp, number), number === numbers[at] ? 'done' : 'wrong')
  assert.ok(new Set(numbers).size > 1)
})

test('a solution ends with its form: after a day the stamp it belongs to has expired', () => {
  const stamp = stampOf()
  assert.equal(checkWork(secret, stamp, solve(challengeOf(secret, stamp))), 'done')
  const late = made.add({ hours: 24, seconds: 1 })
  assert.equal(readStamp(secret, 'form', stamp, late).state, 'expired')
})
