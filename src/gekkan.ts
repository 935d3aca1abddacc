import type { Hono } from 'hono'
import type { Logger } from 'pino'
import { createApp } from './app.tsx'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import { createHub } from './db/listen.ts'
import { transaction } from './db/transaction.ts'
import { openStore } from './files/store.ts'
import { demoStaff, retireDemoStaff } from './features/accounts/demo-staff.ts'
import { readDemoClock } from './features/editions/demo-clock.ts'
import { fillSearch } from './features/search/activities-index.ts'
import { connectChanges } from './http/changes.ts'
import type { Env, Services } from './http/context.ts'
import { openLog } from './http/log.ts'
import { type Metrics, openMetrics } from './http/metrics.ts'
import { createPageCache } from './http/page-cache.ts'
import type { Route } from './http/routes.ts'
import { openStorage } from './storage.ts'
import { type Working, startWorking } from './worker.ts'
import { loadDemo } from '../demo/load.ts'

/** The program with every outside world open and nothing listening yet. */
export type Gekkan = {
  config: Config
  services: Services
  database: Database
  hono: Hono<Env>
  routes: Route[]
  metrics: Metrics
  worker: Working
  close(): Promise<void>
}

export type Options = {
  /** A clock of the caller's; else the machine's, or the demo's. */
  clock?: Clock
  log?: Logger
  /** False: another process does the jobs. */
  jobs?: boolean
}

/** Opens everything: storage, demo, search, jobs and the application. */
export async function openGekkan(config: Config, options: Options = {}): Promise<Gekkan> {
  const log = options.log ?? openLog(config)
  const { database, embedded } = await openStorage(config)
  const { db } = database
  if (config.demo) await loadDemo(db)
  const clock = options.clock ?? (config.demo ? await readDemoClock(db, systemClock) : systemClock)
  const pages = createPageCache()
  const hub = await createHub(database)
  const changes = connectChanges(hub, pages)
  const metrics = openMetrics()
  const files = openStore(config.data)
  const services: Services = { config, clock, db, files, pages, changes, log }
  await fillSearch(services)
  await setUpDemoStaff(services)
  const worker = await startWorking(services, { database, metrics, jobs: options.jobs ?? true })
  const { hono, routes } = createApp(services, metrics)
  const close = async () => {
    await worker.stop()
    await hub.close()
    await database.close()
    await embedded?.close()
  }
  return { config, services, database, hono, routes, metrics, worker, close }
}

/** The officer as whom a newcomer looks around exists in a demo and nowhere else. */
async function setUpDemoStaff({ config, db, clock }: Services): Promise<void> {
  await transaction(db, async (trx) => {
    if (config.demo) await demoStaff(trx, clock.now())
    else await retireDemoStaff(trx, clock.now())
  })
}
