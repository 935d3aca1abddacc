import assert from 'node:assert/strict'
import { demoStart } from '../../src/features/editions/demo-clock.ts'
import { figuresOf } from '../../src/features/event-report/queries.ts'
import { eachDatabase } from '../../test/support/databases.ts'
import { loadDemo } from '../load.ts'

eachDatabase(
  'the demo’s seminar that is over has answers to read, and none of a person',
  async ({ db }) => {
    await loadDemo(db, { now: demoStart })
    const event = await db
      .selectFrom('events')
      .selectAll()
      .where('slug', '=', 'seminar-tokyo')
      .executeTakeFirstOrThrow()
    const { survey, minutes, attendance } = await figuresOf(db, event)
    assert.ok(survey && survey.answers > 30 && survey.answers < survey.asked)
    const texts = survey.tallies.flatMap((tally) => tally.texts)
    assert.ok(texts.length >= 5 && texts.every((text) => text.endsWith('(架空の回答)')))
    // some have earned the certificate by their minutes, others lack some
    const needed = event.certificate_minutes ?? 0
    assert.ok(
      minutes.some((one) => one >= needed) && minutes.some((one) => one > 0 && one < needed),
    )
    assert.ok((attendance.unknown ?? 0) > 5, 'their minutes speak for them')
    const answers = await db.selectFrom('survey_answers').select('application_id').execute()
    assert.ok(answers.every(({ application_id: id }) => id === null))
  },
)
