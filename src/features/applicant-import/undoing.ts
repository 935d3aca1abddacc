import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { Services } from '../../http/context.ts'
import { doorsOf } from '../applications/queue.ts'
import type { Actor } from '../audit/audit.ts'
import type { ApplicantImport } from './queries.ts'

export type Undone = { ended: number; kept: number }

/**
 * Takes an import back: who has done nothing since, and about whom nobody has done anything, is
 * taken out; the others stay. Last in, first out, so that nobody moves up in between. Who has not
 * been told of the place yet never hears of it.
 */
export async function undoImport(
  services: Pick<Services, 'db' | 'clock' | 'changes'>,
  found: ApplicantImport,
  actor: Actor,
): Promise<Undone | undefined> {
  const { db, clock } = services
  if (!(await claim(db, found.id, clock.now()))) return undefined
  const { untouched, kept } = await entered(db, found.id)
  const doors = doorsOf(services)
  const reason = found.file_name
  const outcomes = await Promise.all(
    untouched.map((applicationId) =>
      doors.pass(found.pool_id, { door: 'cancel', applicationId, actor, reason }),
    ),
  )
  await forgetUntold(db, untouched)
  const ended = outcomes.filter(({ ok }) => ok).length
  return { ended, kept: kept + untouched.length - ended }
}

/** Of two who press at once only one undoes. */
async function claim(db: Db, id: number, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('applicant_imports')
    .set({ state: 'undone', undone_at: now })
    .where('id', '=', id)
    .where('state', '=', 'applied')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What came in with an import: what nobody has acted on, newest first, and how many others stand. */
async function entered(db: Db, importId: number): Promise<{ untouched: number[]; kept: number }> {
  const { rows } = await sql<{ id: number; untouched: boolean }>`
    select a.id, a.attendance = 'unknown' and a.reconfirmed_at is null and a.attended_seconds = 0
      and not exists (
        select 1 from application_steps s
        where s.application_id = a.id and s.door <> 'apply' and s.actor_kind <> 'program'
      ) as untouched
    from applicant_import_rows r join applications a on a.id = r.application_id
    where r.import_id = ${importId} and a.state in ('held', 'confirmed', 'offered', 'waiting')
    order by a.id desc`.execute(db)
  const untouched = rows.filter((row) => row.untouched).map(({ id }) => id)
  return { untouched, kept: rows.length - untouched.length }
}

async function forgetUntold(db: Db, applicationIds: number[]): Promise<void> {
  await sql`
    delete from application_notices n
    where n.application_id = any(${applicationIds}::bigint[]) and n.told_at is null
      and n.kind in ('confirmed', 'waiting', 'promoted', 'cancelled')
      and not exists (
        select 1 from application_notices t
        where t.application_id = n.application_id and t.told_at is not null
      )`.execute(db)
}
