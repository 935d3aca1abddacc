import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type FileStore, keyPattern, pathOf, syncFolder } from './store.ts'

/** The keys of all files that are whole, in order; one of the 256 folders is in memory at a time. */
export async function* listFiles(store: FileStore): AsyncGenerator<string> {
  for (const folder of (await names(store.folder)).toSorted())
    for (const name of (await names(join(store.folder, folder))).toSorted())
      if (keyPattern.test(name) && name.startsWith(folder)) yield name
}

/** A file's bytes in chunks of `size` at most; none at all when the file is gone meanwhile. */
export async function* readChunks(
  store: FileStore,
  key: string,
  size: number,
): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(pathOf(store, key), { highWaterMark: size })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/**
 * Keeps a file under the key that it had elsewhere. Nothing is under the key until all chunks have
 * come; a file that is there already is replaced.
 */
export async function keepFile(
  store: FileStore,
  key: string,
  chunks: AsyncIterable<Buffer>,
): Promise<void> {
  const path = pathOf(store, key)
  const part = `${path}.part`
  if (await mkdir(join(path, '..'), { recursive: true, mode: 0o700 }))
    await syncFolder(store.folder)
  try {
    const file = await open(part, 'w', 0o600)
    try {
      for await (const chunk of chunks) await file.write(chunk)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  await syncFolder(join(path, '..'))
}

async function names(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    // a stray file among the folders, or a store that was never written
    if (['ENOTDIR', 'ENOENT'].includes(error.code ?? '')) return []
    throw error
  })
  return entries
}
