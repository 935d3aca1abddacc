import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { appendRun, appendValue, countOf, createPostings, keepListed } from './postings.ts'
import { lastOf, openList, readList } from './postings.ts'
import type { Run } from './postings.ts'

const runOf = (values: readonly number[]): Run => ({
  values: Uint32Array.from(values),
  count: values.length,
})
const valuesOf = ({ values, count }: Run): number[] => [...values.subarray(0, count)]

/** Rising values with gaps of every length a varint can have, up to the end of 32 bits. */
const someValues = fc
  .array(
    fc.oneof(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 2 ** 22 }),
      fc.constantFrom(127, 128, 2 ** 14, 2 ** 21, 2 ** 28, 2 ** 31, 2 ** 32 - 1),
    ),
    { maxLength: 600, size: 'max' },
  )
  .map((gaps) => {
    let value = 0
    return gaps.map((gap) => (value += gap) - 1).filter((rising) => rising < 2 ** 32)
  })

test('a list is read as it was written, one by one or in runs, beside other lists', () => {
  fc.assert(
    fc.property(fc.array(someValues, { minLength: 1, maxLength: 5 }), fc.nat(600), (lists, cut) => {
      const postings = createPostings()
      lists.forEach((_, list) => openList(postings, list))
      for (let i = 0; i < cut; i++) {
        lists.forEach((values, list) => {
          if (i < values.length) appendValue(postings, list, values[i]!)
        })
      }
      lists.forEach((values, list) => {
        appendRun(postings, list, runOf(values.slice(cut)))
        const run = runOf(values.map(() => 0))
        readList(postings, list, run)
        assert.deepEqual(valuesOf(run), values)
        assert.equal(countOf(postings, list), values.length)
        assert.equal(lastOf(postings, list), values.at(-1) ?? 0)
      })
    }),
  )
})

test('what is not in the list, at the distance asked for, is dropped', () => {
  fc.assert(
    fc.property(
      someValues,
      someValues,
      fc.integer({ min: -3, max: 3 }),
      (listed, others, shift) => {
        const postings = createPostings()
        openList(postings, 0)
        appendRun(postings, 0, runOf(listed))
        const near = listed.filter((_, i) => i % 3 === 0).map((value) => value - shift)
        const all = [...new Set([...near, ...others])].filter((v) => v >= 0 && v < 2 ** 32)
        const asked = all.toSorted((a, b) => a - b)
        const run = runOf(asked)
        keepListed(postings, 0, run, shift)
        const known = new Set(listed)
        assert.deepEqual(
          valuesOf(run),
          asked.filter((value) => known.has(value + shift)),
        )
      },
    ),
  )
})
