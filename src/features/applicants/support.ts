import type { Db } from '../../db/database.ts'
import { activeStates } from '../applications/application.ts'

export type Need = {
  id: number
  name: string
  kinds: string[]
  note: string
  answer: string
  state: 'asked' | 'arranged' | 'impossible'
  askedAt: Temporal.Instant
}

/** What people with a place, or waiting for one, asked for; the unanswered first. */
export async function listNeeds(db: Db, eventId: number): Promise<Need[]> {
  return db
    .selectFrom('support_needs')
    .innerJoin('applications', 'applications.id', 'support_needs.application_id')
    .select([
      'applications.id',
      'applications.name',
      'support_needs.kinds',
      'support_needs.note',
      'support_needs.answer',
      'support_needs.state',
      'support_needs.asked_at as askedAt',
    ])
    .where('applications.event_id', '=', eventId)
    .where('applications.state', 'in', activeStates)
    .orderBy((order) =>
      order.case().when('support_needs.state', '=', 'asked').then(0).else(1).end(),
    )
    .orderBy('support_needs.asked_at')
    .execute()
}

type Answer = {
  id: number
  state: 'arranged' | 'impossible'
  text: string
  staffId: number
  now: Temporal.Instant
}

/** Answers a need and has the person told. Undefined when this event has no such need. */
export async function answerNeed(
  trx: Db,
  eventId: number,
  { id, state, text, staffId, now }: Answer,
): Promise<{ name: string } | undefined> {
  const person = await trx
    .selectFrom('applications')
    .innerJoin('support_needs', 'support_needs.application_id', 'applications.id')
    .select('applications.name')
    .where('applications.id', '=', id)
    .where('applications.event_id', '=', eventId)
    .executeTakeFirst()
  if (!person) return undefined
  await trx
    .updateTable('support_needs')
    .set({ state, answer: text, answered_at: now, answered_by: staffId })
    .where('application_id', '=', id)
    .execute()
  await trx
    .insertInto('application_notices')
    .values({ application_id: id, kind: 'support-answered', created_at: now, told_at: null })
    .execute()
  return person
}

/** Needs are nobody's business any more 30 days after the event. Run nightly. */
export async function forgetNeeds(db: Db, now: Temporal.Instant): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('support_needs')
    .where('application_id', 'in', (select) =>
      select
        .selectFrom('applications')
        .innerJoin('events', 'events.id', 'applications.event_id')
        .select('applications.id')
        .where('events.ends_at', '<', now.subtract({ hours: 24 * 30 })),
    )
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
