import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import { findActivity, lockActivity } from '../activities/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import { subjectOf, versionAtHand } from './deciding.ts'
import { actorOf, type Desk, inScope, scopeOf } from './desk.ts'

/**
 * Notes that a registration doubles another of the edition (or, with null, that it does not). It is a
 * note for the desk: nothing is published, returned or merged by it.
 * @returns false when there is no such pair within the officer's scope
 */
export async function markDuplicate(
  db: Db,
  desk: Desk,
  id: number,
  of: number | null,
): Promise<boolean> {
  return transaction(db, async (trx) => {
    const activity = await lockActivity(trx, desk.edition.id, id)
    if (!activity || of === id) return false
    const version = await versionAtHand(trx, activity)
    if (!inScope(scopeOf(desk, 'activities.moderate'), version.prefecture)) return false
    if (of !== null && !(await findActivity(trx, desk.edition.id, of))) return false
    await trx.updateTable('activities').set({ duplicate_of: of }).where('id', '=', id).execute()
    await writeAudit(trx, {
      action: 'activities.duplicate-marked',
      actor: actorOf(desk),
      subject: subjectOf(activity, version, desk),
      before: { duplicate_of: activity.duplicate_of },
      after: { duplicate_of: of },
      at: desk.now,
    })
    return true
  })
}
