import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startProgram, type TestProgram } from '../support/program.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { who } from '../support/registering-by-http.ts'
import { openVisit } from '../support/visit.ts'

const kept = ['/', '/activities', '/about']

/** Asks for readiness until it says so; @returns the milliseconds that took */
async function until(program: TestProgram, status: number): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < 15_000) {
    if ((await openVisit(program).get('/readyz')).status === status) break
    await pause(20)
  }
  return performance.now() - began
}

test('while PostgreSQL is away kept pages are served and the rest says 503; it recovers by itself', async (t) => {
  const server = await startPostgres(mkdtempSync(join(tmpdir(), 'gekkan-pg-')))
  t.after(server.remove)
  const program = await startProgram({ databaseUrl: server.url })
  t.after(() => program.close())
  const visit = openVisit(program)
  for (const path of kept) assert.equal((await visit.get(path)).status, 200)
  for (const how of ['immediate', 'fast'] as const) {
    const statuses = new Map<number, number>()
    let hammering = true
    const hammer = Array.from({ length: 4 }, async () => {
      while (hammering) {
        const { status } = await openVisit(program).post('/activities/new/who', { ...who })
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        await pause(5)
      }
    })
    await pause(200)
    await server.stop(how)
    const red = await until(program, 503)
    assert.ok(red < 2_000, `/readyz red after ${Math.round(red)} ms`)
    const dynamic = await openVisit(program).post('/activities/new/who', { ...who })
    assert.equal(dynamic.status, 503)
    assert.ok(Number(dynamic.headers.get('retry-after')) > 0)
    for (const path of kept) assert.equal((await visit.get(path)).status, 200, path)
    const unkept = await visit.get(`/activities/2020-0001?${how}`)
    assert.equal(unkept.status, 503)
    assert.ok(unkept.text.includes(String(unkept.headers.get('x-request-id'))))
    assert.doesNotMatch(unkept.text, /ECONN|ENOENT|at .*\.ts/)
    assert.equal((await visit.get('/healthz')).status, 200)
    await server.start()
    const green = await until(program, 200)
    assert.ok(green < 5_000, `/readyz green after ${Math.round(green)} ms`)
    hammering = false
    await Promise.all(hammer)
    assert.deepEqual(
      [...statuses.keys()].filter((status) => ![303, 429, 503].includes(status)),
      [],
      JSON.stringify([...statuses]),
    )
    for (const path of kept) assert.equal((await visit.get(path)).status, 200, path)
    t.diagnostic(`${how}: red ${Math.round(red)} ms, green ${Math.round(green)} ms after the start`)
    program.clock.set(program.clock.now().add({ minutes: 11 }).toString())
    assert.equal((await openVisit(program).post('/activities/new/who', { ...who })).status, 303)
  }
})
