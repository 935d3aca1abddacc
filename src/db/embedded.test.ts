import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { statSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { serveDatabase } from './embedded-server.ts'
import { type Embedded, startThrowAway } from './embedded.ts'
import { openPool } from './pool.ts'

let server: Embedded
let pool: pg.Pool

before(async () => {
  server = await startThrowAway()
  pool = openPool({ embedded: server.connection })
})
after(async () => {
  await pool.end()
  await server.close()
})

test('connections do not meet: large parameters, prepared names, errors, transactions', async () => {
  await pool.query('create table marks (n integer primary key)')
  const large = 'x'.repeat(300_000)
  const rounds = Array.from({ length: 100 }, async (_, n) => {
    if (n % 5 === 0) {
      const named = { name: `same${n % 2}`, text: `select $1::int as n, ${n % 2}`, values: [n] }
      assert.equal((await pool.query(named)).rows[0].n, n)
    } else if (n % 5 === 1)
      await assert.rejects(pool.query('select 1 / ($1::int - $1::int)', [n]), { code: '22012' })
    else if (n % 5 === 2) await insertTwice(n, n % 2 === 0 ? 'commit' : 'rollback')
    else {
      const { rows } = await pool.query('select $2::int as n, length($1) as size', [large, n])
      assert.deepEqual(rows, [{ n, size: 300_000 }])
    }
  })
  await Promise.all(rounds)
  const { rows } = await pool.query('select count(*) as count from marks')
  assert.equal(rows[0].count, 10 * 2)
})

async function insertTwice(n: number, end: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('insert into marks values ($1)', [n])
    await client.query('insert into marks values ($1)', [-n])
    await client.query(end)
  } finally {
    // a client that is never given back would keep pool.end() waiting for ever
    client.release()
  }
}

test('a client that vanishes in a transaction leaves nothing, and the others go on', async () => {
  const client = new pg.Client(server.connection)
  client.on('error', () => {})
  await client.connect()
  await client.query({ name: 'gone', text: 'select 1' })
  await client.query('create table half (n integer)')
  await client.query('begin')
  await client.query('insert into half values (1)')
  const waiting = pool.query('select count(*) as count from half')
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } })
    .connection
  stream.destroy()
  assert.equal((await waiting).rows[0].count, 0)
  const left = await pool.query(`select name from pg_prepared_statements where name like '%gone'`)
  assert.deepEqual(left.rows, [])
})

test('what is tidied up after a client that leaves is not answered to the one that spoke last', async () => {
  const leaving = new pg.Client(server.connection)
  const staying = new pg.Client(server.connection)
  const heard: Error[] = []
  staying.on('error', (error) => heard.push(error))
  await leaving.connect()
  await staying.connect()
  await leaving.query({ name: 'left-behind', text: 'select 1' })
  await staying.query('select 1')
  await leaving.end()
  await pause(200)
  assert.deepEqual(heard, [])
  assert.equal((await staying.query('select 42 as n')).rows[0].n, 42)
  await staying.end()
})

test('the way in is a folder that only this user can enter', () => {
  assert.equal(statSync(server.connection.host).mode & 0o777, 0o700)
})

test('on loopback a wrong password is refused and the right one admitted', async (t) => {
  const database = await PGlite.create('memory://')
  const front = serveDatabase(database, { secret: 'right', onFailure: assert.fail })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  const { port } = front.address() as { port: number }
  t.after(() => front.close(() => void database.close()))
  const client = (password: string) =>
    new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres', password })
  await assert.rejects(client('wrong').connect(), { code: '28P01' })
  const admitted = client('right')
  await admitted.connect()
  assert.equal((await admitted.query('select 1 as one')).rows[0].one, 1)
  await admitted.end()
  const noise = connect(port, '127.0.0.1')
  const closed = new Promise((resolve) => noise.once('close', resolve))
  noise.end('GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n')
  await closed
})
