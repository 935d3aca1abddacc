import assert from 'node:assert/strict'
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '../../src/db/database.ts'
import { startEmbedded } from '../../src/db/embedded.ts'

test('an embedded database that breaks is started again and has what it acknowledged', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gekkan-fault-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const reasons: Error[] = []
  const server = await startEmbedded(folder, { onRestart: (reason) => reasons.push(reason) })
  const database = openDatabase({ embedded: server.connection })
  await database.pool.query('create table marks (n integer primary key)')
  await database.pool.query('insert into marks values (1)')
  const log = join(folder, 'database/pg_wal')
  // without its log the database must stop rather than acknowledge (PANIC)
  renameSync(log, `${log}.away`)
  await assert.rejects(async () => {
    for (let n = 2; n < 10; n += 1) {
      await database.pool.query('select pg_switch_wal()')
      await database.pool.query('insert into marks values ($1)', [n + 100])
    }
  })
  renameSync(`${log}.away`, log)
  let count = 0
  for (let tries = 0; count === 0 && tries < 60; tries += 1) {
    await pause(250)
    count = await database.pool.query('select n from marks where n = 1').then(
      ({ rowCount }) => rowCount ?? 0,
      () => 0,
    )
  }
  assert.equal(count, 1)
  assert.equal(reasons.length, 1)
  await database.close()
  await server.close()
})
