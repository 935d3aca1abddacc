import type { Db } from '../../db/database.ts'
import type { Whole } from '../applications/queries.ts'
import { type AttendanceCertificate, canEarn, standingOf } from './certificate.ts'

/** What was issued to somebody. */
export async function certificateOf(
  db: Db,
  applicationId: number,
): Promise<AttendanceCertificate | undefined> {
  return db
    .selectFrom('attendance_certificates')
    .selectAll()
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
}

/** What was issued under a number. */
export async function certificateByNumber(
  db: Db,
  number: string,
): Promise<AttendanceCertificate | undefined> {
  return db
    .selectFrom('attendance_certificates')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst()
}

/** Whether the personal page leads to the certificate: it is over, and there is a rule to meet. */
export function leadsToCertificate(whole: Whole, now: Temporal.Instant): boolean {
  if (!canEarn(whole) || standingOf(whole, 0, now).kind === 'early') return false
  return whole.event.certificate_minutes !== null || whole.application.attendance === 'came'
}
