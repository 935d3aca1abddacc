import * as v from 'valibot'
import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { inWords } from '../../http/form.tsx'
import { page, to } from '../../http/page.tsx'
import { type Mistake, parse } from '../../http/parse.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { secret } from '../../http/secret-page.ts'
import { readSubmitted } from '../../http/submitted.ts'
import { type Own, ownApplication } from '../applications/own.ts'
import type { Typed } from '../applications/question-field.tsx'
import { listFields, questionFields, readAnswers } from '../events/answers.ts'
import { questionsOf } from '../events/questions.ts'
import { keepAnswers } from './answering.ts'
import { AnswerView } from './own-views.tsx'
import { hasAnswered, surveyOf } from './queries.ts'
import { isAsked, type Survey, takesAnswers } from './survey.ts'

const path = '/my/:key/survey'

/** Answering the survey of an event by the personal link. */
export function addOwnRoutes(list: Routes): void {
  list.get(path, visitor, async (c) => show(c, await surveyAtHand(c), {}, []))
  list.post(path, visitor, take)
}

type Asked = { own: Own; survey: Survey }

/** The survey of the event that the link belongs to; 404 for those who are not asked. */
async function surveyAtHand(c: Ctx): Promise<Asked> {
  const own = await ownApplication(c)
  const survey = await surveyOf(c.var.db, own.event.id)
  if (!survey || questionsOf(survey).length === 0) return notFound()
  return isAsked(own, c.var.now) ? { own, survey } : notFound()
}

async function show(c: Ctx, asked: Asked, typed: Typed, mistakes: Mistake[]): Promise<Response> {
  const { own, survey } = asked
  const { db, now, t } = c.var
  const answered = await hasAnswered(db, own.application.id)
  const state = answered ? 'answered' : takesAnswers(survey, now) ? 'open' : 'closed'
  return secret(
    page(
      c,
      {
        title: t('surveys.title'),
        trail: [{ href: own.path, label: t('applications.my.title') }],
        mistaken: mistakes.length > 0,
      },
      <AnswerView
        c={c}
        own={own}
        survey={survey}
        state={state}
        typed={typed}
        mistakes={inWords(c, 'surveys', mistakes)}
      />,
    ),
  )
}

/** No receipt of the form is kept: its path would name the person, and its time the answer. */
async function take(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const asked = await surveyAtHand(c)
  const { own, survey } = asked
  const questions = questionsOf(survey)
  const typed = Object.fromEntries(submitted.fields)
  const schema = v.strictObject(questionFields(questions))
  const parsed = parse(submitted, schema, listFields(questions))
  if (!parsed.ok) return show(c, asked, typed, parsed.mistakes)
  const { answers, mistakes } = readAnswers(questions, parsed.value)
  if (mistakes.length === 0 && Object.keys(answers).length === 0)
    mistakes.push({ field: '', reason: 'empty' })
  if (mistakes.length > 0) return show(c, asked, typed, mistakes)
  const { id: applicationId } = own.application
  await keepAnswers(c.var.db, { eventId: own.event.id, applicationId, answers, now: c.var.now })
  return c.redirect(to(c, `${own.path}/survey`), 303)
}
