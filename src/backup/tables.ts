import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Row, SequenceLine, TableSum } from './format.ts'

/** A table as the catalogue describes it. */
export type Table = { name: string; columns: { name: string; type: string }[]; order: string }

/** Rows that are in memory at a time. */
const step = 200

// The key's columns; text by its bytes, because an order of letters differs between machines.
const catalogue = `
  select c.relname as name,
    json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
      order by a.attnum) filter (where a.attgenerated = '') as columns,
    string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end,
      ', ' order by array_position(i.indkey::int2[], a.attnum)) filter (where a.attnum = any (i.indkey)) as order
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_index i on i.indrelid = c.oid and i.indisprimary
  where c.relkind = 'r' and c.relname <> 'schema_migrations'
  group by c.relname
  order by c.relname collate "C"`

/** All tables of the program but the ledger of migrations; every one has a primary key. */
export async function listTables(client: pg.PoolClient): Promise<Table[]> {
  const tables = (await client.query(catalogue)).rows as Table[]
  const bare = tables.find(({ order }) => order === null)
  if (bare) throw new Error(`the table ${bare.name} has no primary key to order its rows by`)
  return tables
}

/** The newest migration that the database has; 0 when it is empty of any. */
export async function migrationOf(client: pg.PoolClient): Promise<number> {
  const known = await client.query(`select to_regclass('public.schema_migrations') as ledger`)
  if (!known.rows[0].ledger) return 0
  const { rows } = await client.query('select max(number) as newest from schema_migrations')
  return rows[0].newest ?? 0
}

/** Values as text that reads the same on every server, for this transaction. */
export async function settleText(client: pg.PoolClient): Promise<void> {
  await client.query(`set local statement_timeout = 0`)
  await client.query(`set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'`)
  await client.query(`set local bytea_output = 'hex'; set local extra_float_digits = 1`)
}

/** A table's rows as lines of the file, in groups; inside a transaction. */
export async function* readRows(client: pg.PoolClient, table: Table): AsyncGenerator<string[]> {
  const columns = table.columns.map(({ name }) => `${quote(name)}::text`).join(', ')
  await client.query(
    `declare backup_rows no scroll cursor for
     select ${columns} from public.${quote(table.name)} order by ${table.order}`,
  )
  for (;;) {
    const text = `fetch ${step} from backup_rows`
    const { rows } = await client.query({ text, rowMode: 'array' })
    if (rows.length > 0) yield (rows as Row[]).map((row) => `${JSON.stringify(row)}\n`)
    if (rows.length < step) break
  }
  await client.query('close backup_rows')
}

/** Counts and sums rows as they pass. */
export function startSum(name: string): { add(lines: string[]): void; end(): TableSum } {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(lines) {
      rows += lines.length
      for (const line of lines) hash.update(line)
    },
    end: () => ({ name, rows, sha256: hash.digest('hex') }),
  }
}

/** How far each sequence has counted, so that no number is given twice after a restore. */
export async function readSequences(client: pg.PoolClient): Promise<SequenceLine[]> {
  const { rows } = await client.query(
    `select sequencename as name from pg_sequences where schemaname = 'public' order by 1`,
  )
  const lines: SequenceLine[] = []
  for (const { name } of rows as { name: string }[]) {
    const sql = `select last_value::text as last, is_called as called from public.${quote(name)}`
    lines.push({ kind: 'sequence', name, ...(await client.query(sql)).rows[0] })
  }
  return lines
}

/** An identifier in SQL. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
