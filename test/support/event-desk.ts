import { runChanges } from '../../src/features/applications/running.ts'
import { currentEdition } from '../../src/features/editions/current.ts'
import type { Services } from '../../src/http/context.ts'
import { applying } from './pools.ts'

/** A published seminar in twenty days with everything that its desk can show; answers its ids. */
export async function makeDeskEvent(services: Services, slug: string) {
  const { db, clock } = services
  const now = clock.now()
  const starts = now.add({ hours: 480 })
  const edition = await currentEdition(db)
  const event = await db
    .insertInto('events')
    .values({
      edition_id: edition.id,
      slug,
      kind: 'seminar',
      state: 'published',
      mode: 'venue',
      starts_at: starts,
      ends_at: starts.add({ hours: 3 }),
      month: null,
      previous_starts_at: null,
      title: JSON.stringify({ ja: '架空の労務管理セミナー' }),
      lead: JSON.stringify({ ja: '試験のための催しです。' }),
      venue: JSON.stringify({ ja: '架空会館' }),
      contact: JSON.stringify({ ja: '03-0000-0000' }),
      questions: JSON.stringify([
        {
          code: 'q1',
          label: { ja: '業種を教えてください' },
          kind: 'choice',
          options: [
            { code: 'o1', label: { ja: '製造' }, limit: 20 },
            { code: 'o2', label: { ja: '情報通信' }, note: { ja: '配信事業も' } },
          ],
        },
        {
          code: 'q2',
          label: { ja: '製品は何ですか' },
          kind: 'text',
          showIf: { question: 'q1', option: 'o1' },
        },
      ]),
      prefecture: 13,
      support_ask_by: null,
      archive_until: null,
      certificate_minutes: null,
      created_at: now,
      changed_at: now,
      published_at: now,
      cancelled_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const event_id = event.id
  await db
    .insertInto('event_organisers')
    .values({ event_id, position: 1, body: 'forum', role: 'host' })
    .execute()
  const item = await db
    .insertInto('programme_items')
    .values({
      event_id,
      position: 1,
      starts_at: starts,
      ends_at: starts.add({ minutes: 50 }),
      title: JSON.stringify({ ja: '講演' }),
      speakers: JSON.stringify([{ name: '試験 花子(架空)', role: { ja: '講師' } }]),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const pool = await db
    .insertInto('pools')
    .values({
      event_id,
      channel: 'venue',
      published_capacity: 2,
      accepted_limit: 2,
      stream_limit: null,
      opens_at: null,
      closes_at: starts.subtract({ hours: 24 }),
      closed_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const people = ['a', 'b', 'c'].map((name) => applying(`${slug}-${name}`, { proven: true }))
  await runChanges(services, pool.id, people)
  const text = { subject: '日程変更のお知らせ', body: '日程が変わります。' }
  const message = await db
    .insertInto('event_messages')
    .values({
      event_id,
      kind: 'postponed',
      texts: JSON.stringify({ ja: text, en: text, 'zh-Hans': text, ko: text }),
      created_at: now,
      created_by: null,
      changed_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { slug, item: item.id, pool: pool.id, message: message.id }
}
