import { grown } from './growth.ts'

/**
 * Lists of strictly rising integers (0 … 2^32 - 1) that grow at the end. A list is a chain of chunks
 * in pages of 256 KiB; a chunk is [address of the next, first value, gaps as varints], and the chunks
 * of one list double from 16 to `largestChunk` bytes. A gap is never 0, so a zero byte ends a chunk.
 * Because a chunk begins with a whole value, a reader who looks for few values can skip chunks.
 */
export type Postings = {
  lists: number
  pages: { bytes: Uint8Array; words: Uint32Array }[]
  /** First free address. Addresses count units of 16 bytes; 0 is "none". */
  free: number
  /** `stride` numbers for each list, side by side because an append needs most of them. */
  heads: Uint32Array
}

/** Values in a scratch array, of which the first `count` are meant. */
export type Run = { values: Uint32Array; count: number }

const smallestChunk = 16
const largestChunk = 256
/** Places in `heads`: addresses of first and last chunk, last value, values, last chunk's bytes. */
const stride = 8
const head = 0
const tail = 1
const last = 2
const count = 3
const used = 4
const size = 5
const headerBytes = 8
const longestVarint = 5
const pageBits = 14
const unitsPerPage = 2 ** pageBits
const inPage = unitsPerPage - 1
const chunkValues = new Uint32Array(largestChunk)

/** No lists yet. */
export function createPostings(): Postings {
  return { lists: 0, pages: [], free: 1, heads: new Uint32Array(64 * stride) }
}

/** Makes room for list number `list`; lists are numbered 0, 1, 2 … */
export function openList(postings: Postings, list: number): void {
  if (list < postings.lists) return
  postings.lists = list + 1
  postings.heads = grown(postings.heads, postings.lists * stride)
}

/** How many values a list has. */
export function countOf(postings: Postings, list: number): number {
  return postings.heads[list * stride + count]!
}

/** The greatest value of a list; 0 if it is empty. */
export function lastOf(postings: Postings, list: number): number {
  return postings.heads[list * stride + last]!
}

/** Adds `value`, which must be greater than everything in the list. */
export function appendValue(postings: Postings, list: number, value: number): void {
  const { heads } = postings
  const entry = list * stride
  const gap = value - heads[entry + last]!
  const filled = heads[entry + used]!
  const room = heads[entry + size]! - filled
  heads[entry + last] = value
  heads[entry + count]!++
  if (room < longestVarint && room < varintBytes(gap)) return startChunk(postings, entry, value)
  const address = heads[entry + tail]!
  const { bytes } = postings.pages[address >>> pageBits]!
  const from = ((address & inPage) << 4) + filled
  heads[entry + used] = filled + writeVarint(bytes, from, gap) - from
}

/** Adds all of `run`, as `appendValue` does one by one, for lists that are written in one go. */
export function appendRun(postings: Postings, list: number, run: Run): void {
  const { values } = run
  const entry = list * stride
  let i = 0
  while (i < run.count) {
    appendValue(postings, list, values[i++]!)
    const { heads } = postings
    const address = heads[entry + tail]!
    const { bytes } = postings.pages[address >>> pageBits]!
    const start = (address & inPage) << 4
    const end = start + heads[entry + size]! - longestVarint
    const before = i
    let at = start + heads[entry + used]!
    let value = values[i - 1]!
    for (; i < run.count && at <= end; i++) {
      at = writeVarint(bytes, at, values[i]! - value)
      value = values[i]!
    }
    heads[entry + last] = value
    heads[entry + count]! += i - before
    heads[entry + used] = at - start
  }
}

function writeVarint(bytes: Uint8Array, from: number, gap: number): number {
  let at = from
  let rest = gap
  while (rest > 127) {
    bytes[at++] = (rest & 127) | 128
    rest = rest > 0x7fffffff ? Math.floor(rest / 128) : rest >> 7
  }
  bytes[at++] = rest
  return at
}

function varintBytes(gap: number): number {
  if (gap < 0x4000) return gap < 0x80 ? 1 : 2
  if (gap < 0x200000) return 3
  return gap < 0x10000000 ? 4 : 5
}

function startChunk(postings: Postings, entry: number, value: number): void {
  const { heads } = postings
  const before = heads[entry + tail]!
  const bytes = before === 0 ? smallestChunk : Math.min(heads[entry + size]! * 2, largestChunk)
  const address = allocate(postings, bytes >> 4)
  if (before === 0) heads[entry + head] = address
  else postings.pages[before >>> pageBits]!.words[(before & inPage) << 2] = address
  postings.pages[address >>> pageBits]!.words[((address & inPage) << 2) + 1] = value
  heads[entry + tail] = address
  heads[entry + size] = bytes
  heads[entry + used] = headerBytes
}

function allocate(postings: Postings, units: number): number {
  let address = postings.free
  if ((address & inPage) + units > unitsPerPage) address = ((address >>> pageBits) + 1) << pageBits
  if (address >>> pageBits >= postings.pages.length) {
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
  let address = postings.heads[list * stride + head]!
  let bytesHere = smallestChunk
  out.count = 0
  while (address !== 0) {
    const { bytes, words } = postings.pages[address >>> pageBits]!
    const at = (address & inPage) << 4
    out.values[out.count++] = words[(at >> 2) + 1]!
    readChunk(bytes, at + headerBytes, at + bytesHere, out)
    address = words[at >> 2]!
    if (bytesHere < largestChunk) bytesHere *= 2
  }
}

/** Keeps those values of `run` for which `value + shift` is in the list. */
export function keepListed(postings: Postings, list: number, run: Run, shift: number): void {
  const { values, count: wantedCount } = run
  const chunk: Run = { values: chunkValues, count: 0 }
  let address = postings.heads[list * stride + head]!
  let bytesHere = smallestChunk
  let kept = 0
  let c = 0
  while (address !== 0 && c < wantedCount) {
    const { bytes, words } = postings.pages[address >>> pageBits]!
    const at = (address & inPage) << 4
    const next = words[at >> 2]!
    const nextFirst = next === 0 ? Infinity : firstValue(postings, next)
    if (nextFirst > values[c]! + shift) {
      chunkValues[0] = words[(at >> 2) + 1]!
      chunk.count = 1
      readChunk(bytes, at + headerBytes, at + bytesHere, chunk)
      for (let j = 0; c < wantedCount; c++) {
        const wanted = values[c]! + shift
        if (wanted >= nextFirst) break
        while (j < chunk.count && chunkValues[j]! < wanted) j++
        if (j < chunk.count && chunkValues[j] === wanted) values[kept++] = values[c]!
      }
    }
    address = next
    if (bytesHere < largestChunk) bytesHere *= 2
  }
  run.count = kept
}

function firstValue(postings: Postings, address: number): number {
  return postings.pages[address >>> pageBits]!.words[((address & inPage) << 2) + 1]!
}

/** Bytes held. */
export function postingsMemory({ pages, heads }: Postings): number {
  return pages.length * unitsPerPage * 16 + heads.byteLength
}
