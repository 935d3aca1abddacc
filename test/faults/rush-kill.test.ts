import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '../../src/db/embedded.ts'
import { openPool } from '../../src/db/pool.ts'
import { type ApplyingCrowd, startApplying } from '../support/applying-crowd.ts'
import { databaseKinds, freshDatabase } from '../support/databases.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { soaking } from '../support/soaking.ts'
import { freePort, type ProgramProcess, spawnProgram } from '../support/program-process.ts'

// `npm run soak` kills as often as the reliability goals say; every run of the suite a few times.
const programKills = soaking ? 50 : 2
const databaseKills = soaking ? 10 : 2
const rush = { path: '/events/seminar-nagoya/apply', parallel: 8, patient: true }
const perKill = 60

for (const kind of databaseKinds)
  test(`the program killed ${programKills} times in a rush on ${kind}: nobody lost, nobody twice`, async (t) => {
    const data = mkdtempSync(join(tmpdir(), 'gekkan-rush-'))
    const database = kind === 'postgres' ? await freshDatabase('postgres') : undefined
    const env = database?.url ? { DATABASE_URL: database.url } : {}
    const about = { data, port: await freePort(), env }
    let program = await spawnProgram(about)
    t.after(async () => {
      await program.end('SIGKILL')
      await database?.close()
      rmSync(data, { recursive: true, force: true })
    })
    const crowd = startApplying(program.origin, { ...rush, count: programKills * perKill })
    for (let kill = 1; kill <= programKills; kill++) {
      await reached(crowd, (kill - 0.5) * perKill)
      await pause(Math.random() * 60)
      await program.end('SIGKILL')
      program = await spawnProgram(about)
    }
    await crowd.finished
    assert.equal((await program.end('SIGTERM')).code, 0)
    const close = kind === 'pglite' ? await openClosed(data) : await openServer(database?.url)
    await nobodyLostNobodyTwice(crowd, close, programKills * perKill)
  })

test(`PostgreSQL killed ${databaseKills} times in a rush: nobody lost, nobody twice`, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'gekkan-rush-'))
  chmodSync(folder, 0o755)
  const server = await startPostgres(join(folder, 'pg'))
  const env = { DATABASE_URL: server.url }
  let program: ProgramProcess | undefined
  t.after(async () => {
    await program?.end('SIGKILL')
    await server.remove()
    rmSync(folder, { recursive: true, force: true })
  })
  program = await spawnProgram({ data: join(folder, 'data'), port: await freePort(), env })
  const count = databaseKills * perKill
  const crowd = startApplying(program.origin, { ...rush, count })
  for (let kill = 1; kill <= databaseKills; kill++) {
    await reached(crowd, (kill - 0.5) * perKill)
    await pause(Math.random() * 60)
    await server.kill()
    await pause(300)
    await server.start()
  }
  await crowd.finished
  await nobodyLostNobodyTwice(crowd, await openServer(server.url), count)
})

async function reached({ receipts }: ApplyingCrowd, enough: number): Promise<void> {
  const limit = performance.now() + 120_000
  while (receipts.size < enough) {
    assert.ok(performance.now() < limit, `${receipts.size} receipts after two minutes`)
    await pause(5)
  }
}

type Asking = { ask<Row>(question: string): Promise<Row[]>; close(): Promise<void> }

async function openClosed(data: string): Promise<Asking> {
  const server = await startEmbedded(data)
  const pool = openPool({ embedded: server.connection })
  return {
    ask: async <Row>(question: string) => (await pool.query(question)).rows as Row[],
    async close() {
      await pool.end()
      await server.close()
    },
  }
}

async function openServer(url = ''): Promise<Asking> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    ask: async <Row>(question: string) => (await client.query(question)).rows as Row[],
    close: () => client.end(),
  }
}

type Pool = Record<'taken' | 'waiting' | 'limit' | 'seated' | 'queued' | 'unfair', number>
const counts = `
  select p.taken, p.waiting, p.accepted_limit as limit,
    (count(*) filter (where a.state in ('held', 'confirmed', 'offered')))::int as seated,
    (count(*) filter (where a.state = 'waiting'))::int as queued,
    (count(*) filter (where a.state = 'waiting' and exists (
      select from applications b where b.pool_id = a.pool_id and b.number > a.number
        and b.state in ('held', 'confirmed') and b.source = 'web')))::int as unfair
  from pools p join applications a on a.pool_id = p.id join events e on e.id = p.event_id
  where e.slug = 'seminar-nagoya' and p.channel = 'stream' group by p.id`

async function nobodyLostNobodyTwice(crowd: ApplyingCrowd, database: Asking, count: number) {
  const rows = await database.ask<{ email: string; active: number; steps: number }>(`
    select email, count(*)::int as active,
      (select count(*)::int from application_steps s where s.application_id = min(a.id)) as steps
    from applications a where email like 'rush-%' group by email`)
  const [pool] = await database.ask<Pool>(counts)
  await database.close()
  assert.equal(crowd.receipts.size, count)
  assert.deepEqual(
    [...crowd.receipts].filter(([, paths]) => paths.size !== 1),
    [],
  )
  const stored = new Map(rows.map((row) => [row.email, row]))
  assert.deepEqual(
    [...crowd.receipts.keys()].filter((email) => !stored.has(email)),
    [],
  )
  assert.deepEqual(
    rows.filter(({ active, steps }) => active !== 1 || steps !== 1),
    [],
  )
  assert.ok(pool)
  assert.deepEqual(pool, { ...pool, taken: pool.seated, waiting: pool.queued, unfair: 0 })
  assert.ok(pool.taken <= pool.limit)
  const odd = [...crowd.refused.keys()].filter((status) => ![0, 500, 503].includes(status))
  assert.deepEqual(odd, [])
}
