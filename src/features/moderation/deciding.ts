import { transaction } from '../../db/transaction.ts'
import type { Db } from '../../db/database.ts'
import type { DecisionRow } from '../../db/tables-registry.ts'
import { StateMoved } from '../activities/activity.ts'
import {
  type Activity,
  findVersion,
  lockActivity,
  moveActivity,
  newestVersion,
  type StoredVersion,
} from '../activities/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import { publicNumber } from '../editions/edition.ts'
import { actorOf, type Desk, inScope, scopeOf } from './desk.ts'
import { queueNotice } from './mail.ts'
import { type Decision, publishing, type Refusal, refusalOf } from './moderation.ts'
import { caseOf, closeConcerns, decisionsOf } from './queries.ts'

/** What an officer has decided. `versionId` is the text that stood on the page they decided from. */
export type Order = {
  decision: Decision
  versionId: number | null
  reasonCode?: string | undefined
  reasonText?: string | undefined
  checklist?: string[] | undefined
  secondLook?: boolean | undefined
}

/** How an order ended. Nothing is thrown for what a colleague or the owner did meanwhile. */
export type Outcome =
  | { ok: true; id: number; what: What; title: string; mailed: boolean }
  | { ok: false; refusal: Refusal; title: string }

/** What has happened, in the words of mails, audit and flash messages. */
export type What =
  | 'published'
  | 'change-published'
  | 'returned'
  | 'change-returned'
  | 'correction-asked'
  | 'rejected'
  | 'suspended'
  | 'reinstated'
  | 'second-look'

/** Carries out one order; undefined when there is no such registration within the officer's scope. */
export async function decide(
  db: Db,
  desk: Desk,
  id: number,
  order: Order,
): Promise<Outcome | undefined> {
  return transaction(db, async (trx) => {
    const activity = await lockActivity(trx, desk.edition.id, id)
    if (!activity) return undefined
    const version = await versionAtHand(trx, activity)
    if (!inScope(scopeOf(desk, 'activities.moderate'), version.prefecture)) return undefined
    const it = caseOf(activity, await decisionsOf(trx, id))
    const refusal =
      refusalOf(it, order.decision, { staffId: desk.staff.id, now: desk.now }) ??
      (order.versionId !== version.id ? 'text-changed' : undefined)
    if (refusal) return { ok: false, refusal, title: version.title }
    const wantsLook =
      order.decision === 'publish' &&
      publishing(it, desk.staff.id, order.secondLook ?? false) === 'second-look'
    const what = wantsLook ? 'second-look' : whatOf(order.decision, activity)
    try {
      return await carryOut(trx, desk, { activity, version, order, what })
    } catch (error) {
      if (error instanceof StateMoved) return { ok: false, refusal: 'moved', title: version.title }
      throw error
    }
  })
}

/** The text that a decision is about: the one that waits, else the public one, else the newest. */
export async function versionAtHand(db: Db, activity: Activity): Promise<StoredVersion> {
  const id = activity.proposed_version_id ?? activity.published_version_id
  return ((id && (await findVersion(db, id))) ??
    (await newestVersion(db, activity.id))) as StoredVersion
}

function whatOf(decision: Decision, activity: Activity): What {
  const isPublic = activity.state === 'published'
  switch (decision) {
    case 'publish':
      return isPublic ? 'change-published' : 'published'
    case 'return':
      if (!isPublic) return 'returned'
      return activity.proposed_version_id === null ? 'correction-asked' : 'change-returned'
    case 'reject':
      return 'rejected'
    case 'suspend':
      return 'suspended'
    case 'reinstate':
      return 'reinstated'
  }
}

type Carried = { activity: Activity; version: StoredVersion; order: Order; what: What }

/** The row's decision in the words of the table. */
const kept: Record<What, DecisionRow['decision']> = {
  published: 'published',
  'change-published': 'published',
  returned: 'returned',
  'change-returned': 'returned',
  'correction-asked': 'returned',
  rejected: 'rejected',
  suspended: 'suspended',
  reinstated: 'reinstated',
  'second-look': 'second-look',
}

async function carryOut(trx: Db, desk: Desk, carried: Carried): Promise<Outcome> {
  const { activity, version, order, what } = carried
  const { now, staff, edition } = desk
  await moveAlong(trx, activity, what, now)
  const id = await writeDecision(trx, desk, carried)
  if (what === 'suspended' || what === 'correction-asked')
    await closeConcerns(trx, activity.id, { staffId: staff.id, outcome: what, now })
  const reason = order.reasonText ?? ''
  const mailed = await queueNotice(trx, desk, { activity, version, what, reason })
  if (what !== 'second-look') {
    const removed = what === 'suspended'
    await desk.changes.announce(trx, { kind: 'activities', id: activity.id, removed })
  }
  const title = `${publicNumber(edition, activity.number as number)} ${version.title}`
  return { ok: true, id, what, title, mailed }
}

/** The row of the decision and its entry in the audit, which keeps what undoing must put back. */
async function writeDecision(trx: Db, desk: Desk, carried: Carried): Promise<number> {
  const { activity, version, order, what } = carried
  const { id } = await trx
    .insertInto('activity_decisions')
    .values({
      activity_id: activity.id,
      version_id: version.id,
      decision: kept[what],
      reason_code: order.reasonCode ?? null,
      reason_text: order.reasonText ?? '',
      checklist: order.checklist ?? [],
      decided_by: desk.staff.id,
      decided_at: desk.now,
      undone_at: null,
      undone_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { state, published_version_id, proposed_version_id } = activity
  await writeAudit(trx, {
    action: `activities.${what}`,
    actor: actorOf(desk),
    subject: subjectOf(activity, version, desk),
    before: { state, published_version_id, proposed_version_id },
    after: { decision: id },
    note: order.reasonText ?? '',
    at: desk.now,
  })
  return id
}

/** Moves the state or, of a published one, the pointers to its versions. The claim ends. */
async function moveAlong(
  trx: Db,
  activity: Activity,
  what: What,
  now: Temporal.Instant,
): Promise<void> {
  const free = { claimed_by: null, claimed_at: null }
  const waiting = activity.proposed_version_id
  if (what === 'published')
    await moveActivity(trx, activity, 'publish', {
      now,
      ...free,
      published_version_id: waiting,
      proposed_version_id: null,
      published_at: now,
    })
  else if (what === 'returned') await moveActivity(trx, activity, 'return', { now, ...free })
  else if (what === 'rejected') await moveActivity(trx, activity, 'reject', { now, ...free })
  else if (what === 'suspended') await moveActivity(trx, activity, 'suspend', { now, ...free })
  else if (what === 'reinstated') await moveActivity(trx, activity, 'reinstate', { now, ...free })
  else {
    const pointers =
      what === 'change-published'
        ? { published_version_id: waiting, proposed_version_id: null }
        : what === 'change-returned'
          ? { proposed_version_id: null }
          : {}
    await trx
      .updateTable('activities')
      .set({ ...free, ...pointers, changed_at: now })
      .where('id', '=', activity.id)
      .execute()
  }
}

/** The registration as the audit names it: `2020-0042 朝の会`. */
export function subjectOf(
  activity: Activity,
  version: StoredVersion,
  { edition }: Pick<Desk, 'edition'>,
) {
  const number = activity.number === null ? '' : `${publicNumber(edition, activity.number)} `
  return {
    kind: 'activity',
    id: activity.id,
    name: `${number}${version.title}`,
    editionId: edition.id,
  }
}
