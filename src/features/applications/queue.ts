import type { Services } from '../../http/context.ts'
import type { Change, Outcome } from './change.ts'
import { runChanges } from './running.ts'

/** Changes written together at most. */
const largest = 200
/** 23505: somebody elsewhere committed the same person or company while this batch was written. */
const uniqueViolation = '23505'

type Waiting = {
  change: Change
  resolve(outcome: Outcome): void
  reject(error: unknown): void
}

/** What the door needs of the program. */
type Needed = Pick<Services, 'db' | 'clock' | 'changes'>

/** The way to the one door: changes of a pool in the order in which they came. */
export type Doors = {
  /** Resolves when the change is committed; never before. */
  pass(poolId: number, change: Change): Promise<Outcome>
}

const opened = new WeakMap<Services['db'], Doors>()

/** The doors of this process: one queue per pool, whoever asks. */
export function doorsOf(services: Needed): Doors {
  const known = opened.get(services.db)
  if (known) return known
  const doors = openDoors(services)
  opened.set(services.db, doors)
  return doors
}

/**
 * Group commit: what arrives while a pool's last batch is being written is its next batch. There is
 * no timer, so a lone application waits for nothing; in a rush one fsync carries up to 200.
 */
function openDoors(services: Needed): Doors {
  const lines = new Map<number, Waiting[]>()
  const serve = async (poolId: number, line: Waiting[]) => {
    while (line.length > 0) await write(services, poolId, line.splice(0, largest))
    lines.delete(poolId)
  }
  return {
    pass: (poolId, change) =>
      new Promise((resolve, reject) => {
        const line = lines.get(poolId)
        if (line) return void line.push({ change, resolve, reject })
        const begun = [{ change, resolve, reject }]
        lines.set(poolId, begun)
        void serve(poolId, begun)
      }),
  }
}

async function write(services: Needed, poolId: number, batch: Waiting[]) {
  try {
    const changes = batch.map(({ change }) => change)
    const outcomes = await runChanges(services, poolId, changes)
    batch.forEach(({ resolve }, at) => resolve(outcomes[at] as Outcome))
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    // classes 22 and 23: the database refused what was to be written
    if (batch.length > 1 && /^2[23]/.test(code)) return oneByOne(services, poolId, batch)
    for (const { change, resolve, reject } of batch)
      if (code === uniqueViolation && (change.door === 'apply' || change.door === 'complete'))
        resolve({ ok: false, reason: 'once' })
      else reject(error)
  }
}

/** One bad change must not take the others with it. */
async function oneByOne(services: Needed, poolId: number, batch: Waiting[]) {
  for (const waiting of batch) await write(services, poolId, [waiting])
}
