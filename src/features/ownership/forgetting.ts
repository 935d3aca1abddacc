import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { transaction, type Trx } from '../../db/transaction.ts'
import { withdrawnDays } from './ownership.ts'

/**
 * Erases the people behind registrations that were withdrawn 30 days ago; what stays is the number,
 * the title and what is counted (docs/decisions/0011). Run nightly; a second run finds nothing more.
 * @returns how many were erased
 */
export async function forgetWithdrawn(db: Db, now: Temporal.Instant): Promise<number> {
  const old = await db
    .selectFrom('activities as a')
    .select('a.id')
    .where('a.state', '=', 'withdrawn')
    .where('a.withdrawn_at', '<=', now.subtract({ hours: 24 * withdrawnDays }))
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('a.contact_name', '<>', ''),
        eb('a.contact_email', '<>', ''),
        exists(
          selectFrom('activity_versions as v')
            .select('v.id')
            .whereRef('v.activity_id', '=', 'a.id')
            .where('v.name', '<>', ''),
        ),
      ]),
    )
    .orderBy('a.id')
    .execute()
  for (const { id } of old) await transaction(db, (trx) => forgetOne(trx, id))
  return old.length
}

async function forgetOne(trx: Trx, id: number): Promise<void> {
  await trx
    .updateTable('activities')
    .set({
      contact_name: '',
      contact_department: '',
      contact_email: '',
      contact_phone: '',
      private_answers: '{}',
    })
    .where('id', '=', id)
    .execute()
  await trx
    .updateTable('activity_versions')
    .set({
      name: '',
      reading: '',
      corporate_number: null,
      body: '',
      place: '',
      url: '',
      image_id: null,
      image_alt: '',
      answers: '{}',
    })
    .where('activity_id', '=', id)
    .execute()
  await forgetIndividual(trx, id)
  await forgetAround(trx, id)
  await scrubAudit(trx, id)
}

/**
 * A person who took part as an individual is nobody's record any more, nor is what was merged into
 * them; organisations stay.
 */
async function forgetIndividual(trx: Trx, id: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    with person as (
      select p.id from participants p join activities a on a.participant_id = p.id
      where a.id = ${id} and p.kind = 'individual'
        -- another registration of theirs that stands, or waits to be forgotten itself
        and not exists (select from activities b
          where b.participant_id = p.id and b.id <> a.id and b.contact_email <> '')
    )
    select id from person
    union all select m.id from participants m join person on m.merged_into = person.id
  `.execute(trx)
  if (rows.length === 0) return
  const ids = rows.map((row) => row.id)
  await trx
    .updateTable('activities')
    .set({ participant_id: null })
    .where('participant_id', 'in', ids)
    .execute()
  await trx.deleteFrom('participants').where('merged_into', 'in', ids).execute()
  await trx.deleteFrom('participants').where('id', 'in', ids).execute()
  await scrubMerges(trx, ids)
}

/** The log keeps that records were merged, without whose. */
async function scrubMerges(trx: Trx, ids: number[]): Promise<void> {
  await sql`select set_config('gekkan.scrub', 'on', true)`.execute(trx)
  await sql`
    update audit_entries set subject_name = '', before = null, after = null
    where subject_kind = 'participant' and subject_id = any(${ids}::bigint[])`.execute(trx)
  await sql`select set_config('gekkan.scrub', 'off', true)`.execute(trx)
}

/** Letters, links, sessions, hand-overs, the words of appeal and report, the imported row. */
async function forgetAround(trx: Trx, id: number): Promise<void> {
  await trx
    .updateTable('activity_decisions')
    .set({ reason_text: '' })
    .where('activity_id', '=', id)
    .where('decision', '=', 'appealed')
    .execute()
  await trx
    .deleteFrom('mails')
    .where('subject_kind', '=', 'activity')
    .where('subject_id', '=', id)
    .execute()
  await trx
    .deleteFrom('personal_links')
    .where('subject_id', '=', id)
    .where(({ or, and, eb }) =>
      or([
        eb('purpose', 'in', ['confirm', 'manage', 'change-address']),
        and([eb('purpose', '=', 'object'), eb('email', 'is not', null)]),
      ]),
    )
    .execute()
  await trx.deleteFrom('sessions').where('activity_id', '=', id).execute()
  await trx.deleteFrom('hand_overs').where('activity_id', '=', id).execute()
  await trx
    .updateTable('activity_reports')
    .set({ effects: '', may_contact: false })
    .where('activity_id', '=', id)
    .execute()
  await sql`update import_rows set values = '{}' where activity_id = ${id}`.execute(trx)
}

/** The log keeps that something was done, when and by which side, without names and values. */
async function scrubAudit(trx: Trx, id: number): Promise<void> {
  await sql`select set_config('gekkan.scrub', 'on', true)`.execute(trx)
  await sql`
    update audit_entries set
      actor_name = case when actor_kind = 'owner' then '' else actor_name end,
      before = before - 'email' - 'name', after = after - 'email' - 'name',
      note = case when actor_kind = 'owner' then '' else note end
    where subject_kind = 'activity' and subject_id = ${id}`.execute(trx)
  await sql`select set_config('gekkan.scrub', 'off', true)`.execute(trx)
}
