import { readSheet } from 'read-excel-file/node'
import writeXlsxFile, { type Cell as SheetCell } from 'write-excel-file/node'
import type { Cell } from '../lib/csv.ts'
import { badExtent, type BadExtent } from './xlsx-extent.ts'
import { unzip, zipStored } from './zip.ts'

export type ReadXlsx =
  | { ok: true; rows: string[][] }
  | { ok: false; reason: 'not-a-workbook' | BadExtent }

const limits = { maxBytes: 100 * 1024 * 1024, maxEntries: 1000 }
// what the reader asks for; pictures and macros stay packed
const parts = /^(?:\[Content_Types\]\.xml|_rels\/.*\.rels|xl\/.*\.(?:xml|rels))$/
// ECMA-376 part 1, 22.9.2.19: _x000D_ in a text means the character, _x005F_ the low line itself.
const escapeLike = /_(?=x[0-9a-f]{4}_)/gi

/**
 * A workbook of one sheet. Text is written as text and never run, whatever sign it begins with;
 * numbers and booleans keep their type. Cells are cut at Excel's 32,767 characters.
 */
export async function toXlsx(table: {
  sheetName: string
  header: readonly string[]
  rows: readonly (readonly Cell[])[]
}): Promise<Uint8Array> {
  const heading = table.header.map((text) => ({
    value: asWritten(text),
    type: String,
    fontWeight: 'bold' as const,
  }))
  const rows = table.rows.map((row) => row.map(typed))
  const columns = table.header.map((text) => ({
    width: Math.min(Math.max(text.length * 2, 10), 40),
  }))
  return writeXlsxFile([heading, ...rows] as SheetCell[][], {
    sheet: sheetTitle(table.sheetName),
    stickyRowsCount: 1,
    columns,
  }).toBuffer()
}

/**
 * The first sheet as text, row by row from the first (an empty one has no text in any cell), dates as
 * YYYY-MM-DD, numbers as people would type them. The file may unpack to 100 MB in 1,000 entries and
 * have 100,000 rows below its heading, 702 columns and 5 million cells.
 */
export async function readXlsx(bytes: Uint8Array): Promise<ReadXlsx> {
  const unpacked = await unzip(bytes, parts, limits)
  if (!unpacked.ok) return unpacked
  if (!unpacked.files.has('xl/workbook.xml')) return { ok: false, reason: 'not-a-workbook' }
  for (const [name, file] of unpacked.files) {
    const reason = name.startsWith('xl/worksheets/') && (await badExtent(file))
    if (reason) return { ok: false, reason }
  }
  try {
    const sheet = await readSheet(zipStored(unpacked.files), {
      trim: false,
      parseNumber: plainNumber,
    })
    return { ok: true, rows: sheet.map((row) => row.map(asText)) }
  } catch {
    return { ok: false, reason: 'damaged' }
  }
}

function typed(cell: Cell): SheetCell {
  if (typeof cell === 'number' && Number.isFinite(cell)) return { value: cell, type: Number }
  if (typeof cell === 'boolean') return { value: cell, type: Boolean }
  const text = asWritten(String(cell ?? ''))
  return text === '' ? null : { value: text, type: String }
}

// The writer leaves out what XML cannot hold, also half a character at the cut.
function asWritten(text: string): string {
  return text.slice(0, 32_767).replace(escapeLike, '_x005F_')
}

/** Excel takes 31 characters, none of these, and no apostrophe at the ends. */
function sheetTitle(name: string): string {
  const clean = name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)
  return clean.replace(/^'+|'+$/g, '').trim() || 'Sheet1'
}

// 15 digits are what Excel shows and keeps: 0.1 + 0.2 is 0.3, a corporate number is not 1.2E+12.
function plainNumber(text: string): string {
  const number = Number(text)
  if (!Number.isFinite(number)) return text
  return String(Number.isSafeInteger(number) ? number : Number(number.toPrecision(15)))
}

function asText(cell: unknown): string {
  if (cell instanceof Date) return dateText(cell)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  return typeof cell === 'string' ? cell : ''
}

// A spreadsheet's date has no zone; the reader gives it as UTC.
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const [day = '', time = ''] = date.toISOString().split('T')
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`
}
