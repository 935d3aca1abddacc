import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { ApplicationReminderRow } from '../../db/tables-events.ts'
import { type Trx, transaction } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import { queueMail } from '../../mail/outbox.ts'
import { afterLinks } from './afterwards.ts'
import { reminderLetter } from './letters.ts'
import { type Office, openOffice } from './office.ts'
import { wholeApplications } from './queries.ts'

export type ReminderKind = ApplicationReminderRow['kind']

/**
 * When each reminder is due, in hours from the start (thanks: from the end), and until when it
 * still makes sense: a process that was away for a day does not send yesterday's.
 */
const times: Record<ReminderKind, { from: number; until: number }> = {
  week: { from: -168, until: -72 },
  reconfirm: { from: -48, until: -26 },
  day: { from: -24, until: -6 },
  hour: { from: -1, until: 0 },
  start: { from: 0, until: 0.5 },
  thanks: { from: 0, until: 72 },
}

const perBatch = 20

/**
 * Writes the reminders that are due now, each once per application and start. The times are worked
 * out from the event's date at every run, so a date that moves takes its reminders along. Nobody
 * is reminded of what they were told after the reminder was due.
 * @returns how many mails were written
 */
export async function remindApplicants(
  services: Pick<Services, 'db' | 'clock' | 'config'>,
): Promise<number> {
  const office = await openOffice(services)
  let written = 0
  for (const kind of Object.keys(times) as ReminderKind[])
    for (;;) {
      const found = await transaction(services.db, (trx) => remindBatch(trx, office, kind))
      written += found
      if (found < perBatch) break
    }
  return written
}

async function remindBatch(trx: Trx, office: Office, kind: ReminderKind): Promise<number> {
  const { now, origin } = office
  const ids = await claimDue(trx, kind, now)
  for (const whole of await wholeApplications(trx, ids)) {
    const after = kind === 'thanks' ? await afterLinks(trx, whole, now) : []
    await queueMail(trx, reminderLetter(office, whole, kind, after), { now, origin })
  }
  return ids.length
}

/** Marks the next reminders of a kind as written; of two processes each takes others. */
async function claimDue(trx: Db, kind: ReminderKind, now: Temporal.Instant): Promise<number[]> {
  const { from, until } = times[kind]
  const base = sql.ref(kind === 'thanks' ? 'e.ends_at' : 'e.starts_at')
  const due = sql`${base} + ${from} * interval '1 hour'`
  const { rows } = await sql<{ application_id: number }>`
    insert into application_reminders (application_id, kind, for_start, written_at)
    select a.id, ${kind}, e.starts_at, ${now}::timestamptz
    from events e join applications a on a.event_id = e.id join pools p on p.id = a.pool_id
    where p.channel <> 'slot' and e.state = 'published' and e.precision = 'exact'
      and ${due} <= ${now}::timestamptz
      and ${base} + ${until} * interval '1 hour' > ${now}::timestamptz
      and a.state = 'confirmed' and a.email <> ''
      and (a.proven_at < ${due} or ${kind} in ('start', 'thanks'))
      and (${kind} <> 'reconfirm' or a.reconfirmed_at is null)
      and (${kind} <> 'thanks' or a.attendance <> 'absent')
      and not exists (
        select 1 from application_reminders r
        where r.application_id = a.id and r.kind = ${kind} and r.for_start = e.starts_at
      )
    order by a.id limit ${perBatch}
    on conflict do nothing
    returning application_id`.execute(trx)
  return rows.map(({ application_id: id }) => id)
}
