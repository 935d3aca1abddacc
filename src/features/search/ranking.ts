import type { Run } from './postings.ts'
import { compareSortKeys, idAt } from './records.ts'
import type { Records } from './records.ts'

/** `relevance`: level, then newest; `newest`: day, then the higher id; `name`: sort key, then newest. */
export type Sort = 'relevance' | 'newest' | 'name'

type Compare = (a: number, b: number) => number

/** Ids of the hits from `offset` on, at most `limit`, in the order asked for. */
export function rankHits(
  records: Records,
  hits: Run,
  { sort, offset, limit }: { sort: Sort; offset: number; limit: number },
): number[] {
  const wanted = Math.min(offset + limit, hits.count)
  if (wanted <= offset) return []
  const compare = orderOf(records, sort)
  const best =
    wanted * 8 < hits.count
      ? selectBest(hits, wanted, compare)
      : hits.values.slice(0, hits.count).sort(compare)
  return Array.from(best.subarray(offset, wanted), (hit) => idAt(records, hit >>> 2))
}

function orderOf(records: Records, sort: Sort): Compare {
  const { days } = records
  const newest: Compare = (a, b) =>
    days[b >>> 2]! - days[a >>> 2]! || idAt(records, b >>> 2) - idAt(records, a >>> 2)
  if (sort === 'newest') return newest
  if (sort === 'name') {
    return (a, b) => compareSortKeys(records, a >>> 2, b >>> 2) || newest(a, b)
  }
  return (a, b) => (b & 3) - (a & 3) || newest(a, b)
}

/**
 * The first `wanted` hits in order, by a heap whose root is the worst of the best so far. It reads
 * from the end because records usually arrive oldest first: then nearly nothing enters the heap.
 */
function selectBest(hits: Run, wanted: number, compare: Compare): Uint32Array {
  const { values, count } = hits
  const heap = values.slice(count - wanted, count)
  for (let i = (wanted >>> 1) - 1; i >= 0; i--) sink(heap, i, compare)
  for (let i = count - wanted - 1; i >= 0; i--) {
    const hit = values[i]!
    if (compare(hit, heap[0]!) >= 0) continue
    heap[0] = hit
    sink(heap, 0, compare)
  }
  return heap.sort(compare)
}

function sink(heap: Uint32Array, from: number, compare: Compare): void {
  const value = heap[from]!
  let i = from
  for (;;) {
    let child = 2 * i + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && compare(heap[child + 1]!, heap[child]!) > 0) child++
    if (compare(heap[child]!, value) <= 0) break
    heap[i] = heap[child]!
    i = child
  }
  heap[i] = value
}
