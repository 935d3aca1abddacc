import type { Db } from '../../db/database.ts'
import type { Services } from '../../http/context.ts'
import type { Applicant, Entering, Outcome } from '../applications/change.ts'
import { crossOver } from '../applications/crossing.ts'
import { companyIn, onceOnDay } from './consultation.ts'
import type { Booking } from './queries.ts'

type Needed = Pick<Services, 'db' | 'clock' | 'changes'>

/** Moves a booking to another slot; question, documents and notes go with it. */
export async function moveBooking(
  services: Needed,
  booking: Booking,
  slot: { pool_id: number; starts_at: Temporal.Instant },
): Promise<Outcome> {
  return crossInto(services, booking, slot, {
    source: 'move',
    proven: booking.proven_at !== null,
    placeOnly: true,
    actor: { kind: 'owner', id: booking.id, name: booking.name },
  })
}

/** Offers a free slot to somebody of the day's waiting list, until a deadline. */
export async function offerSlot(
  services: Needed,
  waiting: Booking,
  slot: { pool_id: number; starts_at: Temporal.Instant },
  inviteUntil: Temporal.Instant,
): Promise<Outcome> {
  return crossInto(services, waiting, slot, {
    source: 'invitation',
    proven: waiting.proven_at !== null,
    inviteUntil,
    actor: { kind: 'program' },
  })
}

async function crossInto(
  services: Needed,
  booking: Booking,
  slot: { pool_id: number; starts_at: Temporal.Instant },
  how: Pick<Entering, 'source' | 'proven' | 'placeOnly' | 'inviteUntil' | 'actor'>,
): Promise<Outcome> {
  const from = { poolId: booking.pool_id, applicationId: booking.id }
  const entering = { ...how, applicant: applicantOf(booking, slot.starts_at), formKey: null }
  return crossOver(services, from, {
    poolId: slot.pool_id,
    entering,
    also: (trx, id) => carryAlong(trx, booking.id, id),
  })
}

/** Who is behind a booking, as the door wants to be told; the key is that of the new slot's day. */
export function applicantOf(booking: Booking, at: Temporal.Instant): Applicant {
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

async function carryAlong(trx: Db, from: number, to: number): Promise<void> {
  await trx
    .updateTable('consultations')
    .set({ application_id: to })
    .where('application_id', '=', from)
    .execute()
  for (const table of ['consultation_files', 'consultation_notes'] as const)
    await trx
      .updateTable(table)
      .set({ application_id: to })
      .where('application_id', '=', from)
      .execute()
}
