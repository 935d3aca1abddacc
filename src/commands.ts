import { rmSync } from 'node:fs'
import { backup, restore } from './backup/commands.ts'
import { pino } from 'pino'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { anotherAdministratorLink } from './features/accounts/first-administrator.ts'
import { readDemoClock } from './features/editions/demo-clock.ts'
import { transaction } from './db/transaction.ts'
import { loadEdition } from './features/events/seeding.ts'
import { recountPools } from './features/applications/recounting.ts'
import { readEditionFile } from './features/editions/read-edition-file.ts'
import { plainError } from './lib/plain-error.ts'
import { start } from './start.ts'
import { closeStorage, openBeside, openStorage } from './storage.ts'

/** What `gekkan <command>` can do. */
type Command = (config: Config, rest: string[]) => Promise<void>

export const commands: Record<string, Command> = {
  start,
  migrate: async (config) => {
    await closeStorage(await openStorage(config))
    console.log('The schema is up to date.')
  },
  seed: async (config, [file]) => {
    if (!file)
      throw plainError(
        'Say which edition: gekkan seed FILE (demo/2020/edition.yaml shows the form)',
      )
    const definition = readEditionFile(file)
    const storage = await openStorage(config)
    try {
      await transaction(storage.database.db, (trx) =>
        loadEdition(trx, definition, systemClock.now()),
      )
    } finally {
      await closeStorage(storage)
    }
    console.log(`The edition ${definition.slug} is in the database.`)
  },
  'administrator-link': async (config) => {
    const storage = await openBeside(config, openStorage)
    try {
      const { db } = storage.database
      const clock = config.demo ? await readDemoClock(db, systemClock) : systemClock
      const path = await anotherAdministratorLink(db, clock.now())
      console.log(`Works once, for 24 hours, and makes an administrator:\n${config.origin}${path}`)
    } finally {
      await closeStorage(storage)
    }
  },
  backup,
  restore,
  recount: async (config) => {
    const { database, embedded } = await openStorage(config)
    try {
      const log = pino({ level: config.logLevel })
      const { db } = database
      const { pools, differences } = await recountPools({ db, clock: systemClock, log })
      for (const { poolId, what, stored, counted } of differences)
        console.error(`pool ${poolId}: ${what} is ${stored}, counted ${counted}`)
      console.log(`${pools} pools counted, ${differences.length} differences.`)
      if (differences.length > 0) process.exitCode = 1
    } finally {
      await database.close()
      await embedded?.close()
    }
  },
  reset: async (config, rest) => {
    if (config.databaseUrl)
      throw plainError('reset only empties the embedded database; use dropdb here')
    if (!rest.includes('--yes'))
      throw plainError(`This deletes ${config.data}. Say: gekkan reset --yes`)
    rmSync(config.data, { recursive: true, force: true })
    console.log(`${config.data} is gone. The next start begins anew.`)
  },
}
