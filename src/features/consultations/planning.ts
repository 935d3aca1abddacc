import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import { closingOf, type ConsultationDay, type Slot } from './consultation.ts'
import { breaksOf, listAdvisers, slotsOf } from './queries.ts'
import { overlap, type PlannedSlot, planSlots } from './slots.ts'

/** What generating would do: add, leave as it is, take away; `clashes` lie over a slot in use. */
export type Plan = {
  added: PlannedSlot[]
  kept: Slot[]
  removed: Slot[]
  clashes: PlannedSlot[]
}

/**
 * Plans a day's slots beside those that are there. A slot that somebody has applied for stays
 * whatever the plan says; a planned one that would lie over it, or over a slot of the adviser on
 * another day, is left out.
 */
export async function planDay(db: Db, day: ConsultationDay): Promise<Plan> {
  const advisers = (await listAdvisers(db, day.edition_id)).filter(({ active }) => active)
  const planned = planSlots(
    {
      startsAt: day.starts_at,
      endsAt: day.ends_at,
      slotMinutes: day.slot_minutes,
      bufferMinutes: day.buffer_minutes,
    },
    advisers.map(({ id }) => id),
    await breaksOf(db, day.id),
  )
  const [there, used] = [await slotsOf(db, [day.id]), await usedSlots(db, day)]
  const isPlanned = (slot: Slot) => planned.some((one) => isSame(one, slot))
  const kept = there.filter((slot) => isPlanned(slot) || used.has(slot.pool_id))
  const fresh = planned.filter((one) => !there.some((slot) => isSame(one, slot)))
  const fixed = [...kept, ...(await slotsOfOtherDays(db, day))]
  const clashes = fresh.filter((one) => fixed.some((slot) => liesOver(one, slot)))
  return {
    added: fresh.filter((one) => !clashes.includes(one)),
    kept,
    removed: there.filter((slot) => !kept.includes(slot)),
    clashes,
  }
}

function isSame(one: PlannedSlot, slot: Slot): boolean {
  return (
    one.adviserId === slot.adviser_id &&
    one.startsAt.equals(slot.starts_at) &&
    one.endsAt.equals(slot.ends_at)
  )
}

function liesOver(
  one: PlannedSlot,
  slot: Pick<Slot, 'adviser_id' | 'starts_at' | 'ends_at'>,
): boolean {
  return (
    one.adviserId === slot.adviser_id &&
    overlap(one, { startsAt: slot.starts_at, endsAt: slot.ends_at })
  )
}

async function usedSlots(db: Db, { id }: ConsultationDay): Promise<Set<number>> {
  const rows = await db
    .selectFrom('consultation_slots as s')
    .innerJoin('applications as a', 'a.pool_id', 's.pool_id')
    .select('s.pool_id')
    .where('s.day_id', '=', id)
    .distinct()
    .execute()
  return new Set(rows.map(({ pool_id }) => pool_id))
}

function slotsOfOtherDays(db: Db, { id }: ConsultationDay) {
  return db
    .selectFrom('consultation_slots')
    .select(['adviser_id', 'starts_at', 'ends_at'])
    .where('day_id', '<>', id)
    .execute()
}

/** Carries a plan out. Who applies meanwhile keeps the slot: one in use is never taken away. */
export async function carryOut(trx: Db, day: ConsultationDay): Promise<Plan> {
  await lockEvent(trx, day.event_id)
  const plan = await planDay(trx, day)
  const unused = plan.removed.map(({ pool_id }) => pool_id)
  if (unused.length > 0)
    await sql`
      delete from pools where id = any(${unused}) and taken = 0 and waiting = 0 and last_number = 0
    `.execute(trx)
  for (const slot of plan.added) await addSlot(trx, day, slot)
  return plan
}

/** One slot: a pool of one place that is never waited for. @returns the pool's id */
export async function addSlot(trx: Db, day: ConsultationDay, slot: PlannedSlot): Promise<number> {
  const id = await addPool(trx, day, {
    accepted_limit: 1,
    waiting_list: false,
    closes_at: closingOf({ starts_at: slot.startsAt }, day),
  })
  await trx
    .insertInto('consultation_slots')
    .values({
      pool_id: id,
      day_id: day.id,
      adviser_id: slot.adviserId,
      starts_at: slot.startsAt,
      ends_at: slot.endsAt,
    })
    .execute()
  return id
}

/** Whether a slot of the adviser's, on any day, shares a moment with this one. */
export async function clashesOf(db: Db, slot: PlannedSlot): Promise<boolean> {
  const found = await db
    .selectFrom('consultation_slots')
    .select('pool_id')
    .where('adviser_id', '=', slot.adviserId)
    .where('starts_at', '<', slot.endsAt)
    .where('ends_at', '>', slot.startsAt)
    .executeTakeFirst()
  return found !== undefined
}

/** The day's waiting list: a pool without places. @returns its id */
export async function addWaitingPool(trx: Db, day: ConsultationDay): Promise<number> {
  await lockEvent(trx, day.event_id)
  const id = await addPool(trx, day, {
    accepted_limit: 0,
    waiting_list: true,
    closes_at: day.ends_at,
  })
  await trx
    .updateTable('consultation_days')
    .set({ waiting_pool_id: id })
    .where('id', '=', day.id)
    .execute()
  return id
}

async function addPool(
  trx: Db,
  day: ConsultationDay,
  about: { accepted_limit: number; waiting_list: boolean; closes_at: Temporal.Instant },
): Promise<number> {
  const { last } = await trx
    .selectFrom('pools')
    .select((of) => of.fn.coalesce(of.fn.max('position'), sql<number>`0`).as('last'))
    .where('event_id', '=', day.event_id)
    .executeTakeFirstOrThrow()
  const { id } = await trx
    .insertInto('pools')
    .values({
      ...about,
      event_id: day.event_id,
      position: Number(last) + 1,
      channel: 'slot',
      published_capacity: null,
      stream_limit: null,
      opens_at: null,
      closed_at: null,
      hold_minutes: 1440,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Positions of pools are dealt one after another. */
async function lockEvent(trx: Db, eventId: number): Promise<void> {
  await trx.selectFrom('events').select('id').where('id', '=', eventId).forUpdate().execute()
}

/** Bookings of a day's slots end so many minutes before each begins, its waiting list with the day. */
export async function closeAnew(trx: Db, dayId: number, noticeMinutes: number): Promise<void> {
  await sql`
    update pools set closes_at = s.starts_at - make_interval(mins => ${noticeMinutes}::int)
    from consultation_slots s where s.pool_id = pools.id and s.day_id = ${dayId}
  `.execute(trx)
  await sql`
    update pools set closes_at = d.ends_at
    from consultation_days d where d.waiting_pool_id = pools.id and d.id = ${dayId}
  `.execute(trx)
}
