import { type Selectable, sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/database.ts'
import type { MailRow } from '../db/tables.ts'
import { transaction } from '../db/transaction.ts'
import { enqueue } from '../jobs/boss.ts'
import type { Job, JobContext } from '../jobs/job.ts'
import { mailQueue } from './outbox.ts'
import type { MailTransport } from './transport.ts'

export type PostOffice = { db: Db; clock: Clock; transport: MailTransport }

/** A mail that must be tried again; names no address, because pg-boss keeps the message. */
class NotSentYet extends Error {}

/**
 * The job that sends one mail. The queue's key keeps a second worker away from it, so that no
 * transaction stays open while the server is talked to: on the embedded database it would make
 * every request wait. Promise: never lost; twice only when the process dies between the server's
 * 250 and our commit, then with the same Message-ID.
 */
export function sendMailJob(office: PostOffice, parallel = 4): Job<{ mail: number }> {
  // handed over, but the database did not take the news: the next attempt only writes it down
  const handedOver = new Map<number, Temporal.Instant>()
  return {
    queue: mailQueue,
    parallel,
    async run({ mail: id }, context) {
      const { db, clock } = office
      const mail = await db
        .selectFrom('mails')
        .selectAll()
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .executeTakeFirst()
      if (!mail) return void handedOver.delete(id)
      if (!handedOver.has(id)) {
        if (isExpired(mail.useful_until, clock.now())) return settle(db, id, { state: 'expired' })
        const result = await office.transport.sendMail(mail)
        if (!result.ok) return noteFailure(db, { id, context, ...result })
        handedOver.set(id, clock.now())
      }
      const sentAt = handedOver.get(id) ?? clock.now()
      await settle(db, id, { state: 'sent', sent_at: sentAt, last_error: '' })
      handedOver.delete(id)
    },
  }
}

/**
 * Gives every waiting mail that has no job one: mails written while no server was configured, or
 * by a process without jobs. Run it at the start and every minute.
 * @returns how many
 */
export async function enqueueWaiting(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select id from mails
    where state = 'waiting' and not exists (
      select 1 from pgboss.job
      where name = ${mailQueue.name} and singleton_key = mails.id::text
        and state in ('created', 'retry', 'active')
    )
    order by id limit 10000`.execute(db)
  for (let start = 0; start < rows.length; start += 500)
    await transaction(db, async (trx) => {
      for (const { id } of rows.slice(start, start + 500))
        await enqueue(trx, mailQueue, { mail: id })
    })
  return rows.length
}

function isExpired(usefulUntil: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return usefulUntil !== null && Temporal.Instant.compare(usefulUntil, now) < 0
}

type Outcome = Partial<Pick<Selectable<MailRow>, 'state' | 'last_error' | 'sent_at'>>

/** Only a waiting mail changes: what staff did meanwhile stays. */
async function settle(db: Db, id: number, outcome: Outcome): Promise<void> {
  await db
    .updateTable('mails')
    .set((set) => ({ ...outcome, tries: set('tries', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
}

async function noteFailure(
  db: Db,
  failed: { id: number; permanent: boolean; message: string; context: JobContext },
): Promise<void> {
  const { id, message: last_error } = failed
  if (failed.permanent) return settle(db, id, { state: 'refused', last_error })
  if (failed.context.last) return settle(db, id, { state: 'stopped', last_error })
  await settle(db, id, { last_error })
  throw new NotSentYet(`mail ${id}: the server did not take it, to be tried again`)
}
