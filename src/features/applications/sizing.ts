import type { Batch } from './batch.ts'
import type { Outcome, Sizing } from './change.ts'

/**
 * Changes a pool's three numbers. Fewer places than are taken is refused with the number taken:
 * nobody who has a place loses it by an officer's typing.
 */
export function resize(batch: Batch, sizing: Sizing): Outcome {
  const { pool } = batch
  if (sizing.acceptedLimit < pool.taken)
    return { ok: false, reason: 'below-taken', taken: pool.taken }
  const { acceptedLimit, publishedCapacity, streamLimit } = pool
  batch.sizings.push({ sizing, before: { acceptedLimit, publishedCapacity, streamLimit } })
  pool.acceptedLimit = sizing.acceptedLimit
  pool.publishedCapacity = sizing.publishedCapacity
  pool.streamLimit = sizing.streamLimit
  return { ok: true, application: null }
}
