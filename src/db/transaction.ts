import type { Kysely, Transaction } from 'kysely'
import type { TransactionScope } from './pool.ts'
import type { Tables } from './tables.ts'

export type Trx = Transaction<Tables>
type Hook = () => unknown

const scopes = new WeakMap<Kysely<Tables>, TransactionScope>()
const hooks = new WeakMap<Kysely<Tables>, Hook[]>()

/** serialization_failure and deadlock_detected: PostgreSQL asks for the whole transaction again. */
const repeatable = new Set(['40001', '40P01'])
const tries = 4

/** Makes transaction() know the database and the scope that its pool's guard asks. */
export function admitDatabase(db: Kysely<Tables>, scope: TransactionScope): void {
  scopes.set(db, scope)
}

/**
 * Runs `act` in one transaction: COMMIT when it resolves, ROLLBACK when it throws. Inside another
 * transaction it joins that one. After a deadlock or serialization failure `act` runs again, three
 * times at most, so it must do nothing outside the database except through afterCommit().
 */
export async function transaction<Result>(
  db: Kysely<Tables>,
  act: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  if (db.isTransaction) return act(db as Trx)
  for (let attempt = 1; ; attempt += 1) {
    const waiting: Hook[] = []
    try {
      const result = await once(db, waiting, act)
      await runHooks(waiting)
      return result
    } catch (error) {
      if (attempt === tries || !repeatable.has((error as { code?: string }).code ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt))
    }
  }
}

/**
 * Runs `hook` after the COMMIT of the transaction, in order, and never when it is rolled back.
 * The commit stands whatever a hook does: a failing hook becomes a process warning.
 * @throws Error outside transaction()
 */
export function afterCommit(trx: Kysely<Tables>, hook: Hook): void {
  const waiting = hooks.get(trx)
  if (!waiting) throw new Error('afterCommit needs the trx that transaction() hands over')
  waiting.push(hook)
}

async function once<Result>(
  db: Kysely<Tables>,
  waiting: Hook[],
  act: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  const scope = scopes.get(db)
  const state = { open: true }
  try {
    return await db.transaction().execute((trx) => {
      hooks.set(trx, waiting)
      return scope ? scope.run(state, () => act(trx)) : act(trx)
    })
  } finally {
    state.open = false
  }
}

async function runHooks(waiting: Hook[]): Promise<void> {
  for (const hook of waiting) {
    try {
      await hook()
    } catch (error) {
      process.emitWarning(error as Error)
    }
  }
}
