import type { Ctx } from '../../http/context.ts'
import { Fault } from '../../http/faults.ts'
import { countAgainst, type Limit } from '../../http/rate-limit.ts'
import { nameOfAddress, networkOf } from '../../http/visitors.ts'

// R13: a stranger is slowed, and nobody is locked out for good. Tries are counted before they are
// judged, under the address as typed, so that known and unknown people meet the same limits (R12).
const perNetwork: Limit = { most: 30, seconds: 300 }
const perPersonAndNetwork: Limit = { most: 10, seconds: 900 }
const perPerson: Limit = { most: 100, seconds: 900 }
// Only whoever knows the password gets here: at 20 an hour a million codes outlast every guesser.
const codesPerPerson: Limit = { most: 20, seconds: 3600 }

/** Counts a try to sign in. @throws Fault 429 */
export async function countTry(c: Ctx, email?: string): Promise<void> {
  const network = networkOf(c)
  await count(c, `sign-in net ${network}`, perNetwork)
  if (email === undefined) return
  const person = nameOfAddress(c.var.config.secret, email)
  await count(c, `sign-in ${person} ${network}`, perPersonAndNetwork)
  await count(c, `sign-in ${person}`, perPerson)
}

/** Counts a wrong code behind a right password. @throws Fault 429 */
export async function countWrongCode(c: Ctx, staffId: number): Promise<void> {
  await count(c, `sign-in code ${staffId}`, codesPerPerson)
}

async function count(c: Ctx, bucket: string, limit: Limit): Promise<void> {
  const seconds = await countAgainst(c.var.db, bucket, limit, c.var.clock.now())
  if (seconds > 0) throw new Fault(429, { seconds })
}
