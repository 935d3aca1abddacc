import type { Db } from '../../src/db/database.ts'
import { transaction } from '../../src/db/transaction.ts'
import type { Applicant } from '../../src/features/applications/change.ts'
import {
  companyOf,
  type ConsultationDay,
  onceOnDay,
  onceWaiting,
} from '../../src/features/consultations/consultation.ts'
import { addWaitingPool, carryOut } from '../../src/features/consultations/planning.ts'
import { findDay, slotsOf } from '../../src/features/consultations/queries.ts'
import { applicant, longBefore, makePool, seminarStart } from './pools.ts'

export const dayStart = seminarStart.add({ hours: 3, minutes: 15 })

/** A published day of consultations after a seminar, with advisers and their slots. */
export async function makeDay(
  db: Db,
  about: { advisers?: number; slots?: number; staffIds?: number[]; eventId?: number } = {},
) {
  const eventId = about.eventId ?? (await eventOf(db, await makePool(db, { accepted: 10 })))
  const { edition_id: editionId } = await db
    .selectFrom('events')
    .select('edition_id')
    .where('id', '=', eventId)
    .executeTakeFirstOrThrow()
  const advisers: number[] = []
  for (let at = 0; at < (about.advisers ?? 1); at++) {
    const { id } = await db
      .insertInto('advisers')
      .values({
        edition_id: editionId,
        staff_id: about.staffIds?.[at] ?? null,
        name: `相談員 ${at + 1}(架空)`,
        topics: ['labour', 'ict'],
        languages: ['ja', 'en'],
        meeting_url: `https://meet.example.jp/${at + 1}`,
        created_at: longBefore,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    advisers.push(id)
  }
  const { id } = await db
    .insertInto('consultation_days')
    .values({
      edition_id: editionId,
      event_id: eventId,
      waiting_pool_id: null,
      starts_at: dayStart,
      ends_at: dayStart.add({ minutes: 30 * (about.slots ?? 2) }),
      slot_minutes: 30,
      topics: JSON.stringify([
        { code: 'labour', name: { ja: '労務管理', en: 'Labour management' } },
        { code: 'ict', name: { ja: 'ICT', en: 'ICT' } },
      ]),
      published_at: longBefore,
      created_at: longBefore,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const day = (await findDay(db, editionId, id)) as ConsultationDay
  const waitingPool = await transaction(db, async (trx) => {
    await carryOut(trx, day)
    return addWaitingPool(trx, day)
  })
  return { day, editionId, eventId, advisers, waitingPool, slots: await slotsOf(db, [id]) }
}

async function eventOf(db: Db, poolId: number): Promise<number> {
  const { event_id } = await db
    .selectFrom('pools')
    .select('event_id')
    .where('id', '=', poolId)
    .executeTakeFirstOrThrow()
  return event_id
}

/** Somebody of a company who wants a slot, or a place in the waiting list, of the day. */
export function client(name: string, company = `株式会社${name}`, waits = false): Applicant {
  const id = companyOf({ name: company, corporateNumber: '' })
  return {
    ...applicant(name),
    organisation: company,
    onceKey: waits ? onceWaiting(dayStart, id) : onceOnDay(dayStart, id),
    answers: { language: 'ja' },
  }
}
