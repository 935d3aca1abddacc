import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { loadDemo } from '../../demo/load.ts'
import { describe } from '../../src/backup/format.ts'
import { restoreBackup } from '../../src/backup/restore.ts'
import { writeBackup } from '../../src/backup/write.ts'
import { readConfig } from '../../src/config.ts'
import { migrate, readMigrations } from '../../src/db/migrate.ts'
import { dumpSchema } from '../../src/db/schema-dump.ts'
import { openStore, putFile, readFile } from '../../src/files/store.ts'
import { root } from '../../src/lib/root.ts'
import { closeStorage, openBare, openStorage, type Storage } from '../../src/storage.ts'
import { type FreshDatabase, freshDatabase } from '../support/databases.ts'
import { freePort, spawnProgram } from '../support/program-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'gekkan-backup-'))
const secret = randomBytes(32).toString('hex')
const file = join(folder, 'demo.gekkan')
const source = { GEKKAN_DATA: join(folder, 'source'), GEKKAN_SECRET: secret }
const picture = randomBytes(1_500_000)
let key: string

type Environment = Record<string, string>

function launch(words: string[], env: Environment) {
  const loader = ['--disable-warning=ExperimentalWarning', '--import', './bin/tsx.mjs']
  const child = spawn(process.execPath, [...loader, 'src/main.ts', ...words], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output += String(chunk)))
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.once('close', (code: number | null) => resolve({ code, output })),
  )
  return { child, ended, output: () => output }
}

const gekkan = (words: string[], env: Environment) => launch(words, env).ended

async function save(path: string, env: Environment): Promise<string> {
  const config = readConfig(env)
  const storage = await openBare(config)
  try {
    return describe(await writeBackup(storage.database.pool, config, path))
  } finally {
    await closeStorage(storage)
  }
}

async function bring(path: string, env: Environment): Promise<string> {
  const config = readConfig(env)
  const said: string[] = []
  let storage: Storage | undefined
  const open = async () => (storage = await openBare(config)).database
  try {
    await restoreBackup(path, { config, open, say: (line) => said.push(line) })
  } finally {
    if (storage) await closeStorage(storage)
  }
  return said.join('\n')
}

async function succeeds(words: string[], env: Environment): Promise<string> {
  const { code, output } = await gekkan(words, env)
  assert.equal(code, 0, output)
  return output
}

/** A refusal is a sentence, not a stack. */
async function refused(words: string[], env: Environment, reason: RegExp): Promise<void> {
  const { code, output } = await gekkan(words, env)
  assert.equal(code, 78, output)
  assert.match(output, reason)
  assert.doesNotMatch(output, /\n\s+at /)
}

/** The trailer's count and sum of each table, and the rest of the file's lines by kind. */
function read(path: string) {
  const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n')
  return {
    lines,
    trailer: JSON.parse(lines.at(-1)!) as { tables: { name: string; rows: number }[] },
  }
}

/** A backup whose trailer fits its lines, as another program would have written it. */
function forge(path: string, change: (lines: string[]) => string[]): string {
  const { lines, trailer } = read(path)
  const body = change(lines.slice(0, -1)).map((line) => `${line}\n`)
  const sha256 = createHash('sha256').update(body.join('')).digest('hex')
  const forged = join(folder, `forged-${randomBytes(4).toString('hex')}`)
  writeFileSync(forged, gzipSync(`${body.join('')}${JSON.stringify({ ...trailer, sha256 })}\n`))
  return forged
}

/** kill -9 once the embedded database is made and the rows begin to come. */
async function killMidway(path: string, env: Environment): Promise<void> {
  const program = launch(['restore', path], env)
  while (!program.output().includes('Restoring.')) {
    assert.equal(program.child.exitCode, null, program.output())
    await pause(10)
  }
  program.child.kill('SIGKILL')
  assert.equal((await program.ended).code, null)
  assert.doesNotMatch(program.output(), /Restored/)
}

