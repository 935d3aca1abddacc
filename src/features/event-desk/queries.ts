import { type Selectable, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { EventMaterialRow } from '../../db/tables-events.ts'
import { activeStates } from '../applications/application.ts'
import type { CampaignEvent } from '../events/event.ts'

export type Material = Selectable<EventMaterialRow>

/**
 * All events of an edition in any state; those without a date come last. What somebody outside has
 * typed and not confirmed by mail is nobody's business yet.
 */
export async function listEvents(db: Db, editionId: number): Promise<CampaignEvent[]> {
  return db
    .selectFrom('events')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where((where) => where.or([where('source', '=', 'own'), where('state', '<>', 'draft')]))
    .orderBy('starts_at', (order) => order.asc().nullsLast())
    .orderBy('month', (order) => order.asc().nullsLast())
    .orderBy('id')
    .execute()
}

/** What waits on an officer, by event. */
export type Waiting = { requested: number; support: number; drafts: number; toApprove: number }

/** What waits at each event of an edition: requests, needs for support, messages. */
export async function waitingOf(db: Db, editionId: number): Promise<Map<number, Waiting>> {
  const { rows } = await sql<Waiting & { id: number }>`
    select e.id,
      (select count(*)::int from applications a
        where a.event_id = e.id and a.state = 'requested') as requested,
      (select count(*)::int from applications a join support_needs n on n.application_id = a.id
        where a.event_id = e.id and n.state = 'asked'
          and a.state = any(${[...activeStates]}::text[])) as support,
      (select count(*)::int from event_messages m
        where m.event_id = e.id and m.state = 'draft' and m.asked_at is null) as drafts,
      (select count(*)::int from event_messages m
        where m.event_id = e.id and m.state = 'draft' and m.asked_at is not null) as "toApprove"
    from events e where e.edition_id = ${editionId}`.execute(db)
  return new Map(rows.map(({ id, ...waiting }) => [id, waiting]))
}

/** The materials of an event, in order. */
export async function materialsOf(db: Db, eventId: number): Promise<Material[]> {
  return db
    .selectFrom('event_materials')
    .selectAll()
    .where('event_id', '=', eventId)
    .orderBy('position')
    .execute()
}

/** The changes of a pool's numbers with who made them, newest first. */
export async function changesOf(db: Db, poolId: number) {
  return db
    .selectFrom('pool_changes')
    .leftJoin('staff', 'staff.id', 'pool_changes.staff_id')
    .select([
      'pool_changes.id',
      'pool_changes.at',
      'pool_changes.before',
      'pool_changes.after',
      'pool_changes.reason',
      'staff.name as who',
    ])
    .where('pool_id', '=', poolId)
    .orderBy('pool_changes.id', 'desc')
    .execute()
}
