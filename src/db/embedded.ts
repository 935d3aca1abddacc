import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { WorkerOrder, WorkerReport } from './embedded-worker.ts'
import { claimFolder } from './folder-lock.ts'

/** How `pg` reaches the embedded database. */
export type EmbeddedConnection = {
  /** The folder of a private Unix socket, or the loopback address. */
  host: string
  port: number
  user: string
  database: string
  password?: string
}

export type Embedded = {
  connection: EmbeddedConnection
  /** fsync calls that one committed write caused; 0 when data is not meant to last. */
  syncs: number
  /** The whole data folder as one tar file, to start others from (tests). */
  image(): Promise<Uint8Array>
  close(): Promise<void>
}

type Options = {
  /** False: acknowledged writes may be lost with the power (GEKKAN_DURABLE=off). */
  durable?: boolean
  /** Hears that the database broke and is being started again, with the reason. */
  onRestart?: (reason: Error) => void
}

/** sun_path is 104 bytes on macOS and BSD, 108 on Linux, with the terminating zero. */
const longestSocketPath = 100
/** libpq's name for the socket of port 5432. */
const socketName = '.s.PGSQL.5432'
const superuser = { user: 'postgres', database: 'postgres' }
const restartPauseMs = 1_000

/**
 * Starts PostgreSQL (PGlite) on a data folder, for this process alone.
 * @throws DataFolderInUse; Error when writes do not reach the disk and `durable` is not false
 */
