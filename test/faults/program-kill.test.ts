import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '../../src/db/embedded.ts'
import { openPool } from '../../src/db/pool.ts'
import { databaseKinds, freshDatabase } from '../support/databases.ts'
import { freePort, type ProgramProcess, spawnProgram } from '../support/program-process.ts'
import { startCrowd } from '../support/registering-crowd.ts'

const count = 1000
const parallel = 8
const killsAfter = [100, 450, 800]

type Row = { contact_email: string; state: string; mails: number; links: number; versions: number }
const question = `
  select contact_email, state,
    (select count(*)::int from mails
      where to_address = contact_email and kind = 'registration.confirm') as mails,
    (select count(*)::int from personal_links
      where subject_id = activities.id and purpose = 'confirm') as links,
    (select count(*)::int from activity_versions where activity_id = activities.id) as versions
  from activities where source = 'web'`

for (const kind of databaseKinds) {
  test(`kill -9 during ${count} registrations on ${kind} loses no acknowledged one and leaves no half one`, async (t) => {
    const data = mkdtempSync(join(tmpdir(), 'gekkan-kill-'))
    const database = kind === 'postgres' ? await freshDatabase('postgres') : undefined
    const env = database?.url ? { DATABASE_URL: database.url } : {}
    const about = { data, port: await freePort(), env }
    let program: ProgramProcess | undefined
    try {
      program = await spawnProgram(about)
      const began = performance.now()
      const crowd = startCrowd(program.origin, count, parallel)
      for (const enough of killsAfter) {
        while (crowd.acknowledged.length < enough && performance.now() - began < 120_000)
          await pause(5)
        await program.end('SIGKILL')
        program = await spawnProgram(about)
      }
      await crowd.finished
      const seconds = Math.round((performance.now() - began) / 1000)
      assert.equal((await program.end('SIGTERM')).code, 0)
      const rows = await ask(data, database?.url)
      const stored = new Map(rows.map((row) => [row.contact_email, row]))
      const lost = crowd.acknowledged.filter((email) => stored.get(email)?.state !== 'unconfirmed')
      assert.deepEqual(lost, [])
      const halves = rows.filter(
        ({ state, mails, links, versions }) =>
          versions !== 1 || (state === 'draft' ? mails + links !== 0 : mails !== 1 || links !== 1),
      )
      assert.deepEqual(halves, [])
      // only what was in hand at a kill may be without an acknowledgement
      const cut = count - crowd.acknowledged.length
      t.diagnostic(`${crowd.acknowledged.length} acknowledged, ${cut} cut, ${seconds} s`)
      assert.deepEqual(
        [...crowd.refused.keys()].filter((status) => status !== 0),
        [],
      )
      assert.ok(cut <= killsAfter.length * parallel, `${cut} without an acknowledgement`)
    } finally {
      await program?.end('SIGKILL')
      await database?.close()
      rmSync(data, { recursive: true, force: true })
    }
  })
}

async function ask(data: string, url: string | undefined): Promise<Row[]> {
  if (url) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query<Row>(question)
    await client.end()
    return rows
  }
  const server = await startEmbedded(data)
  const pool = openPool({ embedded: server.connection })
  const { rows } = await pool.query<Row>(question)
  await pool.end()
  await server.close()
  return rows
}
