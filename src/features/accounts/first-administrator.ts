import type { Db } from '../../db/database.ts'
import { transaction } from '../../db/transaction.ts'
import { makeLink } from '../../http/personal-links.ts'
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
