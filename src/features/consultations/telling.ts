import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import { queueMail } from '../../mail/outbox.ts'
import { currentEdition } from '../editions/current.ts'
import { consultationLetter, type ToldKind, toldKinds } from './letters.ts'
import { findBooking } from './queries.ts'

type Needed = Pick<Services, 'db' | 'clock' | 'config'>

/** Notices written together at most; the rest goes with the next minute. */
const atOnce = 100

/**
 * Turns what people have to be told about consultations into letters: each notice once, whoever
 * asks. @returns how many were written
 */
export async function tellOfConsultations(services: Needed): Promise<number> {
  const open = await services.db
    .selectFrom('application_notices as n')
    .innerJoin('applications as a', 'a.id', 'n.application_id')
    .innerJoin('pools as p', 'p.id', 'a.pool_id')
    .select(['n.id', 'n.kind', 'n.application_id'])
    .where('p.channel', '=', 'slot')
    .where('n.told_at', 'is', null)
    .orderBy('n.id')
    .limit(atOnce)
    .execute()
  for (const notice of open) await transaction(services.db, (trx) => tell(trx, services, notice))
  return open.length
}

async function tell(
  trx: Db,
  { clock, config }: Needed,
  notice: { id: number; kind: string; application_id: number },
): Promise<void> {
  const now = clock.now()
  const claimed = await trx
    .updateTable('application_notices')
    .set({ told_at: now })
    .where('id', '=', notice.id)
    .where('told_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  const kind = toldKinds.find((one) => one === notice.kind)
  const booking = claimed && kind && (await findBooking(trx, notice.application_id))
  if (!booking || !booking.email || isStale(kind, booking.state)) return
  const edition = await currentEdition(trx)
  const about = { edition, origin: config.origin, secret: config.secret }
  await queueMail(trx, consultationLetter(about, booking, kind), { now, origin: config.origin })
}

const statesOf: Partial<Record<ToldKind, string>> = {
  held: 'held',
  waiting: 'waiting',
  invited: 'offered',
}

/** What asks for an act is not sent when the act is done or no longer possible. */
function isStale(kind: ToldKind, state: string): boolean {
  return statesOf[kind] !== undefined && statesOf[kind] !== state
}
