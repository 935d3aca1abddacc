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
  if (number !== undefined) query = query.where('number', '=', number)
  return query.orderBy('id', 'desc').limit(20).execute()
}

/** The newest decision that still stands, for the owner to read its reason. */
export async function newestDecision(db: Db, activityId: number) {
  return db
    .selectFrom('activity_decisions')
    .selectAll()
    .where('activity_id', '=', activityId)
    .where('undone_at', 'is', null)
    .where('decision', 'in', ['published', 'returned', 'rejected', 'suspended', 'reinstated'])
    .orderBy('id', 'desc')
    .executeTakeFirst()
}
