import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import type { Outcome } from '../applications/change.ts'
import { moveApplication } from '../applications/moving.ts'
import { companyIn, onceOnDay } from './consultation.ts'
import type { Booking } from './queries.ts'

type Needed = Pick<Services, 'db' | 'clock' | 'changes'>
type To = { pool_id: number; starts_at: Temporal.Instant }

/** Moves a booking to another slot; question, documents and notes go with it. */
export async function moveBooking(services: Needed, booking: Booking, slot: To): Promise<Outcome> {
  const actor = { kind: 'owner', id: booking.id, name: booking.name } as const
  return carryOver(services, booking, slot, { actor })
}

/** Offers a free slot to somebody of the day's waiting list, until a deadline. */
export async function offerSlot(
  services: Needed,
  waiting: Booking,
  slot: To,
  inviteUntil: Temporal.Instant,
): Promise<Outcome> {
  return carryOver(services, waiting, slot, { actor: { kind: 'program' }, inviteUntil })
}

async function carryOver(
  services: Needed,
  booking: Booking,
  slot: To,
  how: Pick<Parameters<typeof moveApplication>[1], 'actor' | 'inviteUntil'>,
): Promise<Outcome> {
  const company = companyIn(booking.once_key)
  const moving = {
    ...how,
    applicationId: booking.id,
    toPoolId: slot.pool_id,
    acceptsWaiting: false,
    onceKey: company ? onceOnDay(slot.starts_at, company) : null,
  }
  try {
    return await transaction(services.db, async (trx) => {
      const outcome = await moveApplication({ ...services, db: trx }, moving)
      if (outcome.ok && outcome.application)
        await carryAlong(trx, booking.id, outcome.application.id)
      return outcome
    })
  } catch (error) {
    // 23505: the company has just booked a slot of its own
    if ((error as { code?: string }).code === '23505') return { ok: false, reason: 'once' }
    throw error
  }
}

async function carryAlong(trx: Db, from: number, to: number): Promise<void> {
  for (const table of ['consultations', 'consultation_files', 'consultation_notes'] as const)
    await trx
      .updateTable(table)
      .set({ application_id: to })
      .where('application_id', '=', from)
      .execute()
}
