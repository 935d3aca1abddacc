import { isSingleKey } from './bigrams.ts'
import { emptyColumn, writeSet } from './columns.ts'
import type { Facet } from './columns.ts'
import { enterKey } from './number-table.ts'
import { appendRun, countOf, openList, readList } from './postings.ts'
import type { Run } from './postings.ts'
import { copySortKey, createRecords, idAt, openSlot, slotAt } from './records.ts'
import type { Records } from './records.ts'

/** The same living records without the dead ones, in the same order. */
export function rewriteRecords(
  from: Records,
  oldFacets: readonly Facet[],
): { records: Records; facets: Facet[] } {
  const records = createRecords()
  const facets: Facet[] = oldFacets.map((facet) => ({ ...facet, column: emptyColumn() }))
  const newSlots = new Uint32Array(from.slots)
  for (let slot = 0; slot < from.slots; slot++) {
    if (from.alive[slot] === 0) continue
    const end = slot + 1 < from.slots ? from.starts[slot + 1]! : from.end
    newSlots[slot] = openSlot(records, {
      id: idAt(from, slot),
      day: from.days[slot]!,
      title: from.titles[slot]!,
      length: end - from.starts[slot]!,
    })
    copySortKey(records, from, slot)
    facets.forEach((facet, i) => writeSet(facet, newSlots[slot]!, oldFacets[i]!.column[slot]!))
  }
  rewriteLists(from, records, newSlots)
  return { records, facets }
}

function rewriteLists(from: Records, to: Records, newSlots: Uint32Array): void {
  let longest = 0
  for (let list = 0; list < from.postings.lists; list++) {
    longest = Math.max(longest, countOf(from.postings, list))
  }
  const run: Run = { values: new Uint32Array(longest), count: 0 }
  for (let list = 0; list < from.postings.lists; list++) {
    const key = from.keys.keys[list]!
    readList(from.postings, list, run)
    if (isSingleKey(key)) moveHits(from, run, newSlots)
    else movePositions(from, run, { newSlots, newStarts: to.starts })
    if (run.count === 0) continue
    const newList = enterKey(to.keys, key)
    openList(to.postings, newList)
    appendRun(to.postings, newList, run)
  }
}

function moveHits({ alive }: Records, run: Run, newSlots: Uint32Array): void {
  let kept = 0
  for (let i = 0; i < run.count; i++) {
    const hit = run.values[i]!
    const slot = hit >>> 2
    if (alive[slot] === 1) run.values[kept++] = newSlots[slot]! * 4 + (hit & 3)
  }
  run.count = kept
}

type Move = { newSlots: Uint32Array; newStarts: Uint32Array }

function movePositions(from: Records, run: Run, { newSlots, newStarts }: Move): void {
  const { alive, starts, slots } = from
  let kept = 0
  let next = 0
  let shift = 0
  let living = false
  for (let i = 0; i < run.count; i++) {
    const position = run.values[i]!
    if (position >= next) {
      const slot = slotAt(from, position)
      next = slot + 1 < slots ? starts[slot + 1]! : Infinity
      living = alive[slot] === 1
      shift = starts[slot]! - newStarts[newSlots[slot]!]!
    }
    if (living) run.values[kept++] = position - shift
  }
  run.count = kept
}
