import type { Db } from '../../db/database.ts'
import { afterCommit, transaction } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import { type Batch, openBatch } from './batch.ts'
import type { Change, Outcome } from './change.ts'
import { fill, pass } from './door.ts'
import { findTouched, lockPool } from './locking.ts'
import { freePlaces } from './pool.ts'
import { wakeTelling } from './waking.ts'
import { writeBatch } from './writing.ts'

/**
 * Runs changes of one pool in one short transaction: lock, look, work out, write. Nothing is
 * rendered or sent inside. Safe with any number of processes on one database.
 * @returns one outcome per change, in the same order
 */
export async function runChanges(
  { db, clock, changes: announcing }: Pick<Services, 'db' | 'clock' | 'changes'>,
  poolId: number,
  changes: readonly Change[],
): Promise<Outcome[]> {
  return transaction(db, async (trx) => {
    const batch = await lockedBatch(trx, poolId, changes, clock.now())
    if (!batch) return changes.map(() => ({ ok: false, reason: 'unknown' }) as const)
    const before = freePlaces(batch.pool) > 0
    const outcomes = changes.map((change) => passAndFill(batch, change))
    await writeBatch(trx, batch)
    if (batch.notices.length > 0) afterCommit(trx, () => wakeTelling(db))
    // public pages say how many are left for half a minute; that none is left they say at once
    if (before !== freePlaces(batch.pool) > 0)
      await announcing.announce(trx, { kind: 'events', id: batch.pool.eventId })
    return outcomes
  })
}

/** Takes the pool's lock and everything that these changes may touch. */
export async function lockedBatch(
  trx: Db,
  poolId: number,
  changes: readonly Change[],
  now: Temporal.Instant,
): Promise<Batch | undefined> {
  const additions = changes.filter(({ door }) => door === 'apply').length
  const locked = await lockPool(trx, poolId, additions)
  if (!locked) return undefined
  const known = await findTouched(trx, locked.pool, changes, now)
  const batch = openBatch(locked.pool, known, locked.ids, now)
  fill(batch)
  return batch
}

/** One change and what follows from it; the answer tells of this moment, not of the batch's end. */
export function passAndFill(batch: Batch, change: Change): Outcome {
  const outcome = pass(batch, change)
  const answer =
    'application' in outcome && outcome.application
      ? ({ ...outcome, application: { ...outcome.application } } as Outcome)
      : outcome
  fill(batch)
  return answer
}
