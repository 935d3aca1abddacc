import { setImmediate as breathe } from 'node:timers/promises'
import type { Db } from '../../db/database.ts'
import type { Mistake } from '../../http/parse.ts'
import { cleanLine } from '../../lib/clean-text.ts'
import type { Edition } from '../editions/edition.ts'
import { columnsOf, type Heading, readHeading } from './columns.ts'
import { beginImport, keepRows, type RowFault } from './import-queries.ts'
import { type FileFault, type FileRow, readRows } from './read-rows.ts'
import { type RowChecker, rowChecker, type RowValues } from './row-check.ts'
import { type Identity, identityOf, type Twin, twinsInFile, twinsInRegistry } from './twins.ts'

export type DryRun =
  | { ok: true; importId: number }
  | { ok: false; faults: (FileFault & { columns?: string[] })[] }
type Result = {
  line: number
  values: RowValues
  mistakes: Mistake[]
  identity: Identity | undefined
}

// Rows written in one statement, and rows checked before others are served again: some 15 ms.
const chunk = 500
const breath = 100

/**
 * Checks a file and keeps what was found; nothing else is saved. The heading's row is written last:
 * a dry run that was cut off has none and is never shown.
 */
export async function dryRun(
  db: Db,
  edition: Edition,
  file: { name: string; bytes: Uint8Array },
  by: { staffId: number; now: Temporal.Instant },
): Promise<DryRun> {
  const read = await readRows(file.bytes)
  if (!read.ok) return { ok: false, faults: [read] }
  const [head, ...rows] = read.rows as [FileRow, ...FileRow[]]
  const heading = readHeading(columnsOf(edition), head.cells)
  const faults = headingFaults(heading)
  if (faults.length === 0 && rows.length === 0) faults.push({ reason: 'no-rows' })
  if (faults.length > 0) return { ok: false, faults }
  const importId = await beginImport(db, {
    editionId: edition.id,
    fileName: cleanLine(file.name).slice(0, 200),
    ...by,
  })
  await checkRows(db, edition, { importId, rows, heading })
  const values = Object.fromEntries(
    [...heading.places].map(([name, place]) => [name, head.cells[place] ?? '']),
  )
  const unread: RowFault[] = heading.unknown.map((header) => ({
    field: '',
    reason: 'unread',
    warning: true,
    values: { header },
  }))
  await keepRows(db, importId, [{ line: 1, values: withoutNul(values), faults: unread }])
  return { ok: true, importId }
}

type Checking = { importId: number; rows: FileRow[]; heading: Heading }

/** Checks and keeps all rows; one chunk is written while the next is checked. */
async function checkRows(db: Db, edition: Edition, about: Checking): Promise<void> {
  const { importId, rows, heading } = about
  const check = rowChecker(edition)
  const seen = twinsInFile()
  let kept = Promise.resolve()
  for (let at = 0; at < rows.length; at += chunk) {
    const results: Result[] = []
    for (let from = at; from < Math.min(at + chunk, rows.length); from += breath) {
      await breathe()
      results.push(
        ...checkChunk(rows.slice(from, Math.min(from + breath, at + chunk)), heading, check),
      )
    }
    await kept
    kept = keepChunk(db, edition, importId, { results, seen })
    // its failure is told by the next await
    kept.catch(() => {})
  }
  await kept
}

function headingFaults({ missing, twice }: Heading): (FileFault & { columns?: string[] })[] {
  return [
    ...(missing.length > 0
      ? [{ reason: 'missing-columns', columns: missing.map(({ name }) => name) }]
      : []),
    ...(twice.length > 0 ? [{ reason: 'twice', columns: twice.map(({ name }) => name) }] : []),
  ]
}

function checkChunk(rows: FileRow[], heading: Heading, check: RowChecker): Result[] {
  return rows.map(({ line, cells }) => {
    const values: RowValues = {}
    for (const [name, place] of heading.places) values[name] = cells[place] ?? ''
    const checked = check(values)
    return {
      line,
      values,
      mistakes: checked.ok ? [] : checked.mistakes,
      identity: checked.ok ? identityOf(checked.draft.version) : undefined,
    }
  })
}

type Kept = { results: Result[]; seen: ReturnType<typeof twinsInFile> }

async function keepChunk(
  db: Db,
  edition: Edition,
  importId: number,
  { results, seen }: Kept,
): Promise<void> {
  const known = await twinsInRegistry(
    db,
    edition,
    results.flatMap(({ identity }) => identity ?? []),
  )
  const rows = results.map(({ line, values, mistakes, identity }) => {
    const twin = identity && (known(identity) ?? seen(identity, line))
    if (identity && twin?.reason === 'twin-number') seen(identity, line)
    return {
      line,
      values: withoutNul(values),
      faults: [...mistakes.map(asFault), ...(twin ? [asWarning(twin)] : [])],
    }
  })
  await keepRows(db, importId, rows)
}

function asFault({ field, reason, values }: Mistake): RowFault {
  return { field, reason, warning: false, ...(values && { values }) }
}

function asWarning({ reason, ...values }: Twin): RowFault {
  return { field: 'name', reason, warning: true, values }
}

/** PostgreSQL's jsonb takes every character but NUL. */
function withoutNul(values: RowValues): RowValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value.replaceAll('\0', '')]),
  )
}
