import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | boolean | null | undefined

/** A row of a file that was read, with the line of the file it begins on (from 1). */
export type CsvRow = { line: number; cells: string[] }

export type ReadCsv =
  | { ok: true; rows: CsvRow[]; encoding: 'utf-8' | 'shift_jis' }
  | { ok: false; reason: 'empty' | 'encoding' }
  /** `line` is where the unreadable row begins. */
  | { ok: false; reason: 'quotes' | 'too-long'; line: number }

/**
 * A cell that a spreadsheet will not run: text beginning with a formula sign, also a full-width one,
 * or with TAB, CR, LF or NUL gets a leading apostrophe (R16; OWASP "CSV Injection").
 */
export function formulaGuard(cell: string): string {
  return /^[=+\-@＝＋－＠\t\r\n\0]/.test(cell) ? `'${cell}` : cell
}

/** Rows as a CSV file for Excel: UTF-8 with BOM, CRLF, RFC 4180 quoting, text guarded. */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  const guarded = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? formulaGuard(cell) : String(cell ?? ''))),
  )
  return stringify(guarded, { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ })
}

/**
 * Reads a CSV file in UTF-8 (with or without BOM) or in the Shift_JIS of Japanese Excel. Rows
 * without any text are left out; rows may differ in length, which the caller judges. A row of more
 * than 100,000 characters is `too-long`: most likely its quote never ends.
 */
export function readCsv(file: Uint8Array): ReadCsv {
  const decoded = decode(file)
  if (!decoded) return { ok: false, reason: 'encoding' }
  const rows: CsvRow[] = []
  let line = 1
  try {
    parse(decoded.text, {
      relax_column_count: true,
      max_record_size: 100_000,
      on_record: (cells: string[]) => {
        if (cells.join('').trim() !== '') rows.push({ line, cells })
        // Counted here: the parser counts a CRLF inside a cell twice.
        line += 1 + (cells.join('').match(/\r\n|\r|\n/g)?.length ?? 0)
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const reason = error.code === 'CSV_MAX_RECORD_SIZE' ? 'too-long' : 'quotes'
    return { ok: false, reason, line }
  }
  if (rows.length === 0) return { ok: false, reason: 'empty' }
  return { ok: true, rows, encoding: decoded.encoding }
}

function decode(file: Uint8Array): { text: string; encoding: 'utf-8' | 'shift_jis' } | undefined {
  // NUL is in no text but in UTF-16, in spreadsheets and in images.
  if (file.includes(0)) return undefined
  for (const encoding of ['utf-8', 'shift_jis'] as const) {
    const text = decodeAs(encoding, file)
    if (text !== undefined) return { text, encoding }
  }
  return undefined
}

function decodeAs(encoding: string, file: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file)
  } catch {
    return undefined
  }
}
