import type { Selectable } from 'kysely'
import type { SurveyAnswerRow, SurveyRow } from '../../db/tables-attendance.ts'
import { isBefore } from '../applications/pool.ts'
import type { Whole } from '../applications/queries.ts'
import { type Question, questionsOf } from '../events/questions.ts'

/** What an organiser asks those who came. */
export type Survey = Selectable<SurveyRow>
export type SurveyAnswer = Selectable<SurveyAnswerRow>

/** With fewer answers than this, somebody who knows the people may guess who said what. */
export const fewAnswers = 5

/** Whether a survey has questions and takes answers now. */
export function takesAnswers(
  survey: Pick<Survey, 'questions' | 'closes_at'>,
  now: Temporal.Instant,
): boolean {
  const open = survey.closes_at === null || isBefore(now, survey.closes_at)
  return open && questionsOf(survey).length > 0
}

/** Whether somebody may be asked: they had a place, nobody noted that they stayed away, it has begun. */
export function isAsked({ application, event, pool }: Whole, now: Temporal.Instant): boolean {
  const { starts_at: start, state } = event
  const begun = start !== null && !isBefore(now, start) && state === 'published'
  if (pool.channel === 'slot') return false
  return begun && application.state === 'confirmed' && application.attendance !== 'absent'
}

/** Answers to one question, put together: how many chose what, or the texts as they were written. */
export type Tally = {
  question: Question
  /** How many answered this question. */
  answered: number
  /** In the order of the choices; empty for texts. */
  chosen: { code: string; count: number }[]
  texts: string[]
}

/** Puts answers together, question by question. Several choices of one person count each. */
export function tallyOf(
  questions: readonly Question[],
  answers: readonly Pick<SurveyAnswer, 'answers'>[],
): Tally[] {
  return questions.map((question) => {
    const given = answers.flatMap((one) => {
      const answer = (one.answers as Record<string, string | string[]>)[question.code]
      return answer === undefined ? [] : [[answer].flat()]
    })
    const has = (code: string) => given.filter((codes) => codes.includes(code)).length
    const isText = question.options.length === 0
    return {
      question,
      answered: given.length,
      chosen: question.options.map(({ code }) => ({ code, count: has(code) })),
      texts: isText ? given.flat() : [],
    }
  })
}
