import type { Updateable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { EventRow } from '../../db/tables-events.ts'
import { writeAudit } from '../audit/queries.ts'
import type { CampaignEvent } from '../events/event.ts'
import { programmeOf } from '../events/queries.ts'
import { type EventDesk, entryOf, lockEvent } from './at-hand.ts'
import { refreshDraft } from './drafting.ts'
import { knownOf } from './known.ts'
import type { Columns } from './reading.ts'
import { calendarColumns } from './sections.ts'
import type { Spec, Typed } from './spec.ts'
import { fingerprint, typedOf } from './stored.ts'

/** Somebody else has saved the same fields since this officer opened them. */
export type Conflict = { conflict: CampaignEvent }

/**
 * Saves columns of an event unless a colleague has changed the same ones meanwhile; other sections may
 * have changed. What applicants know goes into the event's one draft, the calendar's SEQUENCE moves on.
 */
export async function saveColumns(
  trx: Db,
  desk: EventDesk,
  about: { eventId: number; specs: readonly Spec[]; columns: Columns; seen: string },
): Promise<{ saved: CampaignEvent } | Conflict> {
  const { specs, columns } = about
  const event = await lockEvent(trx, about.eventId)
  const stored = typedOf(specs, event)
  if (fingerprint(stored) !== about.seen) return { conflict: event }
  const set: Updateable<EventRow> = columns
  const changed = await trx
    .updateTable('events')
    .set({ ...set, changed_at: desk.now })
    .where('id', '=', event.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const [before, after] = changedFields(stored, typedOf(specs, changed))
  if (Object.keys(after).length === 0) return { saved: changed }
  await writeAudit(trx, entryOf(desk, event, 'events.edited', { before, after }))
  await afterChange(trx, desk, event, changed)
  return { saved: changed }
}

/** What follows every change of an event: SEQUENCE, the draft to applicants, public pages. */
async function afterChange(
  trx: Db,
  desk: EventDesk,
  before: CampaignEvent,
  after: CampaignEvent,
): Promise<void> {
  const isPublic = after.published_at !== null
  if (isPublic && calendarColumns.some((name) => !same(before, after, name))) {
    await trx
      .updateTable('events')
      .set({ sequence: before.sequence + 1 })
      .where('id', '=', after.id)
      .execute()
    const programme = await programmeOf(trx, after.id)
    await refreshDraft(trx, desk, {
      event: after,
      before: knownOf(before, programme),
      after: knownOf(after, programme),
    })
  }
  await desk.changes.announce(trx, { kind: 'events', id: after.id })
}

function same(before: CampaignEvent, after: CampaignEvent, name: string): boolean {
  const [one, other] = [before, after].map((event) =>
    JSON.stringify(event[name as keyof CampaignEvent]),
  )
  return one === other
}

/** The fields that differ, as text. */
function changedFields(
  before: Typed,
  after: Typed,
): [Record<string, string>, Record<string, string>] {
  const names = Object.keys(after).filter((name) => textAt(before, name) !== textAt(after, name))
  const pickFrom = (typed: Typed) =>
    Object.fromEntries(names.map((name) => [name, textAt(typed, name)]))
  return [pickFrom(before), pickFrom(after)]
}

function textAt(typed: Typed, name: string): string {
  return (typed[name] ?? []).join(', ')
}

/** After a part of an event (programme, organisers …) was changed: the event is newer than before. */
export async function touch(trx: Db, desk: EventDesk, event: CampaignEvent): Promise<void> {
  await trx.updateTable('events').set({ changed_at: desk.now }).where('id', '=', event.id).execute()
  await desk.changes.announce(trx, { kind: 'events', id: event.id })
}
