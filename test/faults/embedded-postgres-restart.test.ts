import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '../../src/db/database.ts'
import { createHub } from '../../src/db/listen.ts'
import { transaction } from '../../src/db/transaction.ts'
import { startPostgres } from '../support/postgres-server.ts'

test('a database that restarts or is killed under checked-out clients is used again', async (t) => {
  const server = await startPostgres(mkdtempSync(join(tmpdir(), 'gekkan-pg-')))
  t.after(server.remove)
  const lost: Error[] = []
  const database = openDatabase({ url: server.url, onLost: (error) => lost.push(error) })
  t.after(database.close)
  const hub = await createHub(database)
  t.after(hub.close)
  let reconnects = 0
  hub.onReconnect(() => (reconnects += 1))
  await database.pool.query('create table marks (n integer primary key)')
  const falls = [() => server.stop('fast'), () => server.stop('immediate'), () => server.kill()]
  for (const [n, fall] of falls.entries()) {
    const clients = await Promise.all([database.pool.connect(), database.pool.connect()])
    const busy = clients[0]!.query('select pg_sleep(60)')
    busy.catch(() => {})
    await database.pool.query('insert into marks values ($1)', [n])
    await fall()
    await assert.rejects(busy)
    for (const client of clients) client.release(true)
    await assert.rejects(database.pool.query('select 1'))
    await server.start()
    const { rows } = await database.pool.query('select count(*) as count from marks')
    assert.equal(rows[0].count, n + 1)
    for (let tries = 0; reconnects <= n && tries < 200; tries += 1) await pause(50)
    assert.equal(reconnects, n + 1)
  }
  assert.ok(lost.length > 0)
  const heard: string[] = []
  hub.subscribe('marks', (payload) => heard.push(payload))
  await transaction(database.db, (trx) => hub.publish(trx, 'marks', '7'))
  assert.deepEqual(heard, ['7'])
})
