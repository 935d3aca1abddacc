import type { Ctx } from '../../http/context.ts'
import { toXlsx } from '../../files/xlsx.ts'
import { type Cell, toCsv } from '../../lib/csv.ts'

const tableFormats = ['csv', 'xlsx'] as const
export type TableFormat = (typeof tableFormats)[number]

const mediaTypes: Record<TableFormat, string> = {
  csv: 'text/csv; charset=UTF-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The format that an address asks for; CSV when it says nothing we know. */
export function formatOf(c: Ctx): TableFormat {
  return tableFormats.find((format) => format === c.req.query('format')) ?? 'csv'
}

/** Headers of a file to be saved; the name is ASCII. */
export function fileHeaders(name: string, format: TableFormat): Record<string, string> {
  return {
    'content-type': mediaTypes[format],
    'content-disposition': `attachment; filename="${name}.${format}"`,
    'cache-control': 'no-store',
  }
}

export type TableFile = { name: string; sheetName: string; header: string[]; rows: Cell[][] }

/** A small table as a file. Text in CSV is guarded against formulas; a cell of XLSX has its type. */
export async function tableFile(table: TableFile, format: TableFormat): Promise<Response> {
  const { sheetName, header, rows } = table
  const body =
    format === 'csv' ? toCsv([header, ...rows]) : await toXlsx({ sheetName, header, rows })
  return new Response(body as BodyInit, { headers: fileHeaders(table.name, format) })
}
