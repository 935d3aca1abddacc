import { type Selectable, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ApplicationRow, EventMaterialRow, SupportNeedRow } from '../../db/tables-events.ts'
import type { CampaignEvent, EventPool } from '../events/event.ts'

/** An application with its event and pool: what pages and mails speak of. */
export type Whole = {
  application: Selectable<ApplicationRow>
  event: CampaignEvent
  pool: EventPool
  /** The first application of somebody who has changed dates, and how often they have. */
  root: { id: number; moves: number }
}

/** Applications with all that belongs to them, in the order of the dates. */
export async function wholeApplications(db: Db, ids: readonly number[]): Promise<Whole[]> {
  if (ids.length === 0) return []
  const applications = await db
    .selectFrom('applications')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  const eventIds = [...new Set(applications.map(({ event_id }) => event_id))]
  const poolIds = [...new Set(applications.map(({ pool_id }) => pool_id))]
  if (eventIds.length === 0) return []
  const events = await db.selectFrom('events').selectAll().where('id', 'in', eventIds).execute()
  const pools = await db.selectFrom('pools').selectAll().where('id', 'in', poolIds).execute()
  const eventById = new Map(events.map((event) => [event.id, event]))
  const poolById = new Map(pools.map((pool) => [pool.id, pool]))
  const roots = await rootsOf(
    db,
    applications.flatMap(({ id, moved_from }) => (moved_from === null ? [] : id)),
  )
  return applications.flatMap((application) => {
    const event = eventById.get(application.event_id)
    const pool = poolById.get(application.pool_id)
    const root = roots.get(application.id) ?? { id: application.id, moves: 0 }
    return event && pool ? [{ application, event, pool, root }] : []
  })
}

async function rootsOf(
  db: Db,
  ids: readonly number[],
): Promise<Map<number, { id: number; moves: number }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ start: number; id: number; moves: number }>`
    with recursive back as (
      select id as start, id, moved_from, 0 as moves from applications where id = any(${ids}::bigint[])
      union all
      select back.start, a.id, a.moved_from, back.moves + 1
      from back join applications a on a.id = back.moved_from
    )
    select start, id, moves from back where moved_from is null`.execute(db)
  return new Map(rows.map(({ start, id, moves }) => [start, { id, moves }]))
}

/** What one filled form has made: the applications of this event's series with that form key. */
export async function receiptsOf(
  db: Db,
  event: Pick<CampaignEvent, 'id' | 'edition_id' | 'series'>,
  formKey: string,
): Promise<Whole[]> {
  const pools = db
    .selectFrom('pools')
    .innerJoin('events', 'events.id', 'pools.event_id')
    .where('events.edition_id', '=', event.edition_id)
    .where((where) =>
      event.series ? where('events.series', '=', event.series) : where('events.id', '=', event.id),
    )
    .select('pools.id')
  const rows = await db
    .selectFrom('applications')
    .select('id')
    .where('pool_id', 'in', pools)
    .where('form_key', '=', formKey)
    .execute()
  return wholeApplications(
    db,
    rows.map(({ id }) => id),
  )
}

/** How many stand before somebody in the waiting line, this one included. */
export async function positionOf(
  db: Db,
  { pool_id, waiting_number }: Pick<Selectable<ApplicationRow>, 'pool_id' | 'waiting_number'>,
): Promise<number> {
  const { place } = await db
    .selectFrom('applications')
    .select(sql<number>`count(*)::int`.as('place'))
    .where('pool_id', '=', pool_id)
    .where('state', '=', 'waiting')
    .where('waiting_number', '<=', waiting_number)
    .executeTakeFirstOrThrow()
  return place
}

/** The application that this one was moved to. */
export async function movedTo(
  db: Db,
  applicationId: number,
): Promise<{ id: number; linkEpoch: number } | undefined> {
  return db
    .selectFrom('applications')
    .select(['id', 'link_epoch as linkEpoch'])
    .where('moved_from', '=', applicationId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

/** What somebody asked for with an application. */
export async function supportOf(
  db: Db,
  applicationId: number,
): Promise<Selectable<SupportNeedRow> | undefined> {
  return db
    .selectFrom('support_needs')
    .selectAll()
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
}

/** The files that those who applied may take now. */
export async function materialsFor(
  db: Db,
  eventId: number,
  now: Temporal.Instant,
): Promise<Selectable<EventMaterialRow>[]> {
  return db
    .selectFrom('event_materials')
    .selectAll()
    .where('event_id', '=', eventId)
    .where((where) =>
      where.or([where('available_until', 'is', null), where('available_until', '>', now)]),
    )
    .orderBy('position')
    .execute()
}

/** How many differences the newest recount has found; 0 when there was none yet. */
export async function openDifferences(db: Db): Promise<number> {
  const newest = await db
    .selectFrom('pool_recounts')
    .select('differences')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest ? newest.differences.length : 0
}
