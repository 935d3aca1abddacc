import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { fromKysely, type Db as BossDb, type JobWithMetadata, PgBoss } from 'pg-boss'
import { zone } from '../clock.ts'
import type { Db } from '../db/database.ts'
import { afterCommit } from '../db/transaction.ts'
import type { Job, JobLog, Queue } from './job.ts'

export type Jobs = {
  /** Runs the jobs of a queue in this process from now on. */
  work<Data extends object>(job: Job<Data>): Promise<void>
  /**
   * Runs `act` by a cron expression in Tokyo's time, once over all processes; an occurrence that
   * was missed while no process ran is caught up once.
   */
  schedule(name: string, cron: string, act: () => Promise<void>): Promise<void>
  /** Takes no further job, lets those in hand finish for 8 s at most (R33), then gives up on them. */
  stop(): Promise<void>
}

export type JobSettings = {
  pool: pg.Pool
  log: JobLog
  /** Every queue that enqueue() may be given. */
  queues: readonly Queue<never>[]
  /** False where the program's own role may not change the schema (default true). */
  migrate?: boolean
}

/** Seconds between two looks for jobs that nobody woke this process for: retries, other processes. */
const pollSeconds = 2
const idlePollSeconds = 30
const stopMs = 8_000
/** A job whose process is dead is given to another after 10 s of silence, looked for every 15 s. */
const heartbeatSeconds = 10
const superviseSeconds = 15

type Running = {
  boss: PgBoss
  queues: ReadonlyMap<string, Queue<never>>
  wake(queue: string): void
}

/** One in the program, several in tests. They write the same SQL, on the caller's transaction. */
const running = new Set<Running>()

/** Whether startJobs() has been called in this process: enqueue() works. */
export function jobsRun(): boolean {
  return running.size > 0
}

/**
 * Writes a job inside the caller's transaction(): rolled back, it never was. After COMMIT this
 * process's workers wake at once; those of other processes find it within 2 s.
 * @throws Error when the queue was not declared to startJobs()
 */
export async function enqueue<Data extends object>(
  trx: Db,
  queue: Queue<Data>,
  data: Data,
): Promise<void> {
  const { name, keyOf } = queue
  const host = [...running].find(({ queues }) => queues.has(name))
  const declared = host?.queues.get(name)
  if (!host || !declared) throw new Error(`the queue "${name}" was not declared to startJobs`)
  await host.boss.send(name, data, {
    ...settingsOf(declared),
    ...(keyOf ? { singletonKey: keyOf(data) } : {}),
    db: fromKysely(trx),
  })
  afterCommit(trx, () => {
    for (const each of running) each.wake(name)
  })
}

/**
 * Starts pg-boss on the program's own pool, in the schema `pgboss`. A process that only answers
 * requests starts it too, to enqueue, and calls work() for nothing. Close the pool after stop().
 */
export async function startJobs(settings: JobSettings): Promise<Jobs> {
  const { pool, log } = settings
  const boss = newBoss(pool, settings.migrate ?? true)
  boss.on('error', (error) =>
    log.warn({ error: error.message }, 'jobs: the database did not answer'),
  )
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'jobs: warning'))
  await boss.start()
  for (const queue of settings.queues)
    await declareQueue(boss, queue.name, queue.keyOf ? 'exclusive' : 'standard')
  const workers = new Map<string, string[]>()
  const own: Running = {
    boss,
    queues: new Map(settings.queues.map((queue) => [queue.name, queue])),
    wake: (queue) => workers.get(queue)?.forEach((id) => boss.notifyWorker(id)),
  }
  running.add(own)
  return {
    async work(job) {
      const ids: string[] = []
      workers.set(job.queue.name, ids)
      for (let index = 0; index < job.parallel; index += 1)
        ids.push(await startWorker(boss, job, { polls: index === 0, wake: own.wake }))
    },
    schedule: (name, cron, act) => schedule(boss, { name, cron, act }),
    async stop() {
      running.delete(own)
      await boss.stop({ graceful: true, timeout: stopMs, close: false })
    },
  }
}

function newBoss(pool: pg.Pool, migrate: boolean): PgBoss {
  const db: BossDb = {
    // pg-boss wants the driver's own types, not the Temporal values that our pool reads
    executeSql: (text, values) =>
      pool.query({ text, types: pg.types, ...(values ? { values } : {}) } as pg.QueryConfig),
  }
  return new PgBoss({
    db,
    migrate,
    schema: 'pgboss',
    registerInstance: false,
    monitorVacuum: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  })
}

async function declareQueue(boss: PgBoss, name: string, policy: string): Promise<void> {
  await boss.createQueue(name, { policy })
  // fills pg-boss's cache: otherwise the first send would ask the pool inside a transaction
  await boss.findJobs(name, { id: randomUUID() })
}

function settingsOf(queue: Queue<never>) {
  return {
    retryLimit: queue.retries,
    retryDelay: queue.firstRetry,
    retryBackoff: true,
    retryDelayMax: queue.longestRetry,
    expireInSeconds: queue.limit,
    heartbeatSeconds,
  }
}

/** Only the first worker polls often; it wakes the others when it finds something. */
async function startWorker<Data extends object>(
  boss: PgBoss,
  job: Job<Data>,
  how: { polls: boolean; wake(queue: string): void },
): Promise<string> {
  const options = {
    includeMetadata: true,
    pollingIntervalSeconds: how.polls ? pollSeconds : idlePollSeconds,
  } as const
  const run = async ([found]: JobWithMetadata<Data>[]) => {
    if (!found) return
    how.wake(job.queue.name)
    const { data, retryCount, retryLimit, signal } = found
    await job.run(data, { attempt: retryCount, last: retryCount >= retryLimit, signal })
  }
  return boss.work<Data, void, typeof options>(job.queue.name, options, run)
}

async function schedule(
  boss: PgBoss,
  { name, cron, act }: { name: string; cron: string; act: () => Promise<void> },
): Promise<void> {
  await declareQueue(boss, name, 'exclusive')
  await boss.schedule(name, cron, null, { tz: zone, missed: 'once', heartbeatSeconds })
  await boss.work(name, { pollingIntervalSeconds: 5 }, act)
}
