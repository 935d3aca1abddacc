import { createHmac } from 'node:crypto'

// One file: gzip of lines of JSON. A header; each table's name and columns, then its rows as arrays
// of PostgreSQL's own text; sequences; files in chunks of base64; a trailer with counts and sums.

export const format = 'gekkan-backup'
export const formatVersion = 1

export type Header = {
  kind: 'header'
  format: string
  formatVersion: number
  /** Version of the program that wrote it. */
  program: string
  /** Number of the newest migration that the rows fit. */
  migration: number
  /** ISO 8601, the machine's clock. */
  takenAt: string
  /** Tells whether a secret is the same one, without telling it. */
  secret: string
}
export type TableLine = { kind: 'table'; name: string; columns: string[] }
export type Row = (string | null)[]
export type SequenceLine = { kind: 'sequence'; name: string; last: string; called: boolean }
export type FileLine = { kind: 'file'; key: string }
export type ChunkLine = { kind: 'chunk'; data: string }
export type FileEnd = { kind: 'file-end' }
/** SHA-256 over a table's rows as they stand in the file, ordered by primary key. */
export type TableSum = { name: string; rows: number; sha256: string }
export type Trailer = {
  kind: 'trailer'
  tables: TableSum[]
  files: number
  /** SHA-256 over all lines before this one, with their line ends. */
  sha256: string
}
export type Line = Header | TableLine | Row | SequenceLine | FileLine | ChunkLine | FileEnd
export type LastLine = Line | Trailer

/** Which secret an installation has, as a mark of 16 hexadecimal digits. */
export function markOf(secret: Buffer): string {
  return createHmac('sha256', secret).update(format).digest('hex').slice(0, 16)
}

/** `12 tables, 3,456 rows, 7 files` */
export function describe({ tables, files }: Pick<Trailer, 'tables' | 'files'>): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  return `${tables.length} tables, ${rows.toLocaleString('en')} rows, ${files} files`
}
