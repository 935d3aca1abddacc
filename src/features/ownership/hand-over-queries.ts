import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { HandOverRow } from '../../db/tables-registry.ts'
import { mostObjections } from './ownership.ts'

export type HandOver = Selectable<HandOverRow>

function isOpen(db: Db) {
  return db
    .selectFrom('hand_overs')
    .selectAll()
    .where('completed_at', 'is', null)
    .where('objected_at', 'is', null)
    .where('refused_at', 'is', null)
}

/** The hand-over of a registration that is under way, confirmed or not. */
export async function openHandOver(db: Db, activityId: number): Promise<HandOver | undefined> {
  return isOpen(db).where('activity_id', '=', activityId).executeTakeFirst()
}

/** An open hand-over by its id, locked until the transaction ends. */
export async function lockHandOver(trx: Db, id: number): Promise<HandOver | undefined> {
  return isOpen(trx).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** A hand-over by its id, with the registration it is about. */
export async function findHandOver(db: Db, id: number): Promise<HandOver | undefined> {
  return db.selectFrom('hand_overs').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Marks how a hand-over ended or went on. */
export async function markHandOver(
  trx: Db,
  id: number,
  at: Partial<
    Pick<HandOver, 'confirmed_at' | 'object_until' | 'objected_at' | 'completed_at' | 'refused_at'>
  >,
): Promise<void> {
  await trx.updateTable('hand_overs').set(at).where('id', '=', id).execute()
}

/** Ends what is under way for a registration: what nobody confirmed is deleted, the rest refused. */
export async function dropHandOvers(
  trx: Db,
  activityId: number,
  now: Temporal.Instant,
): Promise<HandOver | undefined> {
  const open = await openHandOver(trx, activityId)
  if (!open) return undefined
  if (open.confirmed_at) await markHandOver(trx, open.id, { refused_at: now })
  else await trx.deleteFrom('hand_overs').where('id', '=', open.id).execute()
  return open.confirmed_at ? open : undefined
}

/** Whether the owner has objected so often of late that nobody may ask for the registration. */
export async function isRefusedOften(
  db: Db,
  activityId: number,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await db
    .selectFrom('hand_overs')
    .select('id')
    .where('activity_id', '=', activityId)
    .where('objected_at', '>', now.subtract({ hours: 24 * 30 }))
    .execute()
  return rows.length >= mostObjections
}

/** Begins a hand-over that the successor has to confirm by mail. */
export async function addHandOver(
  trx: Db,
  about: {
    activityId: number
    name: string
    email: string
    reason: string
    now: Temporal.Instant
    objectUntil: Temporal.Instant
  },
): Promise<number> {
  const { id } = await trx
    .insertInto('hand_overs')
    .values({
      activity_id: about.activityId,
      new_name: about.name,
      new_email: about.email,
      reason: about.reason,
      requested_at: about.now,
      confirmed_at: null,
      object_until: about.objectUntil,
      objected_at: null,
      completed_at: null,
      refused_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Confirmed hand-overs of an edition whose days for an objection are over. */
export async function ripeHandOvers(
  db: Db,
  editionId: number,
  now: Temporal.Instant,
): Promise<HandOver[]> {
  return isOpen(db)
    .where('activity_id', 'in', (from) =>
      from.selectFrom('activities').select('id').where('edition_id', '=', editionId),
    )
    .where('confirmed_at', 'is not', null)
    .where('object_until', '<=', now)
    .orderBy('id')
    .execute()
}

/** Forgets requests that nobody confirmed while their link was good (24 hours). */
export async function forgetUnconfirmedHandOvers(db: Db, now: Temporal.Instant): Promise<void> {
  await db
    .deleteFrom('hand_overs')
    .where('confirmed_at', 'is', null)
    .where('requested_at', '<', now.subtract({ hours: 24 }))
    .execute()
}
