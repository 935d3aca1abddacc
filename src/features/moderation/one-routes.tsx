import type { Ctx } from '../../http/context.ts'
import { idFrom, notFound, orNotFound } from '../../http/faults.ts'
import { to } from '../../http/page.tsx'
import { may, type Routes } from '../../http/routes.ts'
import { leaveFlash } from '../../http/sessions.ts'
import { readSubmitted, type Submitted } from '../../http/submitted.ts'
import { transaction } from '../../db/transaction.ts'
import { findPicture } from '../activities/pictures.ts'
import {
  type Activity,
  findActivity,
  findVersion,
  type StoredVersion,
} from '../activities/queries.ts'
import { publicPart } from '../activities/version.ts'
import { writeAudit } from '../audit/queries.ts'
import { actOnce, readIds } from './acting.ts'
import { type Alike, findAlike } from './alike.ts'
import { claim } from './claiming.ts'
import { decide, type Outcome, subjectOf, versionAtHand } from './deciding.ts'
import { actorOf, type Desk, deskOf, inScope, scopeOf } from './desk.ts'
import { markDuplicate } from './duplicates.ts'
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
import { undo } from './undoing.ts'

const path = '/staff/activities/:id{[0-9]+}'

/** One registration at the desk: everything about it, and what can be done. */
export function addOneRoutes(list: Routes): void {
  list.get(path, may('activities.read'), (c) => showOne(c))
  list.post(`${path}/publish`, may('activities.moderate'), (c) => press(c, 'publish'))
  list.post(`${path}/reinstate`, may('activities.moderate'), (c) => press(c, 'reinstate'))
  list.post(`${path}/claim`, may('activities.moderate'), (c) => take(c, true))
  list.post(`${path}/release`, may('activities.moderate'), (c) => take(c, false))
  list.post(`${path}/duplicate`, may('activities.moderate'), nameDuplicate)
  list.post('/staff/decisions/:ids{[0-9-]+}/undo', may('activities.moderate'), takeBack)
}

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

async function press(c: Ctx, decision: 'publish' | 'reinstate'): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const submitted = await readSubmitted(c)
  const id = idFrom(c.req.param('id'))
  const codes = desk.edition.checklist.map(({ code }) => code)
  const done = await actOnce(c, { form: `moderation.${decision}`, submitted }, (trx) =>
    decide(trx, desk, id, {
      decision,
      versionId: seenVersion(submitted),
      checklist: (submitted.fields.get('checklist') ?? []).filter((code) => codes.includes(code)),
      secondLook: submitted.fields.has('second-look'),
    }),
  )
  return answer(c, id, done)
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

async function take(c: Ctx, mine: boolean): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const submitted = await readSubmitted(c)
  const id = idFrom(c.req.param('id'))
  const done = await actOnce(c, { form: 'moderation.claim', submitted }, (trx) =>
    claim(trx, desk, id, mine),
  )
  if (done === 'expired') return showOne(c, { refusal: 'expired' })
  if (done !== 'again') {
    const claimed = orNotFound(done.result)
    if (!claimed.ok) return showOne(c, { refusal: claimed.refusal })
    await leaveFlash(c, {
      message: mine ? 'moderation.flash.claimed' : 'moderation.flash.released',
    })
  }
  return c.redirect(to(c, `/staff/activities/${id}`), 303)
}

async function nameDuplicate(c: Ctx): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const submitted = await readSubmitted(c)
  const id = idFrom(c.req.param('id'))
  const of = readIds(submitted.fields.get('of'))[0] ?? null
  const done = await actOnce(c, { form: 'moderation.duplicate', submitted }, (trx) =>
    markDuplicate(trx, desk, id, of),
  )
  if (done === 'expired') return showOne(c, { refusal: 'expired' })
  if (done !== 'again') {
    if (!done.result) notFound()
    await leaveFlash(c, {
      message: of === null ? 'moderation.flash.duplicate-cleared' : 'moderation.flash.duplicate',
    })
  }
  return c.redirect(to(c, `/staff/activities/${id}`), 303)
}

async function takeBack(c: Ctx): Promise<Response> {
  const desk = await deskOf(c, 'activities.moderate')
  const submitted = await readSubmitted(c)
  const ids = readIds(c.req.param('ids')?.split('-'))
  const done = await actOnce(c, { form: 'undo', submitted }, async (trx) => {
    const results = []
    for (const id of ids) results.push(orNotFound(await undo(trx, desk, id)))
    return results
  })
  if (done === 'expired') await leaveFlash(c, { message: 'moderation.flash.expired' })
  else if (done !== 'again') {
    const undone = done.result.filter(({ ok }) => ok).length
    const left = done.result.length - undone
    await leaveFlash(c, { message: 'moderation.flash.undone', values: { count: undone, left } })
    const [only] = done.result
    if (done.result.length === 1 && only)
      return c.redirect(to(c, `/staff/activities/${only.activityId}`), 303)
  }
  return c.redirect(to(c, '/staff/queue'), 303)
}
