import type { Db } from '../../db/database.ts'

/** Days of consultations with their seminar, in the order of time. */
export async function listDays(db: Db, editionId: number) {
  return db
    .selectFrom('consultation_days as d')
    .innerJoin('events as e', 'e.id', 'd.event_id')
    .selectAll('d')
    .select(['e.slug', 'e.title'])
    .where('d.edition_id', '=', editionId)
    .orderBy('d.starts_at')
    .execute()
}
export type ListedDay = Awaited<ReturnType<typeof listDays>>[number]

/** Own events with an end that have no day of consultations yet. */
export async function eventsWithoutDay(db: Db, editionId: number) {
  return db
    .selectFrom('events as e')
    .leftJoin('consultation_days as d', 'd.event_id', 'e.id')
    .select(['e.id', 'e.title', 'e.ends_at'])
    .where('e.edition_id', '=', editionId)
    .where('e.source', '=', 'own')
    .where('e.ends_at', 'is not', null)
    .where('d.id', 'is', null)
    .orderBy('e.ends_at')
    .execute()
}

/** Who has a slot of a day; for the desk: without question, documents and notes. */
export async function takenSlots(db: Db, dayId: number) {
  return db
    .selectFrom('applications as a')
    .innerJoin('consultation_slots as s', 's.pool_id', 'a.pool_id')
    .leftJoin('consultations as c', 'c.application_id', 'a.id')
    .select(['a.pool_id', 'a.number', 'a.state', 'a.organisation', 'a.email_key', 'c.outcome'])
    .where('s.day_id', '=', dayId)
    .where('a.state', 'in', ['held', 'confirmed', 'offered'])
    .execute()
}
export type TakenSlot = Awaited<ReturnType<typeof takenSlots>>[number]

/** Staff that may be linked with an adviser: those whose grant in force lets them advise. */
export async function possibleAccounts(db: Db, now: Temporal.Instant) {
  return db
    .selectFrom('staff')
    .innerJoin('grants', 'grants.staff_id', 'staff.id')
    .select(['staff.id', 'staff.name'])
    .where('disabled_at', 'is', null)
    .where('role', '=', 'adviser')
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .distinct()
    .orderBy('staff.name')
    .execute()
}
