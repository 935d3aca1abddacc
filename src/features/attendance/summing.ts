import { sql } from 'kysely'
import type { Services } from '../../http/context.ts'
import { spansOf } from './queries.ts'
import { attendedSeconds } from './spans.ts'

/**
 * Writes how long everybody was there into their applications: for the running events and those
 * that ended less than `since` ago. Sums that stand already are left alone.
 * @returns how many sums were written
 */
export async function sumAttendance(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  since: { hours: number },
): Promise<number> {
  const now = clock.now()
  const events = await db
    .selectFrom('events')
    .select(['id', 'starts_at as beganAt', 'ends_at as seenAt'])
    .where('starts_at', '<=', now)
    .where('ends_at', '>=', now.subtract(since))
    .execute()
  let written = 0
  for (const { id: eventId, beganAt, seenAt } of events) {
    if (!beganAt || !seenAt) continue
    const spans = await spansOf(db, eventId)
    if (spans.size === 0) continue
    const ids = [...spans.keys()]
    const sums = [...spans.values()].map((list) => attendedSeconds(list, { beganAt, seenAt }))
    const { numAffectedRows = 0n } = await sql`
      update applications a set attended_seconds = s.seconds
      from unnest(${ids}::bigint[], ${sums}::int[]) as s (id, seconds)
      where a.id = s.id and a.attended_seconds <> s.seconds`.execute(db)
    written += Number(numAffectedRows)
  }
  return written
}
