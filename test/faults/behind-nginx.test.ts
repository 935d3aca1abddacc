import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startApplying } from '../support/applying-crowd.ts'
import { freshDatabase } from '../support/databases.ts'
import { startNginx } from '../support/nginx.ts'
import { freePort, type ProgramProcess, spawnProgram } from '../support/program-process.ts'

const restarts = 2

test(`two processes behind nginx, one after the other ended by SIGTERM ${restarts} times under load: no request fails`, async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'gekkan-nginx-'))
  const database = await freshDatabase('postgres')
  const port = await freePort()
  const ports = [await freePort(), await freePort()]
  const env = {
    DATABASE_URL: database.url ?? '',
    GEKKAN_SECRET: 'a1'.repeat(32),
    GEKKAN_ORIGIN: `http://localhost:${port}`,
  }
  const start = (at: number) =>
    spawnProgram({ data, port: ports[at] ?? 0, env: { ...env, HOST: '127.0.0.1' } })
  const programs: ProgramProcess[] = [await start(0), await start(1)]
  const nginx = await startNginx(join(data, 'nginx'), { port, programs: ports })
  t.after(async () => {
    await nginx.stop()
    for (const program of programs) await program.end('SIGKILL')
    await database.close()
    rmSync(data, { recursive: true, force: true })
  })
  const path = '/events/ceremony/apply'
  const crowd = startApplying(nginx.origin, { path, count: 1e6, parallel: 6, patient: false })
  const reading = readMeanwhile(nginx.origin)
  for (let turn = 0; turn < restarts; turn++) {
    const enough = crowd.receipts.size + 30
    while (crowd.receipts.size < enough) await pause(5)
    const program = programs[turn % 2] as ProgramProcess
    assert.equal((await program.end('SIGTERM')).code, 0)
    programs[turn % 2] = await start(turn % 2)
  }
  crowd.stop()
  await crowd.finished
  const { read, failed } = await reading.stop()
  t.diagnostic(`${crowd.receipts.size} receipts, ${read} pages read`)
  assert.deepEqual([...crowd.refused], [])
  assert.deepEqual(failed, [])
  assert.ok(read > restarts * 20)
  const { count } = await database.db
    .selectFrom('applications')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('email', 'like', 'rush-%')
    .executeTakeFirstOrThrow()
  assert.equal(Number(count), crowd.receipts.size)
})

/** Somebody who looks at pages all the while. */
function readMeanwhile(origin: string) {
  let stopped = false
  const failed: string[] = []
  const paths = ['/', '/events', '/events/ceremony', '/activities?q=ICT', '/en/activities']
  let read = 0
  const done = (async () => {
    for (; !stopped; read++) {
      const path = paths[read % paths.length] ?? '/'
      const status = await fetch(origin + path).then(
        async (response) => (await response.text()) && response.status,
        (error: Error) => error.message,
      )
      if (status !== 200) failed.push(`${path}: ${status}`)
    }
  })()
  return {
    async stop() {
      stopped = true
      await done
      return { read, failed }
    },
  }
}
