import type pg from 'pg'
import type { FileStore } from '../files/store.ts'
import { keepFile } from '../files/copies.ts'
import { plainError } from '../lib/plain-error.ts'
import type { Line, Row, SequenceLine, TableLine, Trailer } from './format.ts'
import { listTables, quote, readRows, settleText, startSum, type Table } from './tables.ts'

/** Text of the rows of one insert; what is more becomes the next. */
const insertLength = 500_000

type Loading = {
  client: pg.PoolClient
  store: FileStore
  tables: Map<string, Table>
  table: Table | undefined
  columns: string[]
  rows: Row[]
  length: number
}

/**
 * Loads the lines of a backup into a database without rows whose schema is the backup's, in one
 * transaction that ends with reading everything again: other sums than the trailer's undo it all.
 * @throws Error (plain) when the database has rows or they do not come out as they were
 */
export async function loadBackup(
  client: pg.PoolClient,
  store: FileStore,
  lines: AsyncIterator<Line | Trailer>,
): Promise<void> {
  await client.query('begin')
  try {
    await settleText(client)
    const tables = await listTables(client)
    await refuseRows(client, tables)
    const rules = await loosen(client, tables)
    const named = new Map(tables.map((table) => [table.name, table]))
    const start = { table: undefined, columns: [], rows: [], length: 0 }
    const trailer = await take({ client, store, tables: named, ...start }, lines)
    // checks every foreign key now
    await client.query('set constraints all immediate')
    for (const sql of rules) await client.query(sql)
    await compareSums(client, tables, trailer)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** Locks every table, so that a program that starts meanwhile waits, and finds none with rows. */
async function refuseRows(client: pg.PoolClient, tables: Table[]): Promise<void> {
  const names = tables.map(({ name }) => `public.${quote(name)}`)
  await client.query(`lock table ${names.join(', ')} in access exclusive mode`)
  const full: string[] = []
  for (const [at, name] of names.entries()) {
    const { rowCount } = await client.query(`select from ${name} limit 1`)
    if (rowCount) full.push(tables[at]!.name)
  }
  if (full.length > 0)
    throw plainError(
      `The database is not empty (there are rows in ${full.join(', ')}), and restore never overwrites. ` +
        'Restore into a new database or a new GEKKAN_DATA.',
    )
}

/**
 * Lets rows come in any order: foreign keys wait until the end, and no trigger changes what was
 * saved. @returns the statements that make it as it was
 */
async function loosen(client: pg.PoolClient, tables: Table[]): Promise<string[]> {
  const { rows } = await client.query(
    `select 'alter table ' || conrelid::regclass || ' alter constraint ' || quote_ident(conname) as alter,
       case when not condeferrable then ' not deferrable' when condeferred
         then ' deferrable initially deferred' else ' deferrable initially immediate' end as was
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  )
  const keys = rows as { alter: string; was: string }[]
  for (const { alter } of keys) await client.query(`${alter} deferrable initially deferred`)
  const triggers = (what: string) =>
    tables.map(({ name }) => `alter table public.${quote(name)} ${what} trigger user`)
  for (const sql of triggers('disable')) await client.query(sql)
  return [...keys.map(({ alter, was }) => alter + was), ...triggers('enable')]
}

async function take(loading: Loading, lines: AsyncIterator<Line | Trailer>): Promise<Trailer> {
  let trailer: Trailer | undefined
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const line = next.value
    if (Array.isArray(line)) {
      loading.rows.push(line)
      for (const value of line) loading.length += value?.length ?? 0
      if (loading.length > insertLength || loading.rows.length >= 1000) await insertRows(loading)
      continue
    }
    await insertRows(loading)
    if (line.kind === 'table') begin(loading, line)
    else if (line.kind === 'sequence') await setSequence(loading.client, line)
    else if (line.kind === 'file') await keepFile(loading.store, line.key, chunks(lines))
    else if (line.kind === 'trailer') trailer = line
  }
  if (!trailer) throw new Error('a backup without its end was let through')
  return trailer
}

function begin(loading: Loading, { name, columns }: TableLine): void {
  const table = loading.tables.get(name)
  const known = new Set(table?.columns.map((column) => column.name))
  if (!table || known.size !== columns.length || columns.some((column) => !known.has(column)))
    throw plainError(`The backup's table ${name} does not fit this database.`)
  loading.table = table
  loading.columns = columns
}

async function insertRows(loading: Loading): Promise<void> {
  const { client, table, columns, rows } = loading
  if (!table || rows.length === 0) return
  const types = new Map(table.columns.map(({ name, type }) => [name, type]))
  const values = columns.map((_, at) => rows.map((row) => row[at] ?? null))
  const list = columns.map(quote).join(', ')
  const cast = columns.map((name) => `${quote(name)}::${types.get(name)}`).join(', ')
  const given = columns.map((_, at) => `$${at + 1}::text[]`).join(', ')
  await client.query(
    `insert into public.${quote(table.name)} (${list}) overriding system value
     select ${cast} from unnest(${given}) as given (${list})`,
    values,
  )
  loading.rows = []
  loading.length = 0
}

async function setSequence(client: pg.PoolClient, line: SequenceLine): Promise<void> {
  const name = `public.${quote(line.name)}`
  await client.query('select setval($1::regclass, $2::bigint, $3)', [name, line.last, line.called])
}

async function* chunks(lines: AsyncIterator<Line | Trailer>): AsyncGenerator<Buffer> {
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const line = next.value
    if (Array.isArray(line) || line.kind !== 'chunk') return
    yield Buffer.from(line.data, 'base64')
  }
}

async function compareSums(
  client: pg.PoolClient,
  tables: Table[],
  trailer: Trailer,
): Promise<void> {
  for (const wanted of trailer.tables) {
    const table = tables.find(({ name }) => name === wanted.name)
    const sum = startSum(wanted.name)
    if (table) for await (const lines of readRows(client, table)) sum.add(lines)
    const { rows, sha256 } = sum.end()
    if (rows !== wanted.rows || sha256 !== wanted.sha256)
      throw plainError(
        `The table ${wanted.name} did not come out as it was (${rows} of ${wanted.rows} rows). Nothing was restored.`,
      )
  }
}
