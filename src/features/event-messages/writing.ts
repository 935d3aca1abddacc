import type { Db } from '../../db/database.ts'
import { writeAudit } from '../audit/queries.ts'
import { type AtHand, entryOf } from '../event-desk/at-hand.ts'
import type { Texts } from '../event-desk/drafting.ts'
import type { MessageFilter } from './filter.ts'

/** Keeps an officer's message as a draft; nobody is written to. @returns its id */
export async function writeDraft(
  trx: Db,
  { event, desk }: AtHand,
  { filter, texts }: { filter: MessageFilter; texts: Texts },
): Promise<number> {
  const { id } = await trx
    .insertInto('event_messages')
    .values({
      event_id: event.id,
      kind: 'free',
      texts: JSON.stringify(texts),
      edited: true,
      filter: JSON.stringify(filter),
      created_at: desk.now,
      created_by: desk.staff.id,
      changed_at: desk.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeAudit(trx, entryOf(desk, event, 'events.message-begun', { after: filter }))
  return id
}
