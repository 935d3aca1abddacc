import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { eachDatabase } from '../../test/support/databases.ts'
import { transaction } from '../db/transaction.ts'
import { enqueue, jobsRun, startJobs } from './boss.ts'
import type { Queue } from './job.ts'

const log = { info() {}, warn() {}, error() {} }
const settings = { retries: 2, firstRetry: 1, longestRetry: 2, limit: 60 }
const plain: Queue<{ n: number }> = { name: 'plain', ...settings }
const keyed: Queue<{ n: number }> = { name: 'keyed', keyOf: ({ n }) => String(n), ...settings }

async function until(done: () => boolean, ms = 10_000): Promise<void> {
  for (let waited = 0; !done(); waited += 10) {
    if (waited > ms) throw new Error(`not within ${ms} ms`)
    await pause(10)
  }
}

eachDatabase('a job begins soon after its COMMIT, and never after a ROLLBACK', async (on, t) => {
  const jobs = await startJobs({ pool: on.pool, log, queues: [plain] })
  try {
    const ran: number[] = []
    await jobs.work({ queue: plain, parallel: 2, run: async ({ n }) => void ran.push(n) })
    await pause(300)
    const waits = []
    for (let n = 0; n < 5; n += 1) {
      const began = performance.now()
      await transaction(on.db, (trx) => enqueue(trx, plain, { n }))
      await until(() => ran.length === n + 1)
      waits.push(performance.now() - began)
    }
    const median = waits.toSorted((a, b) => a - b)[2] as number
    t.diagnostic(`from the call to the run: median ${Math.round(median)} ms`)
    assert.ok(median < 500, `${median} ms`)
    const failing = transaction(on.db, async (trx) => {
      await enqueue(trx, plain, { n: 99 })
      throw new Error('undone')
    })
    await assert.rejects(failing, /undone/)
    await pause(2500)
    assert.deepEqual(ran, [0, 1, 2, 3, 4])
  } finally {
    await jobs.stop()
  }
})

eachDatabase('one subject has one unfinished job, and never runs twice at once', async (on) => {
  const jobs = await startJobs({ pool: on.pool, log, queues: [keyed] })
  try {
    let now = 0
    let most = 0
    const ran: number[] = []
    await transaction(on.db, async (trx) => {
      await enqueue(trx, keyed, { n: 1 })
      await enqueue(trx, keyed, { n: 1 })
      await enqueue(trx, keyed, { n: 2 })
    })
    const run = async ({ n }: { n: number }) => {
      if (n === 1) most = Math.max(most, ++now)
      await pause(200)
      if (n === 1) now -= 1
      ran.push(n)
    }
    await jobs.work({ queue: keyed, parallel: 3, run })
    await until(() => ran.length === 2)
    await transaction(on.db, (trx) => enqueue(trx, keyed, { n: 1 }))
    await until(() => ran.length === 3)
    assert.deepEqual(ran.toSorted(), [1, 1, 2])
    assert.equal(most, 1)
  } finally {
    await jobs.stop()
  }
})

eachDatabase('a failing job is told its attempt and when it is the last', async (on) => {
  const jobs = await startJobs({ pool: on.pool, log, queues: [plain] })
  try {
    const seen: [number, boolean][] = []
    const run = async (_: object, { attempt, last }: { attempt: number; last: boolean }) => {
      seen.push([attempt, last])
      throw new Error('again')
    }
    await jobs.work({ queue: plain, parallel: 1, run })
    await transaction(on.db, (trx) => enqueue(trx, plain, { n: 1 }))
    await until(() => seen.length === 3, 20_000)
    await pause(300)
    assert.deepEqual(seen, [
      [0, false],
      [1, false],
      [2, true],
    ])
  } finally {
    await jobs.stop()
  }
})

eachDatabase('a schedule keeps Tokyo time and is written once', async (on) => {
  for (const cron of ['0 3 * * *', '30 9 * * 1']) {
    const jobs = await startJobs({ pool: on.pool, log, queues: [] })
    await jobs.schedule('nightly', cron, async () => {})
    await jobs.stop()
  }
  const { rows } = await on.pool.query('select name, cron, timezone from pgboss.schedule')
  assert.deepEqual(rows, [{ name: 'nightly', cron: '30 9 * * 1', timezone: 'Asia/Tokyo' }])
})

eachDatabase('an undeclared queue is an error, and jobs are over after the stop', async (on) => {
  const jobs = await startJobs({ pool: on.pool, log, queues: [] })
  assert.equal(jobsRun(), true)
  const undeclared = transaction(on.db, (trx) => enqueue(trx, plain, { n: 1 }))
  await assert.rejects(undeclared, /not declared/)
  await jobs.stop()
  assert.equal(jobsRun(), false)
})
