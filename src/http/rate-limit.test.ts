import assert from 'node:assert/strict'
import { eachDatabase } from '../../test/support/databases.ts'
import { transaction } from '../db/transaction.ts'
import { countAgainst, forgetOldCounters } from './rate-limit.ts'

const start = Temporal.Instant.from('2020-11-10T01:00:00Z')
const limit = { most: 6, seconds: 300 }

eachDatabase('six in five minutes pass, the seventh is told how long to wait', async ({ db }) => {
  for (let n = 1; n <= 6; n++) assert.equal(await countAgainst(db, 'a', limit, start), 0)
  const wait = await countAgainst(db, 'a', limit, start.add({ seconds: 100 }))
  assert.equal(wait, 200)
  assert.equal(await countAgainst(db, 'b', limit, start), 0)
})

eachDatabase('a burst at the end of a window still counts in the next one', async ({ db }) => {
  const late = start.add({ seconds: 299 })
  for (let n = 1; n <= 6; n++) await countAgainst(db, 'a', limit, late)
  assert.ok((await countAgainst(db, 'a', limit, start.add({ seconds: 301 }))) > 0)
  assert.equal(await countAgainst(db, 'a', limit, start.add({ seconds: 1200 })), 0)
})

eachDatabase('counters that no limit looks at are forgotten', async ({ db }) => {
  await countAgainst(db, 'old', limit, start)
  await forgetOldCounters(db, start.add({ hours: 49 }))
  assert.deepEqual(await db.selectFrom('rate_counters').select('bucket').execute(), [])
})

eachDatabase(
  'asked for at one time, as many pass as may, in the order of asking',
  async ({ db }) => {
    const asked = Array.from({ length: 20 }, (_, at) =>
      countAgainst(db, at % 2 === 0 ? 'even' : 'odd', limit, start),
    )
    const waits = await Promise.all(asked)
    assert.deepEqual(
      waits.map((wait) => wait === 0),
      waits.map((_, at) => at < 12),
    )
    assert.equal(await countAgainst(db, 'third', limit, start), 0)
  },
)

eachDatabase('a count inside a transaction is undone with it', async ({ db }) => {
  await assert.rejects(
    transaction(db, async (trx) => {
      for (let n = 1; n <= 7; n++) await countAgainst(trx, 'undone', limit, start)
      throw new Error('undone')
    }),
  )
  assert.equal(await countAgainst(db, 'undone', limit, start), 0)
})
