import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import type { Entering, Outcome } from './change.ts'
import { lockPool } from './locking.ts'
import { lockedBatch, passAndFill } from './running.ts'
import { writeBatch } from './writing.ts'

/** Rolls the transaction back and carries what the second pool said. */
class Refused extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('the other pool refuses')
    this.outcome = outcome
  }
}

/**
 * Takes an application out of one pool and into another in one transaction: both changes pass the
 * door, or none does. The old one ends as moved; the new one points to it.
 * @returns what the new pool said, or why the old one could not be left
 */
export async function crossOver(
  services: Pick<Services, 'db' | 'clock' | 'changes'>,
  from: { poolId: number; applicationId: number },
  to: {
    poolId: number
    entering: Omit<Entering, 'door' | 'movedFrom'>
    /** What else goes along, in the same transaction; told the new application's id. */
    also?: (trx: Db, applicationId: number) => Promise<void>
  },
): Promise<Outcome> {
  try {
    return await transaction(services.db, async (trx) => {
      // two people who swap places would wait for each other for ever: the smaller id first
      for (const id of [from.poolId, to.poolId].toSorted((a, b) => a - b))
        await lockPool(trx, id, 0)
      const now = services.clock.now()
      const { actor } = to.entering
      const leaving = { door: 'move', applicationId: from.applicationId, actor } as const
      const old = await lockedBatch(trx, from.poolId, [leaving], now)
      if (!old) return { ok: false, reason: 'unknown' }
      const left = passAndFill(old, leaving)
      if (!left.ok) return left
      await writeBatch(trx, old)
      const entering = { ...to.entering, door: 'apply', movedFrom: from.applicationId } as const
      const next = await lockedBatch(trx, to.poolId, [entering], now)
      const entered: Outcome = next ? passAndFill(next, entering) : { ok: false, reason: 'unknown' }
      if (!next || !entered.ok) throw new Refused(entered)
      await writeBatch(trx, next)
      if (entered.application) await to.also?.(trx, entered.application.id)
      for (const id of new Set([old.pool.eventId, next.pool.eventId]))
        await services.changes.announce(trx, { kind: 'events', id })
      return entered
    })
  } catch (error) {
    if (error instanceof Refused) return error.outcome
    if ((error as { code?: string }).code === '23505') return { ok: false, reason: 'once' }
    throw error
  }
}
