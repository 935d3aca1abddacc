import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import type { Entering, Outcome } from '../applications/change.ts'
import { doorsOf } from '../applications/queue.ts'
import type { Actor } from '../audit/audit.ts'
import { isReadable, judgeAgain } from './dry-run.ts'
import { findImport, type ImportedRow, rowsOf } from './queries.ts'
import { checkRow, type RowFault } from './row-check.ts'

/** Rows that wait at the door at once; they pass in the order of the file. */
const atOnce = 200

/**
 * Carries an import out, row by row through the one door. Each row has a key of its own there, so
 * that pressing twice, or again after the program was halted, enters nobody twice.
 * @returns how many were entered by this call; undefined when there was nothing to carry out
 */
export async function carryOut(
  services: Pick<Services, 'db' | 'clock' | 'changes'>,
  about: { eventId: number; id: number; actor: Actor },
): Promise<number | undefined> {
  const { db } = services
  const found = await begin(db, about)
  if (!found) return undefined
  const rows = (await rowsOf(db, found.id)).filter(
    (row) => row.found === 'new' && row.application_id === null,
  )
  const doors = doorsOf(services)
  let entered = 0
  for (let at = 0; at < rows.length; at += atOnce) {
    const outcomes = await Promise.all(
      rows.slice(at, at + atOnce).flatMap((row) => {
        const entering = enteringOf(row, found, about.actor)
        return entering
          ? [doors.pass(found.pool_id, entering).then((done) => resultOf(row, done))]
          : []
      }),
    )
    await keepResults(db, found.id, outcomes)
    entered += outcomes.filter(({ application_id: id }) => id !== null).length
  }
  const ended = await db
    .updateTable('applicant_imports')
    .set({ state: 'applied', applied_at: services.clock.now() })
    .where('id', '=', found.id)
    .where('state', '=', 'applying')
    .executeTakeFirst()
  return ended.numUpdatedRows > 0n ? entered : undefined
}

/** Marks the import as begun. What has happened since the dry run is looked at first. */
function begin(db: Db, { eventId, id }: { eventId: number; id: number }) {
  return transaction(db, async (trx) => {
    await trx
      .selectFrom('applicant_imports')
      .select('id')
      .where('id', '=', id)
      .forUpdate()
      .execute()
    const found = await findImport(trx, eventId, id)
    if (found?.state === 'applying') return found
    if (found?.state !== 'checked' || !isReadable(found.columns)) return undefined
    await judgeAgain(trx, found, found.columns)
    await trx
      .updateTable('applicant_imports')
      .set({ state: 'applying' })
      .where('id', '=', id)
      .execute()
    return found
  })
}

type Begun = NonNullable<Awaited<ReturnType<typeof begin>>>

function enteringOf(row: ImportedRow, found: Begun, actor: Actor): Entering | undefined {
  const checked = checkRow(found.columns, row.cells)
  if (checked.found !== 'person') return undefined
  return {
    door: 'apply',
    applicant: checked.person,
    source: 'import',
    formKey: `import:${found.id}:${row.line}`,
    // they proved it where they applied, and an officer answers for the file
    proven: true,
    actor,
  }
}

type Result = Pick<ImportedRow, 'line' | 'found' | 'application_id'> & { faults: RowFault[] }

function resultOf({ line }: ImportedRow, done: Outcome): Result {
  if (done.ok)
    return { line, found: 'new', faults: [], application_id: done.application?.id ?? null }
  if (done.reason === 'already') return { line, found: 'already', faults: [], application_id: null }
  const faults = [{ field: '' as const, reason: done.reason, typed: '' }]
  return { line, found: 'mistake', faults, application_id: null }
}

function keepResults(db: Db, importId: number, results: Result[]) {
  return sql`
    update applicant_import_rows r
    set found = p.found, faults = p.faults, application_id = p.application_id
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb)
      as p(line int, found text, faults jsonb, application_id bigint)
    where r.import_id = ${importId} and r.line = p.line`.execute(db)
}
