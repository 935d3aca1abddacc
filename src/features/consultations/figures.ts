import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'

/** Counts of one day; nothing of what anybody asked or wrote. */
export type DayFigures = {
  slots: number
  blocked: number
  booked: number
  held: number
  noShow: number
  waiting: number
  byTopic: Map<string, number>
  bySize: Map<string, number>
}

/** The figures of a day of consultations. */
export async function figuresOf(db: Db, dayId: number): Promise<DayFigures> {
  const slots = await sql<{ slots: number; blocked: number }>`
    select count(*)::int as slots, (count(*) filter (where blocked))::int as blocked
    from consultation_slots where day_id = ${dayId}`.execute(db)
  const waiting = await sql<{ waiting: number }>`
    select p.waiting from consultation_days d join pools p on p.id = d.waiting_pool_id
    where d.id = ${dayId}`.execute(db)
  const booked = await sql<{ topic: string; size: string; outcome: string }>`
    select coalesce(c.topic, '') as topic, coalesce(a.answers ->> 'size', '') as size,
      coalesce(c.outcome, 'open') as outcome
    from applications a join consultation_slots s on s.pool_id = a.pool_id
      left join consultations c on c.application_id = a.id
    where s.day_id = ${dayId} and a.state = 'confirmed'`.execute(db)
  const { rows } = booked
  return {
    slots: slots.rows[0]?.slots ?? 0,
    blocked: slots.rows[0]?.blocked ?? 0,
    waiting: waiting.rows[0]?.waiting ?? 0,
    booked: rows.length,
    held: rows.filter(({ outcome }) => outcome === 'held' || outcome === 'follow-up').length,
    noShow: rows.filter(({ outcome }) => outcome === 'no-show').length,
    byTopic: countBy(rows.map(({ topic }) => topic)),
    bySize: countBy(rows.map(({ size }) => size)),
  }
}

function countBy(values: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
