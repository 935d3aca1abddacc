import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

/** R22: how many mails in how many minutes. */
const limits = [
  { minutes: 30, most: 5 },
  { minutes: 24 * 60, most: 10 },
]

/**
 * Whether one more mail may go to an address because of what a stranger typed (R22), and counts
 * it when it may: 5 in any 30 minutes, 10 in any day. Call it inside the transaction that queues
 * the mail. Only a hash of the address is kept. Counted by the minute: a mail weighs up to a
 * minute too long, never too short.
 */
export async function strangersLimit(
  trx: Db,
  address: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const hash = createHash('sha256').update(address.normalize('NFKC').toLowerCase()).digest('hex')
  const bucket = `strangers-mail:${hash}`
  // two requests for one address follow each other, whatever minute they fall into
  await sql`select pg_advisory_xact_lock(hashtextextended(${bucket}, 0))`.execute(trx)
  const minute = now.round({ smallestUnit: 'minute', roundingMode: 'floor' })
  for (const { minutes, most } of limits) {
    const sent = await countSince(trx, bucket, minute.subtract({ minutes }))
    if (sent >= most) return false
  }
  await trx
    .insertInto('rate_counters')
    .values({ bucket, window_start: minute, count: 1 })
    .onConflict((row) =>
      row
        .columns(['bucket', 'window_start'])
        .doUpdateSet((set) => ({ count: set('rate_counters.count', '+', 1) })),
    )
    .execute()
  return true
}

async function countSince(trx: Db, bucket: string, since: Temporal.Instant): Promise<number> {
  const { sent } = await trx
    .selectFrom('rate_counters')
    .select((select) => select.fn.sum<string | null>('count').as('sent'))
    .where('bucket', '=', bucket)
    .where('window_start', '>=', since)
    .executeTakeFirstOrThrow()
  return Number(sent ?? 0)
}
