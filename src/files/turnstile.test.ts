import assert from 'node:assert/strict'
import { test } from 'node:test'
import { turnstile } from './turnstile.ts'

test('no more run at once than may, those who wait come in order, further ones are refused', async () => {
  const enter = turnstile(2, 3)
  let running = 0
  let most = 0
  const order: number[] = []
  const task = (number: number) => async () => {
    most = Math.max(most, ++running)
    await new Promise((done) => setImmediate(done))
    running--
    order.push(number)
    return number
  }
  const answers = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((number) => enter(task(number))))
  assert.deepEqual(answers, [0, 1, 2, 3, 4, undefined, undefined])
  assert.deepEqual(order, [0, 1, 2, 3, 4])
  assert.equal(most, 2)
})

test('a task that fails gives its place free', async () => {
  const enter = turnstile(1, 1)
  await assert.rejects(enter(() => Promise.reject(new Error('broken'))))
  assert.equal(await enter(() => Promise.resolve(1)), 1)
})
