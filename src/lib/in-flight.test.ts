import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharingFetches } from './in-flight.ts'

const source = {}

test('who asks while it is fetched shares the fetch; who asks later fetches anew', async () => {
  const share = sharingFetches<number>()
  let fetches = 0
  const fetch = async () => {
    fetches += 1
    await new Promise((resolve) => setImmediate(resolve))
    return fetches
  }
  assert.deepEqual(
    await Promise.all([share(source, 'a', fetch), share(source, 'a', fetch)]),
    [1, 1],
  )
  assert.deepEqual(
    await Promise.all([share(source, 'a', fetch), share(source, 'b', fetch)]),
    [3, 3],
  )
})

test('a fetch that fails fails for all who share it, and is tried again by the next', async () => {
  const share = sharingFetches<string>()
  const failing = () => Promise.reject(new Error('away'))
  const both = await Promise.allSettled([share(source, 'a', failing), share(source, 'a', failing)])
  assert.deepEqual(
    both.map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  assert.equal(await share(source, 'a', async () => 'back'), 'back')
})

test('two sources are never mixed up', async () => {
  const share = sharingFetches<string>()
  const answers = [share({}, 'a', async () => 'one'), share({}, 'a', async () => 'two')]
  assert.deepEqual(await Promise.all(answers), ['one', 'two'])
})
