import { type Selectable, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { DecisionRow } from '../../db/tables-registry.ts'
import type { Activity } from '../activities/queries.ts'
import type { Case } from './moderation.ts'

export type DecisionEntry = Selectable<DecisionRow> & { officer: string | null }

/** All decisions about a registration in the order of time, with the names of who made them. */
export async function decisionsOf(db: Db, activityId: number): Promise<DecisionEntry[]> {
  return db
    .selectFrom('activity_decisions')
    .leftJoin('staff', 'staff.id', 'activity_decisions.decided_by')
    .selectAll('activity_decisions')
    .select('staff.name as officer')
    .where('activity_id', '=', activityId)
    .orderBy('activity_decisions.id')
    .execute()
}

/** A registration as the rules see it. */
export function caseOf(activity: Activity, made: readonly Selectable<DecisionRow>[]): Case {
  return {
    state: activity.state,
    proposedVersionId: activity.proposed_version_id,
    risk: activity.risk,
    claimedBy: activity.claimed_by,
    claimedAt: activity.claimed_at,
    past: made
      .filter(({ undone_at }) => undone_at === null)
      .map(({ decision, decided_by, version_id }) => ({
        decision,
        by: decided_by,
        versionId: version_id,
      })),
  }
}

/** Who may have it in hand: names of staff by id. */
export async function staffNames(
  db: Db,
  ids: readonly (number | null)[],
): Promise<Map<number, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Readers' reports about a registration that nobody has handled yet, oldest first. */
export function openConcernsOf(db: Db, activityId: number) {
  return db
    .selectFrom('concerns')
    .selectAll()
    .where('activity_id', '=', activityId)
    .where('handled_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** Closes what readers reported about a registration; says how many there were. */
export async function closeConcerns(
  trx: Db,
  activityId: number,
  by: { staffId: number; outcome: string; now: Temporal.Instant },
): Promise<number> {
  const closed = await trx
    .updateTable('concerns')
    .set({ handled_at: by.now, handled_by: by.staffId, outcome: by.outcome })
    .where('activity_id', '=', activityId)
    .where('handled_at', 'is', null)
    .returning('id')
    .execute()
  return closed.length
}

/** Whether this person's reading of this registration was logged since then. */
export async function wasViewedSince(
  db: Db,
  staffId: number,
  activityId: number,
  since: Temporal.Instant,
): Promise<boolean> {
  const row = await db
    .selectFrom('audit_entries')
    .select('id')
    .where('subject_kind', '=', 'activity')
    .where('subject_id', '=', activityId)
    .where('action', '=', 'activities.viewed')
    .where('actor_kind', '=', 'staff')
    .where('actor_id', '=', staffId)
    .where('at', '>', since)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Audit entries about a registration that are not decisions, readings or claims. */
export function otherHistory(db: Db, activityId: number, decided: readonly string[]) {
  return db
    .selectFrom('audit_entries')
    .select(['at', 'actor_kind', 'actor_name', 'action', 'note'])
    .where('subject_kind', '=', 'activity')
    .where('subject_id', '=', activityId)
    .where('action', 'not in', [...decided])
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}

/** What stood before a decision, from its audit entry: what undoing it puts back. */
export async function standingBefore(
  trx: Db,
  decision: { id: number; activityId: number },
): Promise<Before | undefined> {
  const row = await trx
    .selectFrom('audit_entries')
    .select('before')
    .where('subject_kind', '=', 'activity')
    .where('subject_id', '=', decision.activityId)
    .where(sql<boolean>`after->>'decision' = ${String(decision.id)}`)
    .executeTakeFirst()
  return row?.before as Before | undefined
}

export type Before = {
  state: Activity['state']
  published_version_id: number | null
  proposed_version_id: number | null
}
