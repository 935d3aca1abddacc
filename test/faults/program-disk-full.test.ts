import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmbedded } from '../../src/db/embedded.ts'
import { openPool } from '../../src/db/pool.ts'
import { freshDatabase } from '../support/databases.ts'
import { freePort, type ProgramProcess, spawnProgram } from '../support/program-process.ts'
import { answerSteps, contact, what, who } from '../support/registering-by-http.ts'
import { openVisit, wordsOf } from '../support/visit.ts'

/** A small disk of the test's own. @throws Error with one line where mounting is not allowed */
function mountSmallDisk(megabytes: number): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'gekkan-disk-'))
  const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder]
  const { status, stderr, error } = spawnSync('mount', options, { encoding: 'utf8' })
  if (status !== 0) {
    rmSync(folder, { recursive: true })
    throw new Error(
      `The test of a full disk needs root, to mount a small tmpfs: ${(error?.message ?? stderr).trim()}`,
    )
  }
  return {
    folder,
    remove() {
      spawnSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Takes all room but so many bytes. */
function fillUp(folder: string, left: number): void {
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(join(folder, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - left)))
}

const files = (folder: string) =>
  readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

async function photograph(): Promise<File> {
  const { default: sharp } = await import('sharp')
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
  const image = sharp({
    create: { width: 1400, height: 1000, channels: 3, background: '#888', noise },
  })
  return new File([new Uint8Array(await image.jpeg({ quality: 90 }).toBuffer())], 'photo.jpg')
}

test('a picture that the disk has no room for is answered 507 and leaves nothing behind', async () => {
  const disk = mountSmallDisk(64)
  const database = await freshDatabase('postgres')
  let program: ProgramProcess | undefined
  try {
    const env = { DATABASE_URL: database.url as string }
    program = await spawnProgram({ data: disk.folder, port: await freePort(), env })
    const visit = openVisit(program)
    assert.equal((await answerSteps(visit)).status, 303)
    const picture = await photograph()
    const send = () => visit.post('/activities/new/what', { ...what, imageAlt: '写真' }, picture)
    fillUp(disk.folder, 40_000)
    const full = await send()
    assert.equal(full.status, 507)
    assert.match(wordsOf(full), /空き|容量|保存/)
    assert.deepEqual(files(disk.folder), [])
    assert.deepEqual(await database.db.selectFrom('images').select('id').execute(), [])
    assert.equal((await visit.get('/readyz')).status, 503)
    assert.equal((await visit.get('/activities')).status, 200)
    rmSync(join(disk.folder, 'ballast'))
    assert.equal((await send()).status, 303)
    assert.equal(files(disk.folder).length, 4)
  } finally {
    await program?.end('SIGKILL')
    await database.close()
    disk.remove()
  }
})

test('an embedded database without room refuses with 507, keeps what it had, and goes on when there is room', async (t) => {
  const disk = mountSmallDisk(256)
  let program: ProgramProcess | undefined
  try {
    program = await spawnProgram({ data: disk.folder, port: await freePort() })
    const visit = openVisit(program)
    assert.equal((await answerSteps(visit)).status, 303)
    fillUp(disk.folder, 0)
    const statuses = new Set<number>()
    let taken = 0
    for (let n = 0; n < 400 && !statuses.has(507); n += 1) {
      const stranger = openVisit(program, undefined, { 'x-forwarded-for': `10.1.1.${n % 250}` })
      const { status } = await stranger.post('/activities/new/who', {
        ...who,
        name: `株式会社${n}`,
      })
      if (status === 303) taken += 1
      else statuses.add(status)
      if (status === 503) await pause(200)
    }
    t.diagnostic(`${taken} more were taken, then ${[...statuses].join(' and ')}`)
    assert.ok(statuses.has(507), `never 507: ${[...statuses].join(' ')}`)
    assert.deepEqual(
      [...statuses].filter((status) => ![503, 507].includes(status)),
      [],
    )
    assert.equal((await visit.get('/readyz')).status, 503)
    rmSync(join(disk.folder, 'ballast'))
    const again = () => visit.post('/activities/new/contact', { ...contact })
    let last = await again()
    for (let n = 0; n < 100 && last.status !== 303; n += 1) {
      await pause(100)
      last = await again()
    }
    assert.equal(last.status, 303)
    assert.equal((await program.end('SIGTERM')).code, 0)
    const server = await startEmbedded(disk.folder)
    const pool = openPool({ embedded: server.connection })
    const { rows } = await pool.query<{ drafts: number; halves: number }>(`
      select count(*)::int as drafts, count(*) filter (where not exists
        (select 1 from activity_versions where activity_id = activities.id))::int as halves
      from activities where source = 'web'`)
    await pool.end()
    await server.close()
    assert.deepEqual(rows, [{ drafts: taken + 1, halves: 0 }])
  } finally {
    await program?.end('SIGKILL')
    disk.remove()
  }
})
