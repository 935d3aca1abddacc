import { type Selectable, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ApplicationRow } from '../../db/tables-events.ts'

/** Hours that pass before somebody is asked again. */
const pauseHours = 24

export type Invitation = Pick<
  Selectable<ApplicationRow>,
  'id' | 'name' | 'organisation' | 'state' | 'pool_id' | 'number' | 'offer_until' | 'source'
> & { asked: number; askedAt: Temporal.Instant | null }

/** Everybody who was invited to an event, with how often and when they were last written to. */
export async function listInvitations(db: Db, eventId: number): Promise<Invitation[]> {
  return db
    .selectFrom('applications as a')
    .leftJoin('application_notices as n', (join) =>
      join.onRef('n.application_id', '=', 'a.id').on('n.kind', '=', 'invited'),
    )
    .select([
      'a.id',
      'a.name',
      'a.organisation',
      'a.state',
      'a.pool_id',
      'a.number',
      'a.offer_until',
      'a.source',
      sql<number>`count(n.told_at)::int`.as('asked'),
      sql<Temporal.Instant | null>`max(n.told_at)`.as('askedAt'),
    ])
    .where('a.event_id', '=', eventId)
    .where('a.source', '=', 'invitation')
    .groupBy('a.id')
    .orderBy('a.pool_id')
    .orderBy('a.number')
    .execute()
}

/** Those who have not answered and were last asked a day ago or earlier. */
export async function toRemind(
  db: Db,
  eventId: number,
  now: Temporal.Instant,
): Promise<Pick<Invitation, 'id' | 'state' | 'source'>[]> {
  const before = now.subtract({ hours: pauseHours })
  return db
    .selectFrom('applications as a')
    .select(['a.id', 'a.state', 'a.source'])
    .where('a.event_id', '=', eventId)
    .where('a.source', '=', 'invitation')
    .where('a.state', '=', 'offered')
    .where('a.email', '<>', '')
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('application_notices as n')
            .select('n.id')
            .whereRef('n.application_id', '=', 'a.id')
            .where('n.kind', '=', 'invited')
            .where('n.created_at', '>', before),
        ),
      ),
    )
    .orderBy('a.id')
    .execute()
}
