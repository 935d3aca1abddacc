import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'

/** Days that the rows of a file are kept beside what has come of them. */
const days = 30

/** Empties what files of applicants said, 30 days after they came. Run nightly. */
export async function forgetImportedRows(db: Db, now: Temporal.Instant): Promise<void> {
  await sql`
    update applicant_import_rows r set cells = '[]', faults = '[]'
    from applicant_imports i
    where i.id = r.import_id and i.created_at < ${now.subtract({ hours: 24 * days })}::timestamptz
      and r.cells <> '[]'::jsonb`.execute(db)
}
