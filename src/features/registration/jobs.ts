import type { Db } from '../../db/database.ts'

// Registry research 7.3: what was never confirmed is gone after three days, drafts after two weeks.
const unconfirmedHours = 72
const draftHours = 24 * 14

/** Deletes registrations that were begun or sent but never confirmed. Run nightly. */
export async function forgetUnconfirmed(db: Db, now: Temporal.Instant): Promise<number> {
  const old = await db
    .deleteFrom('activities')
    .where('source', '=', 'web')
    .where((where) =>
      where.or([
        where.and([
          where('state', '=', 'unconfirmed'),
          where('changed_at', '<', now.subtract({ hours: unconfirmedHours })),
        ]),
        where.and([
          where('state', '=', 'draft'),
          where('changed_at', '<', now.subtract({ hours: draftHours })),
        ]),
      ]),
    )
    .returning('id')
    .execute()
  return old.length
}
