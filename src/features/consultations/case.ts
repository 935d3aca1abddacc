import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { notFound, orNotFound } from '../../http/faults.ts'
import type { Services } from '../../http/context.ts'
import type { Actor } from '../audit/audit.ts'
import type { Applicant, Outcome } from '../applications/change.ts'
import { bookAtOnce } from './booking.ts'
import { type Adviser, companyIn, onceOnDay } from './consultation.ts'
import { addSlot, clashesOf } from './planning.ts'
import { adviserOf, type Booking, findBooking, findDay } from './queries.ts'

/** The adviser that the signed-in person is. @throws Fault 404 for everybody else, whatever their role */
export async function ownAdviser(c: Ctx): Promise<Adviser> {
  const { session, db, site } = c.var
  if (session?.kind !== 'staff') return notFound()
  return orNotFound(await adviserOf(db, site.editionId, session.staff.id))
}

/** An own case; a case of somebody else is as missing as one that is not there (R2). */
export async function ownCase(c: Ctx, id: number): Promise<{ adviser: Adviser; booking: Booking }> {
  const adviser = await ownAdviser(c)
  const booking = orNotFound(await findBooking(c.var.db, id))
  if (booking.adviser_id !== adviser.id) return notFound()
  return { adviser, booking }
}

export type Note = {
  id: number
  application_id: number
  body: string
  hand_over: boolean
  created_at: Temporal.Instant
  adviser: string
}

/**
 * What an adviser may read of a case: their own notes on it and on the consultations before it, and
 * what others wrote there to hand it over.
 */
export async function notesFor(db: Db, adviserId: number, booking: Booking): Promise<Note[]> {
  const ids = [booking.id, ...(await casesBefore(db, booking))]
  return db
    .selectFrom('consultation_notes as n')
    .innerJoin('advisers as v', 'v.id', 'n.adviser_id')
    .select([
      'n.id',
      'n.application_id',
      'n.body',
      'n.hand_over',
      'n.created_at',
      'v.name as adviser',
    ])
    .where('n.application_id', 'in', ids)
    .where((where) =>
      where.or([where('n.adviser_id', '=', adviserId), where('n.hand_over', '=', true)]),
    )
    .orderBy('n.id')
    .execute()
}

async function casesBefore(db: Db, booking: Pick<Booking, 'follows'>): Promise<number[]> {
  const found: number[] = []
  let before = booking.follows
  while (before && !found.includes(before)) {
    found.push(before)
    const row = await db
      .selectFrom('consultations')
      .select('follows')
      .where('application_id', '=', before)
      .executeTakeFirst()
    before = row?.follows ?? null
  }
  return found
}

/** Keeps a private note. */
export async function addNote(
  trx: Db,
  about: { booking: Booking; adviser: Adviser; body: string; handOver: boolean },
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('consultation_notes')
    .values({
      application_id: about.booking.id,
      adviser_id: about.adviser.id,
      body: about.body,
      hand_over: about.handOver,
      created_at: now,
    })
    .execute()
}

export type FollowUp = {
  booking: Booking
  adviser: Adviser
  startsAt: Temporal.Instant
  actor: Actor
}

/**
 * The next consultation of a company, at a time agreed with the adviser: a slot of its own, booked
 * by hand and linked to this one. Refused when all N are used or the time is taken.
 */
export async function bookFollowUp(
  services: Pick<Services, 'db' | 'clock' | 'changes'>,
  { booking, adviser, startsAt, actor }: FollowUp,
): Promise<Outcome | { ok: false; reason: 'no-more' | 'clash' }> {
  const { db } = services
  const ordinal = (booking.ordinal ?? 1) + 1
  if (ordinal > booking.follow_ups) return { ok: false, reason: 'no-more' }
  const day = orNotFound(await findDay(db, booking.edition_id, booking.day_id))
  const endsAt = startsAt.add({ minutes: day.slot_minutes })
  const slot = { adviserId: adviser.id, startsAt, endsAt }
  const poolId = await transaction(db, async (trx) => {
    if (await clashesOf(trx, slot)) return undefined
    return addSlot(trx, day, slot)
  })
  if (!poolId) return { ok: false, reason: 'clash' }
  const outcome = await bookAtOnce(services, poolId, {
    applicant: sameClient(booking, startsAt),
    proven: true,
    asking: { topic: booking.topic ?? '', question: '', ordinal, follows: booking.id },
    formKey: `follow-${booking.id}`,
    source: 'hand',
    actor,
  })
  if (outcome.ok)
    await db
      .updateTable('consultations')
      .set({ outcome: 'follow-up' })
      .where('application_id', '=', booking.id)
      .execute()
  else await db.deleteFrom('pools').where('id', '=', poolId).where('last_number', '=', 0).execute()
  return outcome
}

function sameClient(booking: Booking, at: Temporal.Instant): Applicant {
  const company = companyIn(booking.once_key)
  return {
    email: booking.email,
    emailKey: booking.email_key,
    name: booking.name,
    reading: '',
    organisation: booking.organisation,
    onceKey: company ? onceOnDay(at, company) : null,
    language: booking.language,
    answers: booking.answers as Record<string, unknown>,
  }
}

/** The consultation that follows this one, if one is booked. */
export async function followUpOf(db: Db, booking: Booking): Promise<Booking | undefined> {
  const next = await db
    .selectFrom('consultations as c')
    .innerJoin('applications as a', 'a.id', 'c.application_id')
    .select('a.id')
    .where('c.follows', '=', booking.id)
    .where('a.state', 'in', ['held', 'confirmed', 'offered'])
    .executeTakeFirst()
  return next && findBooking(db, next.id)
}
