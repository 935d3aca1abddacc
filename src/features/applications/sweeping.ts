import { sql } from 'kysely'
import type { Services } from '../../http/context.ts'
import { doorsOf } from './queue.ts'

/**
 * Ends what is overdue and fills what is free, in every pool where there is something to do.
 * @returns how many pools that were
 */
export async function sweepPools(
  services: Pick<Services, 'db' | 'clock' | 'changes'>,
): Promise<number> {
  const now = services.clock.now()
  const { rows } = await sql<{ id: number }>`
    select pool_id as id from applications
    where hold_until <= ${now}::timestamptz and state in ('held', 'waiting')
    union
    select pool_id from applications where state = 'offered' and offer_until <= ${now}::timestamptz
    union
    select p.id from pools p join events e on e.id = p.event_id
    where p.waiting > 0 and p.taken < p.accepted_limit and e.state = 'published'
      and (e.ends_at is null or e.ends_at > ${now}::timestamptz)`.execute(services.db)
  for (const { id } of rows) await doorsOf(services).pass(id, { door: 'sweep' })
  return rows.length
}
