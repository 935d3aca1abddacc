import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { dayOf } from '../../clock.ts'
import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Answers } from '../events/answers.ts'
import { takesAnswers } from './survey.ts'

/**
 * Keeps somebody's answers, once per person. An anonymous answer carries nothing that leads back: no
 * id, no time finer than the day, no place in an order, no transaction shared with one respondent only.
 */
export async function keepAnswers(
  db: Db,
  about: { eventId: number; applicationId: number; answers: Answers; now: Temporal.Instant },
): Promise<'kept' | 'already' | 'closed'> {
  const { eventId, applicationId, answers, now } = about
  return transaction(db, async (trx) => {
    const survey = await trx
      .selectFrom('surveys')
      .selectAll()
      .where('event_id', '=', eventId)
      .forUpdate()
      .executeTakeFirst()
    if (!survey || !takesAnswers(survey, now)) return 'closed'
    const first = await trx
      .insertInto('survey_respondents')
      .values({ event_id: eventId, application_id: applicationId })
      .onConflict((conflict) => conflict.doNothing())
      .returning('application_id')
      .executeTakeFirst()
    if (!first) return 'already'
    await trx
      .insertInto('survey_answers')
      .values({
        id: randomUUID(),
        event_id: eventId,
        application_id: survey.anonymous ? null : applicationId,
        answers: JSON.stringify(answers),
        answered_on: dayOf(now),
      })
      .execute()
    if (survey.anonymous) await forgetTheOrder(trx, eventId)
    return 'kept'
  })
}

/**
 * Writes the rows of both tables anew, sorted by what says nothing about time. Otherwise the newest
 * row of one would belong to the newest of the other, by their place in the file and by xmin.
 */
async function forgetTheOrder(trx: Db, eventId: number): Promise<void> {
  await sql`with gone as (delete from survey_answers where event_id = ${eventId} returning *)
    insert into survey_answers select * from gone order by id`.execute(trx)
  await sql`with gone as (delete from survey_respondents where event_id = ${eventId} returning *)
    insert into survey_respondents select * from gone order by application_id`.execute(trx)
}
