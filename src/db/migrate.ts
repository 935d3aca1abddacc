import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { root } from '../lib/root.ts'

export type Migration = { number: number; name: string; sha256: string; sql: string }
type Applied = Pick<Migration, 'number' | 'name' | 'sha256'>

const fileName = /^(\d{4})_([a-z0-9_-]+)\.sql$/
/** Any number that is ours alone: 'gekk' as ASCII. */
const lockKey = 0x67656b6b

const ledger = `create table if not exists schema_migrations (
  number integer primary key,
  name text not null,
  sha256 text not null,
  applied_at timestamptz not null
)`

/** The numbered files of a folder, in order, without gap or double. Line ends do not count. */
export function readMigrations(folder = join(root, 'migrations')): Migration[] {
  const found = readdirSync(folder)
    .map((file) => ({ file, match: fileName.exec(file) }))
    .filter(({ match }) => match)
    .map(({ file, match }) => {
      const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
      const sha256 = createHash('sha256').update(sql).digest('hex')
      return { number: Number(match![1]), name: match![2]!, sha256, sql }
    })
    .sort((one, other) => one.number - other.number)
  found.forEach((migration, at) => {
    if (migration.number !== at + 1)
      throw new Error(
        `migrations/ must be numbered 0001, 0002, …: expected ${at + 1}, found ${migration.number}`,
      )
  })
  return found
}

/**
 * Brings the database to the program's schema: each missing migration in a transaction of its own,
 * one process at a time. Ask pendingMigrations() before for the names.
 * @throws Error when the database is newer than the program or an applied migration was changed
 */
export async function migrate(pool: pg.Pool, migrations = readMigrations()): Promise<void> {
  const client = await pool.connect()
  try {
    // a migration may take longer than a request, and so may the wait for another process's
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await client.query(ledger)
    const missing = compare(await readLedger(client), migrations)
    for (const migration of missing) await apply(client, migration)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockKey]).catch(() => {})
    await client.query('reset statement_timeout').catch(() => {})
    client.release()
  }
}

/** The migrations that `migrate` would apply, after the same checks; changes nothing. */
export async function pendingMigrations(
  pool: pg.Pool,
  migrations = readMigrations(),
): Promise<string[]> {
  const known = await pool.query(`select to_regclass('schema_migrations') is not null as known`)
  const applied = known.rows[0].known ? await readLedger(pool) : []
  return compare(applied, migrations).map(title)
}

const title = ({ number, name }: Applied) => `${String(number).padStart(4, '0')}_${name}`

async function readLedger(db: pg.Pool | pg.PoolClient): Promise<Applied[]> {
  const { rows } = await db.query(
    'select number, name, sha256 from schema_migrations order by number',
  )
  return rows as Applied[]
}

function compare(applied: Applied[], migrations: Migration[]): Migration[] {
  const newest = applied.at(-1)
  const last = migrations.at(-1)?.number ?? 0
  if (newest && newest.number > last)
    throw new Error(
      `The database is newer than this program: it has migration ${title(newest)}, and the program ` +
        `knows ${last}. Install the release that wrote it, or a later one.`,
    )
  for (const old of applied) {
    const file = migrations[old.number - 1]
    if (!file || file.sha256 !== old.sha256)
      throw new Error(
        `Migration ${title(old)} was applied and its file has changed since. Applied migrations ` +
          'stay as they are: restore the file and write the change as a new migration.',
      )
  }
  return migrations.slice(applied.length)
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    // The number is taken first: on the embedded database all connections are one session, and its
    // advisory lock keeps nobody out. The time is the machine's, not the program's clock: it tells
    // administrators what happened.
    const taken = await client.query(
      'insert into schema_migrations values ($1, $2, $3, now()) on conflict do nothing',
      [migration.number, migration.name, migration.sha256],
    )
    if (taken.rowCount === 1) await client.query(migration.sql)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`Migration ${title(migration)} failed: ${(error as Error).message}`, {
      cause: error,
    })
  }
}
