import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ImportRow } from '../../db/tables-registry.ts'
import type { RowValues } from './row-check.ts'

/** What was found in a row. A warning does not keep the row out; everything else does. */
export type RowFault = {
  field: string
  reason: string
  warning: boolean
  values?: Record<string, string | number>
}
export type ImportLine = {
  line: number
  values: RowValues
  faults: RowFault[]
  activity_id: number | null
}
export type Import = Selectable<ImportRow>
export type ImportCounts = { rows: number; faulty: number; twins: number }

const faulty = sql<boolean>`faults @> '[{"warning": false}]'`
const doubtful = sql<boolean>`faults @> '[{"warning": true}]'`

/** Begins the record of a dry run. */
export async function beginImport(
  db: Db,
  about: { editionId: number; fileName: string; staffId: number; now: Temporal.Instant },
): Promise<number> {
  const { id } = await db
    .insertInto('imports')
    .values({
      edition_id: about.editionId,
      file_name: about.fileName,
      state: 'checked',
      created_by: about.staffId,
      created_at: about.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Keeps checked rows, all in one statement. */
export async function keepRows(
  db: Db,
  importId: number,
  rows: Omit<ImportLine, 'activity_id'>[],
): Promise<void> {
  await sql`
    insert into import_rows (import_id, line, values, faults)
    select ${importId}, line, values, faults
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, values jsonb, faults jsonb)
  `.execute(db)
}

/** An import of the edition whose dry run came to its end. @see finishDryRun */
export async function findImport(
  db: Db,
  editionId: number,
  id: number,
): Promise<Import | undefined> {
  return db
    .selectFrom('imports')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('id', '=', id)
    .where((where) =>
      where.exists(
        where
          .selectFrom('import_rows')
          .select('line')
          .where('import_id', '=', id)
          .where('line', '=', 1),
      ),
    )
    .executeTakeFirst()
}

/** The same, locked until the transaction ends. */
export async function lockImport(
  trx: Db,
  editionId: number,
  id: number,
): Promise<Import | undefined> {
  await trx.selectFrom('imports').select('id').where('id', '=', id).forUpdate().execute()
  return findImport(trx, editionId, id)
}

/** The edition's newest imports with their counts. */
export async function listImports(db: Db, editionId: number): Promise<(Import & { by: string })[]> {
  return db
    .selectFrom('imports')
    .innerJoin('staff', 'staff.id', 'imports.created_by')
    .selectAll('imports')
    .select('staff.name as by')
    .where('edition_id', '=', editionId)
    .where((where) =>
      where.exists(
        where
          .selectFrom('import_rows')
          .select('line')
          .whereRef('import_id', '=', 'imports.id')
          .where('line', '=', 1),
      ),
    )
    .orderBy('imports.id', 'desc')
    .limit(20)
    .execute()
}

/** Rows of data, rows that cannot be imported, and good rows that may be double. */
export async function countRows(db: Db, importId: number): Promise<ImportCounts> {
  return db
    .selectFrom('import_rows')
    .select([
      sql<number>`count(*)::int`.as('rows'),
      sql<number>`(count(*) filter (where ${faulty}))::int`.as('faulty'),
      sql<number>`(count(*) filter (where ${doubtful} and not ${faulty}))::int`.as('twins'),
    ])
    .where('import_id', '=', importId)
    .where('line', '>', 1)
    .executeTakeFirstOrThrow()
}

export type HeadingKept = { values: RowValues; unread: string[] }

/** How the heading was read: our column name to the header in the file, and headers left unread. */
export async function headingOf(db: Db, importId: number): Promise<HeadingKept> {
  const { values, faults } = await db
    .selectFrom('import_rows')
    .select(['values', 'faults'])
    .where('import_id', '=', importId)
    .where('line', '=', 1)
    .executeTakeFirstOrThrow()
  return {
    values,
    unread: (faults as RowFault[]).map((fault) => String(fault.values?.['header'] ?? '')),
  }
}

/** Rows with something to say about them, after a line. */
export async function remarkedRows(
  db: Db,
  importId: number,
  after: number,
  limit: number,
): Promise<ImportLine[]> {
  const rows = await db
    .selectFrom('import_rows')
    .select(['line', 'values', 'faults', 'activity_id'])
    .where('import_id', '=', importId)
    .where('line', '>', Math.max(1, after))
    .where(sql<boolean>`faults <> '[]'::jsonb`)
    .orderBy('line')
    .limit(limit)
    .execute()
  return rows as ImportLine[]
}

/** Good rows after a line, with or without those that may be double. */
export async function goodRows(
  db: Db,
  importId: number,
  from: { after: number; twins: boolean; limit: number },
): Promise<ImportLine[]> {
  const rows = await db
    .selectFrom('import_rows')
    .select(['line', 'values', 'faults', 'activity_id'])
    .where('import_id', '=', importId)
    .where('line', '>', Math.max(1, from.after))
    .where(sql<boolean>`not ${faulty}`)
    .$if(!from.twins, (query) => query.where(sql<boolean>`not ${doubtful}`))
    .orderBy('line')
    .limit(from.limit)
    .execute()
  return rows as ImportLine[]
}
