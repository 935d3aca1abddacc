import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { Actor } from '../audit/audit.ts'
import { writeAudit } from '../audit/queries.ts'
import { type Edition, publicNumber } from '../editions/edition.ts'
import { type Choice, type Participant, survivingValues, type Values, valuesOf } from './merge.ts'

export type ParticipantWithActivities = Participant & {
  activities: { id: number; name: string; title: string }[]
}
type By = { actor: Actor; now: Temporal.Instant; editionId: number }
/** What an undoing needs to know; kept in the log's entry of the merge. */
type Before = { kept: Values; moved: number[]; merged: number[] }

/** Two participants with their registrations in the edition; locked when in a transaction that changes them. */
export async function findParticipants(
  db: Db,
  ids: number[],
  lock = false,
): Promise<Participant[]> {
  return db
    .selectFrom('participants')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .$if(lock, (query) => query.forUpdate())
    .execute()
}

/** The registrations of a participant in an edition, by their numbers. */
export async function activitiesOf(db: Db, edition: Edition, participantId: number) {
  const rows = await db
    .selectFrom('activities')
    .innerJoin('activity_versions', (join) =>
      join.on(
        'activity_versions.id',
        '=',
        sql<number>`coalesce(activities.proposed_version_id, activities.published_version_id)`,
      ),
    )
    .select(['activities.id', 'activities.number', 'activity_versions.title'])
    .where('activities.edition_id', '=', edition.id)
    .where('activities.participant_id', '=', participantId)
    .orderBy('activities.number')
    .limit(50)
    .execute()
  return rows.map(({ id, number, title }) => ({
    id,
    title,
    name: number === null ? '' : publicNumber(edition, number),
  }))
}

/** Makes one participant of two: registrations move, the other row leads to the kept one. */
export async function mergeParticipants(trx: Db, choice: Choice, by: By): Promise<void> {
  const { kept, gone } = choice
  const after = survivingValues(choice)
  const moved = await trx
    .updateTable('activities')
    .set({ participant_id: kept.id })
    .where('participant_id', '=', gone.id)
    .returning('id')
    .execute()
  const merged = await trx
    .updateTable('participants')
    .set({ merged_into: kept.id })
    .where('merged_into', '=', gone.id)
    .returning('id')
    .execute()
  await trx.updateTable('participants').set(after).where('id', '=', kept.id).execute()
  await trx
    .updateTable('participants')
    .set({ merged_into: kept.id })
    .where('id', '=', gone.id)
    .execute()
  const before: Before = {
    kept: valuesOf(kept),
    moved: moved.map(({ id }) => id),
    merged: merged.map(({ id }) => id),
  }
  await writeAudit(trx, {
    action: 'participants.merged',
    actor: by.actor,
    subject: { kind: 'participant', id: gone.id, name: gone.legal_name, editionId: by.editionId },
    before,
    after: { into: kept.id, values: after },
    at: by.now,
  })
}

/**
 * Takes a merge back: what was moved and still belongs to the kept participant returns, and the kept
 * one's values are as before unless they have been changed since.
 * @returns how many registrations went back, or undefined when there is nothing to take back
 */
export async function unmergeParticipant(
  trx: Db,
  goneId: number,
  by: By,
): Promise<number | undefined> {
  const gone = (await findParticipants(trx, [goneId], true))[0]
  const entry = await lastMerge(trx, goneId)
  if (!gone?.merged_into || !entry) return undefined
  const { before, into, after } = entry
  if (gone.merged_into !== into) return undefined
  await trx
    .updateTable('participants')
    .set({ merged_into: null })
    .where('id', '=', goneId)
    .execute()
  const kept = (await findParticipants(trx, [into], true))[0]
  if (kept && JSON.stringify(valuesOf(kept)) === JSON.stringify({ ...valuesOf(kept), ...after }))
    await trx.updateTable('participants').set(before.kept).where('id', '=', into).execute()
  if (before.merged.length > 0)
    await trx
      .updateTable('participants')
      .set({ merged_into: goneId })
      .where('id', 'in', before.merged)
      .where('merged_into', '=', into)
      .execute()
  const back = await moveBack(trx, before.moved, { from: into, to: goneId })
  await writeAudit(trx, {
    action: 'participants.unmerged',
    actor: by.actor,
    subject: { kind: 'participant', id: goneId, name: gone.legal_name, editionId: by.editionId },
    after: { from: into, moved: back },
    at: by.now,
  })
  return back
}

async function moveBack(
  trx: Db,
  ids: number[],
  between: { from: number; to: number },
): Promise<number> {
  if (ids.length === 0) return 0
  const moved = await trx
    .updateTable('activities')
    .set({ participant_id: between.to })
    .where('id', 'in', ids)
    .where('participant_id', '=', between.from)
    .returning('id')
    .execute()
  return moved.length
}

async function lastMerge(
  db: Db,
  goneId: number,
): Promise<{ before: Before; into: number; after: Values } | undefined> {
  const entry = await db
    .selectFrom('audit_entries')
    .select(['before', 'after'])
    .where('action', '=', 'participants.merged')
    .where('subject_kind', '=', 'participant')
    .where('subject_id', '=', goneId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const after = entry?.after as { into: number; values: Values } | null | undefined
  return after
    ? { before: entry?.before as Before, into: after.into, after: after.values }
    : undefined
}

export type Merge = { gone: number; name: string; into: string; at: Temporal.Instant | null }

/** Merges in force, the newest first, for taking one back. */
export async function mergesInForce(db: Db): Promise<Merge[]> {
  const { rows } = await sql<Merge>`
    select g.id as gone, g.legal_name as name, k.legal_name as into,
      (select max(at) from audit_entries e
       where e.subject_kind = 'participant' and e.subject_id = g.id and e.action = 'participants.merged') as at
    from participants g join participants k on k.id = g.merged_into
    order by at desc nulls last limit 20`.execute(db)
  return rows
}
