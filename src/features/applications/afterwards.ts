import type { Db } from '../../db/database.ts'
import type { MessageKey } from '../../i18n/keys.ts'
import { leadsToCertificate } from '../attendance-certificates/queries.ts'
import { isInvited } from '../surveys/queries.ts'
import type { Whole } from './queries.ts'

/** A page under somebody's personal one, with the words of the link to it. */
export type After = { path: 'survey' | 'certificate'; label: MessageKey; mail: MessageKey }

/** What somebody who took part can do once it has begun: answer the survey, take the certificate. */
export async function afterLinks(db: Db, whole: Whole, now: Temporal.Instant): Promise<After[]> {
  const survey: After = {
    path: 'survey',
    label: 'surveys.invite',
    mail: 'applications.mail.survey',
  }
  const certificate: After = {
    path: 'certificate',
    label: 'applications.mail.certificate',
    mail: 'applications.mail.certificate',
  }
  return [
    ...((await isInvited(db, whole, now)) ? [survey] : []),
    ...(leadsToCertificate(whole, now) ? [certificate] : []),
  ]
}
