import type { Db } from '../../db/database.ts'
import type { Changes } from '../../http/changes.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault, orNotFound } from '../../http/faults.ts'
import { can, type Capability, type Staff } from '../../http/roles.ts'
import type { Lang } from '../../lib/languages.ts'
import { pick } from '../../lib/languages.ts'
import type { Actor, Entry, Subject } from '../audit/audit.ts'
import { editionOf } from '../editions/current.ts'
import type { Edition } from '../editions/edition.ts'
import type { CampaignEvent } from '../events/event.ts'
import { findEvent } from '../events/queries.ts'

/** Who works on the events of which edition, and at which instant. */
export type EventDesk = {
  edition: Edition
  staff: Staff
  changes: Changes
  now: Temporal.Instant
}

/** The desk of a request by somebody who has the capability in this edition. @throws Fault 403 */
export async function deskOf(c: Ctx, capability: Capability): Promise<EventDesk> {
  const { session, changes, clock } = c.var
  const edition = await editionOf(c)
  if (session?.kind !== 'staff' || !can(session.staff, capability, edition.id)) throw new Fault(403)
  return { edition, staff: session.staff, changes, now: clock.now() }
}

export type AtHand = { desk: EventDesk; event: CampaignEvent }

/** The event of the address, at the desk. @throws Fault 404 or 403 */
export async function eventAtHand(c: Ctx, capability: Capability = 'events.edit'): Promise<AtHand> {
  const desk = await deskOf(c, capability)
  const event = orNotFound(await findEvent(c.var.db, desk.edition.id, c.req.param('slug') ?? ''))
  return { desk, event }
}

/** The event's row, locked until the end of the transaction. @throws Fault 404 */
export async function lockEvent(trx: Db, id: number): Promise<CampaignEvent> {
  const row = await trx
    .selectFrom('events')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return orNotFound(row)
}

/** The officer as the log of actions names them. */
export function actorOf({ staff }: EventDesk): Extract<Actor, { kind: 'staff' }> {
  return { kind: 'staff', id: staff.id, name: staff.name }
}

/** What an entry of the log is about. */
function subjectOf(event: CampaignEvent): Subject {
  return { kind: 'event', id: event.id, name: event.title.ja, editionId: event.edition_id }
}

/** An entry of the log about an event. */
export function entryOf(
  desk: EventDesk,
  event: CampaignEvent,
  action: Entry['action'],
  more: Pick<Entry, 'before' | 'after' | 'note'> = {},
): Entry {
  return { action, actor: actorOf(desk), subject: subjectOf(event), at: desk.now, ...more }
}

/** The page of an event at the desk. */
export function deskPath(event: Pick<CampaignEvent, 'slug'>, part = ''): string {
  return `/staff/events/${event.slug}${part}`
}

/** The title in the reader's language, with `lang` where it is another. */
export function titleOf(event: Pick<CampaignEvent, 'title'>, lang: Lang) {
  const title = pick(event.title, lang)
  return { text: title.text, lang: title.lang === lang ? undefined : title.lang }
}
