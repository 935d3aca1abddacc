import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import { makeLink } from '../../http/personal-links.ts'
import { writeAudit } from '../audit/queries.ts'
import { countAdministrators } from './grants.ts'

/** The page on which a link of enrolment is followed. */
export const joinPath = (token: string) => `/staff/join/${token}`

/**
 * When nobody can manage accounts (an empty database, or everybody has left): the path of a link
 * that makes one administrator, good once and for 24 hours. To be printed where only the operator
 * looks. @returns undefined when there is an administrator
 */
export async function firstAdministratorLink(
  db: Db,
  now: Temporal.Instant,
): Promise<string | undefined> {
  return transaction(db, async (trx) => {
    if ((await countAdministrators(trx, now)) > 0) return undefined
    return joinPath(await makeLink(trx, { purpose: 'first-administrator', subjectId: 0, now }))
  })
}

/**
 * For the operator of the machine when no administrator can sign in any more: the path of a link that
 * makes one administrator beside those there are, good once and for 24 hours. Earlier ones stop.
 */
export async function anotherAdministratorLink(db: Db, now: Temporal.Instant): Promise<string> {
  return transaction(db, async (trx) => {
    const about = { purpose: 'first-administrator', subjectId: 0, now } as const
    await spendAllLinks(trx, about)
    await writeAudit(trx, {
      action: 'accounts.link-made',
      at: now,
      actor: { kind: 'program' },
      subject: { kind: 'staff', id: null, name: '' },
    })
    return joinPath(await makeLink(trx, about))
  })
}

/** Uses up every link of a kind for one subject: an older mail must not open what a newer one closed. */
export async function spendAllLinks(
  trx: Db,
  about: {
    purpose: 'first-administrator' | 'staff-invitation'
    subjectId: number
    now: Temporal.Instant
  },
): Promise<void> {
  await trx
    .updateTable('personal_links')
    .set({ used_at: about.now })
    .where('purpose', '=', about.purpose)
    .where('subject_id', '=', about.subjectId)
    .where('used_at', 'is', null)
    .execute()
}
