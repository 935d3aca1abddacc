import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import { goesOn, patienceSeconds, type Span } from './spans.ts'

/** A page that says that it is open: one tab of one device. */
export const devicePattern = /^[A-Za-z0-9-]{8,64}$/
/** Who has no script presses a button instead. */
export const pressed = 'pressed-by-hand'

/** Beacons come every 30 s, a little early at times; what comes sooner is not written down. */
const quietSeconds = 25
/** As many may be open at once; beyond it the oldest is asked to stop. */
const mostDevices = 2

export type Sign = { applicationId: number; device: string; now: Temporal.Instant }
type Known = Span & { id: number; device: string; stopped: boolean }

/**
 * Writes down a sign of life. Each device writes once in its 30 seconds, and one person three times
 * at most, however many signs they send; nothing is counted by network, for a whole office may sit
 * behind one address.
 * @returns whether this device is asked to stop
 */
export async function noteSign(db: Db, sign: Sign): Promise<{ stop: boolean }> {
  if (await prolonged(db, sign)) return { stop: false }
  return transaction(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('presence', ${sign.applicationId}))`.execute(
      trx,
    )
    return begin(trx, sign, await recentSpans(trx, sign))
  })
}

/** The usual case in one statement: the stretch of this device goes on. */
async function prolonged(db: Db, { applicationId, device, now }: Sign): Promise<boolean> {
  const row = await db
    .updateTable('presence_spans')
    .set({ seen_at: now })
    .where('id', '=', (select) =>
      select
        .selectFrom('presence_spans')
        .select('id')
        .where('application_id', '=', applicationId)
        .where('device', '=', device)
        .orderBy('seen_at', 'desc')
        .limit(1),
    )
    .where('stopped', '=', false)
    .where('seen_at', '>=', now.subtract({ seconds: patienceOf(device) }))
    .where('seen_at', '<=', now.subtract({ seconds: quietSeconds }))
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The first sign of a device, or one that changes nothing. */
async function begin(trx: Db, { applicationId, device, now }: Sign, known: Known[]) {
  const own = known.find((span) => span.device === device)
  if (own) return { stop: own.stopped }
  const writes = known.filter(({ seenAt }) => secondsSince(seenAt, now) < quietSeconds)
  if (writes.length > mostDevices) return { stop: false }
  if (device !== pressed) await stopOldest(trx, known)
  await trx
    .insertInto('presence_spans')
    .values({ application_id: applicationId, device, began_at: now, seen_at: now })
    .execute()
  return { stop: false }
}

/** Makes room for one more device. */
async function stopOldest(trx: Db, known: Known[]): Promise<void> {
  const open = known
    .filter(({ stopped, device }) => !stopped && device !== pressed)
    .toSorted((a, b) => Temporal.Instant.compare(a.beganAt, b.beganAt))
  const tooMany = open.slice(0, Math.max(0, open.length + 1 - mostDevices))
  if (tooMany.length === 0) return
  await trx
    .updateTable('presence_spans')
    .set({ stopped: true })
    .where(
      'id',
      'in',
      tooMany.map(({ id }) => id),
    )
    .execute()
}

/** The stretches of a person that a sign now could still prolong. */
async function recentSpans(trx: Db, { applicationId, now }: Sign): Promise<Known[]> {
  const rows = await trx
    .selectFrom('presence_spans')
    .select(['id', 'device', 'stopped', 'began_at as beganAt', 'seen_at as seenAt'])
    .where('application_id', '=', applicationId)
    .where('seen_at', '>=', now.subtract({ seconds: patienceOf(pressed) }))
    .orderBy('seen_at', 'desc')
    .execute()
  return rows.filter((span) => goesOn(span, now, patienceOf(span.device)))
}

/** How long a stretch waits for its next sign; nobody presses a button every half minute. */
function patienceOf(device: string): number {
  return device === pressed ? pressEvery * 60 : patienceSeconds
}
/** Minutes within which a press of the button joins on to the one before. */
export const pressEvery = 30

const secondsSince = (instant: Temporal.Instant, now: Temporal.Instant) =>
  now.since(instant).total('seconds')
