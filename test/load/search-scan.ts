import { searchText } from '../../src/features/search/bigrams.ts'
import type { SearchAnswer, SearchRecord } from '../../src/features/search/search-index.ts'
import { corpusFacets } from './search-corpus.ts'

/**
 * The yardstick: all folded texts in one UTF-8 buffer that is read from end to end for every
 * question. Nothing can be faster without an index, and its answers are the truth.
 */
export type Scan = {
  bytes: Buffer
  /** By record: where its text begins in `bytes`; one more at the end. */
  starts: Float64Array
  ids: Float64Array
  days: Float64Array
  /** By facet and record: the values as bits. */
  facets: Float64Array[]
}

/** Reads the records into a buffer. */
export function buildScan(records: Iterable<SearchRecord>): Scan {
  const all = [...records]
  const starts = new Float64Array(all.length + 1)
  const parts = all.map(({ text }, i) => {
    const part = Buffer.from(`${searchText(text)}\n`)
    starts[i + 1] = starts[i]! + part.length
    return part
  })
  const bits = (values: readonly number[]): number => values.reduce((sum, v) => sum + 2 ** v, 0)
  return {
    bytes: Buffer.concat(parts),
    starts,
    ids: Float64Array.from(all, ({ id }) => id),
    days: Float64Array.from(all, ({ day }) => day),
    facets: corpusFacets.map(({ name }) =>
      Float64Array.from(all, (record) => bits(record.facets[name] ?? [])),
    ),
  }
}

/** Total, facets and the newest 20 for one word. */
export function scanFor(scan: Scan, word: string): SearchAnswer {
  const { bytes, starts, facets } = scan
  const needle = Buffer.from(searchText(word))
  const counts = facets.map(() => new Map<number, number>())
  const newest: number[] = []
  let total = 0
  let record = 0
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, starts[record]!)) {
    while (starts[record + 1]! <= at) record++
    total++
    facets.forEach((bits, f) => {
      const set = bits[record]!
      counts[f]!.set(set, (counts[f]!.get(set) ?? 0) + 1)
    })
    keepNewest(scan, newest, record)
    if (++record >= scan.ids.length) break
  }
  const named = corpusFacets.map(({ name }, f) => [name, countBits(counts[f]!)] as const)
  return { total, ids: newest.map((i) => scan.ids[i]!), facets: Object.fromEntries(named) }
}

function keepNewest({ days, ids }: Scan, newest: number[], record: number): void {
  const after = (a: number, b: number): boolean =>
    days[a]! < days[b]! || (days[a] === days[b] && ids[a]! < ids[b]!)
  if (newest.length === 20 && after(record, newest[19]!)) return
  let place = newest.length
  while (place > 0 && after(newest[place - 1]!, record)) place--
  newest.splice(place, 0, record)
  newest.length = Math.min(newest.length, 20)
}

function countBits(sets: Map<number, number>): Map<number, number> {
  const byValue = new Map<number, number>()
  for (const [set, count] of sets) {
    for (let value = 0, rest = set; rest > 0; value++, rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) byValue.set(value, (byValue.get(value) ?? 0) + count)
    }
  }
  return byValue
}
