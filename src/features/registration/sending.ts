import type { Config } from '../../config.ts'
import type { Db } from '../../db/database.ts'
import { makeLink } from '../../http/personal-links.ts'
import { queueMail } from '../../mail/outbox.ts'
import { strangersLimit } from '../../mail/strangers-limit.ts'
import {
  type Activity,
  dealNumber,
  moveActivity,
  type StoredVersion,
} from '../activities/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import { currentTerms, type Edition, publicNumber } from '../editions/edition.ts'
import { dayOf } from '../../clock.ts'
import { confirmLetter, receivedLetter } from './mail.ts'
import type { Draft } from './draft.ts'
import { participantFor } from './participants.ts'
import { riskOf, type Signals } from './risk.ts'

type Context = { edition: Edition; config: Config; now: Temporal.Instant }

/**
 * Sends a draft in: terms accepted, waiting for its address to be proven. A second sending (a
 * corrected address) only sends the mail again.
 * @returns false when this address has had too many mails from us lately (R22)
 */
export async function sendIn(
  trx: Db,
  activity: Activity,
  draft: Draft & { version: StoredVersion },
  about: Context & { signals: Signals },
): Promise<boolean> {
  const { edition, config, now } = about
  const to = draft.contact.contact_email
  if (!(await strangersLimit(trx, to, now))) return false
  if (activity.state === 'draft') {
    const { risk, reasons } = riskOf(draft.version, about.signals)
    await moveActivity(trx, activity, 'send', {
      now,
      proposed_version_id: draft.version.id,
      terms_version: currentTerms(edition, dayOf(now)).version,
      terms_accepted_at: now,
      risk,
      risk_reasons: reasons,
    })
    await writeAudit(trx, {
      action: 'activities.registered',
      actor: { kind: 'visitor' },
      subject: subjectOf(activity, draft.version, edition),
      at: now,
    })
  }
  const token = await makeLink(trx, { purpose: 'confirm', subjectId: activity.id, email: to, now })
  const letter = confirmLetter(
    { edition, origin: config.origin, lang: activity.language, activityId: activity.id, to },
    token,
    now,
  )
  await queueMail(trx, letter, { now, origin: config.origin })
  return true
}

/** The address is proven: the registration gets its number and waits for the secretariat. */
export async function confirm(
  trx: Db,
  activity: Activity,
  version: StoredVersion,
  { edition, config, now }: Context,
): Promise<number> {
  const number = await dealNumber(trx, edition.id)
  await moveActivity(trx, activity, 'confirm', {
    now,
    number,
    submitted_at: now,
    proposed_version_id: version.id,
    participant_id: await participantFor(trx, version, now),
  })
  const name = publicNumber(edition, number)
  await queueMail(
    trx,
    receivedLetter(
      {
        edition,
        origin: config.origin,
        lang: activity.language,
        activityId: activity.id,
        to: activity.contact_email,
      },
      name,
      version.title,
    ),
    { now, origin: config.origin },
  )
  await writeAudit(trx, {
    action: 'activities.confirmed',
    actor: { kind: 'owner', id: activity.id, name: activity.contact_name },
    subject: { ...subjectOf(activity, version, edition), name: `${name} ${version.title}` },
    at: now,
  })
  return number
}

function subjectOf(activity: Activity, version: StoredVersion, edition: Edition) {
  return { kind: 'activity', id: activity.id, name: version.title, editionId: edition.id }
}
