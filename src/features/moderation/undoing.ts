import { type Selectable } from 'kysely'
import { transaction } from '../../db/transaction.ts'
import type { Db } from '../../db/database.ts'
import type { DecisionRow } from '../../db/tables-registry.ts'
import { type Act, StateMoved } from '../activities/activity.ts'
import { type Activity, lockActivity, moveActivity } from '../activities/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import { subjectOf, versionAtHand } from './deciding.ts'
import { actorOf, type Desk, inScope, scopeOf } from './desk.ts'
import { queueNotice } from './mail.ts'
import { isUndoable, type Refusal } from './moderation.ts'
import { type Before, decisionsOf, standingBefore } from './queries.ts'

export type Undone =
  | { ok: true; activityId: number }
  | { ok: false; activityId: number; refusal: Refusal }

type Row = Selectable<DecisionRow>

/** Decisions that can be taken back; a suspension is lifted by reinstating, not by undoing. */
const undoable: readonly string[] = [
  'published',
  'returned',
  'rejected',
] satisfies Row['decision'][]

/**
 * Takes a decision back: what stood before stands again, the owner is sent a correction, the row
 * stays with who undid it and when. Undefined when there is no such decision within the scope.
 */
export async function undo(db: Db, desk: Desk, decisionId: number): Promise<Undone | undefined> {
  return transaction(db, async (trx) => {
    const found = await trx
      .selectFrom('activity_decisions')
      .select('activity_id')
      .where('id', '=', decisionId)
      .executeTakeFirst()
    const activity = found && (await lockActivity(trx, desk.edition.id, found.activity_id))
    if (!activity) return undefined
    const version = await versionAtHand(trx, activity)
    if (!inScope(scopeOf(desk, 'activities.moderate'), version.prefecture)) return undefined
    const made = await decisionsOf(trx, activity.id)
    const row = made.find(({ id }) => id === decisionId) as Row
    const refused = (refusal: Refusal): Undone => ({ ok: false, activityId: activity.id, refusal })
    if (!isUndoable(row.decided_at, desk.now)) return refused('too-late')
    if (!undoable.includes(row.decision)) return refused('moved')
    const since = happenedSince(activity, made, row)
    if (since) return refused(since)
    const before = await standingBefore(trx, { id: row.id, activityId: activity.id })
    if (!before || !(await putBack(trx, activity, { row, before, now: desk.now })))
      return refused('edited-since')
    await trx
      .updateTable('activity_decisions')
      .set({ undone_at: desk.now, undone_by: desk.staff.id })
      .where('id', '=', row.id)
      .execute()
    await tell(trx, desk, activity, row)
    return { ok: true, activityId: activity.id }
  })
}

function lastOf(made: readonly Row[]): Row | undefined {
  return made.findLast(({ undone_at }) => undone_at === null)
}

/** What anybody did after the decision, so that taking it back would undo theirs too. */
function happenedSince(activity: Activity, made: readonly Row[], row: Row): Refusal | undefined {
  if (activity.state === 'withdrawn') return 'withdrawn-since'
  if (row.undone_at !== null) return 'undone-already'
  if (row.decision === 'returned' && activity.state === 'submitted') return 'resubmitted-since'
  return row.id === lastOf(made)?.id ? undefined : 'decided-since'
}

async function tell(trx: Db, desk: Desk, activity: Activity, row: Row): Promise<void> {
  const version = await versionAtHand(trx, activity)
  await writeAudit(trx, {
    action: 'activities.decision-undone',
    actor: actorOf(desk),
    subject: subjectOf(activity, version, desk),
    before: { decision: row.decision },
    at: desk.now,
  })
  await queueNotice(trx, desk, { activity, version, what: 'undone', reason: '' })
  await desk.changes.announce(trx, {
    kind: 'activities',
    id: activity.id,
    removed: row.decision === 'published',
  })
}

const undoActs: Record<string, Act> = {
  published: 'undoPublish',
  returned: 'undoReturn',
  rejected: 'undoReject',
}

/** Puts the state or the pointers back; false when the registration has moved on since. */
async function putBack(
  trx: Db,
  activity: Activity,
  { row, before, now }: { row: Row; before: Before; now: Temporal.Instant },
): Promise<boolean> {
  if (before.state === 'published') return putPointersBack(trx, activity, { row, before, now })
  // publishing empties the pointer to what waits, the other decisions leave it; anything else is a new text
  const left = row.decision === 'published' ? null : before.proposed_version_id
  if (activity.proposed_version_id !== left) return false
  try {
    await moveActivity(trx, activity, undoActs[row.decision] as Act, {
      now,
      proposed_version_id: before.proposed_version_id,
      published_version_id: before.published_version_id,
      ...(row.decision === 'published' && { published_at: null }),
    })
    return true
  } catch (error) {
    if (error instanceof StateMoved) return false
    throw error
  }
}

async function putPointersBack(
  trx: Db,
  activity: Activity,
  { row, before, now }: { row: Row; before: Before; now: Temporal.Instant },
): Promise<boolean> {
  const publicNow = row.decision === 'published' ? row.version_id : before.published_version_id
  if (activity.state !== 'published' || activity.published_version_id !== publicNow) return false
  // a correction that was only asked for left the pointers as they were
  const waitsNow = row.version_id === before.proposed_version_id ? null : before.proposed_version_id
  if (activity.proposed_version_id !== waitsNow) return false
  await trx
    .updateTable('activities')
    .set({
      published_version_id: before.published_version_id,
      proposed_version_id: before.proposed_version_id,
      changed_at: now,
    })
    .where('id', '=', activity.id)
    .execute()
  return true
}
