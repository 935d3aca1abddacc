import { keyOf } from '../../src/features/applications/links.ts'
import { doorsOf } from '../../src/features/applications/queue.ts'
import type { Db } from '../../src/db/database.ts'
import type { TestProgram } from './program.ts'
import { applying, makePool } from './pools.ts'

const questions = [
  {
    code: 'remote',
    label: { ja: 'テレワークをしていますか', en: 'Do you telework?' },
    kind: 'choice',
    required: true,
    options: [
      { code: 'yes', label: { ja: 'はい', en: 'Yes' } },
      { code: 'no', label: { ja: 'いいえ', en: 'No' }, note: { ja: '理由もお聞かせください' } },
    ],
  },
  {
    code: 'why',
    label: { ja: 'していない理由', en: 'Why not?' },
    kind: 'long',
    showIf: { question: 'remote', option: 'no' },
  },
]

/** A series of two seminars, the first full, with questions; and one person in every state. */
export async function makeApplied(program: TestProgram) {
  const { services } = program.gekkan
  const { db, config } = services
  const startsAt = services.clock.now().add({ hours: 24 * 10 })
  const pool = await makePool(db, { accepted: 2, startsAt })
  const other = await makePool(db, { accepted: 5, startsAt: startsAt.add({ hours: 48 }) })
  const more = { series: 'seminar-series', questions: JSON.stringify(questions) }
  await db
    .updateTable('events')
    .set(more)
    .where('id', 'in', (select) =>
      select.selectFrom('pools').select('event_id').where('id', 'in', [pool, other]),
    )
    .execute()
  const doors = doorsOf(services)
  const formKey = 'a-form-key-of-22-chars'
  const paths: string[] = []
  for (const name of ['one', 'two', 'three']) {
    const proven = name === 'one'
    const change = applying(name, { proven, formKey: name === 'two' ? formKey : null })
    const outcome = await doors.pass(pool, change)
    if (outcome.ok && outcome.application)
      paths.push(`/my/${keyOf(config.secret, outcome.application)}`)
  }
  return { slug: await slugOf(db, pool), otherSlug: await slugOf(db, other), formKey, paths }
}

async function slugOf(db: Db, pool: number): Promise<string> {
  const { slug } = await db
    .selectFrom('events')
    .innerJoin('pools', 'pools.event_id', 'events.id')
    .select('events.slug')
    .where('pools.id', '=', pool)
    .executeTakeFirstOrThrow()
  return slug
}
