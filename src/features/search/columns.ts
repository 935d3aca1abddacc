import { grown } from './growth.ts'
import type { Run } from './postings.ts'

/** What a facet is called, and whether one record may have several of its values at once. */
export type FacetSpec = { name: string; multiple: boolean }

/**
 * One facet as a column. A record holds the number of its *set* of values ({}, {3}, {1,4} …); real
 * data has few different sets, so counting is one increment per record however many values it has.
 */
export type Facet = FacetSpec & {
  column: Uint16Array | Uint32Array
  sets: number[][]
  known: Map<number | string, number>
}

/** How often each value occurs; values that do not occur are absent. */
export type FacetCounts = Record<string, Map<number, number>>

/** A column without places. */
export function emptyColumn(): Uint16Array {
  return new Uint16Array(16)
}

/** An empty column for a facet. */
export function createFacet({ name, multiple }: FacetSpec): Facet {
  return { name, multiple, column: emptyColumn(), sets: [], known: new Map() }
}

/**
 * The number of a set of values, entered if it is new. Throws RangeError for a value that is not a
 * whole number ≥ 0 and for several values in a facet that takes one.
 */
export function enterSet(facet: Facet, values: readonly number[]): number {
  const first = values[0]
  const single = values.length === 1 && first !== undefined
  const known = single ? facet.known.get(first) : undefined
  if (known !== undefined) return known
  const set = [...new Set(values)].toSorted((a, b) => a - b)
  if (set.some((value) => !Number.isSafeInteger(value) || value < 0)) {
    throw new RangeError(`facet ${facet.name}: ${values.join(', ')} is not a list of whole numbers`)
  }
  if (set.length > 1 && !facet.multiple) throw new RangeError(`facet ${facet.name} takes one value`)
  const key = set.length === 1 ? set[0]! : set.join(',')
  const number = facet.known.get(key) ?? facet.sets.push(set) - 1
  facet.known.set(key, number)
  return number
}

/** Writes a record's set into the column, which widens when there are more than 65,536 sets. */
export function writeSet(facet: Facet, slot: number, set: number): void {
  if (set > 0xffff && facet.column instanceof Uint16Array)
    facet.column = Uint32Array.from(facet.column)
  facet.column = grown(facet.column, slot + 1)
  facet.column[slot] = set
}

/**
 * Narrows `hits` (slot * 4 + level) to the records that have, in every filtered facet, one of the
 * values asked for, and counts every facet in the same pass. A facet's own filter does not narrow
 * its own counts: they say what choosing another value as well would bring.
 */
export function filterAndCount(
  facets: readonly Facet[],
  filters: Readonly<Record<string, readonly number[]>>,
  hits: Run,
): FacetCounts {
  const counts = facets.map((facet) => new Uint32Array(facet.sets.length))
  const chosen = facets.flatMap((facet, i) => {
    const wanted = filters[facet.name] ?? []
    if (wanted.length === 0) return []
    const passes = Uint8Array.from(facet.sets, (set) =>
      set.some((v) => wanted.includes(v)) ? 1 : 0,
    )
    return [{ facet, passes, counts: counts[i]! }]
  })
  if (chosen.length > 0) keepPassing(chosen, hits)
  facets.forEach((facet, i) => countSets(facet.column, hits, counts[i]!))
  return Object.fromEntries(facets.map((facet, i) => [facet.name, valueCounts(facet, counts[i]!)]))
}

type Chosen = { facet: Facet; passes: Uint8Array; counts: Uint32Array }

/** A record that fails one filter only is still counted in that filter's facet. */
function keepPassing(chosen: readonly Chosen[], hits: Run): void {
  const { values, count } = hits
  let kept = 0
  for (let i = 0; i < count; i++) {
    const hit = values[i]!
    let failed = -1
    let failures = 0
    for (let f = 0; f < chosen.length && failures < 2; f++) {
      const { facet, passes } = chosen[f]!
      if (passes[facet.column[hit >>> 2]!] === 1) continue
      failed = f
      failures++
    }
    if (failures === 0) values[kept++] = hit
    if (failures === 1) {
      const { facet, counts } = chosen[failed]!
      counts[facet.column[hit >>> 2]!]!++
    }
  }
  hits.count = kept
}

function countSets(column: Uint16Array | Uint32Array, hits: Run, counts: Uint32Array): void {
  const { values, count } = hits
  for (let i = 0; i < count; i++) counts[column[values[i]! >>> 2]!]!++
}

function valueCounts(facet: Facet, counts: Uint32Array): Map<number, number> {
  const byValue = new Map<number, number>()
  facet.sets.forEach((set, number) => {
    const count = counts[number]!
    if (count === 0) return
    for (const value of set) byValue.set(value, (byValue.get(value) ?? 0) + count)
  })
  return byValue
}

/** Bytes held (the sets as an estimate). */
export function facetMemory(facet: Facet): number {
  return facet.column.byteLength + facet.sets.length * 120
}
