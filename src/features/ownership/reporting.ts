import { dayOf } from '../../clock.ts'
import type { Trx } from '../../db/transaction.ts'
import { activityPath } from '../activities/card.tsx'
import { lockActivity } from '../activities/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import type { OwnActivity } from './own-activity.ts'
import { isLate, reportingOn } from './ownership.ts'
import { aboutOf, post, type Setting } from './posting.ts'
import { reportOf } from './queries.ts'
import { audited } from './saving.ts'

/** What an owner tells after the activity. */
export type Report = {
  people: number
  days: number
  effects: string
  mayQuote: boolean
  mayContact: boolean
}

/**
 * Keeps a report, or a correction of it until the period ends; the time of the first one stays,
 * because it says whether the report was late. False when no report can be sent (any more).
 */
export async function keepReport(
  trx: Trx,
  setting: Setting,
  own: OwnActivity,
  report: Report,
): Promise<boolean> {
  const { now, edition } = setting
  const { version } = own.draft
  const activity = await lockActivity(trx, edition.id, own.activity.id)
  if (activity?.state !== 'published') return false
  const earlier = await reportOf(trx, activity.id)
  const when = { today: dayOf(now), reported: earlier !== undefined }
  if (!['open', 'late'].includes(reportingOn(edition, version, when))) return false
  const reportedAt = earlier?.reported_at ?? now
  await writeReport(trx, activity.id, report, reportedAt)
  const { title } = version
  const late = isLate(edition, reportedAt)
  await writeAudit(trx, {
    ...audited('activities.reported', now, { edition, activity, title }),
    after: { people: report.people, days: report.days, late },
  })
  if (!earlier)
    await post(trx, setting, aboutOf(setting, activity), {
      kind: 'reported',
      path: `${activityPath(edition, activity.number as number)}/certificate.pdf`,
    })
  return true
}

async function writeReport(
  trx: Trx,
  activityId: number,
  report: Report,
  reportedAt: Temporal.Instant,
): Promise<void> {
  const row = {
    people: report.people,
    days: report.days,
    effects: report.effects,
    may_quote: report.mayQuote,
    may_contact: report.mayContact,
  }
  await trx
    .insertInto('activity_reports')
    .values({ ...row, activity_id: activityId, reported_at: reportedAt })
    .onConflict((conflict) => conflict.column('activity_id').doUpdateSet(row))
    .execute()
  await trx
    .updateTable('activities')
    .set({ reported_at: reportedAt })
    .where('id', '=', activityId)
    .execute()
}
