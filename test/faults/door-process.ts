// One of several processes that take applications at once: door-races.test.ts starts it.
import { openDatabase } from '../../src/db/database.ts'
import type { Change } from '../../src/features/applications/change.ts'
import { doorsOf } from '../../src/features/applications/queue.ts'
import { passCarelessly } from '../support/careless-doors.ts'
import { longBefore, quietChanges } from '../support/pools.ts'

const [url = '', manner = ''] = process.argv.slice(2)
const { db } = openDatabase({ url, max: 8 })
const doors = doorsOf({ db, clock: { now: () => longBefore }, changes: quietChanges })

async function act(poolId: number, change: Change): Promise<string> {
  if (manner === 'careless') return passCarelessly(db, poolId, change)
  const outcome = await doors.pass(poolId, change)
  if (!outcome.ok) return outcome.reason
  return outcome.application ? `${outcome.application.state} ${outcome.application.id}` : 'done'
}

process.on('message', ({ id, poolId, change }: { id: number; poolId: number; change: Change }) => {
  act(poolId, change).then(
    (answer) => process.send?.({ id, answer }),
    (error: Error) => process.send?.({ id, answer: `error ${error.message}` }),
  )
})
process.send?.('ready')
