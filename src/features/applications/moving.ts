import type { Db } from '../../db/database.ts'
import { afterCommit, transaction } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import type { Actor } from '../audit/audit.ts'
import { mayTake } from './application.ts'
import type { Batch } from './batch.ts'
import type { Applicant, Change, Entering, Outcome } from './change.ts'
import { freePlaces } from './pool.ts'
import { lockedBatch, passAndFill } from './running.ts'
import { wakeTelling } from './waking.ts'
import { writeBatch } from './writing.ts'

type Moving = {
  applicationId: number
  toPoolId: number
  /** A place on the other date's waiting list, or a request there, will do as well. */
  acceptsWaiting: boolean
  actor: Actor
  /** The new place's own key, where what may be there only once hangs on the day. */
  onceKey?: string | null
  /** The new place is only offered, until then. */
  inviteUntil?: Temporal.Instant
}

/**
 * Moves an application to another pool (another date, another channel, another slot) in one
 * transaction: both pools are locked, the smaller id first. The old place is given up only when
 * the new one is there.
 * @returns the new application, or why nothing has changed
 */
export async function moveApplication(
  { db, clock, changes }: Pick<Services, 'db' | 'clock' | 'changes'>,
  moving: Moving,
): Promise<Outcome> {
  return transaction(db, async (trx) => {
    const own = await trx
      .selectFrom('applications')
      .selectAll()
      .where('id', '=', moving.applicationId)
      .executeTakeFirst()
    if (!own || own.pool_id === moving.toPoolId) return { ok: false, reason: 'unknown' }
    const leaving: Change = { door: 'move', applicationId: own.id, actor: moving.actor }
    const entering = enteringFrom(own, moving)
    const [from, target] = await lockBoth(trx, clock.now(), [
      { poolId: own.pool_id, change: leaving },
      { poolId: moving.toPoolId, change: entering },
    ])
    if (!from || !target) return { ok: false, reason: 'unknown' }
    const row = from.rows.get(own.id)
    if (!row || !mayTake('move', row.state)) return { ok: false, reason: 'not-now' }
    if (target.pool.entry === 'approval' && !moving.acceptsWaiting)
      return { ok: false, reason: 'full' }
    giveWay(target, own.id)
    const before = [from, target].map(({ pool }) => freePlaces(pool) > 0)
    const outcome = passAndFill(target, { ...entering, proven: row.provenAt !== null })
    if (!outcome.ok || !outcome.application) return outcome
    passAndFill(from, leaving)
    // the old one ends first: what may be there only once per event is then free
    await writeBatch(trx, from)
    await writeBatch(trx, target)
    afterCommit(trx, () => wakeTelling(db))
    await takeAlong(trx, own.id, outcome.application.id)
    for (const [at, { pool }] of [from, target].entries())
      if (before[at] !== freePlaces(pool) > 0)
        await changes.announce(trx, { kind: 'events', id: pool.eventId })
    return outcome
  })
}

type Own = Pick<Applicant, 'email' | 'name' | 'reading' | 'organisation' | 'language'> & {
  id: number
  email_key: string
  once_key: string | null
  answers: Record<string, unknown>
  proven_at: Temporal.Instant | null
}

function enteringFrom(own: Own, moving: Moving): Entering {
  const { acceptsWaiting, actor, onceKey, inviteUntil } = moving
  const { email, name, reading, organisation, language, answers } = own
  return {
    door: 'apply',
    applicant: {
      email,
      emailKey: own.email_key,
      name,
      reading,
      organisation,
      onceKey: onceKey === undefined ? own.once_key : onceKey,
      language,
      answers,
    },
    source: inviteUntil ? 'invitation' : 'move',
    ...(inviteUntil && { inviteUntil }),
    formKey: null,
    proven: own.proven_at !== null,
    placeOnly: !acceptsWaiting,
    movedFrom: own.id,
    actor,
  }
}

type Wanted = { poolId: number; change: Change }

async function lockBoth(trx: Db, now: Temporal.Instant, wanted: [Wanted, Wanted]) {
  const batches = new Map<number, Batch | undefined>()
  for (const { poolId, change } of wanted.toSorted((one, other) => one.poolId - other.poolId))
    batches.set(poolId, await lockedBatch(trx, poolId, [change], now))
  return wanted.map(({ poolId }) => batches.get(poolId))
}

/** The same company's old slot must not stand in the way of its new one. */
function giveWay(batch: Batch, applicationId: number): void {
  for (const [key, row] of batch.byOnce) if (row.id === applicationId) batch.byOnce.delete(key)
}

/** Support that was asked for follows the person. */
async function takeAlong(trx: Db, fromId: number, toId: number): Promise<void> {
  await trx
    .updateTable('support_needs')
    .set({ application_id: toId })
    .where('application_id', '=', fromId)
    .execute()
}
