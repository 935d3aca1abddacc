import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encode } from 'uqr'
import { qrPath } from './qr.ts'

test('the path covers exactly the dark modules, four modules from every edge', () => {
  const text = 'https://gekkan.example.jp/activities/2020-0042'
  const { size, path } = qrPath(text)
  const dark = new Set<string>()
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let step = 0; step < Number(length); step++) dark.add(`${Number(x) + step} ${y}`)
  const wanted = encode(text, { ecc: 'M', border: 0 }).data.flatMap((row, y) =>
    row.flatMap((on, x) => (on ? [`${x + 4} ${y + 4}`] : [])),
  )
  assert.deepEqual([...dark].toSorted(), wanted.toSorted())
  assert.equal(size, encode(text, { ecc: 'M', border: 0 }).size + 8)
})

test('Japanese addresses become a code too', () => {
  assert.ok(qrPath('https://例え.jp/活動?q=髙橋𠮷').size > 25)
})
