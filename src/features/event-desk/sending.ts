import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { activeStates } from '../applications/application.ts'
import { writeAudit } from '../audit/queries.ts'
import type { CampaignEvent } from '../events/event.ts'
import { type EventDesk, entryOf } from './at-hand.ts'
import { peopleOf } from '../event-messages/audience.ts'
import { audienceOf, type EventMessage } from './message-queries.ts'

/** Above so many recipients a second member of staff looks before a message goes out. */
export const aloneUpTo = 500

export type Sent = 'queued' | 'asked' | 'nobody' | 'own' | 'not-now'

/**
 * Sends a draft, or asks a colleague to. Whoever asked cannot approve.
 * Every recipient gets one row in application_notices; a job turns the rows into mails.
 */
export async function sendMessage(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  messageId: number,
): Promise<Sent> {
  const message = await lockMessage(trx, event.id, messageId)
  if (message?.state !== 'draft') return 'not-now'
  const count = await audienceOf(trx, message)
  if (count === 0) return 'nobody'
  if (count > aloneUpTo && message.asked_by === null) {
    await ask(trx, desk, message)
    await writeAudit(trx, entryOf(desk, event, 'events.message-asked', { after: { count } }))
    return 'asked'
  }
  if (count > aloneUpTo && message.asked_by === desk.staff.id) return 'own'
  const told = await queue(trx, desk, message)
  await writeAudit(trx, entryOf(desk, event, 'events.message-sent', { after: { count: told } }))
  return 'queued'
}

/** The message's row, locked; undefined when it is another event's. */
export function lockMessage(
  trx: Db,
  eventId: number,
  id: number,
): Promise<EventMessage | undefined> {
  return trx
    .selectFrom('event_messages')
    .selectAll()
    .where('id', '=', id)
    .where('event_id', '=', eventId)
    .forUpdate()
    .executeTakeFirst()
}

function ask(trx: Db, desk: EventDesk, { id }: EventMessage) {
  return trx
    .updateTable('event_messages')
    .set({ asked_at: desk.now, asked_by: desk.staff.id })
    .where('id', '=', id)
    .execute()
}

/** The applications that a message is about; of a free one each person's first. */
function applicationsFor(trx: Db, message: EventMessage) {
  if (message.kind === 'free') return peopleOf(trx, message.event_id, message.filter)
  return trx
    .selectFrom('applications')
    .select('id')
    .where('event_id', '=', message.event_id)
    .where('state', 'in', activeStates)
    .where('email_key', 'not like', 'typing:%')
}

async function queue(trx: Db, desk: EventDesk, message: EventMessage): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with told as (
      insert into application_notices (application_id, kind, message_id, created_at)
      select id, 'message', ${message.id}, ${desk.now}::timestamptz
      from ${applicationsFor(trx, message)} as chosen
      order by id
      on conflict (message_id, application_id) where message_id is not null do nothing
      returning 1
    ) select count(*)::int as count from told`.execute(trx)
  const recipients = rows[0]?.count ?? 0
  await trx
    .updateTable('event_messages')
    .set({
      state: 'queued',
      recipients,
      asked_at: message.asked_at ?? desk.now,
      asked_by: message.asked_by ?? desk.staff.id,
      approved_at: desk.now,
      approved_by: desk.staff.id,
    })
    .where('id', '=', message.id)
    .execute()
  return recipients
}

/** Gives up what is not sent yet: whoever has been told stays told. @returns how many were spared */
export async function stopMessage(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  id: number,
): Promise<number | undefined> {
  const message = await lockMessage(trx, event.id, id)
  if (message?.state !== 'queued' && message?.state !== 'paused') return undefined
  const { numDeletedRows } = await trx
    .deleteFrom('application_notices')
    .where('message_id', '=', id)
    .where('told_at', 'is', null)
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('event_messages')
    .set({ state: 'dropped', changed_at: desk.now })
    .where('id', '=', id)
    .execute()
  const spared = Number(numDeletedRows)
  await writeAudit(
    trx,
    entryOf(desk, event, 'events.message-stopped', { after: { count: spared } }),
  )
  return spared
}

/** Stops the sending of what is not sent yet, or goes on with it. */
export async function holdMessage(
  trx: Db,
  desk: EventDesk,
  event: CampaignEvent,
  { id, way }: { id: number; way: 'pause' | 'resume' },
): Promise<boolean> {
  const [from, to] =
    way === 'pause' ? (['queued', 'paused'] as const) : (['paused', 'queued'] as const)
  const held = await trx
    .updateTable('event_messages')
    .set({ state: to, changed_at: desk.now })
    .where('id', '=', id)
    .where('event_id', '=', event.id)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst()
  if (!held) return false
  await writeAudit(
    trx,
    entryOf(desk, event, way === 'pause' ? 'events.message-paused' : 'events.message-resumed'),
  )
  return true
}
