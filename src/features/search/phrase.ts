import { pairKey, singleKey } from './bigrams.ts'
import { ordinalOf } from './number-table.ts'
import { countOf, keepListed, readList } from './postings.ts'
import type { Run } from './postings.ts'
import { slotAt } from './records.ts'
import type { Records } from './records.ts'
import { levelAt } from './writing.ts'

/** A word as the lists that together prove it, the shortest first; `offset` is a pair's in the word. */
export type Phrase = { length: number; lists: { list: number; offset: number; count: number }[] }

/**
 * Looks a word up in the dictionary; undefined if a pair of it occurs nowhere. Of all its pairs the
 * rarest are taken until every character stands in one: neighbours at the right distance are exact.
 */
export function planPhrase(records: Records, word: string): Phrase | undefined {
  const points = Array.from(word, (character) => character.codePointAt(0)!)
  const keys =
    points.length === 1
      ? [singleKey(points[0]!)]
      : points.slice(1).map((point, i) => pairKey(points[i]!, point))
  const lists = keys.map((key, offset) => {
    const list = ordinalOf(records.keys, key)
    return { list, offset, count: list < 0 ? 0 : countOf(records.postings, list) }
  })
  if (lists.some(({ count }) => count === 0)) return undefined
  const covered = new Set<number>()
  const needed = lists
    .toSorted((a, b) => a.count - b.count)
    .filter(({ offset }) => {
      if (covered.has(offset) && covered.has(offset + 1)) return false
      covered.add(offset).add(offset + 1)
      return true
    })
  return { length: points.length, lists: needed }
}

/** Writes the records that have the word into `run`, as slot * 4 + level, in order of slots. */
export function findPhrase(records: Records, phrase: Phrase, run: Run): void {
  const [rarest, ...others] = phrase.lists
  readList(records.postings, rarest!.list, run)
  if (phrase.length === 1) return
  for (const { list, offset } of others) {
    keepListed(records.postings, list, run, offset - rarest!.offset)
  }
  positionsToHits(records, run, phrase.length, rarest!.offset)
}

/** A record's first occurrence decides its level: none further on can be higher. */
function positionsToHits(records: Records, run: Run, length: number, offset: number): void {
  const { values, count } = run
  const { starts, titles, slots } = records
  let hits = 0
  let next = 0
  for (let i = 0; i < count; i++) {
    const position = values[i]! - offset
    if (position < next) continue
    const slot = slotAt(records, position)
    next = slot + 1 < slots ? starts[slot + 1]! : Infinity
    values[hits++] = slot * 4 + levelAt(position - starts[slot]!, length, titles[slot]!)
  }
  run.count = hits
}

/**
 * Keeps the hits that are in both runs. Title levels hold only if every word is in the title; then
 * the better word's counts.
 */
export function intersectHits(run: Run, other: Run): void {
  let kept = 0
  let j = 0
  for (let i = 0; i < run.count; i++) {
    const hit = run.values[i]!
    while (j < other.count && other.values[j]! >>> 2 < hit >>> 2) j++
    if (j === other.count) break
    const match = other.values[j]!
    if (match >>> 2 !== hit >>> 2) continue
    const a = hit & 3
    const b = match & 3
    run.values[kept++] = (hit & ~3) + (a === 0 || b === 0 ? 0 : Math.max(a, b))
  }
  run.count = kept
}
