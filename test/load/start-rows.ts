import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { ensurePostgres } from '../support/postgres.ts'
import { repository, residentMB, serveGekkan } from './machine.ts'
import { against, type Line, median } from './report.ts'

const restMs = 5000

type Start = { seconds: number; cpu: number }

/** How long the program takes to answer its home page, the first time and later. */
export async function startRows(folder: string): Promise<Line[]> {
  const firsts: Start[] = []
  const laters: Start[] = []
  const bare: number[] = []
  for (let round = 0; round < 3; round++) {
    const data = join(folder, `start-${round}`)
    for (const times of [firsts, laters]) {
      const program = await serveGekkan(data, { anyCore: true })
      times.push({
        seconds: program.startedInMs / 1000,
        cpu: program.startCpuSeconds ?? NaN,
      })
      await program.stop()
    }
    bare.push(timeOfBareNode())
  }
  const yardstick = median(bare)
  const line = (name: string, times: Start[]): Line => {
    const value = median(times.map(({ seconds }) => seconds))
    const cpu = median(times.map((start) => start.cpu))
    const beside = `${cpu.toFixed(1)} s of processor; node -e 0 ${yardstick.toFixed(3)} s`
    return { name: `${name} (${beside})`, value, unit: 's' }
  }
  return [
    against(line('first start with the demo', firsts), '≤', 10, ' s'),
    against(line('start on existing data', laters), '≤', 1.5, ' s'),
  ]
}

function timeOfBareNode(): number {
  const began = performance.now()
  spawnSync(process.execPath, ['-e', '0'])
  return (performance.now() - began) / 1000
}

/** Resident memory after the home page was asked for once and five seconds of nothing. */
export async function memoryRows(folder: string): Promise<Line[]> {
  const embedded = await restingMB(join(folder, 'data'))
  const { url } = await ensurePostgres()
  const name = `bench_${process.pid}`
  const admin = new pg.Client(url)
  await admin.connect()
  await admin.query(`create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  try {
    const served = await restingMB(join(folder, 'served'), { DATABASE_URL: own.href })
    return [
      against({ name: 'memory at rest, embedded', value: embedded, unit: 'MB' }, '≤', 450, ' MB'),
      against({ name: 'memory at rest, PostgreSQL', value: served, unit: 'MB' }, '≤', 150, ' MB'),
    ]
  } finally {
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
}

async function restingMB(data: string, env: Record<string, string> = {}): Promise<number> {
  // The first start loads the demo, which is not rest.
  await (await serveGekkan(data, { env })).stop()
  const program = await serveGekkan(data, { env })
  await pause(restMs)
  const mb = residentMB(program.pid) ?? NaN
  await program.stop()
  return mb
}

/** What `npm ci --omit=dev` puts on a disk. */
export async function installRows(folder: string): Promise<Line[]> {
  const home = join(folder, 'installed')
  mkdirSync(home)
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(join(repository, file), join(home, file))
  const { status, stderr } = spawnSync(
    'npm',
    ['ci', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'],
    { cwd: home, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`npm ci failed: ${stderr}`)
  const list = JSON.parse(readFileSync(join(home, 'node_modules/.package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>
  }
  const count = Object.keys(list.packages).length
  return [
    against({ name: 'production packages', value: count, unit: 'packages' }, '≤', 130),
    against(
      { name: 'their size', value: bytesIn(join(home, 'node_modules')) / 1e6, unit: 'MB' },
      '≤',
      160,
      ' MB',
    ),
  ]
}

/** Bytes of all files in a folder. */
export function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
