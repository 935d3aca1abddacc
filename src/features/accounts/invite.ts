import type { Config } from '../../config.ts'
import type { Db } from '../../db/database.ts'
import { makeLink } from '../../http/personal-links.ts'
import type { Staff } from '../../http/roles.ts'
import type { Lang } from '../../lib/languages.ts'
import { queueMail } from '../../mail/outbox.ts'
import type { Edition } from '../editions/edition.ts'
import { writeAudit } from '../audit/queries.ts'
import { spendAllLinks } from './first-administrator.ts'
import { addGrant, type NewGrant } from './grants.ts'
import { invitationLetter } from './mail.ts'
import { actorOf, addPerson, subjectOf } from './queries.ts'

export type Inviting = {
  edition: Edition
  config: Config
  lang: Lang
  by: Staff
  now: Temporal.Instant
}

/** Writes a new person down with their first role and sends them a link. @returns the id */
export async function invite(
  trx: Db,
  person: { name: string; email: string },
  grant: NewGrant,
  about: Inviting,
): Promise<number> {
  const { by, now } = about
  const id = await addPerson(trx, { ...person, now })
  await addGrant(trx, id, grant, { id: by.id, now })
  const subject = subjectOf({ id, name: person.name })
  const after = { role: grant.role, ...limitsForAudit(grant) }
  await writeAudit(trx, {
    action: 'accounts.role-granted',
    at: now,
    actor: actorOf(by),
    subject,
    after,
  })
  await sendInvitation(trx, { id, ...person }, about)
  return id
}

/** Sends a link with which a person sets up, or sets up anew, what they sign in with. */
export async function sendInvitation(
  trx: Db,
  person: { id: number; name: string; email: string },
  about: Inviting,
): Promise<void> {
  const { config, by, now } = about
  await spendAllLinks(trx, { purpose: 'staff-invitation', subjectId: person.id, now })
  const token = await makeLink(trx, {
    purpose: 'staff-invitation',
    subjectId: person.id,
    email: person.email,
    now,
  })
  const letter = invitationLetter({ ...about, by: by.name }, person, token)
  await queueMail(trx, letter, { now, origin: config.origin })
  await writeAudit(trx, {
    action: 'accounts.invited',
    at: now,
    actor: actorOf(by),
    subject: subjectOf(person),
  })
}

/** The limits of a grant as fields of an audit entry; what is not limited is left out. */
export function limitsForAudit(grant: NewGrant): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({
      edition: grant.editionId,
      body: grant.body,
      prefectures: grant.prefectures,
      expires: grant.expiresAt?.toString() ?? null,
    }).filter(([, value]) => value !== null),
  )
}
