import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Database, openDatabase } from '../../src/db/database.ts'
import { readConfig } from '../../src/config.ts'
import { demoStart } from '../../src/features/editions/demo-clock.ts'
import { makeStamp } from '../../src/http/stamp.ts'
import { openBare, openBeside } from '../../src/storage.ts'
import { makePool } from '../support/pools.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { freePort, has, onCore, repository, serve, serveGekkan, type Served } from './machine.ts'
import { against, type Line, median } from './report.ts'
import type { RushOrder, RushResult } from './rush-crowd.ts'

const capacity = 200
const tries = 20_000
// one transaction per sign-up is so slow that fewer tell its rate
const yardstickTries = 3_000
const clients = 200
const rounds = 3
const secret = randomBytes(32)

type Run = RushResult & { rate: number }

/** A rush for the places of a seminar over HTTP, beside one transaction per sign-up. */
export async function rushRows(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gekkan-rush-'))
  // the server's own user must be able to enter
  chmodSync(folder, 0o755)
  const server = await startPostgres(join(folder, 'pg'))
  await bindToCore0(join(folder, 'pg/home/data/postmaster.pid'))
  try {
    const one: Run[] = []
    const two: Run[] = []
    const locks: Run[] = []
    const conditional: Run[] = []
    const embedded: Run[] = []
    for (let round = 0; round < rounds; round++) {
      const own = { folder: join(folder, `${round}`), url: server.url, round }
      const telling = (name: string, run: Run) => {
        const { rate, p50, p99, readP99 } = run
        const times = [p50, p99, readP99].map((ms) => Math.round(ms)).join(' / ')
        console.log(`  ${name}: ${rate.toFixed(0)}/s, p50 / p99 / page p99 ${times} ms`)
        return run
      }
      one.push(telling('one process', await onPostgres({ ...own, processes: 1 })))
      two.push(telling('two processes', await onPostgres({ ...own, processes: 2 })))
      locks.push(telling('row lock', await onYardstick({ ...own, way: 'row-lock' })))
      conditional.push(telling('conditional', await onYardstick({ ...own, way: 'conditional' })))
      embedded.push(telling('embedded', await onEmbedded(join(folder, `embedded-${round}`))))
    }
    return lines({ one, two, locks, conditional, embedded })
  } finally {
    await server.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

function lines(runs: Record<'one' | 'two' | 'locks' | 'conditional' | 'embedded', Run[]>): Line[] {
  const rate = (list: Run[]) => median(list.map((run) => run.rate))
  const of = (list: Run[], pick: (run: Run) => number) => median(list.map(pick))
  const beside = (name: string, list: Run[], yardstick: Run[]): Line => {
    const value = rate(list)
    return { name, value, unit: '/s', yardstick: rate(yardstick), ratio: value / rate(yardstick) }
  }
  const p99 = of(runs.one, (run) => run.p99)
  const lockP99 = of(runs.locks, (run) => run.p99)
  return [
    against(beside('rush, PostgreSQL, beside a row lock', runs.one, runs.locks), '≥', 20),
    against(
      beside('rush, PostgreSQL, beside a conditional UPDATE', runs.one, runs.conditional),
      '≥',
      10,
    ),
    beside('rush, PostgreSQL, two processes, beside one', runs.two, runs.one),
    beside('rush, embedded, beside a row lock on PostgreSQL', runs.embedded, runs.locks),
    against(
      { name: 'rush, p99 of a sign-up', value: p99, unit: 'ms', yardstick: lockP99 },
      '≤',
      60,
      ' ms',
    ),
    against(
      {
        name: 'rush, p99 of a page meanwhile',
        value: of(runs.one, (run) => run.readP99),
        unit: 'ms',
      },
      '≤',
      300,
      ' ms',
    ),
    {
      name: 'rush, embedded, p99 of a sign-up',
      value: of(runs.embedded, (run) => run.p99),
      unit: 'ms',
    },
  ]
}

type Where = { folder: string; url: string; round: number }

async function onPostgres(about: Where & { processes: number }): Promise<Run> {
  const url = await freshDatabase(about.url, `gekkan_${about.round}_${about.processes}`)
  const env = { DATABASE_URL: url, GEKKAN_SECRET: secret.toString('hex'), ...open }
  const programs: Served[] = []
  for (let at = 0; at < about.processes; at++)
    programs.push(await serveGekkan(`${about.folder}-${about.processes}-${at}`, { env }))
  const database = openDatabase({ url, max: 2 })
  try {
    return await rushOn(programs, database)
  } finally {
    await database.close()
    for (const program of programs) await program.stop()
  }
}

async function onEmbedded(data: string): Promise<Run> {
  const program = await serveGekkan(data, {
    env: { GEKKAN_SECRET: secret.toString('hex'), ...open },
  })
  const { database } = await openBeside(readConfig({ GEKKAN_DATA: data }), openBare)
  try {
    return await rushOn([program], database)
  } finally {
    await database.close()
    await program.stop()
  }
}

/** Everybody comes from a network of their own, as the proxy in front says. */
const open = { GEKKAN_TRUSTED_PROXIES: '127.0.0.1,::1', GEKKAN_DEMO: 'on' }

async function rushOn(programs: Served[], database: Database): Promise<Run> {
  const { db } = database
  const warm = await seminar(database)
  const origins = programs.map(({ origin }) => origin)
  await crowd({ origins, path: warm.path, bodies: forms(2_000), clients, reading: [] })
  const { pool, path } = await seminar(database)
  const reading = ['/', '/events', path.replace('/apply', ''), '/activities?page=2']
  const result = await crowd({ origins, path, bodies: forms(tries), clients, reading })
  if (result.accepted !== tries) throw new Error(`refused: ${JSON.stringify(result.others)}`)
  const row = await db
    .selectFrom('pools')
    .selectAll()
    .where('id', '=', pool)
    .executeTakeFirstOrThrow()
  if (row.taken !== capacity || row.waiting !== tries - capacity)
    throw new Error(`${row.taken} taken and ${row.waiting} waiting of ${tries}`)
  const { rows } = await database.pool.query<{ people: number; unfair: number }>(
    `select count(distinct email_key)::int as people,
       (count(*) filter (where before > waiting_number))::int as unfair
     from (select email_key, waiting_number,
       max(waiting_number) over (order by number rows between unbounded preceding and 1 preceding) as before
       from applications where pool_id = $1) as all_of_them`,
    [pool],
  )
  if (rows[0]?.people !== tries || rows[0].unfair !== 0)
    throw new Error(`lost, doubled or unfair: ${JSON.stringify(rows)}`)
  return { ...result, rate: tries / result.seconds }
}

/** A yardstick writes into the tables of a database that the program has made. */
async function onYardstick(about: Where & { way: 'row-lock' | 'conditional' }): Promise<Run> {
  const url = onDatabase(about.url, `gekkan_${about.round}_1`)
  const database = openDatabase({ url, max: 1 })
  const { pool, path } = await seminar(database)
  await database.close()
  const port = await freePort()
  const command = ['test/load/rush-yardstick.ts', `${port}`, `${pool}`, about.way]
  const server = await serve([process.execPath, ...command], { port, env: { DATABASE_URL: url } })
  const order = { origins: [server.origin], path, clients, reading: [] }
  await crowd({ ...order, bodies: forms(300) })
  const result = await crowd({ ...order, bodies: forms(yardstickTries) })
  await server.stop()
  if (result.accepted !== yardstickTries)
    throw new Error(`the yardstick refused: ${JSON.stringify(result.others)}`)
  return { ...result, rate: yardstickTries / result.seconds }
}

async function seminar({ db }: Database): Promise<{ pool: number; path: string }> {
  const startsAt = demoStart.add({ hours: 24 * 20 })
  const pool = await makePool(db, { accepted: capacity, startsAt })
  const { slug } = await db
    .selectFrom('events')
    .innerJoin('pools', 'pools.event_id', 'events.id')
    .select('slug')
    .where('pools.id', '=', pool)
    .executeTakeFirstOrThrow()
  return { pool, path: `/events/${slug}/apply` }
}

let people = 0

/** Filled forms, each with a stamp of its own as the page would have carried it a minute ago. */
function forms(count: number): string[] {
  const shown = demoStart.subtract({ minutes: 1 })
  return Array.from({ length: count }, () => {
    const _stamp = makeStamp(secret, 'applications.apply', shown)
    const email = `rush${people++}@example.jp`
    return String(new URLSearchParams({ _stamp, name: '試験 太郎', email, consent: 'yes' }))
  })
}

async function crowd(order: RushOrder): Promise<RushResult> {
  const [file, rest] = onCore(1, [process.execPath, 'test/load/rush-crowd.ts'])
  const child = spawn(file, rest, { cwd: repository, stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(order))
  let output = ''
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  await new Promise((resolve) => child.once('close', resolve))
  return JSON.parse(output) as RushResult
}

/** The database shares its core with the program: 1 + 1 = one small server. */
async function bindToCore0(pidFile: string): Promise<void> {
  if (!has('taskset')) return
  const [pid = ''] = readFileSync(pidFile, 'utf8').split('\n')
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  for (const one of [pid, ...children]) await promisify(execFile)('taskset', ['-acp', '0', one])
}

async function freshDatabase(server: string, name: string): Promise<string> {
  const database = openDatabase({ url: server, max: 1 })
  await database.pool.query(`create database ${name}`)
  await database.close()
  return onDatabase(server, name)
}

function onDatabase(url: string, name: string): string {
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}
