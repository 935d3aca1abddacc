import { transaction } from '../../db/transaction.ts'
import type { Ctx } from '../../http/context.ts'
import { idFrom, notFound, orNotFound } from '../../http/faults.ts'
import { to } from '../../http/page.tsx'
import { leaveFlash } from '../../http/sessions.ts'
import type { Submitted } from '../../http/submitted.ts'
import { findPicture } from '../activities/pictures.ts'
import {
  type Activity,
  findActivity,
  findVersion,
  type StoredVersion,
} from '../activities/queries.ts'
import { publicPart } from '../activities/version.ts'
import { writeAudit } from '../audit/queries.ts'
import { readIds } from './acting.ts'
import { type Alike, findAlike } from './alike.ts'
import { type Outcome, subjectOf, versionAtHand } from './deciding.ts'
import { actorOf, type Desk, deskOf, inScope, scopeOf } from './desk.ts'
import type { Refusal } from './moderation.ts'
import { onePage } from './one-view.tsx'
import {
  caseOf,
  decisionsOf,
  openConcernsOf,
  otherHistory,
  staffNames,
  wasViewedSince,
} from './queries.ts'
import { findReturned } from './since-return.tsx'

/** The registration of the address, if it was ever sent and is within the reader's scope. */
export async function activityAtHand(
  c: Ctx,
  desk: Desk,
): Promise<{ activity: Activity; version: StoredVersion }> {
  const activity = orNotFound(
    await findActivity(c.var.db, desk.edition.id, idFrom(c.req.param('id'))),
  )
  if (activity.state === 'draft') notFound()
  const version = await versionAtHand(c.var.db, activity)
  if (!inScope(scopeOf(desk, 'activities.read'), version.prefecture)) notFound()
  return { activity, version }
}

/** The page; `refused` says why the last order was not carried out, with what the officer had written. */
export async function showOne(
  c: Ctx,
  refused?: { refusal: Refusal; written?: string },
): Promise<Response> {
  const { db } = c.var
  const desk = await deskOf(c, 'activities.read')
  const { activity, version } = await activityAtHand(c, desk)
  await logReading(c, desk, activity, version)
  const made = await decisionsOf(db, activity.id)
  const isChange = activity.state === 'published' && activity.proposed_version_id !== null
  const before =
    isChange && activity.published_version_id
      ? await findVersion(db, activity.published_version_id)
      : undefined
  return onePage({
    c,
    desk,
    activity,
    version,
    shown: publicPart(version, desk.edition.form),
    before: before && publicPart(before, desk.edition.form),
    returned: await findReturned(db, desk.edition, activity, made),
    picture: await findPicture(db, publicPart(version, desk.edition.form).imageId),
    it: caseOf(activity, made),
    made,
    others: await otherHistory(db, activity.id, notTold),
    alike: (await findAlike(db, activity, version)).map((one) => withoutForeignContact(desk, one)),
    concerns: await openConcernsOf(db, activity.id),
    names: await staffNames(db, [activity.claimed_by]),
    refused,
  })
}

// Decisions are told from their own table; readings and claims are for the audit, not for the story.
const notTold = [
  'activities.viewed',
  'activities.claimed',
  'activities.released',
  'activities.published',
  'activities.change-published',
  'activities.returned',
  'activities.change-returned',
  'activities.correction-asked',
  'activities.rejected',
  'activities.suspended',
  'activities.reinstated',
  'activities.second-look',
  'activities.decision-undone',
  'activities.appealed',
]

/** That an organisation registered elsewhere may be known; whom to write to there is not theirs to read. */
function withoutForeignContact(desk: Desk, one: Alike): Alike {
  return inScope(scopeOf(desk, 'activities.read'), one.prefecture)
    ? one
    : { ...one, email: '', contact: '' }
}

/** A reading of private fields is written down, once an hour and person (R7). */
async function logReading(
  c: Ctx,
  desk: Desk,
  activity: Activity,
  version: StoredVersion,
): Promise<void> {
  const { db, clock } = c.var
  const now = clock.now()
  if (await wasViewedSince(db, desk.staff.id, activity.id, now.subtract({ hours: 1 }))) return
  await transaction(db, (trx) =>
    writeAudit(trx, {
      action: 'activities.viewed',
      actor: actorOf(desk),
      subject: subjectOf(activity, version, desk),
      at: now,
    }),
  )
}

/** The version that stood on the page the officer decided from. */
export function seenVersion(submitted: Submitted): number | null {
  return readIds(submitted.fields.get('version'))[0] ?? null
}

/** Leads on after an order: to the queue with an undo, or back to the page with the reason. */
export async function answer(
  c: Ctx,
  id: number,
  done: { result: Outcome | undefined } | 'again' | 'expired',
  written?: string,
): Promise<Response> {
  const kept = written === undefined ? {} : { written }
  if (done === 'expired') return showOne(c, { refusal: 'expired', ...kept })
  if (done === 'again') return c.redirect(to(c, `/staff/activities/${id}`), 303)
  const outcome = orNotFound(done.result)
  if (!outcome.ok) return showOne(c, { refusal: outcome.refusal, ...kept })
  const isUndoable = !['suspended', 'reinstated', 'second-look'].includes(outcome.what)
  await leaveFlash(c, {
    message: `moderation.flash.${outcome.what}`,
    values: { title: outcome.title, mailed: outcome.mailed ? 'yes' : 'no' },
    ...(isUndoable && { undo: `/staff/decisions/${outcome.id}/undo` }),
  })
  return c.redirect(to(c, '/staff/queue'), 303)
}
