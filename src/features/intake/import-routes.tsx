import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { idFrom, orNotFound } from '../../http/faults.ts'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { staffPage } from '../../http/staff-page.tsx'
import { readSubmitted } from '../../http/submitted.ts'
import { editionOf } from '../editions/current.ts'
import { columnsOf } from './columns.ts'
import { type DryRun, dryRun } from './dry-run.ts'
import {
  countRows,
  findImport,
  headingOf,
  listImports,
  lockImport,
  remarkedRows,
} from './import-queries.ts'
import { fileFaultInWords } from './import-words.ts'
import { ImportResult } from './import-result.tsx'
import { ImportStart } from './import-views.tsx'
import { applyImport } from './importing.ts'
import { actorOf, officerOf } from './officer.ts'
import { formatOf, tableFile } from './table-file.ts'
import { templateOf } from './template.ts'
import { keptOf, undoImport } from './undoing.ts'

// 100,000 rows of a registration are some 30 MB.
const largest = { file: 40_000_000, total: 60_000_000 }
const perPage = 200

/** Bringing in a table of registrations: dry run, import, undo. */
export function addImportRoutes(list: Routes): void {
  const access = may('activities.enter')
  list.get('/staff/import', access, (c) => showStart(c))
  list.post('/staff/import', access, takeFile)
  list.get('/staff/import/template', access, template)
  list.get('/staff/import/:id{[0-9]+}', access, showResult)
  list.post('/staff/import/:id{[0-9]+}/apply', access, apply)
  list.post('/staff/import/:id{[0-9]+}/undo', access, undo)
}

async function showStart(c: Ctx, errors: string[] = []): Promise<Response> {
  const edition = await editionOf(c)
  const imports = await listImports(c.var.db, edition.id)
  return staffPage(
    c,
    { title: c.var.t('intake.import.title'), mistaken: errors.length > 0 },
    <ImportStart c={c} imports={imports} columns={columnsOf(edition)} errors={errors} />,
  )
}

async function takeFile(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const submitted = await readSubmitted(c, largest)
  const file = submitted.files.get('file')
  const run: DryRun =
    !file || file.tooLarge
      ? { ok: false, faults: [{ reason: file ? 'too-large' : 'missing' }] }
      : await dryRun(c.var.db, edition, file, { staffId: officerOf(c).id, now: c.var.clock.now() })
  if (!run.ok)
    return showStart(
      c,
      run.faults.map((fault) => fileFaultInWords(c, edition, fault)),
    )
  return c.redirect(to(c, `/staff/import/${run.importId}`), 303)
}

async function template(c: Ctx): Promise<Response> {
  return tableFile(templateOf(await editionOf(c)), formatOf(c))
}

async function showResult(c: Ctx): Promise<Response> {
  const { db } = c.var
  const edition = await editionOf(c)
  const found = orNotFound(await findImport(db, edition.id, idFrom(c.req.param('id'))))
  const after = Math.max(0, Math.floor(Number(c.req.query('after') ?? 0)) || 0)
  const [counts, heading, rows, kept] = await Promise.all([
    countRows(db, found.id),
    headingOf(db, found.id),
    remarkedRows(db, found.id, after, perPage + 1),
    found.state === 'undone' ? keptOf(db, found.id, 50) : undefined,
  ])
  const more = rows.length > perPage ? rows[perPage - 1]?.line : undefined
  return staffPage(
    c,
    { title: c.var.t('intake.result.title', { name: found.file_name }) },
    <ImportResult
      c={c}
      {...{ edition, found, counts, heading, kept, more }}
      rows={rows.slice(0, perPage)}
    />,
  )
}

async function apply(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const id = idFrom(c.req.param('id'))
  const { fields } = await readSubmitted(c)
  const by = { actor: actorOf(c), now: c.var.clock.now() }
  const count = await transaction(c.var.db, async (trx) => {
    const found = orNotFound(await lockImport(trx, edition.id, id))
    if (found.state !== 'checked') return undefined
    return applyImport(trx, edition, { found, twins: fields.get('twins')?.[0] === 'yes' }, by)
  })
  const path = `/staff/import/${id}`
  await leaveFlash(
    c,
    count === undefined
      ? { message: 'intake.result.moved' }
      : { message: 'intake.result.applied', values: { count }, undo: `${path}/undo` },
  )
  return c.redirect(to(c, path), 303)
}

async function undo(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const id = idFrom(c.req.param('id'))
  const undone = await transaction(c.var.db, async (trx) => {
    const found = orNotFound(await lockImport(trx, edition.id, id))
    if (found.state !== 'applied') return undefined
    return undoImport(trx, edition, found, { actor: actorOf(c), now: c.var.clock.now() })
  })
  await leaveFlash(
    c,
    undone
      ? { message: 'intake.result.undone', values: undone }
      : { message: 'intake.result.moved' },
  )
  return c.redirect(to(c, `/staff/import/${id}`), 303)
}
