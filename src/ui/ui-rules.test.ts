import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { axisTicks, percent } from './chart-scale.ts'
import { dotCentre, thirtyDots } from './mark.tsx'
import { litDots } from './month-progress.tsx'
import { shownPages } from './pager.tsx'
import { stylesheet } from './styles.ts'
import { colourStep } from './tile-map.tsx'

test('the mark has thirty dots and its last day is in the lower right corner', () => {
  assert.equal(thirtyDots.split('h.01').length - 1, 30)
  assert.deepEqual(dotCentre(1), { x: 5, y: 5 })
  assert.deepEqual(dotCentre(31), { x: 55, y: 45 })
})

test('a goal is not full before it is reached and not empty once begun', () => {
  assert.equal(litDots(0, 1000), 0)
  assert.equal(litDots(1, 1000), 1)
  assert.equal(litDots(592, 1000), 18)
  assert.equal(litDots(999, 1000), 29)
  assert.equal(litDots(1200, 1000), 30)
  assert.equal(litDots(5, 0), 0)
})

test('a pager shows both ends, the neighbours, and no gap of one page', () => {
  assert.deepEqual(shownPages(1, 1), [1])
  assert.deepEqual(shownPages(7, 21), [1, null, 6, 7, 8, null, 21])
  assert.deepEqual(shownPages(4, 7), [1, 2, 3, 4, 5, 6, 7])
})

test('an axis ends at a round number at or above the highest value', () => {
  assert.deepEqual(axisTicks(0), [4, 3, 2, 1, 0])
  assert.deepEqual(axisTicks(42), [60, 40, 20, 0])
  assert.deepEqual(axisTicks(100), [100, 75, 50, 25, 0])
  for (const most of [5, 7, 13, 99, 592, 1234, 98_765]) assert.ok((axisTicks(most)[0] ?? 0) >= most)
})

test('no prefecture with an activity looks like one without', () => {
  assert.equal(colourStep(0, 128), 0)
  assert.equal(colourStep(1, 100_000), 1)
  assert.equal(colourStep(128, 128), 5)
})

test('a share of nothing is nothing', () => {
  assert.equal(percent(3, 0), '0%')
  assert.equal(percent(1, 3), '33.33%')
})

test('no css file beside a component is forgotten in the style sheet', () => {
  const css = stylesheet()
  const here = new URL('.', import.meta.url)
  for (const name of readdirSync(here).filter((file) => file.endsWith('.css'))) {
    assert.ok(css.includes(readFileSync(new URL(name, here), 'utf8')), name)
  }
})
