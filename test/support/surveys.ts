import type { Db } from '../../src/db/database.ts'
import { runChanges } from '../../src/features/applications/running.ts'
import { applying, longBefore, makePool, quietChanges, seminarStart } from './pools.ts'

/** The day after the seminar of makePool(). */
export const dayAfter = seminarStart.add({ hours: 24 })

export const surveyQuestions = [
  {
    code: 'q1',
    label: { ja: 'セミナーはいかがでしたか', en: 'How was the seminar?' },
    kind: 'choice',
    required: true,
    options: [
      { code: 'o1', label: { ja: 'よかった', en: 'Good' } },
      { code: 'o2', label: { ja: 'ふつう', en: 'Fair' } },
    ],
  },
  {
    code: 'q2',
    label: { ja: '役に立った話', en: 'Useful parts' },
    kind: 'choices',
    options: [
      { code: 'o1', label: { ja: '労務管理', en: 'Labour management' } },
      { code: 'o2', label: { ja: '導入の事例', en: 'Cases' } },
    ],
  },
  { code: 'q3', label: { ja: 'ご意見', en: 'Remarks' }, kind: 'long' },
]

/** A seminar that is over, with a survey and people who had a place; answers their ids. */
export async function makeSurvey(
  db: Db,
  about: { people: number; anonymous?: boolean; closesAt?: Temporal.Instant },
) {
  const pool = await makePool(db, { accepted: 1000 })
  const { id: event, slug } = await db
    .selectFrom('pools')
    .innerJoin('events', 'events.id', 'pools.event_id')
    .select(['events.id', 'events.slug'])
    .where('pools.id', '=', pool)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('surveys')
    .values({
      event_id: event,
      questions: JSON.stringify(surveyQuestions),
      anonymous: about.anonymous ?? true,
      closes_at: about.closesAt ?? null,
      created_at: longBefore,
    })
    .execute()
  const services = { db, clock: { now: () => longBefore }, changes: quietChanges }
  const names = Array.from({ length: about.people }, (_, at) => `guest${at + 1}`)
  const outcomes = await runChanges(
    services,
    pool,
    names.map((name) => applying(name, { proven: true })),
  )
  const applications = outcomes.map((outcome) => {
    if (!outcome.ok || !outcome.application) throw new Error('nobody could apply')
    return outcome.application
  })
  return { pool, event, slug, applications }
}
