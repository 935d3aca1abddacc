import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { makePass, readPass } from './stream-token.ts'

const keys = {
  secret: Buffer.from('a secret of thirty-two bytes....'),
  names: ['k2', 'k1'],
} as const
const now = Temporal.Instant.from('2020-11-04T13:00:00+09:00')
const pass = { eventId: 7, viewerId: 4711, until: now.add({ minutes: 210 }) }

test('a pass is read back until the second it ends', () => {
  const token = makePass(keys, pass)
  assert.deepEqual(readPass(keys, token, now), pass)
  assert.deepEqual(readPass(keys, token, pass.until.subtract({ milliseconds: 1 })), pass)
  assert.equal(readPass(keys, token, pass.until), undefined)
})

test('a pass made with an older key is good as long as the key is named', () => {
  const old = makePass({ ...keys, names: ['k1'] }, pass)
  assert.deepEqual(readPass(keys, old, now), pass)
  assert.equal(readPass({ ...keys, names: ['k2'] }, old, now), undefined)
})

test('a revoked viewer is out at once, and another secret lets nobody in', () => {
  const token = makePass(keys, pass)
  assert.equal(readPass(keys, token, now, new Set(['7:4711'])), undefined)
  assert.equal(readPass({ ...keys, secret: Buffer.from('other') }, token, now), undefined)
})

test('no change of a character makes another good pass', () => {
  const token = makePass(keys, pass)
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.'
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...letters), (at, letter) => {
      const changed = token.slice(0, at) + letter + token.slice(at + 1)
      if (changed !== token) assert.equal(readPass(keys, changed, now), undefined)
    }),
  )
})