async function emptyPostgres(): Promise<{ base: FreshDatabase; env: Environment }> {
  const base = await freshDatabase('postgres')
  const data = mkdtempSync(join(folder, 'postgres-'))
  return { base, env: { DATABASE_URL: base.url!, GEKKAN_DATA: data, GEKKAN_SECRET: secret } }
}

const countOf = async ({ pool }: Pick<FreshDatabase, 'pool'>, table: string) =>
  (await pool.query(`select count(*)::int as n from ${table}`)).rows[0].n as number

before(async () => {
  const storage = await openStorage(readConfig(source))
  await loadDemo(storage.database.db)
  // a number that was given and is gone must not be given again
  await storage.database.pool.query(
    `select nextval(pg_get_serial_sequence('staff', 'id')) from generate_series(1, 40)`,
  )
  const put = await putFile(openStore(source.GEKKAN_DATA), picture, { type: 'image/png' })
  key = put.key
  await closeStorage(storage)
  assert.match(
    await succeeds(['backup', file], source),
    /demo\.gekkan: \d+ tables, [\d,]+ rows, 1 files/,
  )
})
after(() => rmSync(folder, { recursive: true, force: true }))

test('embedded to PostgreSQL and back, killed once on the way: every table, the file, the counters and the rules are equal', async () => {
  const { base, env } = await emptyPostgres()
  try {
    const rules = await dumpSchema(base.pool)
    const said = await bring(file, env)
    assert.doesNotMatch(said, /secret here is not/)
    assert.equal(await countOf(base, 'activities'), 592)
    assert.equal(await dumpSchema(base.pool), rules)
    assert.deepEqual(Buffer.from((await readFile(openStore(env['GEKKAN_DATA']!), key))!), picture)
    await assert.rejects(base.pool.query('update audit_entries set note = $1', ['x']), /audit/)
    const back = join(folder, 'back.gekkan')
    await save(back, env)
    await assert.rejects(save(back, env), /is there already/)
    const second = { GEKKAN_DATA: join(folder, 'second'), GEKKAN_SECRET: 'ab'.repeat(32) }
    await killMidway(back, second)
    assert.match(await bring(back, second), /secret here is not the one/)
    const third = join(folder, 'third.gekkan')
    await save(third, second)
    const [one, two, three] = [file, back, third].map(read)
    assert.equal(one!.trailer.tables.find(({ name }) => name === 'activities')?.rows, 592)
    assert.deepEqual(two!.trailer.tables, one!.trailer.tables)
    assert.deepEqual(three!.lines.slice(1, -1), one!.lines.slice(1, -1), 'all but the header')
    const storage = await openBare(readConfig(second))
    const next = `select nextval(pg_get_serial_sequence('staff', 'id')) as n`
    assert.ok((await storage.database.pool.query(next)).rows[0].n > 40)
    await closeStorage(storage)
  } finally {
    await base.close()
  }
})

