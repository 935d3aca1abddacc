import type { Db } from '../../db/database.ts'
import {
  type CampaignEvent,
  type EventPool,
  type Material,
  type Organiser,
  type ProgrammeItem,
  publicStates,
} from './event.ts'

/** All public events of an edition in the order of their dates; those without a date come last. */
export async function listPublicEvents(db: Db, editionId: number): Promise<CampaignEvent[]> {
  return db
    .selectFrom('events')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('state', 'in', publicStates)
    .orderBy('starts_at', (order) => order.asc().nullsLast())
    .orderBy('month', (order) => order.asc().nullsLast())
    .orderBy('id')
    .execute()
}

/** An event that everybody may see, by the last part of its address. */
export async function findPublicEvent(
  db: Db,
  editionId: number,
  slug: string,
): Promise<CampaignEvent | undefined> {
  const event = await findEvent(db, editionId, slug)
  return event && (publicStates as readonly string[]).includes(event.state) ? event : undefined
}

/** An event in any state. */
export async function findEvent(
  db: Db,
  editionId: number,
  slug: string,
): Promise<CampaignEvent | undefined> {
  return db
    .selectFrom('events')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('slug', '=', slug)
    .executeTakeFirst()
}

/** The pools of these events, in their order; slots of consultations are not seats of the event. */
export async function poolsOf(db: Db, eventIds: readonly number[]): Promise<EventPool[]> {
  if (eventIds.length === 0) return []
  return db
    .selectFrom('pools')
    .selectAll()
    .where('event_id', 'in', eventIds)
    .where('channel', '<>', 'slot')
    .orderBy('event_id')
    .orderBy('position')
    .execute()
}

/** Who runs these events, in the order of listing. */
export async function organisersOf(db: Db, eventIds: readonly number[]): Promise<Organiser[]> {
  if (eventIds.length === 0) return []
  return db
    .selectFrom('event_organisers')
    .selectAll()
    .where('event_id', 'in', eventIds)
    .orderBy('event_id')
    .orderBy('position')
    .execute()
}

/** The programme of an event, in order. */
export async function programmeOf(db: Db, eventId: number): Promise<ProgrammeItem[]> {
  return db
    .selectFrom('programme_items')
    .selectAll()
    .where('event_id', '=', eventId)
    .orderBy('position')
    .execute()
}

/** The files that everybody may take now. */
export async function publicMaterials(
  db: Db,
  eventId: number,
  now: Temporal.Instant,
): Promise<Material[]> {
  return db
    .selectFrom('event_materials')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('audience', '=', 'all')
    .where((where) =>
      where.or([where('available_until', 'is', null), where('available_until', '>', now)]),
    )
    .orderBy('position')
    .execute()
}

/** All public events of an edition with their pools and those who run them. */
export async function listedEvents(
  db: Db,
  editionId: number,
): Promise<{ event: CampaignEvent; pools: EventPool[]; organisers: Organiser[] }[]> {
  const events = await listPublicEvents(db, editionId)
  const ids = events.map(({ id }) => id)
  const [pools, organisers] = [await poolsOf(db, ids), await organisersOf(db, ids)]
  return events.map((event) => ({
    event,
    pools: pools.filter((pool) => pool.event_id === event.id),
    organisers: organisers.filter((one) => one.event_id === event.id),
  }))
}
