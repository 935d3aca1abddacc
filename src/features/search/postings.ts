import { grown } from './growth.ts'

/**
 * Lists of strictly rising integers (0 … 2^32 - 1) that grow at the end. A list is a chain of chunks
 * in pages of 1 MiB; a chunk is [address of the next, first value, gaps as varints], and the chunks
 * of one list double from 16 to `largestChunk` bytes. A gap is never 0, so a zero byte ends a chunk.
 * Because a chunk begins with a whole value, a reader who looks for few values can skip chunks.
 */
export type Postings = {
  lists: number
  pages: { bytes: Uint8Array; words: Uint32Array }[]
  /** First free address. Addresses count units of 16 bytes; 0 is "none". */
  free: number
  head: Uint32Array
  tail: Uint32Array
  last: Uint32Array
  count: Uint32Array
  /** Bytes used in the last chunk, and that chunk's size. */
  used: Uint16Array
  size: Uint16Array
}

/** Values in a scratch array, of which the first `count` are meant. */
export type Run = { values: Uint32Array; count: number }

const smallestChunk = 16
const largestChunk = 512
const headerBytes = 8
const unitsPerPage = 65_536
const chunkValues = new Uint32Array(largestChunk)

/** No lists yet. */
export function createPostings(): Postings {
  return {
    lists: 0,
    pages: [],
    free: 1,
    head: new Uint32Array(64),
    tail: new Uint32Array(64),
    last: new Uint32Array(64),
    count: new Uint32Array(64),
    used: new Uint16Array(64),
    size: new Uint16Array(64),
  }
}

/** Makes room for list number `list`; lists are numbered 0, 1, 2 … */
export function openList(postings: Postings, list: number): void {
  if (list < postings.lists) return
  postings.lists = list + 1
  for (const column of ['head', 'tail', 'last', 'count'] as const) {
    postings[column] = grown(postings[column], postings.lists)
  }
  postings.used = grown(postings.used, postings.lists)
  postings.size = grown(postings.size, postings.lists)
}

/** Adds `value`, which must be greater than everything in the list. */
export function appendValue(postings: Postings, list: number, value: number): void {
  let gap = value - postings.last[list]!
  const used = postings.used[list]!
  const room = postings.size[list]! - used
  postings.last[list] = value
  postings.count[list]!++
  if (room < 2 || room < varintBytes(gap)) return startChunk(postings, list, value)
  const address = postings.tail[list]!
  const bytes = postings.pages[address >>> 16]!.bytes
  let at = ((address & 0xffff) << 4) + used
  const from = at
  while (gap > 127) {
    bytes[at++] = (gap & 127) | 128
    gap = gap > 0x7fffffff ? Math.floor(gap / 128) : gap >> 7
  }
  bytes[at++] = gap
  postings.used[list] = used + at - from
}

function varintBytes(gap: number): number {
  if (gap < 0x4000) return gap < 0x80 ? 1 : 2
  if (gap < 0x200000) return 3
  return gap < 0x10000000 ? 4 : 5
}

function startChunk(postings: Postings, list: number, value: number): void {
  const before = postings.tail[list]!
  const size = before === 0 ? smallestChunk : Math.min(postings.size[list]! * 2, largestChunk)
  const address = allocate(postings, size >> 4)
  if (before === 0) postings.head[list] = address
  else postings.pages[before >>> 16]!.words[(before & 0xffff) << 2] = address
  postings.pages[address >>> 16]!.words[((address & 0xffff) << 2) + 1] = value
  postings.tail[list] = address
  postings.size[list] = size
  postings.used[list] = headerBytes
}

function allocate(postings: Postings, units: number): number {
  let address = postings.free
  if ((address & 0xffff) + units > unitsPerPage) address = ((address >>> 16) + 1) << 16
  if (address >>> 16 >= postings.pages.length) {
    const bytes = new Uint8Array(unitsPerPage * 16)
    postings.pages.push({ bytes, words: new Uint32Array(bytes.buffer) })
  }
  postings.free = address + units
  return address
}

/** Writes a chunk's values into `out` from `n` on; returns the place after the last. */
function readChunk(bytes: Uint8Array, from: number, to: number, out: Run): void {
  const values = out.values
  let n = out.count
  let value = values[n - 1]!
  let i = from
  while (i < to) {
    let byte = bytes[i++]!
    if (byte < 128) {
      if (byte === 0) break
      value += byte
    } else {
      let gap = byte & 127
      byte = bytes[i++]!
      gap |= (byte & 127) << 7
      for (let shift = 14; byte > 127; shift += 7) {
        byte = bytes[i++]!
        gap += (byte & 127) * 2 ** shift
      }
      value += gap
    }
    values[n++] = value
  }
  out.count = n
}

/** Reads the whole list into `out`, which must have room for its count. */
export function readList(postings: Postings, list: number, out: Run): void {
  let address = postings.head[list]!
  let size = smallestChunk
  out.count = 0
  while (address !== 0) {
    const { bytes, words } = postings.pages[address >>> 16]!
    const at = (address & 0xffff) << 4
    out.values[out.count++] = words[(at >> 2) + 1]!
    readChunk(bytes, at + headerBytes, at + size, out)
    address = words[at >> 2]!
    if (size < largestChunk) size *= 2
  }
}

/** Keeps those values of `run` for which `value + shift` is in the list. */
export function keepListed(postings: Postings, list: number, run: Run, shift: number): void {
  const { values, count } = run
  const chunk: Run = { values: chunkValues, count: 0 }
  let address = postings.head[list]!
  let size = smallestChunk
  let kept = 0
  let c = 0
  while (address !== 0 && c < count) {
    const { bytes, words } = postings.pages[address >>> 16]!
    const at = (address & 0xffff) << 4
    const next = words[at >> 2]!
    const nextFirst = next === 0 ? Infinity : firstValue(postings, next)
    if (nextFirst > values[c]! + shift) {
      chunkValues[0] = words[(at >> 2) + 1]!
      chunk.count = 1
      readChunk(bytes, at + headerBytes, at + size, chunk)
      for (let j = 0; c < count; c++) {
        const wanted = values[c]! + shift
        if (wanted >= nextFirst) break
        while (j < chunk.count && chunkValues[j]! < wanted) j++
        if (j < chunk.count && chunkValues[j] === wanted) values[kept++] = values[c]!
      }
    }
    address = next
    if (size < largestChunk) size *= 2
  }
  run.count = kept
}

function firstValue(postings: Postings, address: number): number {
  return postings.pages[address >>> 16]!.words[((address & 0xffff) << 2) + 1]!
}

/** Bytes held. */
export function postingsMemory(postings: Postings): number {
  const { pages, head, tail, last, count, used, size } = postings
  let sum = 0
  for (const page of pages) sum += page.bytes.byteLength
  for (const column of [head, tail, last, count, used, size]) sum += column.byteLength
  return sum
}
