import { setImmediate as breathe } from 'node:timers/promises'
import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { can, prefecturesFor } from '../../http/roles.ts'
import { may, type Routes } from '../../http/routes.ts'
import { type Cell, toCsv } from '../../lib/csv.ts'
import { writeAudit } from '../audit/queries.ts'
import { editionOf } from '../editions/current.ts'
import type { Edition } from '../editions/edition.ts'
import { type ExportFilter, filterInLog, readExportFilter } from './export-filter.ts'
import { countExported, exportedRows, type ExportTable, exportTable } from './export-rows.ts'
import { actorOf, officerOf } from './officer.ts'
import { fileHeaders, formatOf, type TableFormat, tableFile } from './table-file.ts'

/** The staff list as a file: the same filter as the page, every row, logged. */
export function addExportRoutes(list: Routes): void {
  list.get('/staff/activities/export', may('activities.read'), exportList)
}

async function exportList(c: Ctx): Promise<Response> {
  const edition = await editionOf(c)
  const officer = officerOf(c)
  const personal = can(officer, 'activities.export', edition.id)
  const scope = prefecturesFor(officer, 'activities.read')
  const filter = readExportFilter(edition, new URL(c.req.url).searchParams, scope)
  const format = formatOf(c)
  await logExport(c, edition, { filter, format, personal })
  const table = exportTable(edition, personal)
  const name = `registrations-${edition.slug}`
  if (format === 'csv')
    return new Response(csvStream(c, edition, filter, table), {
      headers: fileHeaders(name, format),
    })
  const rows: Cell[][] = []
  for await (const part of exportedRows(c.var.db, edition, filter)) {
    rows.push(...part.map(table.cells))
    await breathe()
  }
  return tableFile({ name, sheetName: edition.slug, header: table.header, rows }, format)
}

type Logged = { filter: ExportFilter; format: TableFormat; personal: boolean }

async function logExport(
  c: Ctx,
  edition: Edition,
  { filter, format, personal }: Logged,
): Promise<void> {
  await transaction(c.var.db, async (trx) => {
    const rows = await countExported(trx, edition, filter)
    await writeAudit(trx, {
      action: 'activities.exported',
      actor: actorOf(c),
      subject: { kind: 'edition', id: edition.id, name: edition.slug, editionId: edition.id },
      after: { rows, format, personal, filter: filterInLog(filter) },
      at: c.var.clock.now(),
    })
  })
}

/** CSV a chunk of rows at a time, as fast as the reader takes it; the BOM stands only before the first. */
function csvStream(
  c: Ctx,
  edition: Edition,
  filter: ExportFilter,
  table: ExportTable,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const parts = exportedRows(c.var.db, edition, filter)
  return new ReadableStream<Uint8Array>({
    start: (to) => to.enqueue(encoder.encode(toCsv([table.header]))),
    async pull(to) {
      const { done, value } = await parts.next()
      if (done) return to.close()
      to.enqueue(encoder.encode(toCsv(value.map(table.cells)).replace(/^\uFEFF/, '')))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
}
