import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import { cleanLine } from '../../lib/clean-text.ts'
import { type FileFault, readRows } from '../intake/read-rows.ts'
import { guessPlaces, neededFields, type Places } from './columns.ts'
import { judge, type Line } from './judging.ts'
import { layoutOf } from './layouts.ts'
import { type ApplicantImport, keepJudged, rowsOf } from './queries.ts'

type About = { eventId: number; poolId: number; staffId: number; now: Temporal.Instant }
type File = { name: string; bytes: Uint8Array }

/** Looks at a file and keeps what it found; no application is written. */
export async function dryRun(
  db: Db,
  about: About,
  file: File,
): Promise<{ ok: true; importId: number } | ({ ok: false } & FileFault)> {
  const read = await readRows(file.bytes)
  if (!read.ok) return read
  const [head, ...rows] = read.rows
  if (!head || rows.length === 0) return { ok: false, reason: 'no-rows' }
  const header = head.cells.map((cell) => cleanLine(cell).slice(0, 200))
  const places = guessPlaces(header)
  const lines = rows.map(({ line, cells }) => ({ line, cells: cells.map(withoutNul) }))
  return transaction(db, async (trx) => {
    const { id } = await trx
      .insertInto('applicant_imports')
      .values({
        event_id: about.eventId,
        pool_id: about.poolId,
        file_name: cleanLine(file.name).slice(0, 200),
        layout: layoutOf(header),
        header: JSON.stringify(header),
        columns: JSON.stringify(places),
        created_by: about.staffId,
        created_at: about.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await keepJudged(trx, id, await judgeOrWait(trx, { ...about, places }, lines))
    return { ok: true, importId: id }
  })
}

type Where = { eventId: number; poolId: number; places: Places }

/** Rows cannot be judged before somebody has said where names and addresses stand. */
async function judgeOrWait(db: Db, where: Where, lines: readonly Line[]) {
  if (isReadable(where.places)) return judge(db, where, lines)
  return lines.map((line) => ({ ...line, found: 'mistake' as const, faults: [] }))
}

/** Whether it is known where names and addresses stand. */
export function isReadable(places: Places): boolean {
  return neededFields.every((field) => places[field] !== undefined)
}

/** Looks at the rows again: with other columns, or because time has passed. */
export async function judgeAgain(trx: Db, found: ApplicantImport, places: Places): Promise<void> {
  const where = { eventId: found.event_id, poolId: found.pool_id, places }
  await keepJudged(trx, found.id, await judgeOrWait(trx, where, await rowsOf(trx, found.id)))
  await trx
    .updateTable('applicant_imports')
    .set({ columns: JSON.stringify(places) })
    .where('id', '=', found.id)
    .execute()
}

/** PostgreSQL's jsonb takes every character but NUL. */
function withoutNul(cell: string): string {
  return cell.replaceAll('\0', '')
}
