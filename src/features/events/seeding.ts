import { startOfDay, zone } from '../../clock.ts'
import type { Db } from '../../db/database.ts'
import type { Localized } from '../../lib/languages.ts'
import type { Definition } from '../editions/definition.ts'
import type { Edition } from '../editions/edition.ts'
import { insertEdition } from '../editions/queries.ts'

type Announced = Definition['events'][number]

/** Stores an edition with the events that its file announces. */
export async function loadEdition(
  trx: Db,
  definition: Definition,
  now: Temporal.Instant,
): Promise<Edition> {
  const edition = await insertEdition(trx, definition, now)
  for (const event of definition.events) await insertEvent(trx, edition, event, now)
  return edition
}

async function insertEvent(trx: Db, edition: Edition, event: Announced, now: Temporal.Instant) {
  const json = (text: Localized | undefined) => JSON.stringify(text ?? {})
  const { id } = await trx
    .insertInto('events')
    .values({
      edition_id: edition.id,
      slug: event.code,
      series: event.series ?? '',
      kind: event.kind,
      state: 'published',
      mode: event.mode,
      ...whenOf(event),
      previous_starts_at: null,
      title: json(event.title),
      lead: json(event.note),
      venue: json(event.place),
      reach: json(event.reach),
      fee: json(event.fee),
      contact: json(contactOf(edition)),
      details_url: event.url ?? '',
      prefecture: null,
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
  await insertOrganisers(trx, id, event)
  await insertPool(trx, id, event)
}

function whenOf({ date, start, end, month }: Announced) {
  if (!date || !start || !end)
    return {
      precision: month ? ('month' as const) : ('unknown' as const),
      starts_at: null,
      ends_at: null,
      month: month ? Temporal.PlainDate.from(`${month}-01`) : null,
    }
  const at = (time: string) =>
    date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toInstant()
  return { precision: 'exact' as const, starts_at: at(start), ends_at: at(end), month: null }
}

function contactOf({ secretariat: { name, email, phone } }: Edition): Localized {
  const lines = Object.entries(name).map(([lang, own]) => [lang, `${own}\n${email}\n${phone}`])
  return Object.fromEntries(lines) as Localized
}

async function insertOrganisers(trx: Db, eventId: number, { bodies }: Announced): Promise<void> {
  for (const [at, body] of bodies.entries())
    await trx
      .insertInto('event_organisers')
      .values({ event_id: eventId, position: at + 1, body, role: at === 0 ? 'host' : 'co-host' })
      .execute()
}

/** What was announced is accepted; a stream without an announced number gets the one of the file. */
async function insertPool(trx: Db, eventId: number, event: Announced): Promise<void> {
  const places = event.capacity ?? event.streamPlaces
  if (places === undefined) return
  await trx
    .insertInto('pools')
    .values({
      event_id: eventId,
      channel: event.mode === 'venue' ? 'venue' : 'stream',
      published_capacity: event.capacity ?? null,
      accepted_limit: places,
      stream_limit: null,
      opens_at: null,
      closes_at: event.date ? startOfDay(event.date) : null,
      closed_at: null,
    })
    .execute()
}
