import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { eachDatabase } from '../../test/support/databases.ts'
import { afterCommit, transaction } from './transaction.ts'

const insert = (key: string) => sql`insert into settings (key, value) values (${key}, '1')`
const keys = sql<{ key: string }>`select key from settings order by key`

eachDatabase('what waits for the commit runs after it, in order', async ({ db, pool }) => {
  const seen: string[] = []
  await transaction(db, async (trx) => {
    afterCommit(trx, async () => {
      const { rows } = await pool.query('select key from settings')
      seen.push(`first ${rows.length}`)
    })
    afterCommit(trx, () => seen.push('second'))
    await insert('a').execute(trx)
    assert.deepEqual(seen, [])
  })
  assert.deepEqual(seen, ['first 1', 'second'])
})

eachDatabase('a rolled-back transaction leaves nothing and tells nobody', async ({ db }) => {
  let told = false
  const broken = transaction(db, async (trx) => {
    afterCommit(trx, () => (told = true))
    await insert('a').execute(trx)
    throw new Error('no')
  })
  await assert.rejects(broken, /no/)
  assert.equal(told, false)
  assert.deepEqual((await keys.execute(db)).rows, [])
})

eachDatabase('a transaction inside a transaction joins it', async ({ db }) => {
  const broken = transaction(db, async (outer) => {
    await transaction(outer, (inner) => insert('a').execute(inner))
    throw new Error('no')
  })
  await assert.rejects(broken, /no/)
  assert.deepEqual((await keys.execute(db)).rows, [])
})

eachDatabase('asking db inside a transaction is refused, and not after it', async ({ db }) => {
  let later: (() => Promise<unknown>) | undefined
  await transaction(db, async (trx) => {
    await assert.rejects(keys.execute(db), /inside a transaction/)
    await assert.rejects(
      transaction(db, async () => 1),
      /inside a transaction/,
    )
    later = async () => keys.execute(db)
    await keys.execute(trx)
  })
  await later!()
})

eachDatabase('a transaction that lost a deadlock is run again', async ({ db, kind }) => {
  let attempts = 0
  const told: number[] = []
  const result = await transaction(db, async (trx) => {
    attempts += 1
    const attempt = attempts
    afterCommit(trx, () => told.push(attempt))
    await insert('a').execute(trx)
    if (attempt < 3)
      await sql`do $$ begin raise exception 'x' using errcode = '40P01'; end $$`.execute(trx)
    return 'done'
  })
  assert.equal(result, 'done')
  assert.equal(attempts, 3, kind)
  assert.deepEqual(told, [3])
})
