import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { CampaignEvent, Material } from '../events/event.ts'
import { pressed, pressEvery } from './presence.ts'
import { attendedSeconds, patienceSeconds, type Span } from './spans.ts'

/** Somebody whose page is open now. */
export type Present = {
  id: number
  number: number
  name: string
  organisation: string
  since: Temporal.Instant
  devices: number
}

/** Who is here now by their pages' beacons, newest last; `count` tells of all. */
export async function whoIsHere(
  db: Db,
  eventId: number,
  now: Temporal.Instant,
  limit = 200,
): Promise<{ count: number; people: Present[] }> {
  const byHand = now.subtract({ minutes: pressEvery })
  const byBeacon = now.subtract({ seconds: patienceSeconds })
  const { rows } = await sql<Present & { count: number }>`
    select a.id, a.number, a.name, a.organisation, min(s.began_at) as since,
      count(distinct s.device)::int as devices, (count(*) over ())::int as count
    from presence_spans s join applications a on a.id = s.application_id
    where a.event_id = ${eventId} and a.state = 'confirmed' and not s.stopped
      and s.seen_at >= case when s.device = ${pressed} then ${byHand}::timestamptz
        else ${byBeacon}::timestamptz end
    group by a.id order by since, a.id limit ${limit}`.execute(db)
  return { count: rows[0]?.count ?? 0, people: rows }
}

/** Whole minutes that somebody was there during the event. */
export async function minutesOf(
  db: Db,
  applicationId: number,
  event: Pick<CampaignEvent, 'starts_at' | 'ends_at'>,
): Promise<number> {
  const { starts_at: beganAt, ends_at: seenAt } = event
  if (!beganAt || !seenAt) return 0
  const spans = await db
    .selectFrom('presence_spans')
    .select(['began_at as beganAt', 'seen_at as seenAt'])
    .where('application_id', '=', applicationId)
    .execute()
  return Math.floor(attendedSeconds(spans, { beganAt, seenAt }) / 60)
}

/** The stretches of everybody at an event, by application. */
export async function spansOf(db: Db, eventId: number): Promise<Map<number, Span[]>> {
  const rows = await db
    .selectFrom('presence_spans as s')
    .innerJoin('applications as a', 'a.id', 's.application_id')
    .select(['a.id', 's.began_at as beganAt', 's.seen_at as seenAt'])
    .where('a.event_id', '=', eventId)
    .execute()
  return Map.groupBy(rows, ({ id }) => id)
}

/** A material of an event that can still be fetched. */
export async function materialOf(
  db: Db,
  eventId: number,
  id: number,
  now: Temporal.Instant,
): Promise<Material | undefined> {
  return db
    .selectFrom('event_materials')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('id', '=', id)
    .where((where) =>
      where.or([where('available_until', 'is', null), where('available_until', '>', now)]),
    )
    .executeTakeFirst()
}
