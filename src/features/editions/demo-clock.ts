import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/database.ts'

/** The moment at which the demo begins: a Tuesday morning in the second week of the month. */
export const demoStart = Temporal.Instant.from('2020-11-10T10:00:00+09:00')

/**
 * A clock that began at `demoStart` when the demo was loaded and has run on at normal speed since,
 * through restarts. The real moment of loading is kept in `settings`.
 */
export async function readDemoClock(db: Db, real: Clock): Promise<Clock> {
  const loadedAt = await firstRun(db, real.now())
  return { now: () => demoStart.add(real.now().since(loadedAt)) }
}

async function firstRun(db: Db, now: Temporal.Instant): Promise<Temporal.Instant> {
  await db
    .insertInto('settings')
    .values({ key: 'demo-loaded-at', value: JSON.stringify(now.toString()) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const { value } = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', 'demo-loaded-at')
    .executeTakeFirstOrThrow()
  return Temporal.Instant.from(value as string)
}
