import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openPool } from '../../src/db/pool.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { DataFolderInUse } from '../../src/db/folder-lock.ts'

const inserts = fileURLToPath(new URL('../support/embedded-inserts.ts', import.meta.url))

function dataFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'gekkan-fault-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts the inserting program and resolves once it has acknowledged `enough` rows. */
async function insertUntil(folder: string, enough: number, acknowledged: number[]) {
  const child = spawn(process.execPath, [inserts, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the inserting program ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line !== 'ready') acknowledged.push(Number(line))
      if (acknowledged.length >= enough) resolve()
    })
  })
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  await closed
}

async function readMarks(folder: string): Promise<Set<number>> {
  const server = await startEmbedded(folder)
  const pool = openPool({ embedded: server.connection })
  const { rows } = await pool.query('select n from marks')
  await pool.end()
  await server.close()
  return new Set(rows.map((row) => row.n as number))
}

test('kill -9 loses no acknowledged row, and the folder opens again', async (t) => {
  const folder = dataFolder(t)
  for (const enough of [1, 300, 1000]) {
    const acknowledged: number[] = []
    await kill(await insertUntil(folder, enough, acknowledged))
    const kept = await readMarks(folder)
    const lost = acknowledged.filter((n) => !kept.has(n))
    assert.ok(acknowledged.length >= enough)
    assert.deepEqual(lost, [])
    const server = await startEmbedded(folder)
    const pool = openPool({ embedded: server.connection })
    await pool.query('truncate marks')
    await pool.end()
    await server.close()
  }
})

test('a second process on the same folder is refused and told which process has it', async (t) => {
  const folder = dataFolder(t)
  const child = await insertUntil(folder, 1, [])
  try {
    await assert.rejects(startEmbedded(folder), (error: Error) => {
      assert.ok(error instanceof DataFolderInUse)
      assert.equal(error.pid, child.pid)
      assert.match(error.message, new RegExp(`in use by process ${child.pid}`))
      return true
    })
  } finally {
    await kill(child)
  }
  await readMarks(folder)
})

const strace = spawnSync('strace', ['-V']).status === 0
if (!strace) console.log('strace is not installed: the fsync calls of commits are not counted here')

/** The fdatasync calls of a whole run with so many commits, start and end included. */
function countSyncs(t: TestContext, folder: string, commits: number): number {
  const traces = dataFolder(t)
  const trace = ['-ff', '-e', 'trace=fdatasync', '-o', join(traces, 'trace')]
  const run = spawnSync('strace', [...trace, process.execPath, inserts, folder, String(commits)], {
    encoding: 'utf8',
  })
  assert.equal(run.status, 0, run.stderr)
  return readdirSync(traces)
    .map((file) => readFileSync(join(traces, file), 'utf8').match(/fdatasync\(\d+\)\s+= 0/g))
    .reduce((sum, calls) => sum + (calls?.length ?? 0), 0)
}

test('every commit reaches the disk: at least one fsync each', { skip: !strace }, (t) => {
  const commits = 200
  // a new folder each: what start and end need is the same in both, and does not count
  const without = countSyncs(t, dataFolder(t), 0)
  const syncs = countSyncs(t, dataFolder(t), commits) - without
  assert.ok(syncs >= commits, `${syncs} fdatasync for ${commits} commits`)
})

test('without durability the self-test finds no fsync, so it can tell', async (t) => {
  const folder = dataFolder(t)
  const server = await startEmbedded(folder, { durable: false })
  assert.equal(server.syncs, 0)
  await server.close()
  const durable = await startEmbedded(folder)
  assert.ok(durable.syncs > 0)
  await durable.close()
  assert.ok(!existsSync(join(folder, 'run')))
})
