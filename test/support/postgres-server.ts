import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries, type Binaries } from './postgres-binaries.ts'

/** A PostgreSQL of our own that a test may stop, kill and start again. */
export type PostgresServer = {
  /** Superuser on database postgres. */
  url: string
  start(): Promise<void>
  /** `fast` disconnects everybody and checkpoints; `immediate` leaves recovery to the next start. */
  stop(how?: 'fast' | 'immediate'): Promise<void>
  /** kill -9 of the server and all its children. */
  kill(): Promise<void>
  /** Stops and deletes it. */
  remove(): Promise<void>
}

const startLimitMs = 60_000

/** Creates a cluster in `folder` (made here; must be short enough for a socket) and starts it. */
export async function startPostgres(folder: string): Promise<PostgresServer> {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const binaries = findBinaries(folder)
  const home = join(folder, 'home')
  mkdirSync(home, { mode: 0o700 })
  if (binaries.owner) chownSync(home, binaries.owner.uid, binaries.owner.gid)
  createCluster(binaries, home)
  const url = `postgresql://gekkan@localhost/postgres?host=${encodeURIComponent(home)}`
  let child: ChildProcess | undefined
  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exit = new Promise((resolve) => child!.once('exit', resolve))
    child.kill(signal)
    await exit
  }
  const server: PostgresServer = {
    url,
    async start() {
      child = launch(binaries, home)
      await answer(url, child, home)
    },
    stop: (how = 'fast') => end(how === 'fast' ? 'SIGINT' : 'SIGQUIT'),
    async kill() {
      const children = child?.pid ? childrenOf(child.pid) : []
      await end('SIGKILL')
      children.forEach(killQuietly)
    },
    async remove() {
      await end('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}

function createCluster({ folder, owner }: Binaries, home: string): void {
  const options = ['-U', 'gekkan', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  const made = spawnSync(join(folder, 'initdb'), ['-D', join(home, 'data'), ...options], {
    ...owner,
    cwd: home,
    encoding: 'utf8',
  })
  if (made.status !== 0)
    throw new Error(`initdb of ${folder} failed: ${made.error?.message ?? made.stderr}`)
}

/** On a Unix socket only, so that no port can be taken; fsync stays on, as in production. */
function launch({ folder, owner }: Binaries, home: string): ChildProcess {
  const log = openSync(join(home, 'log'), 'a')
  const settings = ['listen_addresses=', `unix_socket_directories=${home}`, 'max_connections=200']
  const parameters = settings.flatMap((setting) => ['-c', setting])
  return spawn(join(folder, 'postgres'), ['-D', join(home, 'data'), ...parameters], {
    ...owner,
    cwd: home,
    stdio: ['ignore', log, log],
    detached: true,
  })
}

async function answer(url: string, child: ChildProcess, home: string): Promise<void> {
  const limit = performance.now() + startLimitMs
  while (performance.now() < limit && child.exitCode === null) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('select 1')
      return
    } catch {
      await pause(50)
    } finally {
      await client.end().catch(() => {})
    }
  }
  const last = readFileSync(join(home, 'log'), 'utf8').trim().split('\n').slice(-5).join(' | ')
  throw new Error(`PostgreSQL did not start: ${last}`)
}

/** Backends leave the server's process group, so they are asked for by parent. */
function childrenOf(pid: number): number[] {
  const listed = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout ?? ''
  return listed
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([own]) => own!)
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it ended with its parent
  }
}
