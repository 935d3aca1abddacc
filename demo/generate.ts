// Fills the configured database with invented registrations for load tests:
//   node demo/generate.ts --count 100000 [--seed 1]
// The program must not be running on the embedded database meanwhile.
import { parseArgs } from 'node:util'
import { systemClock } from '../src/clock.ts'
import { type Config, readConfig } from '../src/config.ts'
import { type Database, openDatabase } from '../src/db/database.ts'
import { startEmbedded } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { transaction } from '../src/db/transaction.ts'
import { getCurrentEdition } from '../src/features/editions/queries.ts'
import { inventActivities } from './2020/registrations.ts'
import { loadDemo } from './load.ts'
import { writeRegistrations } from './write.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
})
const count = Number(values.count)
const seed = Number(values.seed)
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) {
  console.error('usage: node demo/generate.ts --count 100000 [--seed 1]')
  process.exit(64)
}

const { database, close } = await open(readConfig())
const began = systemClock.now()
try {
  await migrate(database.pool)
  await loadDemo(database.db)
  const written = await transaction(database.db, async (trx) => {
    const edition = await getCurrentEdition(trx)
    const registrations = inventActivities({ count, seed })
    return writeRegistrations(trx, edition, registrations, { withHistory: false })
  })
  const seconds = systemClock.now().since(began).total('seconds')
  console.log(`${written} registrations in ${seconds.toFixed(1)} s`)
} finally {
  await close()
}

async function open(config: Config): Promise<{ database: Database; close(): Promise<void> }> {
  if (config.databaseUrl) {
    const database = openDatabase({ url: config.databaseUrl, max: 2 })
    return { database, close: database.close }
  }
  const embedded = await startEmbedded(config.data, { durable: config.durable })
  const database = openDatabase({ embedded: embedded.connection })
  const close = async () => {
    await database.close()
    await embedded.close()
  }
  return { database, close }
}
