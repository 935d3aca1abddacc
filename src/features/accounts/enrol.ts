import type { Config } from '../../config.ts'
import type { Db } from '../../db/database.ts'
import { type PersonalLink, spendLink } from '../../http/personal-links.ts'
import { writeAudit } from '../audit/queries.ts'
import { spendAllLinks } from './first-administrator.ts'
import { addGrant } from './grants.ts'
import { removeAllPasskeys } from './passkeys.ts'
import { actorOf, addPerson, lockPerson, setFactors, subjectOf } from './queries.ts'
import { hashRecoveryCode } from './recovery-codes.ts'
import { seal } from './sealing.ts'
import { endSessions } from './staff-sessions.ts'

/** What a person has chosen, checked. */
export type Chosen = {
  name: string
  email: string
  passwordHash: string
  totpSecret: Buffer
  step: number
  recoveryCodes: string[]
}

/**
 * Makes the account that a link promises: the first administrator's is new, an invited person's is
 * waiting; a person who was invited again loses all earlier factors and sessions.
 * @returns the id, or undefined when the link was used or the account shut meanwhile
 */
export async function enrol(
  trx: Db,
  link: PersonalLink,
  chosen: Chosen,
  about: { config: Config; now: Temporal.Instant },
): Promise<number | undefined> {
  const { now } = about
  if (!(await spendLink(trx, link, now))) return undefined
  const first = link.purpose === 'first-administrator'
  const id = first ? await addFirst(trx, chosen, now) : link.subject_id
  const person = await lockPerson(trx, id)
  if (!person || person.disabled_at) return undefined
  await setFactors(trx, id, {
    name: chosen.name,
    passwordHash: chosen.passwordHash,
    totpSecret: seal(about.config.secret, 'totp', chosen.totpSecret),
    step: chosen.step,
    recoveryHashes: chosen.recoveryCodes.map(hashRecoveryCode),
  })
  await removeAllPasskeys(trx, id)
  await endSessions(trx, id)
  await spendAllLinks(trx, {
    purpose: first ? 'first-administrator' : 'staff-invitation',
    subjectId: link.subject_id,
    now,
  })
  const self = { id, name: chosen.name }
  await writeAudit(trx, {
    action: 'accounts.enrolled',
    at: now,
    actor: actorOf(self),
    subject: subjectOf(self),
  })
  return id
}

async function addFirst(trx: Db, chosen: Chosen, now: Temporal.Instant): Promise<number> {
  const id = await addPerson(trx, { name: chosen.name, email: chosen.email, now })
  const everywhere = { editionId: null, body: null, prefectures: null, expiresAt: null }
  await addGrant(trx, id, { role: 'administrator', ...everywhere }, { id: null, now })
  return id
}
