import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync, readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { serveDatabase } from './embedded-server.ts'

/** What embedded.ts hands to this thread. */
export type WorkerOrder = {
  /** The cluster's folder; null keeps everything in memory and loads `image` if there is one. */
  folder: string | null
  image: string | null
  durable: boolean
  /** A Unix socket, or null for a loopback port that asks for `secret`. */
  socketPath: string | null
  /** The loopback port; 0 takes any free one. */
  port: number
  secret: string | null
}
export type WorkerReport =
  | { kind: 'ready'; port: number; syncs: number }
  | { kind: 'failed'; message: string }
  | { kind: 'image'; bytes: Uint8Array }
  | { kind: 'closed' }

type SyncHook = { stream_ops: { fsync?: (stream: { nfd?: number }) => number } }

const order = workerData as WorkerOrder
const report = (message: WorkerReport) => parentPort!.postMessage(message)
let syncs = 0

try {
  await open()
} catch (error) {
  report({ kind: 'failed', message: (error as Error).message ?? String(error) })
}

async function open(): Promise<void> {
  const fresh = order.folder !== null && readdirSync(order.folder).length === 0
  const database = await PGlite.create({
    dataDir: order.folder ?? 'memory://',
    startParams: startParameters(),
    ...(order.image ? { loadDataDir: new Blob([readFileSync(order.image)]) } : {}),
  })
  if (order.durable) await makeDurable(database, fresh)
  const fail = (error: Error) => report({ kind: 'failed', message: error.message })
  const server = serveDatabase(database, { secret: order.secret, onFailure: fail })
  const address = order.socketPath
    ? { path: order.socketPath, readableAll: false, writableAll: false }
    : { port: order.port, host: '127.0.0.1' }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const bound = server.address()
  report({ kind: 'ready', port: typeof bound === 'object' && bound ? bound.port : 5432, syncs })
  parentPort!.on('message', (message: 'close' | 'image') => {
    if (message === 'image') void sendImage(database)
    else {
      server.close(() => void database.close().then(() => report({ kind: 'closed' })))
      for (const socket of sockets) socket.destroy()
    }
  })
}

/** PGlite's own parameters, in UTC, and for lasting data without -F, which switches fsync off. */
function startParameters(): string[] {
  const own = [...PGlite.defaultStartParams, '-c', 'TimeZone=UTC']
  if (!order.durable) return own
  // Emscripten's fdatasync does nothing; its fsync reaches the hook below.
  return [...own.filter((parameter) => parameter !== '-F'), '-c', 'wal_sync_method=fsync']
}

/**
 * WORKAROUND: Emscripten's NODEFS has no fsync, so PGlite acknowledges what only the page cache
 * holds (electric-sql/pglite#1107). The missing operation is put in, and one committed write
 * counts its calls: internals may change with any release, and then the count is 0.
 */
async function makeDurable(database: PGlite, fresh: boolean): Promise<void> {
  const node = database.Module.FS.filesystems.NODEFS as unknown as SyncHook
  node.stream_ops.fsync = (stream) => {
    if (stream.nfd !== undefined) {
      fdatasyncSync(stream.nfd)
      syncs += 1
    }
    return 0
  }
  if (fresh) {
    await database.exec('checkpoint')
    syncTree(order.folder!)
  }
  syncs = 0
  await database.query(`select pg_logical_emit_message(true, 'gekkan', 'fsync self-test')`)
}

/** A new cluster was written before the hook: its files and folders are synced once. */
function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncTree(path)
    else if (entry.isFile()) syncPath(path)
  }
  // Windows cannot open a folder, and needs no sync of it
  if (process.platform !== 'win32') syncPath(folder)
}

function syncPath(path: string): void {
  const file = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  fsyncSync(file)
  closeSync(file)
}

async function sendImage(database: PGlite): Promise<void> {
  const image = await database.dumpDataDir('none')
  report({ kind: 'image', bytes: new Uint8Array(await image.arrayBuffer()) })
}
