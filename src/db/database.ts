import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { openPool, type PoolSettings, scopeOf } from './pool.ts'
import type { Tables } from './tables.ts'
import { admitDatabase } from './transaction.ts'

/** The database in the words of tables.ts; inside a transaction it is the transaction. */
export type Db = Kysely<Tables>

export type Database = {
  db: Db
  pool: pg.Pool
  embedded: boolean
  close(): Promise<void>
}

/** Opens the one pool of this process. The embedded server is closed by who started it, after. */
export function openDatabase(settings: PoolSettings): Database {
  const pool = openPool(settings)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  admitDatabase(db, scopeOf(pool))
  let closing: Promise<void> | undefined
  return {
    db,
    pool,
    embedded: 'embedded' in settings,
    close: () => (closing ??= close(db, pool)),
  }
}

/** Kysely ends the pool only when it has used it. */
async function close(db: Db, pool: pg.Pool): Promise<void> {
  await db.destroy()
  if (!pool.ended) await pool.end()
}
