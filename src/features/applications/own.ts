import type { Selectable } from 'kysely'
import type { SupportNeedRow } from '../../db/tables-events.ts'
import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import type { Actor } from '../audit/audit.ts'
import { archiveOf } from '../events/event.ts'
import { isActive } from './application.ts'
import type { Stepping } from './change.ts'
import { applicationByKey } from './links.ts'
import { isBefore } from './pool.ts'
import { wholeApplications, type Whole } from './queries.ts'
import { doorsOf } from './queue.ts'

/** The application behind a personal link, and the path that the link opens. */
export type Own = Whole & { path: string }

/** The application whose key stands in the path; 404 for a wrong key and for an old one alike. */
export async function ownApplication(c: Ctx): Promise<Own> {
  const { db, config } = c.var
  const key = c.req.param('key') ?? ''
  const id = await applicationByKey(db, config.secret, key)
  const [whole] = id === undefined ? [] : await wholeApplications(db, [id])
  return whole ? { ...whole, path: `/my/${key}` } : notFound()
}

/** Who acts by a personal link. */
export function actorOf({ application }: Whole): Actor {
  return { kind: 'owner', id: application.id, name: '' }
}

/** Takes a step by the personal link, through the one door. */
export function takeOwnStep(c: Ctx, own: Own, door: Stepping['door'], reason = '') {
  const { id, pool_id } = own.application
  return doorsOf(c.var).pass(pool_id, { door, applicationId: id, actor: actorOf(own), reason })
}

/** Whether answers and date can still be changed: the claim stands and the event has not begun. */
export function canChange({ application, event }: Whole, now: Temporal.Instant): boolean {
  const begun = event.starts_at !== null && !isBefore(now, event.starts_at)
  return isActive(application.state) && !begun && event.state !== 'cancelled'
}

/** Whether somebody with this place takes part by the stream or the meeting's link. */
export function watchesOnline({ event, pool }: Pick<Whole, 'event' | 'pool'>): boolean {
  if (event.join_kind === 'none' || pool.channel === 'slot') return false
  return pool.channel !== 'venue' || event.mode === 'online'
}

/** The way in is shown from an hour before the start. */
const shownBefore = { hours: 1 }

/**
 * Whether the way in stands on the receipt itself: for who applied within the last hour before the
 * start, or later, there is no time to wait for a mail.
 */
export function joinsOnScreen(whole: Whole, now: Temporal.Instant): boolean {
  const { application, event } = whole
  const { starts_at: start, ends_at: end } = event
  if (application.state !== 'held' && application.state !== 'confirmed') return false
  if (event.state !== 'published' || event.precision !== 'exact' || !start || !end) return false
  const shownFrom = start.subtract(shownBefore)
  const justApplied = !isBefore(application.created_at, shownFrom)
  return justApplied && !isBefore(now, shownFrom) && isBefore(now, end) && watchesOnline(whole)
}

/** The one thing that the person should do next. */
export type NextAct = 'prove' | 'answer-offer' | 'reconfirm' | 'join' | 'archive' | 'none'

/** From two days before the start people are asked whether they will come; joining opens an hour before. */
export function nextActOf(whole: Whole, now: Temporal.Instant): NextAct {
  const { application, event } = whole
  const { state } = application
  const over = event.ends_at !== null && !isBefore(now, event.ends_at)
  if (state === 'offered') return 'answer-offer'
  if (isActive(state) && application.proven_at === null && !over) return 'prove'
  if (state !== 'confirmed' || event.state !== 'published') return 'none'
  if (over) return archiveOf(event, now) ? 'archive' : 'none'
  const { starts_at: start } = event
  if (!start || event.precision !== 'exact') return 'none'
  if (!isBefore(now, start.subtract(shownBefore))) return watchesOnline(whole) ? 'join' : 'none'
  const near = !isBefore(now, start.subtract({ hours: 48 }))
  return near && application.reconfirmed_at === null ? 'reconfirm' : 'none'
}

/** What somebody asked for, and what became of it. */
export type SupportNeed = Selectable<SupportNeedRow>
