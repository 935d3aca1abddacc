import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import { type Batch, openBatch } from './batch.ts'
import type { Change, Outcome } from './change.ts'
import { fill, pass } from './door.ts'
import { findNext, findTouched, lockPool } from './locking.ts'
import { freePlaces, isFilling } from './pool.ts'
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
    const outcomes = changes.map((change) => pass(batch, change))
    await settle(trx, batch)
    // public pages say how many are left for half a minute; that none is left they say at once
    if (before !== freePlaces(batch.pool) > 0)
      await announcing.announce(trx, { kind: 'events', id: batch.pool.eventId })
    // what the caller sees is what was written: a later change of the batch may have moved a row on
    return outcomes.map(copied)
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
  return openBatch(locked.pool, known, locked.ids, now)
}

/** Fills what became free from the head of the line, then writes. */
export async function settle(trx: Db, batch: Batch): Promise<void> {
  if (isFilling(batch.pool, batch.now)) {
    // rows that this batch has already moved out of the line may still stand in the table
    const count = freePlaces(batch.pool) + batch.changed.size
    const found = await findNext(trx, batch.pool.id, count)
    const inLine = found.map((row) => batch.rows.get(row.id) ?? row)
    const added = batch.added.map(({ row }) => row)
    fill(batch, [...inLine, ...added.filter(({ state }) => state === 'waiting')])
  }
  await writeBatch(trx, batch)
}

function copied(outcome: Outcome): Outcome {
  return 'application' in outcome && outcome.application
    ? ({ ...outcome, application: { ...outcome.application } } as Outcome)
    : outcome
}
