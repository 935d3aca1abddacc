import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachDatabase } from '../../test/support/databases.ts'
import { migrate, type Migration, pendingMigrations, readMigrations } from './migrate.ts'
import { openPool } from './pool.ts'

const known = readMigrations()
const next = (sql: string): Migration => ({
  number: known.length + 1,
  name: 'next',
  sha256: sql,
  sql,
})

eachDatabase('only what is missing is applied, once', async ({ pool }) => {
  assert.deepEqual(await pendingMigrations(pool), [])
  const more = [...known, next('create table a (n int); create table b (n int);')]
  assert.equal((await pendingMigrations(pool, more)).length, 1)
  await migrate(pool, more)
  await migrate(pool, more)
  await pool.query('select from a, b')
  assert.deepEqual(await pendingMigrations(pool, more), [])
})

eachDatabase('a migration that fails leaves nothing behind', async ({ pool }) => {
  const broken = [...known, next('create table a (n int); select nothing;')]
  await assert.rejects(migrate(pool, broken), /_next failed: column "nothing" does not exist/)
  const { rows } = await pool.query(`select to_regclass('a') as a`)
  assert.equal(rows[0].a, null)
  await migrate(pool, known)
})

eachDatabase('a database newer than the program is refused', async ({ pool }) => {
  await migrate(pool, [...known, next('create table a (n int)')])
  await assert.rejects(migrate(pool, known), /newer than this program/)
  await assert.rejects(pendingMigrations(pool, known), /newer than this program/)
})

eachDatabase('an applied migration whose file changed is refused', async ({ pool }) => {
  const changed = known.map((migration, at) =>
    at === 0 ? { ...migration, sha256: 'x' } : migration,
  )
  await assert.rejects(migrate(pool, changed), /0001_\w+ was applied and its file has changed/)
})

eachDatabase('processes that start together apply a migration once', async ({ settings }) => {
  const more = [...known, next('create table a (n int)')]
  const pools = Array.from({ length: 4 }, () => openPool({ ...settings, max: 1 }))
  await Promise.all(pools.map((pool) => migrate(pool, more)))
  await Promise.all(pools.map((pool) => pool.end()))
})

test('migrations are numbered without a gap', () => {
  assert.deepEqual(
    known.map(({ number }) => number),
    known.map((_, at) => at + 1),
  )
})
