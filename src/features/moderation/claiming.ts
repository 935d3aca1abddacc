import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import { lockActivity } from '../activities/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import { subjectOf, versionAtHand } from './deciding.ts'
import { actorOf, type Desk, inScope, scopeOf } from './desk.ts'
import { isClaimedByOther, type Refusal } from './moderation.ts'

export type Claimed = { ok: true } | { ok: false; refusal: Refusal }

/**
 * Takes a registration in hand (`mine`) or gives it back. Undefined when there is none in scope.
 * Taking again what one has renews the two hours.
 */
export async function claim(
  db: Db,
  desk: Desk,
  id: number,
  mine: boolean,
): Promise<Claimed | undefined> {
  return transaction(db, async (trx) => {
    const activity = await lockActivity(trx, desk.edition.id, id)
    if (!activity) return undefined
    const version = await versionAtHand(trx, activity)
    if (!inScope(scopeOf(desk, 'activities.moderate'), version.prefecture)) return undefined
    const it = { claimedBy: activity.claimed_by, claimedAt: activity.claimed_at }
    if (isClaimedByOther(it, desk.staff.id, desk.now)) return { ok: false, refusal: 'claimed' }
    const now = mine
      ? { claimed_by: desk.staff.id, claimed_at: desk.now }
      : { claimed_by: null, claimed_at: null }
    await trx.updateTable('activities').set(now).where('id', '=', id).execute()
    await writeAudit(trx, {
      action: mine ? 'activities.claimed' : 'activities.released',
      actor: actorOf(desk),
      subject: subjectOf(activity, version, desk),
      at: desk.now,
    })
    return { ok: true }
  })
}
