import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { Whole } from '../applications/queries.ts'
import { isAsked, type Survey, type SurveyAnswer, takesAnswers } from './survey.ts'

/** The survey of an event, if it has one. */
export async function surveyOf(db: Db, eventId: number): Promise<Survey | undefined> {
  return db.selectFrom('surveys').selectAll().where('event_id', '=', eventId).executeTakeFirst()
}

/** Whether somebody has answered already. */
export async function hasAnswered(db: Db, applicationId: number): Promise<boolean> {
  const row = await db
    .selectFrom('survey_respondents')
    .select('application_id')
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether the personal page should ask for an answer. */
export async function isInvited(db: Db, whole: Whole, now: Temporal.Instant): Promise<boolean> {
  const { application, event } = whole
  if (!isAsked(whole, now)) return false
  const survey = await surveyOf(db, event.id)
  if (!survey || !takesAnswers(survey, now)) return false
  return !(await hasAnswered(db, application.id))
}

/** How many answers there are. */
export async function countAnswers(db: Db, eventId: number): Promise<number> {
  const { count } = await db
    .selectFrom('survey_answers')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('event_id', '=', eventId)
    .executeTakeFirstOrThrow()
  return count
}

/** All answers, in the order of their random ids, with who gave them where that was said beforehand. */
export async function answersOf(
  db: Db,
  eventId: number,
): Promise<(SurveyAnswer & { number: number | null; name: string | null })[]> {
  return db
    .selectFrom('survey_answers as s')
    .leftJoin('applications as a', 'a.id', 's.application_id')
    .selectAll('s')
    .select(['a.number', 'a.name'])
    .where('s.event_id', '=', eventId)
    .orderBy('s.id')
    .execute()
}

/** How many had a place and were not noted as absent: those who may answer. */
export async function countAsked(db: Db, eventId: number): Promise<number> {
  const { count } = await db
    .selectFrom('applications')
    .innerJoin('pools', 'pools.id', 'applications.pool_id')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('applications.event_id', '=', eventId)
    .where('channel', '<>', 'slot')
    .where('applications.state', '=', 'confirmed')
    .where('attendance', '<>', 'absent')
    .executeTakeFirstOrThrow()
  return count
}
