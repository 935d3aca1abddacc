import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import {
  mkdir,
  open,
  readdir,
  readFile as readBytes,
  rename,
  rm,
  stat,
  statfs,
} from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'

/** A folder of files under random names: what people have uploaded, once it is re-encoded. */
export type FileStore = { folder: string }

/** There is no room left on the disk (or in the quota); nothing was kept of the file. */
export class StorageFull extends Error {
  constructor(cause: unknown) {
    super('There is no room left for files', { cause })
  }
}

/** A name nobody can guess, in lower case for disks that do not tell the cases apart. */
export const keyPattern = /^[0-9a-f]{32}$/

/** The store in `<data>/files`; the folder is made when it is not there. */
export function openStore(data: string): FileStore {
  const folder = join(data, 'files')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return { folder }
}

/**
 * Keeps bytes under a new random key. When it returns, file and name are on the disk (fsync of both);
 * when it throws, nothing is left. `type` is for stores that keep it with the file; a disk does not.
 * @throws StorageFull
 */
export async function putFile(
  store: FileStore,
  bytes: Uint8Array,
  _options: { type: string },
): Promise<{ key: string; size: number; sha256: string }> {
  const key = randomBytes(16).toString('hex')
  const path = pathOf(store, key)
  const part = `${path}.part`
  try {
    const made = await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
    if (made) await syncFolder(store.folder)
    await writeDurably(part, bytes)
    await rename(part, path)
    await syncFolder(join(path, '..'))
  } catch (error) {
    await Promise.all([part, path].map((file) => rm(file, { force: true })))
    throw isFull(error) ? new StorageFull(error) : error
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { key, size: bytes.length, sha256 }
}

/** The bytes kept under a key; `undefined` for a key that is not there or is not one of ours. */
export async function readFile(store: FileStore, key: string): Promise<Uint8Array | undefined> {
  if (!keyPattern.test(key)) return undefined
  try {
    return await readBytes(pathOf(store, key))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** A file of the store, open to be read in parts. `read` closes it at its end, and when nobody listens. */
export type OpenFile = {
  size: number
  /** Bytes from one to another, both among them. */
  read(from: number, to: number): ReadableStream<Uint8Array>
  close(): Promise<void>
}

/** Opens a file without reading it; `undefined` for a key that is not there or is not one of ours. */
export async function openFile(store: FileStore, key: string): Promise<OpenFile | undefined> {
  if (!keyPattern.test(key)) return undefined
  try {
    const file = await open(pathOf(store, key))
    const { size } = await file.stat()
    return {
      size,
      read: (start, end) =>
        Readable.toWeb(file.createReadStream({ start, end })) as ReadableStream<Uint8Array>,
      close: () => file.close(),
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Removes a file for good; says whether there was one. */
export async function removeFile(store: FileStore, key: string): Promise<boolean> {
  if (!keyPattern.test(key)) return false
  const path = pathOf(store, key)
  try {
    await rm(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
  await syncFolder(join(path, '..'))
  return true
}

/** Removes what a killed process has left half-written before an instant; returns how many. */
export async function removeUnfinished(
  store: FileStore,
  before: Temporal.Instant,
): Promise<number> {
  let removed = 0
  for (const name of await readdir(store.folder, { recursive: true })) {
    if (!name.endsWith('.part')) continue
    const path = join(store.folder, name)
    const found = await stat(path).catch(() => undefined)
    if (!found || found.mtimeMs >= before.epochMilliseconds) continue
    await rm(path, { force: true })
    removed++
  }
  return removed
}

/** Bytes that we may still write to the store's disk, for the health page. */
export async function freeBytes(store: FileStore): Promise<number> {
  const { bavail, bsize } = await statfs(store.folder)
  return bavail * bsize
}

/** Where a file is or will be. @throws Error for a key that is not one of ours */
export function pathOf(store: FileStore, key: string): string {
  if (!keyPattern.test(key)) throw new Error(`not a key of a file: ${key.slice(0, 40)}`)
  // 256 folders: a flat one with 100,000 files is slow to list and to back up
  return join(store.folder, key.slice(0, 2), key)
}

async function writeDurably(path: string, bytes: Uint8Array) {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A rename is durable only when the folder that holds the name is. */
export async function syncFolder(path: string) {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code
}