export async function startEmbedded(folder: string, options: Options = {}): Promise<Embedded> {
  const data = resolve(folder)
  const lock = await claimFolder(data)
  const cluster = join(data, 'database')
  mkdirSync(cluster, { recursive: true, mode: 0o700 })
  const durable = options.durable ?? true
  try {
    return await supervise({ folder: cluster, image: null, durable }, join(data, 'run'), {
      onRestart: options.onRestart ?? ((reason) => process.emitWarning(reason)),
      onClose: lock.release,
    })
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * The way into the embedded database that another process runs on this folder, for those who have
 * found it in use; null where that way is known to the other process alone (see openDoor).
 */
export function runningEmbedded(folder: string): EmbeddedConnection | null {
  const host = join(resolve(folder), 'run')
  if (!existsSync(join(host, socketName))) return null
  return { host, port: 5432, ...superuser }
}

/** Starts PostgreSQL (PGlite) in memory, empty or from the file of an `image()`: for tests. */
export async function startThrowAway(image: string | null = null): Promise<Embedded> {
  const order = { folder: null, image, durable: false }
  return supervise(order, null, { onRestart: null, onClose: () => {} })
}

type Life = { onRestart: ((reason: Error) => void) | null; onClose: () => void }

async function supervise(
  what: Pick<WorkerOrder, 'folder' | 'image' | 'durable'>,
  run: string | null,
  life: Life,
): Promise<Embedded> {
  const door = openDoor(run)
  const order: WorkerOrder = { ...what, socketPath: door.socketPath, port: 0, secret: door.secret }
  const first = await firstLaunch(order).catch((error: Error) => {
    door.remove()
    throw error
  })
  const keeper = keepRunning(first, { ...order, port: first.port }, { door, ...life })
  return {
    connection: {
      host: door.socketPath ? dirname(door.socketPath) : '127.0.0.1',
      port: first.port,
      ...superuser,
      ...(door.secret ? { password: door.secret } : {}),
    },
    syncs: first.syncs,
    image: () => keeper.current().image(),
    async close() {
      await keeper.stop()
      door.remove()
      life.onClose()
    },
  }
}

/** Creating a cluster takes 400 MB more than running it: that thread is ended, and gives it back. */
async function firstLaunch(order: WorkerOrder): Promise<Running> {
  const creates = order.folder !== null && readdirSync(order.folder).length === 0
  if (creates) await (await launch(order)).close()
  return launch(order)
}

type Upkeep = { door: Door; onRestart: Life['onRestart'] }

/** A full disk can stop the database in mid-sentence: started again, it recovers from its log. */
function keepRunning(first: Running, order: WorkerOrder, { door, onRestart }: Upkeep) {
  let current = first
  let closing = false
  const watch = () => void current.broken.then(restart)
  async function restart(reason: Error): Promise<void> {
    if (closing || !onRestart) return
    onRestart(reason)
    while (!closing) {
      await new Promise((resolve) => setTimeout(resolve, restartPauseMs))
      door.clear()
      const next = await launch(order).catch(() => null)
      if (!next) continue
      current = next
      if (closing) return next.close()
      return watch()
    }
  }
  watch()
  return {
    current: () => current,
    async stop() {
      if (closing) return
      closing = true
      await current.close()
    },
  }
}

type Door = {
  socketPath: string | null
  secret: string | null
  /** Takes away what a killed server left in the way of the next. */
  clear(): void
  remove(): void
}

/** The way in: a socket in a folder that only this user can enter, or a port with a password. */
function openDoor(run: string | null): Door {
  if (process.platform === 'win32')
    return {
      socketPath: null,
      secret: randomBytes(24).toString('hex'),
      clear() {},
      remove() {},
    }
  const fits = run !== null && Buffer.byteLength(join(run, socketName)) <= longestSocketPath
  if (fits) mkdirSync(run, { recursive: true, mode: 0o700 })
  const folder = fits ? run : mkdtempSync(join(tmpdir(), 'gekkan-'))
  const socketPath = join(folder, socketName)
  const clear = () => rmSync(socketPath, { force: true })
  // a killed process leaves its socket; the folder is ours by the lock
  clear()
  const remove = () => rmSync(folder, { recursive: true, force: true })
  return { socketPath, secret: null, clear, remove }
}

type Running = {
  port: number
  syncs: number
  broken: Promise<Error>
  image(): Promise<Uint8Array>
  close(): Promise<void>
}

async function launch(order: WorkerOrder): Promise<Running> {
  // Beside this file: embedded-worker.ts in the sources, embedded-worker.js in the bundle, where
  // the worker is an entry of its own because a thread starts from a file.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const file = new URL(`./embedded-worker.${extension}`, import.meta.url)
  const worker = new Worker(file, { workerData: order })
  const answer = (wanted: WorkerReport['kind']) => waitFor(worker, wanted)
  const ready = (await answer('ready')) as WorkerReport & { kind: 'ready' }
  if (order.durable && ready.syncs === 0) {
    await worker.terminate()
    throw new Error(
      'The embedded database does not bring its writes to the disk (0 fsync calls for one commit). ' +
        'Use PostgreSQL through DATABASE_URL, or set GEKKAN_DURABLE=off to accept the loss of the last writes when power fails.',
    )
  }
  return {
    port: ready.port,
    syncs: ready.syncs,
    broken: breakOf(worker),
    async image() {
      const image = answer('image')
      worker.postMessage('image')
      return ((await image) as WorkerReport & { kind: 'image' }).bytes
    },
    async close() {
      const closed = answer('closed').catch(() => {})
      worker.postMessage('close')
      await closed
      await worker.terminate()
    },
  }
}

/** Resolves when the database breaks or its thread ends, with the reason. */
function breakOf(worker: Worker): Promise<Error> {
  return new Promise((resolve) => {
    worker.on('error', resolve)
    worker.on('exit', (code) => resolve(new Error(`the database thread ended with code ${code}`)))
    worker.on('message', (message: WorkerReport) => {
      if (message.kind !== 'failed') return
      resolve(new Error(`The embedded database stopped: ${message.message}`))
      void worker.terminate()
    })
  })
}

function waitFor(worker: Worker, wanted: WorkerReport['kind']): Promise<WorkerReport> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off('message', hear)
      worker.off('error', fail)
      worker.off('exit', exit)
      act()
    }
    const fail = (error: Error) => settle(() => reject(error))
    const exit = (code: number) => fail(new Error(`the database thread ended with code ${code}`))
    const hear = (message: WorkerReport) => {
      if (message.kind === wanted) settle(() => resolve(message))
      else if (message.kind === 'failed') fail(new Error(message.message))
    }
    worker.on('message', hear)
    worker.on('error', fail)
    worker.on('exit', exit)
  })
}
