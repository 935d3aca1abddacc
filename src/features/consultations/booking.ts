import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import { typingKey } from '../applications/application.ts'
import type { Applicant, Outcome, Source } from '../applications/change.ts'
import { doorsOf } from '../applications/queue.ts'
import type { Actor } from '../audit/audit.ts'
import { typingMinutes } from './consultation.ts'
import { fillDay } from './filling.ts'

type Needed = Pick<Services, 'db' | 'clock' | 'changes'>
const visitor = { kind: 'visitor' } as const

/** What is asked beside who somebody is. */
export type Asking = { topic: string; question: string; ordinal?: number; follows?: number }

/** Keeps a slot for five minutes, while somebody fills in its form. */
export async function keepSlot(
  services: Needed,
  { pool_id: poolId, day_id: dayId }: { pool_id: number; day_id: number },
  formKey: string,
): Promise<Outcome> {
  const doors = doorsOf(services)
  const apply = (key: string | null) =>
    doors.pass(poolId, {
      door: 'apply',
      applicant: nobodyYet(formKey),
      source: 'web',
      formKey: key,
      proven: false,
      placeOnly: true,
      typingMinutes,
      actor: visitor,
    })
  // what ran out a moment ago is free, though the clockwork has not come by
  await doors.pass(poolId, { door: 'sweep' })
  await fillDay(services, dayId)
  const outcome = await apply(formKey)
  // the same form after its five minutes are over: a new try, not the old answer
  const isOver = outcome.ok && outcome.application !== null && outcome.application.state !== 'held'
  return isOver ? apply(null) : outcome
}

function nobodyYet(formKey: string): Applicant {
  return {
    email: '',
    emailKey: typingKey(formKey),
    name: '',
    reading: '',
    organisation: '',
    onceKey: null,
    language: 'ja',
    answers: {},
  }
}

/** Gives a kept slot to the person who has filled in its form. */
export async function takeKept(
  services: Needed,
  kept: { poolId: number; applicationId: number },
  person: { applicant: Applicant; proven: boolean; asking: Asking },
): Promise<Outcome> {
  const outcome = await doorsOf(services).pass(kept.poolId, {
    door: 'complete',
    applicationId: kept.applicationId,
    applicant: person.applicant,
    proven: person.proven,
    actor: visitor,
  })
  await keepQuestion(services, outcome, person.asking)
  return outcome
}

/** Books a slot, or a place in the day's waiting list, without keeping it first. */
export async function bookAtOnce(
  services: Needed,
  poolId: number,
  person: {
    applicant: Applicant
    proven: boolean
    asking: Asking
    formKey: string | null
    source?: Source
    actor?: Actor
  },
): Promise<Outcome> {
  const doors = doorsOf(services)
  await doors.pass(poolId, { door: 'sweep' })
  const outcome = await doors.pass(poolId, {
    door: 'apply',
    applicant: person.applicant,
    source: person.source ?? 'web',
    formKey: person.formKey,
    proven: person.proven,
    actor: person.actor ?? visitor,
  })
  await keepQuestion(services, outcome, person.asking)
  return outcome
}

async function keepQuestion({ db, clock }: Needed, outcome: Outcome, asking: Asking) {
  if (!outcome.ok || !outcome.application) return
  await writeQuestion(db, outcome.application.id, asking, clock.now())
}

/** Keeps what somebody wants to ask; a second sending of the same form changes nothing. */
async function writeQuestion(
  trx: Db,
  applicationId: number,
  asking: Asking,
  now: Temporal.Instant,
): Promise<void> {
  await trx
    .insertInto('consultations')
    .values({
      application_id: applicationId,
      topic: asking.topic,
      question: asking.question,
      ordinal: asking.ordinal ?? 1,
      follows: asking.follows ?? null,
      held_at: null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column('application_id').doNothing())
    .execute()
}

/** Blocks a free slot, or opens a blocked one: its pool's limit changes through the door. */
export async function blockSlot(
  services: Needed,
  poolId: number,
  about: { blocked: boolean; actor: Actor; reason: string },
): Promise<Outcome> {
  const outcome = await doorsOf(services).pass(poolId, {
    door: 'size',
    acceptedLimit: about.blocked ? 0 : 1,
    publishedCapacity: null,
    streamLimit: null,
    actor: about.actor,
    reason: about.reason,
  })
  if (outcome.ok)
    await transaction(services.db, (trx) =>
      trx
        .updateTable('consultation_slots')
        .set({ blocked: about.blocked })
        .where('pool_id', '=', poolId)
        .execute(),
    )
  return outcome
}

/** Marks whether the consultation took place: through the door, and in the consultation itself. */
export async function markHeld(
  services: Needed,
  booking: { id: number; pool_id: number },
  about: { outcome: 'held' | 'no-show' | 'open'; actor: Actor },
): Promise<void> {
  const attendance = { held: 'came', 'no-show': 'absent', open: 'unknown' } as const
  await doorsOf(services).pass(booking.pool_id, {
    door: 'mark',
    applicationId: booking.id,
    attendance: attendance[about.outcome],
    actor: about.actor,
  })
  await services.db
    .updateTable('consultations')
    .set({
      outcome: about.outcome,
      held_at: about.outcome === 'held' ? services.clock.now() : null,
    })
    .where('application_id', '=', booking.id)
    .execute()
}
