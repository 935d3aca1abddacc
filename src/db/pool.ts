import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import type { EmbeddedConnection } from './embedded.ts'
import { readType, writeParameters } from './pg-types.ts'

export type PoolSettings = ({ url: string } | { embedded: EmbeddedConnection }) & {
  /** Connections at most; 20, embedded 4. */
  max?: number
  /** Refuse the pool to code that is inside a transaction (default true). */
  guard?: boolean
  /** Hears of lost connections; without it they pass silently and the next query tells. */
  onLost?: (error: Error) => void
}

/** Whether the present asynchronous context is inside a transaction of this pool. */
export type TransactionScope = AsyncLocalStorage<{ open: boolean }>
const scopes = new WeakMap<pg.Pool, TransactionScope>()

const statementTimeoutMs = 30_000
const connectTimeoutMs = 5_000

/**
 * Opens a pool of connections. int8 is read as number, timestamptz as Temporal.Instant, date as
 * PlainDate, time as PlainTime, numeric as string; the session's time zone is UTC (R36).
 * On the embedded database a statement timeout has no effect: WebAssembly cannot be interrupted.
 */
export function openPool(settings: PoolSettings): pg.Pool {
  const embedded = 'embedded' in settings
  const pool = new pg.Pool({
    ...(embedded ? settings.embedded : { connectionString: settings.url }),
    max: settings.max ?? (embedded ? 4 : 20),
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    application_name: 'gekkan',
    ...(embedded ? {} : { options: '-c TimeZone=UTC' }),
    types: { getTypeParser: readType as typeof pg.types.getTypeParser },
  })
  const lost = settings.onLost ?? (() => {})
  pool.on('error', lost)
  pool.on('connect', (client) => {
    // R32: a restart of the database while a client is checked out would end the process
    client.on('error', lost)
    writeTemporal(client)
  })
  scopes.set(pool, new AsyncLocalStorage())
  if (settings.guard ?? true) guardPool(pool)
  return pool
}

/** The scope that transaction() opens and the pool's guard asks. */
export function scopeOf(pool: pg.Pool): TransactionScope {
  const scope = scopes.get(pool)
  if (!scope) throw new Error('this pool was not opened by openPool')
  return scope
}

/** Parameters that are Temporal values are sent as ISO 8601 text. */
function writeTemporal(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  const wrapped = (first: unknown, second?: unknown, ...rest: unknown[]) => {
    if (Array.isArray(second)) return query(first, writeParameters(second), ...rest)
    const config = first as { values?: unknown[] } | null
    if (config && typeof config === 'object' && Array.isArray(config.values))
      config.values = writeParameters(config.values)
    return query(first, second, ...rest)
  }
  client.query = wrapped as typeof client.query
}

/**
 * While one connection is in a transaction the embedded database lets every other wait, so asking
 * the pool inside a transaction would hang there and only hide on a server: refused everywhere.
 */
function guardPool(pool: pg.Pool): void {
  const connect = pool.connect.bind(pool) as (...given: unknown[]) => unknown
  const guarded = (done?: (error: Error) => void) => {
    if (!scopeOf(pool).getStore()?.open) return connect(done)
    const error = new Error(
      'db was asked inside a transaction: use the trx that transaction() hands over, or afterCommit()',
    )
    if (!done) return Promise.reject(error)
    return done(error)
  }
  pool.connect = guarded as typeof pool.connect
}
