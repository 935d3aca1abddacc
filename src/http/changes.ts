import type { Db } from '../db/database.ts'

/**
 * Tells every process, after the transaction has committed, that something readers can see has
 * changed. `kind` names the table, `id` the row; `removed` empties caches instead of ageing them,
 * so that a withdrawn text cannot be served once more.
 */
export type Change = { kind: 'activities' | 'editions' | 'everything'; id?: number; removed?: boolean }

export type Changes = {
  /** Announces a change made in this transaction; nothing is told if it rolls back. */
  announce(trx: Db, change: Change): Promise<void>
  /** Hears changes of this and all other processes. */
  hear(listener: (change: Change) => void): void
}
