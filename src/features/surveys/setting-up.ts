import type { Db } from '../../db/database.ts'
import { writeAudit } from '../audit/queries.ts'
import { type EventDesk, entryOf } from '../event-desk/at-hand.ts'
import { listed, withoutLooseEnds } from '../event-desk/questions.ts'
import type { Columns } from '../event-desk/reading.ts'
import type { Spec } from '../event-desk/spec.ts'
import type { CampaignEvent } from '../events/event.ts'
import { type Question, questionsOf } from '../events/questions.ts'
import { countAnswers, surveyOf } from './queries.ts'

/** Whether answers lead back to people, and until when they are taken. */
export const settingSpecs: readonly Spec[] = [
  { name: 'anonymous', kind: 'one', of: ['yes', 'no'] },
  { name: 'closes_at', kind: 'instant', words: 'survey_closes_at' },
]

/** Writes the questions of an event's survey, which begins to be with the first one. */
export async function writeQuestions(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  questions: readonly Question[],
): Promise<void> {
  const before = questionsOf((await surveyOf(trx, event.id)) ?? { questions: [] })
  const text = JSON.stringify(withoutLooseEnds(questions))
  await trx
    .insertInto('surveys')
    .values({ event_id: event.id, questions: text, closes_at: null, created_at: desk.now })
    .onConflict((conflict) => conflict.column('event_id').doUpdateSet({ questions: text }))
    .execute()
  const change = { before: listed(before), after: listed(questions) }
  await writeAudit(trx, entryOf(desk, event, 'events.survey-changed', change))
}

/**
 * Writes the settings; false when answers were given under the other promise. The event's row is
 * locked, and so are the survey's answers by its own.
 */
export async function saveSettings(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  columns: Columns,
): Promise<boolean> {
  const anonymous = columns['anonymous'] === 'yes'
  const closesAt = columns['closes_at'] as Temporal.Instant | null
  const before = await trx
    .selectFrom('surveys')
    .selectAll()
    .where('event_id', '=', event.id)
    .forUpdate()
    .executeTakeFirst()
  const changes = before && before.anonymous !== anonymous
  if (changes && (await countAnswers(trx, event.id)) > 0) return false
  const set = { anonymous, closes_at: closesAt }
  await trx
    .insertInto('surveys')
    .values({ ...set, event_id: event.id, questions: '[]', created_at: desk.now })
    .onConflict((conflict) => conflict.column('event_id').doUpdateSet(set))
    .execute()
  const told = (one: typeof set | undefined) => ({
    anonymous: one?.anonymous ?? null,
    closesAt: one?.closes_at?.toString() ?? null,
  })
  const change = { before: told(before), after: told(set) }
  await writeAudit(trx, entryOf(desk, event, 'events.survey-changed', change))
  return true
}
