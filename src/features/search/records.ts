import { grown } from './growth.ts'
import { createNumberTable, enterKey, ordinalOf, tableMemory } from './number-table.ts'
import type { NumberTable } from './number-table.ts'
import { createPostings, postingsMemory } from './postings.ts'
import type { Postings } from './postings.ts'

/**
 * The stored records. Every record has a slot, in order of arrival, and a stretch of one long line
 * of characters: title, one free place, text (or the text alone if it begins with the title), one
 * free place. The texts themselves are not kept. Their bigrams' positions on the line are, and those
 * say everything: where a word stands, whether in the title, and with the next word's what follows.
 */
export type Records = {
  slots: number
  live: number
  /** The first free position on the line. */
  end: number
  /** By slot: first position, length of the title, day, record's number in `ids`, 1 while it lives. */
  starts: Uint32Array
  titles: Uint32Array
  days: Float64Array
  owners: Uint32Array
  alive: Uint8Array
  /** By slot: end of its sort key among `letters` (UTF-16), where the next one's begins. */
  letterEnds: Uint32Array
  letters: Uint16Array
  /** The slot to which every 128th position belongs. */
  marks: Uint32Array
  ids: NumberTable
  /** By the record's number in `ids`: its slot + 1, or 0 if it is gone. */
  slotOf: Uint32Array
  /** Numbers of the lists: a pair's list holds positions, a single character's slot * 4 + level. */
  keys: NumberTable
  postings: Postings
}

/** How a word stands in a record; a single character's list keeps it in its two low bits. */
export const level = { text: 0, inTitle: 1, beginsTitle: 2, isTitle: 3 } as const

const markBits = 7

/** No records. */
export function createRecords(): Records {
  return {
    slots: 0,
    live: 0,
    end: 0,
    starts: new Uint32Array(16),
    titles: new Uint32Array(16),
    days: new Float64Array(16),
    owners: new Uint32Array(16),
    alive: new Uint8Array(16),
    letterEnds: new Uint32Array(16),
    letters: new Uint16Array(256),
    marks: new Uint32Array(16),
    ids: createNumberTable(),
    slotOf: new Uint32Array(16),
    keys: createNumberTable(),
    postings: createPostings(),
  }
}

/** What a slot says beside its texts. */
export type Entry = { id: number; day: number; title: number; length: number }

/** Opens the next slot with `length` positions and makes it its record's. Returns the slot. */
export function openSlot(records: Records, { id, day, title, length }: Entry): number {
  const slot = records.slots++
  for (const column of ['starts', 'titles', 'owners', 'letterEnds'] as const) {
    records[column] = grown(records[column], records.slots)
  }
  records.days = grown(records.days, records.slots)
  records.alive = grown(records.alive, records.slots)
  const owner = enterKey(records.ids, id)
  records.slotOf = grown(records.slotOf, owner + 1)
  records.slotOf[owner] = slot + 1
  records.starts[slot] = records.end
  records.titles[slot] = title
  records.days[slot] = day
  records.owners[slot] = owner
  records.alive[slot] = 1
  records.live++
  const firstMark = Math.ceil(records.end / 2 ** markBits)
  records.end += length
  const marks = Math.ceil(records.end / 2 ** markBits)
  records.marks = grown(records.marks, marks)
  records.marks.fill(slot, firstMark, marks)
  return slot
}

/** Writes the sort key of the newest slot. */
export function writeSortKey(records: Records, sortKey: string): void {
  const slot = records.slots - 1
  const from = slot === 0 ? 0 : records.letterEnds[slot - 1]!
  records.letters = grown(records.letters, from + sortKey.length)
  for (let i = 0; i < sortKey.length; i++) records.letters[from + i] = sortKey.charCodeAt(i)
  records.letterEnds[slot] = from + sortKey.length
}

/** Writes the sort key of the newest slot as it is in a slot of other records. */
export function copySortKey(records: Records, from: Records, fromSlot: number): void {
  const begin = fromSlot === 0 ? 0 : from.letterEnds[fromSlot - 1]!
  const key = from.letters.subarray(begin, from.letterEnds[fromSlot]!)
  const slot = records.slots - 1
  const at = slot === 0 ? 0 : records.letterEnds[slot - 1]!
  records.letters = grown(records.letters, at + key.length)
  records.letters.set(key, at)
  records.letterEnds[slot] = at + key.length
}

/** Less than, equal to or greater than 0 as `a`'s sort key is before, equal to or after `b`'s. */
export function compareSortKeys(records: Records, a: number, b: number): number {
  const { letters, letterEnds } = records
  let i = a === 0 ? 0 : letterEnds[a - 1]!
  let j = b === 0 ? 0 : letterEnds[b - 1]!
  const endA = letterEnds[a]!
  const endB = letterEnds[b]!
  for (; i < endA && j < endB; i++, j++) {
    if (letters[i] !== letters[j]) return letters[i]! - letters[j]!
  }
  return endA - i - (endB - j)
}

/** The slot to which a position belongs. */
export function slotAt(records: Records, position: number): number {
  const { starts, slots } = records
  let slot = records.marks[position >>> markBits]!
  while (slot + 1 < slots && starts[slot + 1]! <= position) slot++
  return slot
}

/** The slot of a living record, or -1. */
export function slotOfId(records: Records, id: number): number {
  const owner = ordinalOf(records.ids, id)
  return owner < 0 ? -1 : records.slotOf[owner]! - 1
}

/** The record's id. */
export function idAt(records: Records, slot: number): number {
  return records.ids.keys[records.owners[slot]!]!
}

/** Buries a slot. What the lists say of it stays until the next rewriting. */
export function closeSlot(records: Records, slot: number): void {
  records.alive[slot] = 0
  records.slotOf[records.owners[slot]!] = 0
  records.live--
}

/** Bytes held. */
export function recordsMemory(records: Records): number {
  const { starts, titles, days, owners, alive, letterEnds, letters, marks, slotOf } = records
  const columns = [starts, titles, days, owners, alive, letterEnds, letters, marks, slotOf]
  const own = columns.reduce((sum, column) => sum + column.byteLength, 0)
  return (
    own + tableMemory(records.ids) + tableMemory(records.keys) + postingsMemory(records.postings)
  )
}
