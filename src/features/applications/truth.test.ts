import assert from 'node:assert/strict'
import { test } from 'node:test'
import { truestOf } from './truth.ts'

test('of several notices the newest that still says the truth is sent', () => {
  assert.equal(truestOf(['held', 'confirmed'], 'confirmed'), 'confirmed')
  assert.equal(truestOf(['waiting', 'promoted', 'confirmed'], 'confirmed'), 'confirmed')
  assert.equal(truestOf(['waiting', 'promoted'], 'held'), 'promoted')
  assert.equal(truestOf(['held', 'cancelled'], 'cancelled'), 'cancelled')
})

test('what has been overtaken is not sent', () => {
  assert.equal(truestOf(['held'], 'expired'), undefined)
  assert.equal(truestOf(['offered'], 'declined'), undefined)
})

test('a receipt asked for again says where the application stands', () => {
  assert.equal(truestOf(['again'], 'waiting'), 'waiting')
  assert.equal(truestOf(['offered', 'again'], 'confirmed'), 'confirmed')
  assert.equal(truestOf(['again'], 'cancelled'), undefined)
})
