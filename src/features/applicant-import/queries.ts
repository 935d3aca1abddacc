import { type Selectable, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ApplicantImportLineRow, ApplicantImportRow } from '../../db/tables-events.ts'
import type { Judged } from './judging.ts'

export type ApplicantImport = Selectable<ApplicantImportRow>
export type ImportedRow = Selectable<ApplicantImportLineRow>
export type Found = ImportedRow['found']

/** An import of an event. */
export function findImport(db: Db, eventId: number, id: number) {
  return db
    .selectFrom('applicant_imports')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The event's newest imports, with who made them. */
export function listImports(db: Db, eventId: number) {
  return db
    .selectFrom('applicant_imports as i')
    .innerJoin('staff', 'staff.id', 'i.created_by')
    .selectAll('i')
    .select('staff.name as by')
    .where('i.event_id', '=', eventId)
    .orderBy('i.id', 'desc')
    .limit(20)
    .execute()
}

/** How many rows there are of each kind. */
export async function countFound(db: Db, importId: number): Promise<Record<Found, number>> {
  const rows = await db
    .selectFrom('applicant_import_rows')
    .select(['found', sql<number>`count(*)::int`.as('count')])
    .where('import_id', '=', importId)
    .groupBy('found')
    .execute()
  const counts = { new: 0, already: 0, clash: 0, 'left-out': 0, mistake: 0 }
  return { ...counts, ...Object.fromEntries(rows.map(({ found, count }) => [found, count])) }
}

/** Rows with something to say about them, after a line. */
export function remarkedRows(db: Db, importId: number, after: number, limit: number) {
  return db
    .selectFrom('applicant_import_rows')
    .selectAll()
    .where('import_id', '=', importId)
    .where('line', '>', after)
    .where(sql<boolean>`faults <> '[]'::jsonb`)
    .orderBy('line')
    .limit(limit)
    .execute()
}

/** All rows in the order of the file. */
export function rowsOf(db: Db, importId: number) {
  return db
    .selectFrom('applicant_import_rows')
    .selectAll()
    .where('import_id', '=', importId)
    .orderBy('line')
    .execute()
}

/** Keeps what was found, in place of what was found before. */
export async function keepJudged(db: Db, importId: number, rows: readonly Judged[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000)
    await sql`
      insert into applicant_import_rows (import_id, line, cells, found, faults)
      select ${importId}, line, cells, found, faults
      from jsonb_to_recordset(${JSON.stringify(rows.slice(at, at + 1000))}::jsonb)
        as r(line int, cells jsonb, found text, faults jsonb)
      on conflict (import_id, line) do update set found = excluded.found, faults = excluded.faults
    `.execute(db)
}
