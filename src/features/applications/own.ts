import type { Selectable } from 'kysely'
import type { SupportNeedRow } from '../../db/tables-events.ts'
import type { Ctx } from '../../http/context.ts'
import { notFound } from '../../http/faults.ts'
import type { Actor } from '../audit/audit.ts'
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

/** The one thing that the person should do next. */
export type NextAct = 'prove' | 'answer-offer' | 'reconfirm' | 'join' | 'none'

/** From two days before the start people are asked whether they will come; joining opens an hour before. */
export function nextActOf({ application, event }: Whole, now: Temporal.Instant): NextAct {
  const { state } = application
  const over = event.ends_at !== null && !isBefore(now, event.ends_at)
  if (state === 'offered') return 'answer-offer'
  if (isActive(state) && application.proven_at === null && !over) return 'prove'
  if (state !== 'confirmed' || event.state !== 'published' || over) return 'none'
  const { starts_at: start } = event
  if (!start || event.precision !== 'exact') return 'none'
  const within = (hours: number) => !isBefore(now, start.subtract({ hours }))
  if (within(1)) return event.join_kind === 'none' ? 'none' : 'join'
  return within(48) && application.reconfirmed_at === null ? 'reconfirm' : 'none'
}

/** What somebody asked for, and what became of it. */
export type SupportNeed = Selectable<SupportNeedRow>
