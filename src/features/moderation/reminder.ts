import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import { can } from '../../http/roles.ts'
import { findStaff } from '../../http/sessions.ts'
import { isWorkingDay } from '../../lib/durations.ts'
import { officeHolidays } from '../../lib/jp-holidays.ts'
import { queueMail } from '../../mail/outbox.ts'
import { dayOf, startOfDay } from '../../clock.ts'
import { currentEdition } from '../editions/current.ts'
import type { Edition } from '../editions/edition.ts'
import { publicNumber } from '../editions/edition.ts'
import { scopeOf } from './desk.ts'
import { reminderLetter } from './mail.ts'
import { ageInDays, overdueBefore } from './moderation.ts'
import { countQueue, listQueue } from './queue-queries.ts'

const named = 10

/**
 * Tells everybody who may decide what has waited longer than promised, on working days. Run daily at
 * 09:00 Tokyo; a second run on the same day sends nothing.
 * @returns how many mails were queued
 */
export async function moderationReminder({
  db,
  clock,
  config,
}: Pick<Services, 'db' | 'clock' | 'config'>): Promise<number> {
  const now = clock.now()
  const today = dayOf(now)
  if (!isWorkingDay(today, officeHolidays(today, today))) return 0
  const edition = await currentEdition(db)
  const people = await db
    .selectFrom('staff')
    .select('id')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute()
  let sent = 0
  for (const { id } of people)
    sent += await transaction(db, (trx) =>
      remindOne(trx, { edition, staffId: id, now, origin: config.origin }),
    )
  return sent
}

type About = { edition: Edition; staffId: number; now: Temporal.Instant; origin: string }

async function remindOne(trx: Db, { edition, staffId, now, origin }: About): Promise<number> {
  const staff = await findStaff(trx, staffId, now)
  if (!staff || !can(staff, 'activities.moderate', edition.id)) return 0
  const scope = scopeOf({ staff, edition }, 'activities.moderate')
  const view = { editionId: edition.id, scope, staffId }
  const { overdue } = await countQueue(trx, {
    ...view,
    overdue: overdueBefore(now, edition.secretariat.serviceDays),
  })
  if (overdue === 0 || (await wasReminded(trx, staff.email, now))) return 0
  const lines = await listQueue(trx, { ...view, filter: 'all', sort: 'age', page: 1 })
  const oldest = lines.slice(0, Math.min(named, overdue)).map((line) => ({
    number: publicNumber(edition, line.number as number),
    title: line.title,
    days: ageInDays(line.since, now),
  }))
  await queueMail(trx, reminderLetter(edition, origin, { to: staff.email, overdue, oldest }), {
    now,
    origin,
  })
  return 1
}

async function wasReminded(trx: Db, address: string, now: Temporal.Instant): Promise<boolean> {
  const mail = await trx
    .selectFrom('mails')
    .select('id')
    .where('kind', '=', 'moderation.reminder')
    .where('to_address', '=', address)
    .where('created_at', '>=', startOfDay(dayOf(now)))
    .limit(1)
    .executeTakeFirst()
  return mail !== undefined
}