test('a truncated file, a flipped byte, more behind the end, a newer or a foreign file: refused before anything is written', async () => {
  const bytes = readFileSync(file)
  const keep = (name: string, content: Buffer) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const flipped = (at: number) => {
    const copy = Buffer.from(bytes)
    copy[at]! ^= 1
    return copy
  }
  const header = (change: object) =>
    forge(file, ([first, ...rest]) => [
      JSON.stringify({ ...JSON.parse(first!), ...change }),
      ...rest,
    ])
  const cases: [string, RegExp][] = [
    [keep('half', bytes.subarray(0, bytes.length >> 1)), /damaged or incomplete/],
    [keep('no-end', bytes.subarray(0, -1)), /damaged or incomplete/],
    [keep('empty', Buffer.alloc(0)), /damaged or incomplete/],
    [keep('flip-early', flipped(40)), /damaged or incomplete/],
    [keep('flip-middle', flipped(bytes.length >> 1)), /damaged or incomplete/],
    [keep('flip-late', flipped(bytes.length - 6)), /damaged or incomplete/],
    [keep('twice', Buffer.concat([bytes, bytes])), /something follows its end/],
    [keep('text', gzipSync('{"kind":"letter"}\n')), /not a backup of Gekkan/],
    [header({ migration: 999, program: '9.9.9' }), /newer Gekkan \(9\.9\.9, migration 999/],
    [header({ formatVersion: 2, program: '9.9.9' }), /newer Gekkan \(9\.9\.9\)/],
    [join(folder, 'nowhere'), /cannot be read/],
  ]
  const env = { GEKKAN_DATA: join(folder, 'untouched'), GEKKAN_SECRET: secret }
  for (const [path, reason] of cases) await assert.rejects(bring(path, env), reason)
  await refused(['restore', cases[0]![0]], env, cases[0]![1])
  assert.ok(!existsSync(join(folder, 'untouched')), 'not even a folder was made')
})

test('a database with rows is refused and stays as it is; so does one whose rows do not come out right', async () => {
  const { base, env } = await emptyPostgres()
  try {
    await base.pool.query(`insert into settings values ('mine', '1')`)
    await assert.rejects(bring(file, env), /not empty \(there are rows in settings\)/)
    assert.equal(await countOf(base, 'activities'), 0)
    assert.equal(await countOf(base, 'settings'), 1)
    await base.pool.query('delete from settings')
    const one = forge(file, (lines) =>
      lines.toSpliced(
        lines.findIndex((line) => line[0] === '['),
        1,
      ),
    )
    await assert.rejects(bring(one, env), /did not come out as it was|foreign key/)
    for (const { name } of read(file).trailer.tables)
      assert.equal(await countOf(base, name), 0, name)
  } finally {
    await base.close()
  }
})

test("an older program's backup is loaded into its own schema and brought up to date after", async () => {
  const { base, env } = await emptyPostgres()
  const begin = () => base.pool.query('drop schema public cascade; create schema public')
  try {
    const rules = await dumpSchema(base.pool)
    await begin()
    await migrate(base.pool, readMigrations().slice(0, 1))
    await base.pool.query(`insert into settings values ('mine', '1')`)
    const old = join(folder, 'old.gekkan')
    await save(old, env)
    await begin()
    await migrate(base.pool)
    await assert.rejects(bring(old, env), /tables of migration \d+, the backup those of 1/)
    await begin()
    await bring(old, env)
    assert.equal(await countOf(base, 'settings'), 1)
    assert.equal(await dumpSchema(base.pool), rules)
  } finally {
    await base.close()
  }
})

test('kill -9 in the middle of a restore leaves an empty target, and the next restore succeeds', async () => {
  const { base, env } = await emptyPostgres()
  try {
    const program = launch(['restore', file], env)
    const busy = `select 1 from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and query like 'insert%'`
    while ((await base.pool.query(busy)).rowCount === 0)
      assert.equal(program.child.exitCode, null, program.output())
    program.child.kill('SIGKILL')
    assert.equal((await program.ended).code, null)
    assert.match(program.output(), /Restoring\.\s*$/)
    for (const { name } of read(file).trailer.tables)
      assert.equal(await countOf(base, name), 0, name)
    await succeeds(['restore', file], env)
    assert.equal(await countOf(base, 'activities'), 592)
  } finally {
    await base.close()
  }
})

test('while the program runs on the embedded database a backup is taken and a link made, a restore refused', async () => {
  const port = await freePort()
  const program = await spawnProgram({
    data: source.GEKKAN_DATA,
    port,
    env: { GEKKAN_SECRET: secret },
  })
  try {
    const running = join(folder, 'running.gekkan')
    await succeeds(['backup', running], source)
    const rows = (path: string) =>
      read(path).trailer.tables.find(({ name }) => name === 'activity_versions')
    assert.deepEqual(rows(running), rows(file))
    assert.equal((await fetch(`${program.origin}/readyz`)).status, 200)
    await assert.rejects(bring(file, source), new RegExp(`in use by process ${program.child.pid}`))
    const said = await succeeds(['administrator-link'], source)
    const path = /\/staff\/join\/[\w-]{43}$/m.exec(said)?.[0]
    assert.equal((await fetch(`${program.origin}${path}`)).status, 200)
    assert.equal((await fetch(`${program.origin}${path}x`)).status, 404)
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.part')),
      [],
    )
  } finally {
    await program.end('SIGTERM')
  }
})
