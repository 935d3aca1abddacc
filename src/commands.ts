import { rmSync } from 'node:fs'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { insertEdition } from './features/editions/queries.ts'
import { readEditionFile } from './features/editions/read-edition-file.ts'
import { openStorage } from './gekkan.ts'
import { start } from './start.ts'

/** What `gekkan <command>` can do. */
type Command = (config: Config, rest: string[]) => Promise<void>

export const commands: Record<string, Command> = {
  start,
  migrate: async (config) => {
    const { database, embedded } = await openStorage(config)
    await database.close()
    await embedded?.close()
    console.log('The schema is up to date.')
  },
  seed: async (config, [file]) => {
    if (!file)
      throw plain('Say which edition: gekkan seed FILE (demo/2020/edition.yaml shows the form)')
    const definition = readEditionFile(file)
    const { database, embedded } = await openStorage(config)
    try {
      await insertEdition(database.db, definition, systemClock.now())
    } finally {
      await database.close()
      await embedded?.close()
    }
    console.log(`The edition ${definition.slug} is in the database.`)
  },
  reset: async (config, rest) => {
    if (config.databaseUrl) throw plain('reset only empties the embedded database; use dropdb here')
    if (!rest.includes('--yes')) throw plain(`This deletes ${config.data}. Say: gekkan reset --yes`)
    rmSync(config.data, { recursive: true, force: true })
    console.log(`${config.data} is gone. The next start begins anew.`)
  },
}

/** An error that is a sentence for the operator, shown without a stack. */
function plain(message: string): Error {
  return Object.assign(new Error(message), { plain: true })
}
