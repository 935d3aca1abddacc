import * as v from 'valibot'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import { inWords } from '../../http/form.tsx'
import { line, optionalLine } from '../../http/fields.ts'
import { page, to } from '../../http/page.tsx'
import { type Mistake, parse, typed } from '../../http/parse.ts'
import { type Routes, visitor } from '../../http/routes.ts'
import { secret } from '../../http/secret-page.ts'
import { readSubmitted } from '../../http/submitted.ts'
import {
  type Answers,
  fieldOf,
  listFields,
  questionFields,
  readAnswers,
} from '../events/answers.ts'
import { questionsOf } from '../events/questions.ts'
import { isActive } from './application.ts'
import { AnswersView, DateView } from './change-views.tsx'
import { isOpen, type Offering, offerOf } from './choosing.ts'
import { personalPath } from './links.ts'
import { moveApplication } from './moving.ts'
import { actorOf, canChange, type Own, ownApplication } from './own.ts'
import type { Typed } from './question-field.tsx'

/** Changing what one has answered, and changing to another date. */
export function addChangeRoutes(list: Routes): void {
  list.get('/my/:key/answers', visitor, showAnswers)
  list.post('/my/:key/answers', visitor, saveAnswers)
  list.get('/my/:key/date', visitor, async (c) => {
    const own = await changeable(c)
    return dates(c, own, await otherPlaces(c, own), [])
  })
  list.post('/my/:key/date', visitor, changeDate)
}

async function changeable(c: Ctx): Promise<Own> {
  const own = await ownApplication(c)
  return canChange(own, c.var.now) ? own : notFound()
}

async function showAnswers(c: Ctx): Promise<Response> {
  const own = await changeable(c)
  const { name, reading, organisation, answers } = own.application
  const kept: Typed = { name: [name], reading: [reading], organisation: [organisation] }
  for (const question of questionsOf(own.event)) {
    const answer = (answers as Answers)[question.code]
    if (answer !== undefined) kept[fieldOf(question)] = [answer].flat()
  }
  return answersPage(c, own, kept, [])
}

function answersPage(c: Ctx, own: Own, kept: Typed, mistakes: Mistake[]): Response {
  return secret(
    page(
      c,
      { title: c.var.t('applications.answers.title'), mistaken: mistakes.length > 0 },
      <AnswersView
        c={c}
        own={own}
        questions={questionsOf(own.event)}
        typed={kept}
        mistakes={inWords(c, 'applications', mistakes)}
      />,
    ),
  )
}

const person = { name: line(100), reading: optionalLine(100), organisation: optionalLine(120) }

async function saveAnswers(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const own = await changeable(c)
  const questions = questionsOf(own.event)
  const schema = v.strictObject({ ...person, ...questionFields(questions) })
  const parsed = parse(submitted, schema, listFields(questions))
  const kept = Object.fromEntries(submitted.fields)
  if (!parsed.ok) return answersPage(c, own, kept, parsed.mistakes)
  const values = parsed.value as v.InferOutput<v.StrictObjectSchema<typeof person, undefined>>
  const { answers, mistakes } = readAnswers(questions, values)
  if (mistakes.length > 0) return answersPage(c, own, kept, mistakes)
  const { name, reading, organisation } = values
  await transaction(c.var.db, async (trx) => {
    await trx
      .updateTable('applications')
      .set({ name, reading, organisation, answers: JSON.stringify(answers), changed_at: c.var.now })
      .where('id', '=', own.application.id)
      .execute()
  })
  return c.redirect(to(c, `${own.path}?saved`), 303)
}

/** Other dates of the series and other ways to take part that can be had now. */
async function otherPlaces(c: Ctx, own: Own): Promise<Offering[]> {
  const offer = await offerOf(c.var.db, own.event, c.var.now)
  return [...offer.own, ...offer.others].filter(
    (one) => one.pool.id !== own.application.pool_id && isOpen(one),
  )
}

function dates(c: Ctx, own: Own, places: Offering[], mistakes: Mistake[]): Response {
  return secret(
    page(
      c,
      { title: c.var.t('applications.date.title'), mistaken: mistakes.length > 0 },
      <DateView c={c} own={own} places={places} mistakes={inWords(c, 'applications', mistakes)} />,
    ),
  )
}

async function changeDate(c: Ctx): Promise<Response> {
  const submitted = await readSubmitted(c)
  const own = await ownApplication(c)
  if (!isActive(own.application.state)) return c.redirect(to(c, own.path), 303)
  if (!canChange(own, c.var.now)) return notFound()
  const places = await otherPlaces(c, own)
  const chosen = places.find(({ pool }) => String(pool.id) === typed(submitted, 'to'))
  if (!chosen) return dates(c, own, places, [{ field: 'to', reason: 'choose' }])
  const outcome = await moveApplication(c.var, {
    applicationId: own.application.id,
    toPoolId: chosen.pool.id,
    acceptsWaiting: typed(submitted, 'waiting') === 'yes',
    actor: actorOf(own),
  })
  if (!outcome.ok)
    return dates(c, own, await otherPlaces(c, own), [{ field: 'to', reason: outcome.reason }])
  const moved = outcome.application
  return c.redirect(to(c, moved ? personalPath(c.var.config.secret, moved) : own.path), 303)
}
