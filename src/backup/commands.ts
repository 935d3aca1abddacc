import type { Config } from '../config.ts'
import { plainError } from '../lib/plain-error.ts'
import { closeStorage, openBare, openBeside, type Storage } from '../storage.ts'
import { describe } from './format.ts'
import { restoreBackup } from './restore.ts'
import { writeBackup } from './write.ts'

/** `gekkan backup FILE`: everything into one file, also while the program runs. */
export async function backup(config: Config, rest: string[]): Promise<void> {
  const file = onlyFile(rest, 'Say where to: gekkan backup FILE')
  const storage = await openBeside(config, openBare)
  try {
    const { path, ...trailer } = await writeBackup(storage.database.pool, config, file)
    console.log(`${path}: ${describe(trailer)}.`)
  } finally {
    await closeStorage(storage)
  }
}

/** `gekkan restore FILE`: into an empty database, and only there. */
export async function restore(config: Config, rest: string[]): Promise<void> {
  const file = onlyFile(rest, 'Say what: gekkan restore FILE')
  let storage: Storage | undefined
  const open = async () => {
    storage = await openBare(config)
    return storage.database
  }
  try {
    await restoreBackup(file, { config, open, say: (line) => console.log(line) })
  } finally {
    if (storage) await closeStorage(storage)
  }
}

function onlyFile([file, ...more]: string[], usage: string): string {
  if (!file || file.startsWith('-') || more.length > 0) throw plainError(usage)
  return file
}
