import { sql } from 'kysely'
import type { Db } from '../src/db/database.ts'
import type { Tables } from '../src/db/tables.ts'
import type { Keys } from './rows.ts'

const counted = ['participants', 'activities', 'activity_versions', 'activity_decisions'] as const

/** Deals the keys that follow the largest in use. Nobody else may write until `settleKeys`. */
export async function dealKeys(trx: Db): Promise<Keys> {
  const dealt: [string, () => number][] = []
  for (const table of counted) dealt.push([table, await dealer(trx, table)])
  return Object.fromEntries(dealt) as Keys
}

async function dealer(trx: Db, table: (typeof counted)[number]): Promise<() => number> {
  await sql`lock table ${sql.table(table)} in exclusive mode`.execute(trx)
  const { last } = await trx
    .selectFrom(table)
    .select((of) => of.fn.coalesce(of.fn.max<number>('id'), sql<number>`0`).as('last'))
    .executeTakeFirstOrThrow()
  let next = last
  return () => ++next
}

/** Lets the tables' own sequences go on behind the keys that were dealt. */
export async function settleKeys(trx: Db): Promise<void> {
  for (const table of counted)
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select coalesce(max(id), 1) from ${sql.table(table)}))`.execute(
      trx,
    )
}

/** Writes rows as one JSON text in one statement; every row has the same columns. */
export async function insertRows(
  trx: Db,
  table: keyof Tables,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)))
  await sql`
    insert into ${sql.table(table)} (${columns}) overriding system value
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)})
  `.execute(trx)
}
