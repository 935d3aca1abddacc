import type { Db } from '../db/database.ts'
import { countOne } from './counting.ts'

/** So many in so many seconds. */
export type Limit = { most: number; seconds: number }

/**
 * Counts one more in a bucket. Windows are weighted: the last window counts for the part of it
 * that still lies within the limit's length, so a burst at the edge of two windows is not doubled.
 * @returns 0 when allowed, else the number of seconds to wait
 */
export async function countAgainst(
  db: Db,
  bucket: string,
  limit: Limit,
  now: Temporal.Instant,
): Promise<number> {
  const length = limit.seconds * 1000
  const start = Math.floor(now.epochMilliseconds / length) * length
  const window = Temporal.Instant.fromEpochMilliseconds(start)
  const { count, before } = await countOne(db, { bucket, window, seconds: limit.seconds })
  const passed = (now.epochMilliseconds - start) / length
  return count + before * (1 - passed) <= limit.most
    ? 0
    : Math.max(1, Math.ceil((start + length - now.epochMilliseconds) / 1000))
}

/** Forgets counters that no limit looks at any more; run nightly. */
export async function forgetOldCounters(db: Db, now: Temporal.Instant): Promise<void> {
  await db
    .deleteFrom('rate_counters')
    .where('window_start', '<', now.subtract({ hours: 48 }))
    .execute()
}
