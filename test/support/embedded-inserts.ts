// Inserts rows on an embedded database and writes each number after its commit, until killed or
// until the second argument's count. For the tests that kill it.
import { writeSync } from 'node:fs'
import { openDatabase } from '../../src/db/database.ts'
import { startEmbedded } from '../../src/db/embedded.ts'

const [folder, count] = process.argv.slice(2)
const last = Number(count ?? Number.POSITIVE_INFINITY)
const server = await startEmbedded(folder!)
const database = openDatabase({ embedded: server.connection })
await database.pool.query('create table if not exists marks (n integer primary key)')
writeSync(1, 'ready\n')
let next = 1
await Promise.all(
  Array.from({ length: 4 }, async () => {
    while (next <= last) {
      const n = next++
      await database.pool.query('insert into marks values ($1)', [n])
      writeSync(1, `${n}\n`)
    }
  }),
)
await database.close()
await server.close()
