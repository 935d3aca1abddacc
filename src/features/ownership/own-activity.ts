import { dayOf } from '../../clock.ts'
import type { Ctx } from '../../http/context.ts'
import { orNotFound } from '../../http/faults.ts'
import { standingOf } from '../activities/activity.ts'
import { type Activity, findActivity } from '../activities/queries.ts'
import { findPicture } from '../activities/pictures.ts'
import { editionOf } from '../editions/current.ts'
import { loadDraft } from '../registration/queries.ts'
import { canAppeal, isOwned, reportingOn } from './ownership.ts'
import { openHandOver } from './hand-over-queries.ts'
import { ownHistory, reportOf, standingDecisions } from './queries.ts'
import { toldActions } from './history.tsx'

/** The one registration that this session may touch, with its newest text. */
export async function ownActivity(c: Ctx) {
  const { session, db } = c.var
  const edition = await editionOf(c)
  const id = session?.kind === 'owner' ? session.activityId : 0
  const activity: Activity = orNotFound(await findActivity(db, edition.id, id))
  const draft = await loadDraft(db, activity)
  return { edition, activity, draft, picture: await findPicture(db, draft.version.imageId) }
}
export type OwnActivity = Awaited<ReturnType<typeof ownActivity>>

const deciding = ['published', 'returned', 'rejected', 'suspended', 'reinstated']

/** Where it stands, why, and what its owner may do about it today. */
export async function situationOf(c: Ctx, { activity, edition, draft }: OwnActivity) {
  const { db, now } = c.var
  const decisions = await standingDecisions(db, activity.id)
  const last = decisions.findLast(({ decision }) => deciding.includes(decision))
  const standing = standingOf(activity, last?.decision === 'returned')
  const isTold = ['returned', 'rejected', 'suspended', 'change-returned'].includes(standing)
  const report = await reportOf(db, activity.id)
  const handOver = await openHandOver(db, activity.id)
  return {
    standing,
    /** Nobody has decided anything yet: what comes next is still news to the owner. */
    isNew: standing === 'submitted' && decisions.length === 0,
    /** Something was saved since the secretariat asked for it. */
    isMended: last?.version_id !== draft.version.id,
    reason: isTold ? (last?.reason_text ?? '') : '',
    mayAppeal: canAppeal(
      activity.state,
      decisions.map(({ decision }) => decision),
    ),
    report,
    reporting:
      activity.state === 'published'
        ? reportingOn(edition, draft.version, { today: dayOf(now), reported: Boolean(report) })
        : ('closed' as const),
    handOver: handOver?.confirmed_at && isOwned(activity.state) ? handOver : undefined,
    history: await ownHistory(db, activity.id, toldActions),
  }
}
export type Situation = Awaited<ReturnType<typeof situationOf>>
