import { sql } from 'kysely'
import type { Db } from '../src/db/database.ts'
import type { Edition } from '../src/features/editions/edition.ts'
import type { InventedRegistration } from './2020/registrations.ts'
import { dealKeys, insertRows, settleKeys } from './bulk.ts'
import { historyOf } from './history.ts'
import { toRows } from './rows.ts'

/** Rows of one statement: large enough to be fast, small enough for the embedded database. */
const batchSize = 1000

/** In this order no row refers to one that is not there yet, except through deferred keys. */
const tables = [
  'participants',
  'activities',
  'activity_versions',
  'activity_decisions',
  'activity_reports',
] as const

/**
 * Writes registrations in their order and deals them the edition's next permanent numbers. Other
 * writers of these tables wait until the transaction ends.
 * @param withHistory also writes the audit entries of each
 * @returns how many were written
 */
export async function writeRegistrations(
  trx: Db,
  edition: Edition,
  registrations: Iterable<InventedRegistration>,
  { withHistory }: { withHistory: boolean },
): Promise<number> {
  const first = await lockNumbers(trx, edition)
  const into = { edition, keys: await dealKeys(trx), known: new Map(), number: first }
  for (const batch of inBatches(registrations)) {
    const rows = toRows(batch, into)
    for (const table of tables) await insertRows(trx, table, rows[table])
    if (withHistory) await insertRows(trx, 'audit_entries', historyOf(batch, rows, edition))
    into.number += batch.length
  }
  await settleKeys(trx)
  await trx
    .updateTable('editions')
    .set({ last_number: into.number, content_version: sql`content_version + 1` })
    .where('id', '=', edition.id)
    .execute()
  return into.number - first
}

async function lockNumbers(trx: Db, edition: Edition): Promise<number> {
  const { last_number } = await trx
    .selectFrom('editions')
    .select('last_number')
    .where('id', '=', edition.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return last_number
}

function* inBatches<Item>(items: Iterable<Item>): Generator<Item[]> {
  let batch: Item[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
