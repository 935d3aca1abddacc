/** Random choices that are the same for the same seed, on every machine. */
export type Random = {
  /** From 0 up to, not including, 1. */
  fraction(): number
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number
  pick<Item>(list: readonly Item[]): Item
  chance(probability: number): boolean
}

/** A generator of its own state (mulberry32: 32 bits, period 2^32). */
export function startRandom(seed: number): Random {
  let state = seed >>> 0
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (end: number) => Math.floor(fraction() * end)
  return {
    fraction,
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    chance: (probability) => fraction() < probability,
  }
}

/** A choice among weighted items, prepared once: `choose(fraction)`. */
export function weighted<Item>(items: readonly (readonly [Item, number])[]) {
  const total = items.reduce((sum, [, weight]) => sum + weight, 0)
  let sum = 0
  const ends = items.map(([, weight]) => (sum += weight / total))
  return (fraction: number): Item => {
    const at = ends.findIndex((end) => fraction < end)
    return (items[at] ?? (items.at(-1) as readonly [Item, number]))[0]
  }
}
