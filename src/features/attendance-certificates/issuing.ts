import { transaction } from '../../db/transaction.ts'
import type { Db } from '../../db/database.ts'
import { actorOf } from '../applications/own.ts'
import { type Whole, wholeApplications } from '../applications/queries.ts'
import { minutesOf } from '../attendance/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import { canEarn, newNumber, standingOf } from './certificate.ts'

/**
 * Issues the certificate once, with the name as its holder writes it; a second asking changes nothing.
 * @returns whether there is one now
 */
export async function issueCertificate(
  db: Db,
  about: { applicationId: number; name: string; now: Temporal.Instant },
): Promise<boolean> {
  const { applicationId, name, now } = about
  return transaction(db, async (trx) => {
    await trx
      .selectFrom('applications')
      .select('id')
      .where('id', '=', applicationId)
      .forUpdate()
      .execute()
    const [whole] = await wholeApplications(trx, [applicationId])
    if (!whole || !canEarn(whole)) return false
    const minutes = await minutesOf(trx, applicationId, whole.event)
    if (standingOf(whole, minutes, now).kind !== 'earned') return false
    const issued = await trx
      .insertInto('attendance_certificates')
      .values({
        application_id: applicationId,
        event_id: whole.event.id,
        number: newNumber(),
        name,
        minutes,
        issued_at: now,
      })
      .onConflict((conflict) => conflict.column('application_id').doNothing())
      .returning('number')
      .executeTakeFirst()
    if (issued) await noteIssue(trx, whole, now)
    return true
  })
}

async function noteIssue(trx: Db, whole: Whole, now: Temporal.Instant): Promise<void> {
  const { id, title, edition_id: editionId } = whole.event
  await writeAudit(trx, {
    action: 'applications.certificate-issued',
    actor: actorOf(whole),
    subject: { kind: 'event', id, name: title.ja, editionId },
    at: now,
  })
}
