import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dumpSchema } from '../../src/db/schema-dump.ts'
import { root } from '../../src/lib/root.ts'
import { eachDatabase } from '../support/databases.ts'

const file = join(root, 'migrations/schema.sql')

// `UPDATE_SCHEMA=1 bin/ci style` writes the file anew after a migration.
eachDatabase('the committed schema is what the migrations make', async ({ pool }) => {
  const schema = await dumpSchema(pool)
  if (process.env['UPDATE_SCHEMA']) writeFileSync(file, schema)
  assert.equal(schema, readFileSync(file, 'utf8'))
})

eachDatabase('every table has a primary key, by which backups order its rows', async ({ pool }) => {
  const { rows } = await pool.query<{ name: string }>(`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint where conrelid = pg_class.oid and contype = 'p')`)
  assert.deepEqual(rows, [])
})
