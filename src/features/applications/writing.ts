import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { writeAudit } from '../audit/queries.ts'
import type { Batch } from './batch.ts'
import type { Row } from './change.ts'

/** Writes everything that a batch worked out, in the transaction that holds the pool's lock. */
export async function writeBatch(trx: Db, batch: Batch): Promise<void> {
  const added = new Set(batch.added.map(({ row }) => row))
  const changed = [...batch.changed].filter((row) => !added.has(row))
  // first what ended, then what began: somebody may cancel and apply again within one batch
  if (changed.length > 0) await updateRows(trx, changed, batch.now)
  if (batch.renamed.size > 0) await renameRows(trx, batch)
  if (batch.added.length > 0) await insertRows(trx, batch)
  if (batch.steps.length > 0) await insertSteps(trx, batch)
  if (batch.sizings.length > 0) await insertSizings(trx, batch)
  await updatePool(trx, batch)
}

function insertRows(trx: Db, { added, pool, now }: Batch) {
  const rows = added.map(({ row, entering }) => ({
    ...toColumns(row),
    number: row.number,
    source: row.source,
    email_key: row.emailKey,
    once_key: row.onceKey,
    form_key: row.formKey,
    email: entering.applicant.email,
    name: entering.applicant.name,
    reading: entering.applicant.reading,
    organisation: entering.applicant.organisation,
    language: entering.applicant.language,
    answers: entering.applicant.answers,
    moved_from: entering.movedFrom ?? null,
  }))
  return sql`
    insert into applications (id, pool_id, event_id, number, waiting_number, state, source, email,
      email_key, name, reading, organisation, once_key, language, answers, form_key, proven_at,
      hold_until, offer_until, moved_from, created_at, changed_at)
    select id, ${pool.id}, ${pool.eventId}, number, waiting_number, state, source, email, email_key,
      name, reading, organisation, once_key, language, answers, form_key, proven_at, hold_until,
      offer_until, moved_from, ${now}::timestamptz, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (id bigint, number int,
      waiting_number int, state text, source text, email text, email_key text, name text,
      reading text, organisation text, once_key text, language text, answers jsonb, form_key text,
      proven_at timestamptz, hold_until timestamptz, offer_until timestamptz, moved_from bigint)
  `.execute(trx)
}

function updateRows(trx: Db, rows: Row[], now: Temporal.Instant) {
  const changes = rows.map((row) => ({ ...toColumns(row), attendance: row.attendance }))
  return sql`
    update applications a set state = r.state, waiting_number = r.waiting_number,
      proven_at = r.proven_at, hold_until = r.hold_until, offer_until = r.offer_until,
      attendance = r.attendance, changed_at = ${now}
    from json_to_recordset(${JSON.stringify(changes)}::json) as r (id bigint, state text,
      waiting_number int, proven_at timestamptz, hold_until timestamptz, offer_until timestamptz,
      attendance text)
    where a.id = r.id
  `.execute(trx)
}

async function renameRows(trx: Db, { renamed }: Batch): Promise<void> {
  for (const [row, applicant] of renamed)
    await trx
      .updateTable('applications')
      .set({
        email: applicant.email,
        email_key: applicant.emailKey,
        name: applicant.name,
        reading: applicant.reading,
        organisation: applicant.organisation,
        once_key: applicant.onceKey,
        language: applicant.language,
        answers: JSON.stringify(applicant.answers),
      })
      .where('id', '=', row.id)
      .execute()
}

function toColumns(row: Row) {
  return {
    id: row.id,
    state: row.state,
    waiting_number: row.waitingNumber,
    proven_at: row.provenAt,
    hold_until: row.holdUntil,
    offer_until: row.offerUntil,
  }
}

/** The steps and the notices that go with them: one statement for both. */
function insertSteps(trx: Db, { steps, notices, pool, now }: Batch) {
  const rows = steps.map(({ applicationId, door, from, to, actor, reason }) => ({
    application_id: applicationId,
    door,
    from_state: from,
    to_state: to,
    actor_kind: actor.kind,
    actor_id: 'id' in actor ? actor.id : null,
    reason,
  }))
  const told = notices.map(({ applicationId, kind }) => ({ application_id: applicationId, kind }))
  return sql`
    with told as (
      insert into application_notices (application_id, kind, created_at)
      select application_id, kind, ${now}::timestamptz
      from json_to_recordset(${JSON.stringify(told)}::json) as n (application_id bigint, kind text)
    )
    insert into application_steps
      (application_id, pool_id, at, door, from_state, to_state, actor_kind, actor_id, reason)
    select application_id, ${pool.id}, ${now}::timestamptz, door, from_state, to_state, actor_kind,
      actor_id, reason
    from json_to_recordset(${JSON.stringify(rows)}::json) as s (application_id bigint, door text,
      from_state text, to_state text, actor_kind text, actor_id bigint, reason text)
  `.execute(trx)
}

async function insertSizings(trx: Db, { sizings, pool, now }: Batch): Promise<void> {
  for (const { sizing, before } of sizings) {
    const { acceptedLimit, publishedCapacity, streamLimit, actor, reason } = sizing
    const after = { acceptedLimit, publishedCapacity, streamLimit }
    await trx
      .insertInto('pool_changes')
      .values({
        pool_id: pool.id,
        at: now,
        staff_id: actor.kind === 'staff' ? actor.id : null,
        before: JSON.stringify(before),
        after: JSON.stringify(after),
        reason,
      })
      .execute()
    const subject = { kind: 'pool', id: pool.id, name: pool.title }
    await writeAudit(trx, {
      action: 'pools.sized',
      actor,
      subject,
      before,
      after,
      note: reason,
      at: now,
    })
  }
}

function updatePool(trx: Db, { pool }: Batch) {
  return trx
    .updateTable('pools')
    .set({
      accepted_limit: pool.acceptedLimit,
      published_capacity: pool.publishedCapacity,
      stream_limit: pool.streamLimit,
      taken: pool.taken,
      waiting: pool.waiting,
      last_number: pool.lastNumber,
      last_waiting_number: pool.lastWaitingNumber,
    })
    .where('id', '=', pool.id)
    .execute()
}
