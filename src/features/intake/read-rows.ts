import { setImmediate as breathe } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { readXlsx } from '../../files/xlsx.ts'

/** A row of a file with the line it begins on, from 1. */
export type FileRow = { line: number; cells: string[] }
export type FileFault = { reason: string; line?: number }
export type ReadRows =
  | { ok: true; rows: FileRow[]; format: FileFormat }
  | ({ ok: false } & FileFault)
export type FileFormat = 'utf-8' | 'shift_jis' | 'xlsx'

/** Rows of data that one file may have, its heading apart. */
const mostRows = 100_000
// 256 kB are read in about 10 ms: between two slices others are served.
const slice = 256 * 1024

/**
 * Reads an uploaded table: XLSX by its first bytes, else CSV in UTF-8 or Shift_JIS. The file is read
 * in slices, so that a large one does not hold up other requests (lib/csv.ts reads at one go).
 */
export async function readRows(bytes: Uint8Array): Promise<ReadRows> {
  // Every XLSX is a ZIP file (APPNOTE.TXT 4.3.7), which no text begins like.
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
  if (isZip) return readSheet(bytes)
  if (bytes.includes(0)) return { ok: false, reason: 'encoding' }
  const utf8 = await readSlices(bytes, 'utf-8')
  return utf8 ?? (await readSlices(bytes, 'shift_jis')) ?? { ok: false, reason: 'encoding' }
}

async function readSheet(bytes: Uint8Array): Promise<ReadRows> {
  const sheet = await readXlsx(bytes)
  if (!sheet.ok) return { ok: false, reason: sheet.reason }
  const rows = sheet.rows
    .map((cells, at) => ({ line: at + 1, cells }))
    .filter(({ cells }) => cells.join('').trim() !== '')
  return judged(rows, 'xlsx')
}

function judged(rows: FileRow[], format: FileFormat): ReadRows {
  if (rows.length === 0) return { ok: false, reason: 'empty' }
  if (rows.length > mostRows + 1) return { ok: false, reason: 'too-many-rows' }
  return { ok: true, rows, format }
}

/** Undefined when the bytes are not of this encoding. */
async function readSlices(
  bytes: Uint8Array,
  format: 'utf-8' | 'shift_jis',
): Promise<ReadRows | undefined> {
  const decoder = new TextDecoder(format, { fatal: true })
  const reading = rowReader()
  for (let at = 0; at < bytes.length && !reading.fault; at += slice) {
    const part = bytes.subarray(at, at + slice)
    const text = decodePart(decoder, part, at + slice < bytes.length)
    if (text === undefined) return undefined
    await reading.write(text)
    await breathe()
    if (reading.rows.length > mostRows + 1) return { ok: false, reason: 'too-many-rows' }
  }
  await reading.end()
  return reading.fault ? { ok: false, ...reading.fault } : judged(reading.rows, format)
}

function decodePart(decoder: TextDecoder, part: Uint8Array, more: boolean): string | undefined {
  try {
    return decoder.decode(part, { stream: more })
  } catch {
    return undefined
  }
}

function rowReader() {
  const rows: FileRow[] = []
  let line = 1
  const parser = parse({
    relax_column_count: true,
    max_record_size: 100_000,
    on_record: (cells: string[]) => {
      if (cells.join('').trim() !== '') rows.push({ line, cells })
      // Counted here: the parser counts a CRLF inside a cell twice.
      line += 1 + (cells.join('').match(/\r\n|\r|\n/g)?.length ?? 0)
      return null
    },
  })
  const reading = { rows, fault: undefined as FileFault | undefined, write, end }
  const over = new Promise<void>((resolve) => {
    parser.once('error', (error) => {
      const long = error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE'
      reading.fault = { reason: long ? 'too-long' : 'quotes', line }
      resolve()
    })
    parser.once('end', resolve)
  })
  parser.resume()
  function write(text: string): Promise<unknown> {
    return Promise.race([over, new Promise((resolve) => parser.write(text, resolve))])
  }
  async function end(): Promise<void> {
    if (!reading.fault) parser.end()
    await over
  }
  return reading
}
