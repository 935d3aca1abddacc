import { resolve } from 'node:path'
import type pg from 'pg'
import type { Config } from '../config.ts'
import { migrate, readMigrations } from '../db/migrate.ts'
import { openStore } from '../files/store.ts'
import { plainError } from '../lib/plain-error.ts'
import { describe, type Header, markOf, type Trailer } from './format.ts'
import { loadBackup } from './load.ts'
import { checkBackup, readBackup } from './read.ts'
import { migrationOf } from './tables.ts'

type Open = () => Promise<{ pool: pg.Pool }>

/**
 * Checks the whole file, then opens the database and loads it: the schema as the backup had it,
 * all rows in one transaction, then the migrations since. `say` hears each step.
 * @throws Error (plain) before anything is written, when file and database do not fit
 */
export async function restoreBackup(
  path: string,
  about: { config: Config; open: Open; say: (line: string) => void },
): Promise<void> {
  const file = resolve(path)
  const { config, say } = about
  const { header, trailer } = await checkBackup(file)
  refuseNewer(file, header)
  say(`${file} is whole: ${tell(header, trailer)}.`)
  const { pool } = await about.open()
  await meetSchema(pool, header.migration)
  say('Restoring.')
  const client = await pool.connect()
  const lines = readBackup(file)
  try {
    await loadBackup(client, openStore(config.data), lines)
  } finally {
    client.release(true)
    await lines.return(undefined)
  }
  await migrate(pool)
  say(`Restored ${describe(trailer)}; every table was read again and is as it was.`)
  if (header.secret !== markOf(config.secret)) say(otherSecret)
}

const otherSecret =
  'The secret here is not the one of the backup: bring GEKKAN_SECRET or GEKKAN_DATA/secret from there, ' +
  'or people must set up their authenticator apps again.'

function tell(header: Header, trailer: Trailer): string {
  return `${describe(trailer)}, taken ${header.takenAt} by Gekkan ${header.program}`
}

function refuseNewer(file: string, { migration, program }: Header): void {
  const last = readMigrations().length
  if (migration > last)
    throw plainError(
      `${file} was written by a newer Gekkan (${program}, migration ${migration}; this one knows ${last}). ` +
        'Install that release, or a later one.',
    )
}

/** Rows go into the schema that they came from; what newer migrations do to rows is done after. */
async function meetSchema(pool: pg.Pool, wanted: number): Promise<void> {
  const client = await pool.connect()
  const present = await migrationOf(client).finally(() => client.release())
  if (present > wanted)
    throw plainError(
      `The database has the tables of migration ${present}, the backup those of ${wanted}. ` +
        'Restore into a database without tables, or a new GEKKAN_DATA; the newer migrations run after.',
    )
  await migrate(pool, readMigrations().slice(0, wanted))
}
