import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { stateAfter } from '../activities/activity.ts'
import type { Actor } from '../audit/audit.ts'
import { writeAudit } from '../audit/queries.ts'
import { type Edition, publicNumber } from '../editions/edition.ts'
import type { Import } from './import-queries.ts'

/** A registration of an import that somebody has worked on since, so that it stays. */
export type Kept = { id: number; number: number; title: string; state: string }
type By = { actor: Actor; now: Temporal.Instant }
export type Undone = { withdrawn: number; kept: number }

/**
 * Takes an import back: what nobody has decided about or changed is withdrawn; the rest stays and is
 * told by keptOf(). Numbers that were dealt stay dealt.
 */
export async function undoImport(
  trx: Db,
  edition: Edition,
  found: Import,
  by: By,
): Promise<Undone> {
  const { rows } = await sql<{ id: number; number: number }>`
    update activities a set state = ${stateAfter('withdraw', 'submitted')}, withdrawn_at = ${by.now}, changed_at = ${by.now}
    where ${untouched(found.id)}
    returning a.id, a.number`.execute(trx)
  await trx
    .updateTable('imports')
    .set({ state: 'undone', undone_at: by.now })
    .where('id', '=', found.id)
    .execute()
  await tellOfEach(trx, edition, { importId: found.id, rows }, by)
  const kept = (await keptOf(trx, found.id, 1)).total
  await writeAudit(trx, {
    action: 'imports.undone',
    actor: by.actor,
    subject: { kind: 'import', id: found.id, name: found.file_name, editionId: edition.id },
    after: { withdrawn: rows.length, kept },
    at: by.now,
  })
  return { withdrawn: rows.length, kept }
}

type Told = { importId: number; rows: { id: number; number: number }[] }

async function tellOfEach(trx: Db, edition: Edition, told: Told, by: By): Promise<void> {
  const { importId, rows } = told
  for (let at = 0; at < rows.length; at += 500) {
    await writeAudit(
      trx,
      ...rows.slice(at, at + 500).map(({ id, number }) => ({
        action: 'activities.import-undone' as const,
        actor: by.actor,
        subject: {
          kind: 'activity',
          id,
          name: publicNumber(edition, number),
          editionId: edition.id,
        },
        after: { import: importId },
        at: by.now,
      })),
    )
  }
}

function untouched(importId: number) {
  return sql<boolean>`
    a.id in (select activity_id from import_rows where import_id = ${importId} and activity_id is not null)
    and a.state = 'submitted'
    and not exists (select 1 from activity_decisions d where d.activity_id = a.id)
    and not exists (select 1 from activity_versions v where v.activity_id = a.id and v.version > 1)`
}

/** What an undone import has left behind: neither withdrawn by the undoing nor by its owner. */
export async function keptOf(
  db: Db,
  importId: number,
  limit: number,
): Promise<{ total: number; first: Kept[] }> {
  const { rows } = await sql<Kept & { total: number }>`
    select a.id, a.number, v.title, a.state, (count(*) over ())::int as total
    from import_rows r
    join activities a on a.id = r.activity_id
    join activity_versions v on v.id = coalesce(a.proposed_version_id, a.published_version_id,
      (select max(id) from activity_versions where activity_id = a.id))
    where r.import_id = ${importId} and a.state <> 'withdrawn'
    order by a.number limit ${limit}`.execute(db)
  return { total: rows[0]?.total ?? 0, first: rows }
}
