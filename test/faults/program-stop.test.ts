import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import {
  freePort,
  launchProgram,
  type ProgramProcess,
  spawnProgram,
} from '../support/program-process.ts'
import { startCrowd } from '../support/registering-crowd.ts'

const production = {
  NODE_ENV: 'production',
  GEKKAN_DEMO: 'on',
  GEKKAN_MAIL_FROM: 'Gekkan <gekkan@example.jp>',
}
const data = mkdtempSync(join(tmpdir(), 'gekkan-stop-'))
let port: number
let program: ProgramProcess
before(async () => {
  port = await freePort()
  const env = { ...production, GEKKAN_ORIGIN: `http://localhost:${port}` }
  program = await spawnProgram({ data, port, env })
})
after(async () => {
  await program.end('SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

test('a second process on the same data folder is refused with a sentence that names the first', async () => {
  const second = launchProgram({ data, port: await freePort() })
  const [code] = await new Promise<[number | null]>((resolve) =>
    second.child.once('close', (...how: [number | null]) => resolve(how)),
  )
  assert.equal(code, 78)
  assert.match(second.output(), new RegExp(`in use by process ${program.child.pid}`))
  assert.doesNotMatch(second.output(), /\n\s+at /)
  assert.equal((await fetch(`${program.origin}/readyz`)).status, 200)
})

test('SIGTERM under load: what was begun is answered, /readyz turns red first, the end comes within 10 s', async (t) => {
  const crowd = startCrowd(program.origin, 10_000, 6)
  while (crowd.acknowledged.length < 30) await pause(10)
  const before = crowd.refused.size
  assert.equal(before, 0)
  const ended = program.end('SIGTERM')
  await pause(300)
  const readiness = await fetch(`${program.origin}/readyz`)
  assert.equal(readiness.status, 503)
  assert.equal(((await readiness.json()) as { accepting: boolean }).accepting, false)
  // a balancer that has seen it sends nobody any more; who is here is served to the end
  crowd.stop()
  await crowd.finished
  const { code, ms } = await ended
  t.diagnostic(`${crowd.acknowledged.length} acknowledged, ended after ${Math.round(ms)} ms`)
  assert.equal(code, 0)
  assert.ok(ms < 10_000, `${ms} ms`)
  assert.deepEqual([...crowd.refused], [])
  assert.deepEqual(
    readdirSync(data).filter((file) => file.endsWith('.lock')),
    [],
  )
})
