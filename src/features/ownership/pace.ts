import type { Db } from '../../db/database.ts'
import type { Ctx } from '../../http/context.ts'
import { Fault } from '../../http/faults.ts'
import { countAgainst } from '../../http/rate-limit.ts'
import { networkOf } from '../../http/visitors.ts'

const perNetwork = { most: 30, seconds: 300 }
const perRegistration = { most: 5, seconds: 24 * 3600 }

/** Slows a network down that sends more of these forms than an office would. @throws Fault 429 */
export async function holdBack(c: Ctx, what: string): Promise<void> {
  const wait = await countAgainst(c.var.db, `${what} ${networkOf(c)}`, perNetwork, c.var.now)
  if (wait > 0) throw new Fault(429, { seconds: wait })
}

/**
 * Whether one more letter about a new owner may go out for a registration: five a day, so that a
 * foreign hand in the session cannot flood the old address.
 */
export async function isWithinPace(
  trx: Db,
  activityId: number,
  now: Temporal.Instant,
): Promise<boolean> {
  return (await countAgainst(trx, `new-owner ${activityId}`, perRegistration, now)) === 0
}
