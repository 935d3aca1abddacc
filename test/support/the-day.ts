import type { Updateable } from 'kysely'
import type { EventRow } from '../../src/db/tables-events.ts'
import { keyOf } from '../../src/features/applications/links.ts'
import { runChanges } from '../../src/features/applications/running.ts'
import { putFile } from '../../src/files/store.ts'
import type { Services } from '../../src/http/context.ts'
import { applying, longBefore, makePool, seminarStart } from './pools.ts'

/** The minutes of a seminar of three hours, counted from its start. */
export const atMinute = (minutes: number, start = seminarStart) =>
  start.add({ seconds: minutes * 60 }).toString()

/** A seminar with a way in; `more` goes into the event's row. */
export async function makeDay(
  { db }: Pick<Services, 'db'>,
  more: Updateable<EventRow> = {},
  wish: Partial<Parameters<typeof makePool>[1]> = {},
) {
  const pool = await makePool(db, { accepted: 1000, ...wish })
  const { id, slug } = await db
    .selectFrom('events')
    .innerJoin('pools', 'pools.event_id', 'events.id')
    .select(['events.id', 'events.slug'])
    .where('pools.id', '=', pool)
    .executeTakeFirstOrThrow()
  const way = { join_kind: 'link', join_url: 'https://teams.example.com/l/himitsu-room' } as const
  await db
    .updateTable('events')
    .set({ ...way, ...more })
    .where('id', '=', id)
    .execute()
  return { id, slug, pool }
}

/** Somebody who applied for it: the application and the path of its personal page. */
export async function attend(
  services: Pick<Services, 'db' | 'clock' | 'config' | 'changes'>,
  pool: number,
  name: string,
  proven = true,
): Promise<{ id: number; path: string }> {
  const [outcome] = await runChanges(services, pool, [applying(name, { proven })])
  if (!outcome?.ok || !outcome.application) throw new Error(`${name} could not apply`)
  const { application } = outcome
  return { id: application.id, path: `/my/${keyOf(services.config.secret, application)}` }
}

/** A file of an event for the applicants, or for all. */
export async function addMaterial(
  { db, files, clock }: Pick<Services, 'db' | 'files' | 'clock'>,
  eventId: number,
  about: {
    name: string
    bytes: Uint8Array
    audience?: 'all' | 'applicants'
    until?: Temporal.Instant
  },
): Promise<number> {
  const type = 'application/pdf'
  const { key } = await putFile(files, about.bytes, { type })
  const { count } = await db
    .selectFrom('event_materials')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('event_id', '=', eventId)
    .executeTakeFirstOrThrow()
  const { id } = await db
    .insertInto('event_materials')
    .values({
      event_id: eventId,
      position: Number(count) + 1,
      title: JSON.stringify({ ja: '講演の資料' }),
      alternative: '講演で映した画面を順に並べたものです。',
      file_key: key,
      file_name: about.name,
      media_type: type,
      bytes: about.bytes.length,
      audience: about.audience ?? 'applicants',
      available_until: about.until ?? null,
      created_at: clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Every moment of a day as somebody with a place sees it, and the page of somebody without one. */
export async function dayPaths(
  services: Services,
): Promise<{ join: string[]; materials: string[] }> {
  const now = services.clock.now()
  const stream = { join_kind: 'hls', join_url: 'https://live.example.com/main.m3u8' } as const
  const video = { join_kind: 'embed', join_url: 'https://youtu.be/aB3_-xyz123' } as const
  const recording = { archive_for: 'applicants', archive_url: 'https://vimeo.com/12345' } as const
  const days = [
    { from: 2 * 1440, more: {} },
    { from: 10, more: {} },
    { from: -30, more: stream },
    { from: -30, more: video },
    { from: -185, more: {} },
    { from: -600, more: recording },
  ]
  const join: string[] = []
  const materials: string[] = []
  for (const [n, { from, more }] of days.entries()) {
    const startsAt = now.add({ minutes: from })
    const { id, pool } = await makeDay(services, more, { startsAt })
    // nobody applies for what is over
    const { path } = await attendEarly(services, pool, `day-${n}`)
    if (n === 0) join.push(`${(await attend(services, pool, 'unproven', false)).path}/join`)
    if (n === 5) await addMaterial(services, id, { name: '資料.pdf', bytes: Buffer.from('%PDF-') })
    join.push(`${path}/join`, ...(more === video ? [`${path}/join?play`] : []))
    materials.push(`${path}/materials`)
  }
  return { join, materials: materials.slice(-2) }
}

/** An application from before the event, whatever time it is now. */
function attendEarly(services: Services, pool: number, name: string) {
  return attend({ ...services, clock: { now: () => longBefore } }, pool, name)
}
