import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { makeStamp, readStamp, tokenFrom } from './stamp.ts'

const secret = randomBytes(32)
const made = Temporal.Instant.from('2020-11-10T01:00:00Z')
const after = (seconds: number) => made.add({ seconds })

test('a stamp that came back after ten seconds is good and carries its key', () => {
  const stamp = readStamp(secret, 'form', makeStamp(secret, 'form', made), after(10))
  assert.equal(stamp.state, 'good')
  assert.match(stamp.key ?? '', /^[\w-]{22}$/)
})

test('a form sent back within two seconds is too fast, after a day it has expired', () => {
  const stamp = makeStamp(secret, 'form', made)
  assert.equal(readStamp(secret, 'form', stamp, after(1)).state, 'too-fast')
  assert.equal(readStamp(secret, 'form', stamp, after(24 * 3600)).state, 'good')
  assert.equal(readStamp(secret, 'form', stamp, after(24 * 3600 + 1)).state, 'expired')
})

test("another form's stamp, a changed one and none at all are missing", () => {
  const stamp = makeStamp(secret, 'form', made)
  assert.equal(readStamp(secret, 'other', stamp, after(10)).state, 'missing')
  assert.equal(readStamp(secret, 'form', `${stamp}x`, after(10)).state, 'missing')
  assert.equal(readStamp(randomBytes(32), 'form', stamp, after(10)).state, 'missing')
  assert.equal(readStamp(secret, 'form', undefined, after(10)).state, 'missing')
})

test('a replay of one stamp is given the same token, another stamp another one', () => {
  assert.equal(tokenFrom(secret, 'draft', 'a'), tokenFrom(secret, 'draft', 'a'))
  assert.notEqual(tokenFrom(secret, 'draft', 'a'), tokenFrom(secret, 'draft', 'b'))
})
