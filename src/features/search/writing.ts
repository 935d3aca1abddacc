import { isSpace, pairKey, searchText, singleKey, writeCodePoints } from './bigrams.ts'
import { enterKey } from './number-table.ts'
import { appendValue, countOf, lastOf, openList } from './postings.ts'
import { level } from './records.ts'
import type { Records } from './records.ts'

/** A text ready to be written: code points, the title's length, the places it takes on the line. */
export type Folded = { points: Uint32Array; count: number; title: number }

/** Stands between title and text; no text has it, because it is no code point. */
const parting = 2 ** 21 - 1

let scratch = new Uint32Array(4096)

/** Folds title and text into one row of code points. Valid until the next call. */
export function foldRecord(title: string, text: string): Folded {
  const foldedTitle = searchText(title).trim()
  const foldedText = searchText(text).trim()
  const room = foldedTitle.length + foldedText.length + 1
  if (room > scratch.length) scratch = new Uint32Array(room * 2)
  const titleLength = writeCodePoints(foldedTitle, scratch)
  if (foldedText.startsWith(foldedTitle)) {
    return { points: scratch, count: writeCodePoints(foldedText, scratch), title: titleLength }
  }
  scratch[titleLength] = parting
  const rest = writeCodePoints(foldedText, scratch.subarray(titleLength + 1))
  return { points: scratch, count: titleLength + 1 + rest, title: titleLength }
}

/** Enters every character and every pair of the newest slot's text into the lists. */
export function writeText(records: Records, slot: number, folded: Folded): void {
  const { points, count, title } = folded
  const start = records.starts[slot]!
  let before = -1
  for (let i = 0; i < count; i++) {
    const point = points[i]!
    if (point === parting || isSpace(point)) {
      before = -1
      continue
    }
    writeSingle(records, point, slot * 4 + levelAt(i, 1, title))
    if (before >= 0) writePair(records, pairKey(before, point), start + i - 1)
    before = point
  }
}

function writePair(records: Records, key: number, position: number): void {
  const list = enterKey(records.keys, key)
  openList(records.postings, list)
  appendValue(records.postings, list, position)
}

/** The first occurrence in a record is the one of the highest level: the title comes first. */
function writeSingle(records: Records, point: number, value: number): void {
  const { postings } = records
  const list = enterKey(records.keys, singleKey(point))
  openList(postings, list)
  if (countOf(postings, list) > 0 && lastOf(postings, list) >>> 2 === value >>> 2) return
  appendValue(postings, list, value)
}

/** The level of a word of `length` characters that stands at `offset` in its record. */
export function levelAt(offset: number, length: number, title: number): number {
  if (offset + length > title) return level.text
  if (offset > 0) return level.inTitle
  return length === title ? level.isTitle : level.beginsTitle
}
