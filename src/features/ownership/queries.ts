import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { Activity } from '../activities/queries.ts'

/** The registrations of an edition that a mail address owns, one number or all, newest first. */
export async function ownedBy(
  db: Db,
  editionId: number,
  email: string,
  number?: number,
): Promise<Activity[]> {
  let query = db
    .selectFrom('activities')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where((where) => where(where.fn<string>('lower', ['contact_email']), '=', email.toLowerCase()))
    .where('number', 'is not', null)
    // a paper entry without an address belongs to nobody who could ask
    .where('contact_email', '<>', '')
  if (number !== undefined) query = query.where('number', '=', number)
  return query.orderBy('id', 'desc').limit(20).execute()
}

/** Decisions that still stand, in the order of time. */
export async function standingDecisions(db: Db, activityId: number) {
  return db
    .selectFrom('activity_decisions')
    .select(['id', 'decision', 'reason_text', 'version_id'])
    .where('activity_id', '=', activityId)
    .where('undone_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** The report on an activity, if one was sent. */
export async function reportOf(db: Db, activityId: number) {
  return db
    .selectFrom('activity_reports')
    .selectAll()
    .where('activity_id', '=', activityId)
    .executeTakeFirst()
}

/** What happened to a registration as far as its owner is told, newest first. */
export async function ownHistory(db: Db, activityId: number, told: readonly string[]) {
  return db
    .selectFrom('audit_entries')
    .select(['id', 'at', 'action', 'note'])
    .where('subject_kind', '=', 'activity')
    .where('subject_id', '=', activityId)
    .where(
      'action',
      'in',
      told.map((action) => `activities.${action}`),
    )
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
}

/** Ends unused links about a subject: a newer one takes their place, or nobody may use them now. */
export async function endLinks(
  trx: Db,
  purpose: 'manage' | 'change-address' | 'hand-over',
  subjectId: number,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('personal_links')
    .set({ used_at: now })
    .where('purpose', '=', purpose)
    .where('subject_id', '=', subjectId)
    .where('used_at', 'is', null)
    .execute()
}

/** Ends every session that may touch a registration, but the one that acts. */
export async function endSessions(trx: Db, activityId: number, but?: Buffer): Promise<void> {
  await trx
    .deleteFrom('sessions')
    .where('activity_id', '=', activityId)
    .$if(but !== undefined, (query) => query.where('token_hash', '<>', but as Buffer))
    .execute()
}

/**
 * Does the work and takes it back when it was for show: an address that owns nothing costs as much
 * time as one that does (R12).
 */
export async function doOrPretend(trx: Db, real: boolean, work: () => Promise<void>) {
  await sql`savepoint pretending`.execute(trx)
  await work()
  await sql.raw(`${real ? 'release' : 'rollback to'} savepoint pretending`).execute(trx)
}
