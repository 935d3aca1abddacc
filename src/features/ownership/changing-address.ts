import type { Trx } from '../../db/transaction.ts'
import { makeLink, type PersonalLink, spendLink } from '../../http/personal-links.ts'
import { strangersLimit } from '../../mail/strangers-limit.ts'
import { dayOf } from '../../clock.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import { type Activity, lockActivity, newestVersion } from '../activities/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import { dropHandOvers } from './hand-over-queries.ts'
import { isOwned, objectionDays } from './ownership.ts'
import { isWithinPace } from './pace.ts'
import { aboutOf, post, type Setting } from './posting.ts'
import { endLinks, endSessions } from './queries.ts'
import { audited } from './saving.ts'

/**
 * Asks the new address to prove itself and tells the old one, with a link that says "it was not me".
 * @returns 'limit' when the new address has had too many mails from us, or this registration too many changes
 */
export async function askNewAddress(
  trx: Trx,
  setting: Setting,
  activity: Activity,
  email: string,
): Promise<'asked' | 'limit'> {
  const { now } = setting
  if (!(await isWithinPace(trx, activity.id, now))) return 'limit'
  if (!(await strangersLimit(trx, email, now))) return 'limit'
  await endLinks(trx, 'change-address', activity.id, now)
  const about = { purpose: 'change-address', subjectId: activity.id, email, now } as const
  const path = `/mine/new-address/${await makeLink(trx, about)}`
  const until = now.add({ hours: 24 })
  await post(trx, setting, aboutOf(setting, activity, email), { kind: 'new-address', path, until })
  await tellOldAddress(trx, setting, activity, { kind: 'old-address', values: { email } })
  return 'asked'
}

/** A letter to the present address, with the link that takes the change back for seven days. */
export async function tellOldAddress(
  trx: Trx,
  setting: Setting,
  activity: Activity,
  letter: {
    kind: 'old-address' | 'hand-over-direct'
    values: Record<string, string>
  },
): Promise<void> {
  const { now } = setting
  const email = activity.contact_email
  const token = await makeLink(trx, { purpose: 'object', subjectId: activity.id, email, now })
  const until = now.add({ hours: 24 * objectionDays })
  const date = formatDayWithYear(dayOf(until), activity.language)
  await post(trx, setting, aboutOf(setting, activity), {
    kind: letter.kind,
    path: `/mine/objection/${token}`,
    values: { ...letter.values, date },
    until,
  })
}

/** The new address is proven: it is the owner's now, and both are told. */
export async function changeAddress(
  trx: Trx,
  setting: Setting,
  link: PersonalLink,
): Promise<Activity | undefined> {
  const { now, edition } = setting
  const activity = await lockActivity(trx, edition.id, link.subject_id)
  if (!activity || !isOwned(activity.state) || !(await spendLink(trx, link, now))) return undefined
  const email = link.email as string
  await setAddress(trx, setting, activity, { email, action: 'address-changed' })
  for (const to of [email, activity.contact_email])
    await post(trx, setting, aboutOf(setting, activity, to), {
      kind: 'address-changed',
      path: '/mine',
    })
  return activity
}

/** Moves the registration to an address: links and sessions of the other hands end. */
async function setAddress(
  trx: Trx,
  setting: Setting,
  activity: Activity,
  { email, action }: { email: string; action: 'address-changed' | 'address-kept' },
): Promise<void> {
  const { now, edition } = setting
  await trx
    .updateTable('activities')
    .set({ contact_email: email, changed_at: now })
    .where('id', '=', activity.id)
    .execute()
  await endLinks(trx, 'manage', activity.id, now)
  await endSessions(trx, activity.id)
  const title = (await newestVersion(trx, activity.id))?.title ?? ''
  await writeAudit(trx, {
    ...audited(`activities.${action}`, now, { edition, activity, title }),
    before: { email: activity.contact_email },
    after: { email },
  })
}

/**
 * "It was not me": the address to which the link went is the owner's again, whatever came after.
 * Objections that were mailed later, to the foreign hand, end with it.
 */
export async function restoreAddress(
  trx: Trx,
  setting: Setting,
  link: PersonalLink,
): Promise<boolean> {
  const { now, edition } = setting
  const activity = await lockActivity(trx, edition.id, link.subject_id)
  if (!activity || !isOwned(activity.state) || !(await spendLink(trx, link, now))) return false
  await trx
    .updateTable('personal_links')
    .set({ used_at: now })
    .where('purpose', '=', 'object')
    .where('subject_id', '=', activity.id)
    .where('email', 'is not', null)
    .where('created_at', '>=', link.created_at)
    .where('used_at', 'is', null)
    .execute()
  await endLinks(trx, 'change-address', activity.id, now)
  await dropHandOvers(trx, activity.id, now)
  const email = link.email as string
  await setAddress(trx, setting, activity, { email, action: 'address-kept' })
  for (const to of new Set([email, activity.contact_email]))
    await post(trx, setting, aboutOf(setting, activity, to), { kind: 'address-kept' })
  return true
}
