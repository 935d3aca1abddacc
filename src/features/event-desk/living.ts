import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { writeAudit } from '../audit/queries.ts'
import type { CampaignEvent } from '../events/event.ts'
import { organisersOf, poolsOf, programmeOf } from '../events/queries.ts'
import { type EventDesk, entryOf, lockEvent } from './at-hand.ts'
import { refreshDraft, type Texts } from './drafting.ts'
import { knownOf } from './known.ts'
import {
  afterAct,
  type Missing,
  missingOf,
  possibleActs,
  shiftOf,
  type ToldAct,
  type Wish,
} from './life.ts'

/** The event has been changed since the officer saw it, or the act is not possible any more. */
export type Refused = 'moved' | 'not-now'

const actions = {
  postpone: 'events.postponed',
  convert: 'events.converted',
  cancel: 'events.cancelled',
  reopen: 'events.reopened',
} as const

type Acting = {
  eventId: number
  act: ToldAct
  wish: Wish
  seen: string
  written: Texts | undefined
  reason: string
}

/**
 * Postpones, converts, cancels or re-opens an event: state, calendar SEQUENCE, programme times, the one
 * draft to applicants and the log, together. Nobody is told before the draft is sent.
 */
export async function actOn(
  trx: Db,
  desk: EventDesk,
  { eventId, act, wish, seen, written, reason }: Acting,
): Promise<{ event: CampaignEvent; messageId: number | undefined } | { refused: Refused }> {
  const event = await lockEvent(trx, eventId)
  if (!possibleActs(event).includes(act)) return { refused: 'not-now' }
  if (event.changed_at.toString() !== seen) return { refused: 'moved' }
  const after = afterAct(event, act, wish)
  const programme = await programmeOf(trx, event.id)
  await write(trx, desk, event, after)
  if (act === 'postpone') await shiftParts(trx, event, after)
  if (act === 'convert') await convertPools(trx, event, after)
  const before = { state: event.state, starts_at: event.starts_at, mode: event.mode }
  await writeAudit(
    trx,
    entryOf(desk, event, actions[act], {
      before: textual(before),
      after: textual({ state: after.state, starts_at: after.starts_at, mode: after.mode }),
      note: reason,
    }),
  )
  const messageId = await refreshDraft(trx, desk, {
    event: after,
    before: knownOf(event, programme),
    after: knownOf(after, programme),
    ...(written && { written }),
  })
  await desk.changes.announce(trx, { kind: 'events', id: event.id })
  return { event: after, messageId }
}

function write(trx: Db, desk: EventDesk, event: CampaignEvent, after: CampaignEvent) {
  const { state, mode, precision, starts_at, ends_at, previous_starts_at } = after
  return trx
    .updateTable('events')
    .set({
      state,
      mode,
      precision,
      starts_at,
      ends_at,
      previous_starts_at,
      sequence: event.sequence + 1,
      changed_at: desk.now,
      cancelled_at: state === 'cancelled' ? desk.now : null,
    })
    .where('id', '=', event.id)
    .execute()
}

/** The programme, the ask-by date and the deadlines of applications keep their distance to the start. */
async function shiftParts(trx: Db, event: CampaignEvent, after: CampaignEvent): Promise<void> {
  const shift = shiftOf(event, after)
  if (!shift) return
  const by = sql`make_interval(secs => ${shift.total('seconds')}::float8)`
  await sql`update programme_items set starts_at = starts_at + ${by}, ends_at = ends_at + ${by}
    where event_id = ${event.id}`.execute(trx)
  await sql`update events set support_ask_by = support_ask_by + ${by}
    where id = ${event.id}`.execute(trx)
  await sql`update pools set closes_at = closes_at + ${by}
    where event_id = ${event.id} and (opens_at is null or closes_at + ${by} > opens_at)`.execute(
    trx,
  )
}

/** Online, seats in the hall become places of the stream; whoever had one keeps it. */
async function convertPools(trx: Db, event: CampaignEvent, after: CampaignEvent): Promise<void> {
  if (after.mode !== 'online' && after.mode !== 'closed-venue') return
  await trx
    .updateTable('pools')
    .set({ channel: 'stream' })
    .where('event_id', '=', event.id)
    .where('channel', '=', 'venue')
    .execute()
}

/** Publishes a draft, or a partner's event after review. @returns what is missing, if anything */
export async function publishEvent(
  trx: Db,
  desk: EventDesk,
  eventId: number,
): Promise<Missing[] | 'not-now'> {
  const event = await lockEvent(trx, eventId)
  if (!possibleActs(event).includes('publish')) return 'not-now'
  const [pools, organisers] = [await poolsOf(trx, [event.id]), await organisersOf(trx, [event.id])]
  const missing = missingOf(event, { pools, organisers }, desk.now)
  if (missing.length > 0) return missing
  await trx
    .updateTable('events')
    .set({ state: 'published', published_at: desk.now, changed_at: desk.now })
    .where('id', '=', event.id)
    .execute()
  await writeAudit(trx, entryOf(desk, event, 'events.published'))
  await desk.changes.announce(trx, { kind: 'events', id: event.id })
  return []
}

/** Does not list a partner's event; the reason is kept in the log. */
export async function refuseEvent(
  trx: Db,
  desk: EventDesk,
  { eventId, reason }: { eventId: number; reason: string },
): Promise<CampaignEvent | undefined> {
  const event = await lockEvent(trx, eventId)
  if (!possibleActs(event).includes('refuse')) return undefined
  await trx
    .updateTable('events')
    .set({ state: 'refused', refusal: reason, changed_at: desk.now })
    .where('id', '=', event.id)
    .execute()
  await writeAudit(trx, entryOf(desk, event, 'events.refused', { note: reason }))
  return event
}

function textual(row: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')]))
}
