import type { Insertable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { EventRow, PoolRow } from '../../db/tables-events.ts'
import { writeAudit } from '../audit/queries.ts'
import type { CampaignEvent } from '../events/event.ts'
import { organisersOf, poolsOf, programmeOf } from '../events/queries.ts'
import { type EventDesk, entryOf } from './at-hand.ts'
import type { Columns } from './reading.ts'

/** What every new event begins with. */
const blank = (desk: EventDesk) => ({
  edition_id: desk.edition.id,
  state: 'draft' as const,
  precision: 'unknown' as const,
  starts_at: null,
  ends_at: null,
  month: null,
  previous_starts_at: null,
  prefecture: null,
  support_ask_by: null,
  archive_until: null,
  certificate_minutes: null,
  created_at: desk.now,
  changed_at: desk.now,
  published_at: null,
  cancelled_at: null,
})

/** A place of a pool that nobody has been told of yet. */
export const blankPool = {
  opens_at: null,
  closes_at: null,
  closed_at: null,
  published_capacity: null,
  stream_limit: null,
} satisfies Partial<Insertable<PoolRow>>

/** An event's address: letters, digits and hyphens; the words of the desk's own pages are taken. */
export function isFreeWord(slug: string): boolean {
  return /^[a-z0-9-]{1,60}$/.test(slug) && !['new', 'propose', 'embed', 'proposed'].includes(slug)
}

/** Writes a new event with its first pool. @returns undefined when the address is taken */
export async function createEvent(
  trx: Db,
  desk: EventDesk,
  about: { columns: Columns; places: number },
): Promise<CampaignEvent | undefined> {
  const columns = about.columns as Pick<Insertable<EventRow>, 'slug' | 'kind' | 'mode' | 'title'>
  const event = await trx
    .insertInto('events')
    .values({ ...blank(desk), ...columns })
    .onConflict((conflict) => conflict.columns(['edition_id', 'slug']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!event) return undefined
  await trx
    .insertInto('pools')
    .values({
      ...blankPool,
      event_id: event.id,
      channel: event.mode === 'venue' || event.mode === 'hybrid' ? 'venue' : 'stream',
      published_capacity: about.places,
      accepted_limit: about.places,
    })
    .execute()
  await writeAudit(trx, entryOf(desk, event, 'events.created'))
  return event
}

/** A draft like another event: without its date, its applicants and its files. */
export async function copyEvent(
  trx: Db,
  desk: EventDesk,
  source: CampaignEvent,
): Promise<CampaignEvent> {
  const { id: _id, ...columns } = source
  const event = await trx
    .insertInto('events')
    .values({
      ...asWritten(columns),
      ...blank(desk),
      slug: await freeSlug(trx, source),
      join_kind: 'none',
      join_url: '',
      archive_url: '',
      archive_for: 'none',
      source: 'own',
      proposer_name: '',
      proposer_email: '',
      sequence: 0,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await copyParts(trx, source.id, event.id)
  await writeAudit(trx, entryOf(desk, event, 'events.copied', { note: source.title.ja }))
  return event
}

/** jsonb columns are read as values and written as text. */
function asWritten<Row extends Record<string, unknown>>(row: Row): Insertable<EventRow> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      isJson(name, value) ? JSON.stringify(value) : value,
    ]),
  ) as unknown as Insertable<EventRow>
}

function isJson(name: string, value: unknown): boolean {
  if (name === 'provisions') return false
  return Array.isArray(value) || Object.getPrototypeOf(value ?? '') === Object.prototype
}

async function freeSlug(trx: Db, { edition_id, slug }: CampaignEvent): Promise<string> {
  const stem = slug.replace(/-\d{1,3}$/, '').slice(0, 55)
  const taken = await trx
    .selectFrom('events')
    .select('slug')
    .where('edition_id', '=', edition_id)
    .execute()
  const slugs = new Set(taken.map((event) => event.slug))
  for (let number = 2; ; number += 1)
    if (!slugs.has(`${stem}-${number}`)) return `${stem}-${number}`
}

async function copyParts(trx: Db, from: number, to: number): Promise<void> {
  for (const organiser of await organisersOf(trx, [from]))
    await trx
      .insertInto('event_organisers')
      .values({ ...organiser, event_id: to, name: JSON.stringify(organiser.name) })
      .execute()
  for (const { position, title, body, speakers } of await programmeOf(trx, from))
    await trx
      .insertInto('programme_items')
      .values({
        event_id: to,
        position,
        starts_at: null,
        ends_at: null,
        title: JSON.stringify(title),
        body: JSON.stringify(body),
        speakers: JSON.stringify(speakers),
      })
      .execute()
  for (const pool of await poolsOf(trx, [from])) await copyPool(trx, pool, to)
}

function copyPool(trx: Db, pool: Awaited<ReturnType<typeof poolsOf>>[number], to: number) {
  const { position, channel, name, published_capacity, accepted_limit } = pool
  const { stream_limit, entry, waiting_list, hold_minutes } = pool
  return trx
    .insertInto('pools')
    .values({
      ...blankPool,
      event_id: to,
      position,
      channel,
      name: JSON.stringify(name),
      published_capacity,
      accepted_limit,
      stream_limit,
      entry,
      waiting_list,
      hold_minutes,
    })
    .execute()
}
