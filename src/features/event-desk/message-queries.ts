import { type Selectable, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { EventMessageRow } from '../../db/tables-events.ts'
import { activeStates } from '../applications/application.ts'
import { countPeople } from '../event-messages/audience.ts'

export type EventMessage = Selectable<EventMessageRow>

/** The messages of an event, newest first. */
export async function messagesOf(db: Db, eventId: number): Promise<EventMessage[]> {
  return db
    .selectFrom('event_messages')
    .selectAll()
    .where('event_id', '=', eventId)
    .orderBy('id', 'desc')
    .execute()
}

/** The event's one draft about its own changes. */
export async function findDraft(db: Db, eventId: number): Promise<EventMessage | undefined> {
  return db
    .selectFrom('event_messages')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('state', '=', 'draft')
    .where('kind', '<>', 'free')
    .executeTakeFirst()
}

/** Everybody with an application that still stands; who is only typing has no address yet. */
export async function countRecipients(db: Db, eventId: number): Promise<number> {
  const { count } = await db
    .selectFrom('applications')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('event_id', '=', eventId)
    .where('state', 'in', activeStates)
    .where('email_key', 'not like', 'typing:%')
    .executeTakeFirstOrThrow()
  return count
}

/** Whom a message goes to: those its filter leaves, or everybody whose application stands. */
export async function audienceOf(
  db: Db,
  message: Pick<EventMessage, 'event_id' | 'kind' | 'filter'>,
): Promise<number> {
  if (message.kind !== 'free') return countRecipients(db, message.event_id)
  return countPeople(db, message.event_id, message.filter)
}

/** How many of a message have been told. */
export async function toldOf(db: Db, messageId: number): Promise<number> {
  const { count } = await db
    .selectFrom('application_notices')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('message_id', '=', messageId)
    .where('told_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return count
}
