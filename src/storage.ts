import { mkdirSync } from 'node:fs'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './db/database.ts'
import { type Embedded, runningEmbedded, startEmbedded } from './db/embedded.ts'
import { DataFolderInUse } from './db/folder-lock.ts'
import { migrate } from './db/migrate.ts'

/** An open database and, unless it is a server elsewhere or another process's, its engine. */
export type Storage = { database: Database; embedded: Embedded | null }

/** Opens the database (embedded unless DATABASE_URL is set) and brings its schema up to date. */
export async function openStorage(config: Config): Promise<Storage> {
  mkdirSync(config.data, { recursive: true, mode: 0o700 })
  if (config.databaseUrl) {
    const database = openDatabase({ url: config.databaseUrl })
    await migrateThrough(config, database)
    return { database, embedded: null }
  }
  const storage = await openEmbedded(config)
  await migrate(storage.database.pool)
  return storage
}

/** The database as it is, as the role that owns the schema; nothing is migrated. */
export async function openBare(config: Config): Promise<Storage> {
  if (config.databaseUrl) {
    const url = config.migrateUrl ?? config.databaseUrl
    return { database: openDatabase({ url, max: 2 }), embedded: null }
  }
  return openEmbedded(config)
}

/**
 * Opens storage by `open`; when a running program has the embedded database, through that program.
 * On Windows and in very long paths its way in is known to itself alone: refused with a sentence.
 */
export async function openBeside(
  config: Config,
  open: (config: Config) => Promise<Storage>,
): Promise<Storage> {
  try {
    return await open(config)
  } catch (error) {
    const connection = error instanceof DataFolderInUse && runningEmbedded(config.data)
    if (!connection) throw error
    return { database: openDatabase({ embedded: connection, max: 1 }), embedded: null }
  }
}

/** Closes the connections, then the engine. */
export async function closeStorage({ database, embedded }: Storage): Promise<void> {
  await database.close()
  await embedded?.close()
}

async function openEmbedded(config: Config): Promise<Storage> {
  const embedded = await startEmbedded(config.data, { durable: config.durable }).catch((error) => {
    // a sentence for the operator is enough: no stack
    throw error instanceof DataFolderInUse ? Object.assign(error, { plain: true }) : error
  })
  return { database: openDatabase({ embedded: embedded.connection }), embedded }
}

/** The schema may belong to another role than the one the program runs as (R14). */
async function migrateThrough(config: Config, database: Database): Promise<void> {
  if (config.migrateUrl === config.databaseUrl || !config.migrateUrl) return migrate(database.pool)
  const owner = openDatabase({ url: config.migrateUrl, max: 1 })
  try {
    await migrate(owner.pool)
  } finally {
    await owner.close()
  }
}
