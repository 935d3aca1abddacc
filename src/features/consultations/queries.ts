import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { Adviser, ConsultationDay, Slot } from './consultation.ts'

/** All advisers of an edition by their name's reading; those who have stopped come last. */
export async function listAdvisers(db: Db, editionId: number): Promise<Adviser[]> {
  return db
    .selectFrom('advisers')
    .selectAll()
    .where('edition_id', '=', editionId)
    .orderBy('active', 'desc')
    .orderBy('reading')
    .orderBy('id')
    .execute()
}

/** The adviser that a member of staff is, in this edition. */
export async function adviserOf(
  db: Db,
  editionId: number,
  staffId: number,
): Promise<Adviser | undefined> {
  return db
    .selectFrom('advisers')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
}

/** The day of consultations after an event. */
export async function findDayOf(db: Db, eventId: number): Promise<ConsultationDay | undefined> {
  return db
    .selectFrom('consultation_days')
    .selectAll()
    .where('event_id', '=', eventId)
    .executeTakeFirst()
}

/** A day of this edition by its id. */
export async function findDay(
  db: Db,
  editionId: number,
  id: number,
): Promise<ConsultationDay | undefined> {
  return db
    .selectFrom('consultation_days')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The slots of days, by time and adviser, with their places. */
export async function slotsOf(db: Db, dayIds: readonly number[]): Promise<Slot[]> {
  if (dayIds.length === 0) return []
  return db
    .selectFrom('consultation_slots as s')
    .innerJoin('pools as p', 'p.id', 's.pool_id')
    .selectAll('s')
    .select(['p.taken', 'p.accepted_limit as limit'])
    .where('s.day_id', 'in', dayIds)
    .orderBy('s.starts_at')
    .orderBy('s.adviser_id')
    .execute()
}

/** Breaks of a day in the order of time. */
export async function breaksOf(db: Db, dayId: number) {
  const rows = await db
    .selectFrom('consultation_breaks')
    .selectAll()
    .where('day_id', '=', dayId)
    .orderBy('starts_at')
    .execute()
  return rows.map((row) => ({
    adviserId: row.adviser_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }))
}

/** Everything about one booking except what is private to advisers. */
export async function findBooking(db: Db, applicationId: number) {
  return bookings(db).where('a.id', '=', applicationId).executeTakeFirst()
}
export type Booking = NonNullable<Awaited<ReturnType<typeof findBooking>>>

/** Bookings of an adviser that have a slot, in the order of time. */
export async function bookingsOf(db: Db, adviserId: number): Promise<Booking[]> {
  return bookings(db)
    .where('s.adviser_id', '=', adviserId)
    .where('a.state', 'in', ['held', 'confirmed', 'offered'])
    .where('a.email_key', 'not like', 'typing:%')
    .orderBy('s.starts_at')
    .execute()
}

/** Who waits for a slot of a day, first come first. */
export async function waitingOf(db: Db, waitingPoolId: number): Promise<Booking[]> {
  return bookings(db)
    .where('a.pool_id', '=', waitingPoolId)
    .where('a.state', '=', 'waiting')
    .orderBy('a.waiting_number')
    .execute()
}

const bookingColumns = [
  'a.id',
  'a.pool_id',
  'a.event_id',
  'a.number',
  'a.waiting_number',
  'a.state',
  'a.email',
  'a.email_key',
  'a.name',
  'a.organisation',
  'a.once_key',
  'a.language',
  'a.answers',
  'a.link_epoch',
  'a.proven_at',
  'a.hold_until',
  'a.offer_until',
  'a.attendance',
  's.starts_at',
  's.ends_at',
  's.adviser_id',
  'v.name as adviser_name',
  'd.id as day_id',
  'd.edition_id',
  'd.topics',
  'd.notice_minutes',
  'd.follow_ups',
  'd.waiting_pool_id',
  'e.slug',
  'e.title',
  'c.topic',
  'c.question',
  'c.ordinal',
  'c.follows',
  'c.outcome',
] as const

/** Applications to slots and to the waiting lists of days; without a slot its times are null. */
function bookings(db: Db) {
  return db
    .selectFrom('applications as a')
    .leftJoin('consultation_slots as s', 's.pool_id', 'a.pool_id')
    .leftJoin('advisers as v', 'v.id', 's.adviser_id')
    .innerJoin('consultation_days as d', 'd.event_id', 'a.event_id')
    .innerJoin('events as e', 'e.id', 'a.event_id')
    .leftJoin('consultations as c', 'c.application_id', 'a.id')
    .where((where) =>
      where.or([
        where('s.pool_id', 'is not', null),
        where('a.pool_id', '=', where.ref('d.waiting_pool_id')),
      ]),
    )
    .select(bookingColumns)
    .select([
      sql<string>`coalesce(nullif(c.meeting_url, ''), v.meeting_url, '')`.as('meeting_url'),
      sql<string>`coalesce(c.meeting_url, '')`.as('own_meeting_url'),
    ])
}

/** Slots of published days that may still be booked, without looking at languages and topics. */
export async function openSlots(
  db: Db,
  editionId: number,
  now: Temporal.Instant,
): Promise<(Slot & { notice_minutes: number })[]> {
  return db
    .selectFrom('consultation_slots as s')
    .innerJoin('pools as p', 'p.id', 's.pool_id')
    .innerJoin('consultation_days as d', 'd.id', 's.day_id')
    .selectAll('s')
    .select(['p.taken', 'p.accepted_limit as limit', 'd.notice_minutes'])
    .where('d.edition_id', '=', editionId)
    .where('d.published_at', 'is not', null)
    .where('s.blocked', '=', false)
    .where('s.starts_at', '>', now)
    .whereRef('p.taken', '<', 'p.accepted_limit')
    .orderBy('s.starts_at')
    .orderBy('s.adviser_id')
    .execute()
}
