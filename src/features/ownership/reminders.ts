import { dayOf } from '../../clock.ts'
import type { Db } from '../../db/database.ts'
import { transaction, type Trx } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { lockActivity } from '../activities/queries.ts'
import { currentEdition } from '../editions/current.ts'
import { mostReminders, reminderDue, reminderGap } from './ownership.ts'
import { aboutOf, post, type Setting } from './posting.ts'

/**
 * Asks owners of published activities for their report: three times at most, 21 days apart, within
 * the report period, until they report or withdraw. Run daily; a second run on a day sends nothing.
 * @returns how many letters were queued
 */
export async function remindReports({
  db,
  clock,
  config,
}: Pick<Services, 'db' | 'clock' | 'config'>): Promise<number> {
  const now = clock.now()
  const edition = await currentEdition(db)
  const { from, to } = edition.periods.report
  const today = dayOf(now)
  if (Temporal.PlainDate.compare(today, from) < 0) return 0
  if (Temporal.PlainDate.compare(today, to) > 0) return 0
  let sent = 0
  for (const id of await unreported(db, edition.id, now))
    sent += await transaction(db, (trx) => remindOne(trx, { edition, config, now }, id))
  return sent
}

/** Published, not reported, and not reminded in the last weeks. The day is checked under the lock. */
async function unreported(db: Db, editionId: number, now: Temporal.Instant): Promise<number[]> {
  const lately = now.subtract({ hours: 24 * (reminderGap - 1) })
  const rows = await db
    .selectFrom('activities as a')
    .select('a.id')
    .where('a.edition_id', '=', editionId)
    .where('a.state', '=', 'published')
    .where('a.contact_email', '<>', '')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('activity_reports as r')
            .select('r.activity_id')
            .whereRef('r.activity_id', '=', 'a.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('report_reminders as m')
            .select('m.activity_id')
            .whereRef('m.activity_id', '=', 'a.id')
            .where(({ or, eb }) =>
              or([eb('m.sent_at', '>', lately), eb('m.reminder', '=', mostReminders)]),
            ),
        ),
      ),
    )
    .orderBy('a.id')
    .execute()
  return rows.map(({ id }) => id)
}

async function remindOne(trx: Trx, setting: Setting, id: number): Promise<number> {
  const { edition, now } = setting
  const activity = await lockActivity(trx, edition.id, id)
  if (activity?.state !== 'published' || activity.reported_at) return 0
  const sent = await trx
    .selectFrom('report_reminders')
    .select('sent_at')
    .where('activity_id', '=', id)
    .orderBy('reminder')
    .execute()
  const reminder = reminderDue(
    sent.map(({ sent_at }) => sent_at),
    now,
  )
  if (reminder === undefined) return 0
  await trx
    .insertInto('report_reminders')
    .values({ activity_id: id, reminder, sent_at: now })
    .execute()
  const date = formatDayWithYear(edition.periods.report.to, activity.language)
  await post(trx, setting, aboutOf(setting, activity), {
    kind: 'report-reminder',
    path: '/mine',
    values: { date },
  })
  return 1
}
