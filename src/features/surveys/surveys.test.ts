import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { eachDatabase } from '../../../test/support/databases.ts'
import { dayAfter, makeSurvey, surveyQuestions } from '../../../test/support/surveys.ts'
import type { Db } from '../../db/database.ts'
import { questionsOf } from '../events/questions.ts'
import { keepAnswers } from './answering.ts'
import { answersOf, countAnswers, isInvited } from './queries.ts'
import { wholeApplications } from '../applications/queries.ts'
import { tallyOf } from './survey.ts'

type Physical = { key: string; xmin: string; place: string }

/** Rows as they lie in the file, with the transaction that wrote each. */
async function asStored(db: Db, table: string, key: string): Promise<Physical[]> {
  const { rows } = await sql<Physical>`
    select ${sql.ref(key)}::text as key, xmin::text as xmin, ctid::text as place
    from ${sql.table(table)} order by ctid`.execute(db)
  return rows
}

eachDatabase(
  'an anonymous answer leads back to nobody, by no column and no order',
  async ({ db }) => {
    const { event, applications } = await makeSurvey(db, { people: 12 })
    for (const [at, { id }] of applications.toReversed().entries()) {
      const answers = { q1: 'o1', q3: `意見${at}` }
      const now = dayAfter.add({ seconds: at * 37 })
      assert.equal(
        await keepAnswers(db, { eventId: event, applicationId: id, answers, now }),
        'kept',
      )
    }
    const rows = await db.selectFrom('survey_answers').selectAll().execute()
    assert.equal(rows.length, 12)
    assert.deepEqual(Object.keys(rows[0] ?? {}).toSorted(), [
      'answered_on',
      'answers',
      'application_id',
      'event_id',
      'id',
    ])
    assert.ok(rows.every(({ application_id }) => application_id === null))
    assert.deepEqual(
      [...new Set(rows.map(({ answered_on }) => answered_on.toString()))],
      ['2020-11-05'],
    )
    const ids = applications.map(({ id }) => String(id))
    const whole = JSON.stringify(rows.map(({ answers, id }) => [answers, id.replaceAll('-', '')]))
    assert.ok(!whole.includes('guest') && !ids.some((id) => whole.includes(`"${id}"`)))

    const answers = await asStored(db, 'survey_answers', 'id')
    const people = await asStored(db, 'survey_respondents', 'application_id')
    const sorted = (list: Physical[], compare?: (a: Physical, b: Physical) => number) =>
      list.toSorted(compare ?? ((a, b) => (a.key < b.key ? -1 : 1)))
    assert.deepEqual(answers, sorted(answers), 'answers lie by their random ids')
    assert.deepEqual(
      people,
      sorted(people, (a, b) => Number(a.key) - Number(b.key)),
      'people lie by their numbers',
    )
    const writers = new Set([...answers, ...people].map(({ xmin }) => xmin))
    assert.equal(writers.size, 1, 'one transaction wrote all that lies there')
  },
)

eachDatabase('everybody answers once, and nobody after the closing time', async ({ db }) => {
  const closesAt = dayAfter.add({ hours: 1 })
  const { event, applications } = await makeSurvey(db, { people: 3, closesAt })
  const [one, two] = applications
  const keep = (id: number | undefined, now = dayAfter) =>
    keepAnswers(db, { eventId: event, applicationId: id ?? 0, answers: { q1: 'o2' }, now })
  assert.deepEqual(
    await Promise.all([keep(one?.id), keep(one?.id), keep(one?.id)]).then((all) => all.toSorted()),
    ['already', 'already', 'kept'],
  )
  assert.equal(await keep(two?.id, closesAt), 'closed')
  assert.equal(await countAnswers(db, event), 1)
  const invited = async (id: number | undefined, now = dayAfter) => {
    const [whole] = await wholeApplications(db, [id ?? 0])
    assert.ok(whole)
    return isInvited(db, whole, now)
  }
  assert.deepEqual(
    [await invited(one?.id), await invited(two?.id), await invited(two?.id, closesAt)],
    [false, true, false],
  )
})

eachDatabase('a linked answer keeps who gave it; a promise once used stays', async ({ db }) => {
  const { event, applications } = await makeSurvey(db, { people: 1, anonymous: false })
  const [{ id: applicationId } = { id: 0 }] = applications
  const answers = { q1: 'o1' }
  await keepAnswers(db, { eventId: event, applicationId, answers, now: dayAfter })
  const [answer] = await answersOf(db, event)
  assert.deepEqual([answer?.application_id, answer?.name], [applicationId, '申込 guest1'])
  await assert.rejects(
    db.updateTable('surveys').set({ anonymous: true }).where('event_id', '=', event).execute(),
    /another promise/,
  )
  const other = await makeSurvey(db, { people: 0 })
  await assert.rejects(
    db
      .insertInto('survey_answers')
      .values({
        id: '6f3a3b0e-6a4e-4b55-9d3f-0d3c6f8f0a11',
        event_id: other.event,
        application_id: applicationId,
        answers: '{}',
        answered_on: Temporal.PlainDate.from('2020-11-05'),
      })
      .execute(),
    /leads back to nobody/,
  )
})

test('answers are put together by question; an unknown choice counts nowhere', () => {
  const questions = questionsOf({ questions: surveyQuestions })
  const [first, second, third] = tallyOf(questions, [
    { answers: { q1: 'o1', q2: ['o1', 'o2'], q3: 'よい話でした' } },
    { answers: { q1: 'o1', q2: ['o2'] } },
    { answers: { q1: 'o2', q2: ['gone'] } },
  ])
  assert.deepEqual(first?.chosen, [
    { code: 'o1', count: 2 },
    { code: 'o2', count: 1 },
  ])
  assert.deepEqual([second?.answered, second?.chosen.map(({ count }) => count)], [3, [1, 2]])
  assert.deepEqual([third?.answered, third?.texts], [1, ['よい話でした']])
})
