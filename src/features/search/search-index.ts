/**
 * Japanese substring search with facets, in this process's memory, exact for 1 … n characters.
 *
 *     const index = createSearchIndex({ facets: [{ name: 'kind', multiple: true }] })
 *     index.put({ id: 7, title, text, sortKey: kana, day: seconds, facets: { kind: [1, 3] } })
 *     index.find({ query: 'テレワーク 東京', filters: { kind: [1] }, sort: 'relevance', offset: 0, limit: 20 })
 *     // { total: 214, ids: [7, …], facets: { kind: Map { 1 => 214, 3 => 90 } } }
 *
 * - Words are parted by white space; a record is found if its title or text contains every word,
 *   as `String.includes` on texts folded by `searchText`. No words: all records.
 * - Filters: any of a facet's values, in all facets. A facet's counts ignore its own filter.
 * - Relevance: word is the title, begins it, is in it, is in the text; then newest. With several
 *   words the title counts only if all are in it. Newest: `day`, then the higher id. Name: `sortKey`.
 * - `put` of a known id replaces it. A replaced or removed record leaves a dead slot; when more than
 *   a quarter are dead the whole is rewritten in one go (about 10 µs a record), so answers are
 *   right at any moment. Putting records in order of `day` makes finding fastest.
 * - The texts are not kept: positions of all character pairs are, and answer everything.
 */
import { searchWords } from './bigrams.ts'
import { createFacet, enterSet, facetMemory, filterAndCount, writeSet } from './columns.ts'
import type { Facet, FacetCounts, FacetSpec } from './columns.ts'
import { rewriteRecords } from './compaction.ts'
import { findPhrase, intersectHits, planPhrase } from './phrase.ts'
import type { Run } from './postings.ts'
import { rankHits } from './ranking.ts'
import type { Sort } from './ranking.ts'
import {
  closeSlot,
  createRecords,
  openSlot,
  recordsMemory,
  slotOfId,
  writeSortKey,
} from './records.ts'
import type { Records } from './records.ts'
import { foldRecord, writeText } from './writing.ts'

/** What is searched of a record: public text only. `text` may begin with the title or lack it. */
export type SearchRecord = {
  /** Whole number ≥ 0. */
  id: number
  title: string
  text: string
  /** Order of names: code units, so give it in kana or another sortable form. */
  sortKey: string
  /** Order of time, such as epoch seconds of publication. */
  day: number
  /** Whole numbers ≥ 0; a facet that is left out has no value. */
  facets: Readonly<Record<string, readonly number[]>>
}

export type SearchQuery = {
  query: string
  filters: Readonly<Record<string, readonly number[]>>
  sort: Sort
  offset: number
  limit: number
}

export type SearchAnswer = { total: number; ids: number[]; facets: FacetCounts }

export type SearchIndex = {
  /** Enters or replaces a record. RangeError for a bad id, day or facet value. */
  put(record: SearchRecord): void
  /** Takes a record out; false if there was none. */
  remove(id: number): boolean
  find(query: SearchQuery): SearchAnswer
  /** Records that can be found. */
  readonly size: number
  /** Bytes held, dead slots and scratch space included. */
  memory(): number
}

type Store = { records: Records; facets: Facet[]; hits: Run; more: Run }

/** Positions on the line are 32 bits. */
const longestLine = 2 ** 32 - 1
const emptyRun = (): Run => ({ values: new Uint32Array(0), count: 0 })

/** An empty index with these facets. */
export function createSearchIndex(spec: { facets: readonly FacetSpec[] }): SearchIndex {
  const store: Store = {
    records: createRecords(),
    facets: spec.facets.map(createFacet),
    hits: emptyRun(),
    more: emptyRun(),
  }
  return {
    put: (record) => putRecord(store, record),
    remove: (id) => removeRecord(store, id),
    find: (query) => findRecords(store, query),
    get size() {
      return store.records.live
    },
    memory: () =>
      recordsMemory(store.records) +
      store.facets.reduce((sum, facet) => sum + facetMemory(facet), 0) +
      store.hits.values.byteLength +
      store.more.values.byteLength,
  }
}

function putRecord(store: Store, record: SearchRecord): void {
  const { id, day, sortKey } = record
  if (!Number.isSafeInteger(id) || id < 0) throw new RangeError(`${id} is no record id`)
  if (!Number.isFinite(day)) throw new RangeError(`${day} is no day`)
  const sets = store.facets.map((facet) => enterSet(facet, record.facets[facet.name] ?? []))
  const folded = foldRecord(record.title, record.text)
  const length = folded.count + 1
  if (store.records.end + length > longestLine) rewrite(store)
  if (store.records.end + length > longestLine) throw new RangeError('the search index is full')
  removeRecord(store, id)
  const { records } = store
  const slot = openSlot(records, { id, day, title: folded.title, length })
  writeSortKey(records, sortKey)
  writeText(records, slot, folded)
  store.facets.forEach((facet, i) => writeSet(facet, slot, sets[i]!))
}

function removeRecord(store: Store, id: number): boolean {
  const slot = slotOfId(store.records, id)
  if (slot < 0) return false
  closeSlot(store.records, slot)
  const { slots, live } = store.records
  if (slots > 64 && (slots - live) * 4 > slots) rewrite(store)
  return true
}

function rewrite(store: Store): void {
  const { records, facets } = rewriteRecords(store.records, store.facets)
  store.records = records
  store.facets = facets
}

function findRecords(
  store: Store,
  { query, filters, sort, offset, limit }: SearchQuery,
): SearchAnswer {
  const { records, facets, hits } = store
  matchWords(store, searchWords(query))
  if (records.live < records.slots) keepLiving(records, hits)
  const counts = filterAndCount(facets, filters, hits)
  return {
    total: hits.count,
    ids: rankHits(records, hits, { sort, offset, limit }),
    facets: counts,
  }
}

/** Leaves in `store.hits` the slots, dead or alive, that have every word. */
function matchWords(store: Store, words: readonly string[]): void {
  const { records, hits, more } = store
  hits.count = 0
  const phrases = words.flatMap((word) => planPhrase(records, word) ?? [])
  if (phrases.length < words.length) return
  phrases.sort((a, b) => a.lists[0]!.count - b.lists[0]!.count)
  const [first, ...others] = phrases
  if (first === undefined) return everySlot(records, hits)
  makeRoom(hits, first.lists[0]!.count)
  findPhrase(records, first, hits)
  for (const phrase of others) {
    if (hits.count === 0) return
    makeRoom(more, phrase.lists[0]!.count)
    findPhrase(records, phrase, more)
    intersectHits(hits, more)
  }
}

function makeRoom(run: Run, count: number): void {
  if (run.values.length < count) run.values = new Uint32Array(Math.ceil(count * 1.25))
}

function everySlot(records: Records, hits: Run): void {
  makeRoom(hits, records.slots)
  for (let slot = 0; slot < records.slots; slot++) hits.values[slot] = slot * 4
  hits.count = records.slots
}

function keepLiving({ alive }: Records, hits: Run): void {
  const { values, count } = hits
  let kept = 0
  for (let i = 0; i < count; i++) {
    const hit = values[i]!
    if (alive[hit >>> 2] === 1) values[kept++] = hit
  }
  hits.count = kept
}
