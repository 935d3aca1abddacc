import type { Services } from '../../http/context.ts'
import { doorsOf } from '../applications/queue.ts'
import {
  type Adviser,
  closingOf,
  type ConsultationDay,
  isBookable,
  type Slot,
} from './consultation.ts'
import { offerSlot } from './moving.ts'
import { type Booking, listAdvisers, slotsOf, waitingOf } from './queries.ts'

type Needed = Pick<Services, 'db' | 'clock' | 'changes'>

/** Hours in which an offered slot must be accepted, at most. */
const offerHours = 3

/**
 * Offers every free slot of a day to the first in the day's waiting list whom its adviser can help.
 * Called after a cancellation, before a passer-by takes a slot, and every minute: a freed slot never
 * goes past those who wait.
 * @returns how many were offered
 */
export async function fillDay(services: Needed, dayId: number): Promise<number> {
  const { db, clock } = services
  const day = await db
    .selectFrom('consultation_days')
    .selectAll()
    .where('id', '=', dayId)
    .executeTakeFirst()
  if (!day?.waiting_pool_id) return 0
  const waiting = await waitingOf(db, day.waiting_pool_id)
  if (waiting.length === 0) return 0
  const now = clock.now()
  const advisers = await listAdvisers(db, day.edition_id)
  const free = (await slotsOf(db, [day.id])).filter((slot) => isBookable(slot, day, now))
  let offered = 0
  for (const slot of free) {
    const adviser = advisers.find(({ id }) => id === slot.adviser_id)
    if (adviser && (await offerToFirst(services, { day, slot, adviser, waiting }))) offered += 1
  }
  return offered
}

async function offerToFirst(
  services: Needed,
  at: { day: ConsultationDay; slot: Slot; adviser: Adviser; waiting: Booking[] },
): Promise<boolean> {
  const { day, slot, adviser, waiting } = at
  const until = offerUntil(services.clock.now(), slot, day)
  for (const next of waiting.filter((one) => canHelp(adviser, one))) {
    const outcome = await offerSlot(services, next, slot, until)
    if (outcome.ok) {
      waiting.splice(waiting.indexOf(next), 1)
      return true
    }
    // somebody else was quicker with this slot; a company that has its own by now waits in vain
    if (outcome.reason !== 'once' && outcome.reason !== 'not-now') return false
    waiting.splice(waiting.indexOf(next), 1)
  }
  return false
}

/** Three hours, and never longer than bookings of the slot are open. */
function offerUntil(
  now: Temporal.Instant,
  slot: Pick<Slot, 'starts_at'>,
  day: Pick<ConsultationDay, 'notice_minutes'>,
): Temporal.Instant {
  const [usual, latest] = [now.add({ hours: offerHours }), closingOf(slot, day)]
  return Temporal.Instant.compare(usual, latest) < 0 ? usual : latest
}

/** Whether an adviser knows the topic and speaks the language that somebody asked for. */
export function canHelp(
  adviser: Pick<Adviser, 'topics' | 'languages' | 'active'>,
  asked: Pick<Booking, 'topic' | 'answers'>,
): boolean {
  const language = (asked.answers as { language?: string }).language ?? 'ja'
  const knows = !asked.topic || adviser.topics.includes(asked.topic)
  return adviser.active && knows && adviser.languages.includes(language)
}

/** The minute's work: ends what nobody proved or accepted in time, then offers what is free. */
export async function keepDaysFilled(services: Needed): Promise<void> {
  const { db, clock } = services
  const now = clock.now()
  const overdue = await db
    .selectFrom('applications as a')
    .innerJoin('pools as p', 'p.id', 'a.pool_id')
    .select('p.id')
    .where('p.channel', '=', 'slot')
    .where((where) =>
      where.or([
        where.and([
          where('a.hold_until', '<=', now),
          where('a.state', 'in', ['held', 'waiting'] as const),
        ]),
        where.and([where('a.offer_until', '<=', now), where('a.state', '=', 'offered')]),
      ]),
    )
    .distinct()
    .execute()
  for (const { id } of overdue) await doorsOf(services).pass(id, { door: 'sweep' })
  const days = await db
    .selectFrom('consultation_days as d')
    .innerJoin('pools as p', 'p.id', 'd.waiting_pool_id')
    .select('d.id')
    .where('p.waiting', '>', 0)
    .where('d.ends_at', '>', now)
    .execute()
  for (const { id } of days) await fillDay(services, id)
}
