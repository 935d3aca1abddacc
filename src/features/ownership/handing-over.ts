import { transaction, type Trx } from '../../db/transaction.ts'
import type { Services } from '../../http/context.ts'
import { makeLink, type PersonalLink, spendLink } from '../../http/personal-links.ts'
import { strangersLimit } from '../../mail/strangers-limit.ts'
import { dayOf } from '../../clock.ts'
import { formatDayWithYear } from '../../lib/jp-date.ts'
import type { Lang } from '../../lib/languages.ts'
import { type Activity, lockActivity, newestVersion } from '../activities/queries.ts'
import { writeAudit } from '../audit/queries.ts'
import { listEditions } from '../editions/queries.ts'
import { tellOldAddress } from './changing-address.ts'
import {
  addHandOver,
  dropHandOvers,
  findHandOver,
  forgetUnconfirmedHandOvers,
  type HandOver,
  isRefusedOften,
  lockHandOver,
  markHandOver,
  openHandOver,
  ripeHandOvers,
} from './hand-over-queries.ts'
import { harmlessName } from './mail.ts'
import { isOwned, objectionDays } from './ownership.ts'
import { isWithinPace } from './pace.ts'
import { aboutOf, post, type Setting } from './posting.ts'
import { endLinks, endSessions } from './queries.ts'
import { audited } from './saving.ts'

/** Who is to own a registration. */
export type Successor = { name: string; email: string; reason: string; lang: Lang }

/**
 * A successor asks for a registration: its number and nothing else is known of them, so nothing is
 * told, and the address they gave is asked to prove itself.
 */
export async function askToTakeOver(
  trx: Trx,
  setting: Setting,
  number: number,
  successor: Successor,
): Promise<void> {
  const { now, edition } = setting
  if (!(await strangersLimit(trx, successor.email, now))) return
  const found = await trx
    .selectFrom('activities')
    .select('id')
    .where('edition_id', '=', edition.id)
    .where('number', '=', number)
    .executeTakeFirst()
  const activity = found && (await lockActivity(trx, edition.id, found.id))
  // without an address nobody could object: the secretariat hands such a one over by hand
  if (!activity || !isOwned(activity.state) || activity.contact_email === '') return
  const open = await openHandOver(trx, activity.id)
  if (open && (open.confirmed_at || isDirect(open))) return
  if (await isRefusedOften(trx, activity.id, now)) return
  await dropHandOvers(trx, activity.id, now)
  const objectUntil = now.add({ hours: 24 * objectionDays })
  await askSuccessor(trx, setting, activity, { ...successor, objectUntil })
}

/** The owner hands over: the successor's proof completes it, there is nobody else to ask. */
export async function offerHandOver(
  trx: Trx,
  setting: Setting,
  activity: Activity,
  successor: Successor,
): Promise<'asked' | 'limit'> {
  const { now } = setting
  if (!(await isWithinPace(trx, activity.id, now))) return 'limit'
  if (!(await strangersLimit(trx, successor.email, now))) return 'limit'
  const other = await dropHandOvers(trx, activity.id, now)
  if (other) await tellSuccessor(trx, setting, activity, other)
  await askSuccessor(trx, setting, activity, { ...successor, objectUntil: now })
  const values = { name: harmlessName(successor.name) }
  await tellOldAddress(trx, setting, activity, { kind: 'hand-over-direct', values })
  return 'asked'
}

async function askSuccessor(
  trx: Trx,
  setting: Setting,
  activity: Activity,
  successor: Successor & { objectUntil: Temporal.Instant },
): Promise<void> {
  const { now } = setting
  const { email, lang } = successor
  const id = await addHandOver(trx, { ...successor, activityId: activity.id, now })
  const token = await makeLink(trx, { purpose: 'hand-over', subjectId: id, email, now })
  await post(
    trx,
    setting,
    { ...aboutOf(setting, activity, email), lang },
    { kind: 'hand-over-confirm', path: `/hand-over/${token}`, until: now.add({ hours: 24 }) },
  )
}

/** Whether the owner began it: then there are no days to object in. */
function isDirect(row: HandOver): boolean {
  return Temporal.Instant.compare(row.object_until, row.requested_at) <= 0
}

/**
 * The successor has proven the address. Begun by the owner it is done now; else the old address is
 * told and has seven days.
 */
export async function confirmHandOver(
  trx: Trx,
  setting: Setting,
  link: PersonalLink,
): Promise<{ activityId: number; until: Temporal.Instant | undefined } | undefined> {
  const { now, edition } = setting
  const known = await findHandOver(trx, link.subject_id)
  const activity = known && (await lockActivity(trx, edition.id, known.activity_id))
  const row = activity && (await lockHandOver(trx, link.subject_id))
  if (!activity || !row || row.confirmed_at || !isOwned(activity.state)) return undefined
  if (!(await spendLink(trx, link, now))) return undefined
  if (isDirect(row)) {
    await markHandOver(trx, row.id, { confirmed_at: now })
    await complete(trx, setting, activity, row)
    return { activityId: activity.id, until: undefined }
  }
  const until = now.add({ hours: 24 * objectionDays })
  await markHandOver(trx, row.id, { confirmed_at: now, object_until: until })
  const token = await makeLink(trx, { purpose: 'object', subjectId: row.id, now })
  await post(trx, setting, aboutOf(setting, activity), {
    kind: 'hand-over-notice',
    path: `/mine/objection/${token}`,
    values: {
      name: harmlessName(row.new_name),
      date: formatDayWithYear(dayOf(until), activity.language),
    },
  })
  return { activityId: activity.id, until }
}

async function complete(trx: Trx, setting: Setting, activity: Activity, row: HandOver) {
  const { now, edition } = setting
  await trx
    .updateTable('activities')
    .set({
      contact_name: row.new_name,
      contact_department: '',
      contact_email: row.new_email,
      contact_phone: '',
      changed_at: now,
    })
    .where('id', '=', activity.id)
    .execute()
  await markHandOver(trx, row.id, { completed_at: now })
  await endLinks(trx, 'manage', activity.id, now)
  await endLinks(trx, 'change-address', activity.id, now)
  await endSessions(trx, activity.id)
  const title = (await newestVersion(trx, activity.id))?.title ?? ''
  await writeAudit(trx, {
    ...audited('activities.handed-over', now, { edition, activity, title }),
    before: { name: activity.contact_name, email: activity.contact_email },
    after: { name: row.new_name, email: row.new_email },
  })
  for (const to of [row.new_email, activity.contact_email])
    await post(trx, setting, aboutOf(setting, activity, to), {
      kind: 'hand-over-done',
      path: '/mine',
      values: { name: harmlessName(row.new_name) },
    })
}

/** The owner objects: it ends, and the successor is told. False when it has ended before. */
export async function objectToHandOver(
  trx: Trx,
  setting: Setting,
  handOverId: number,
  link?: PersonalLink,
): Promise<boolean> {
  const { now, edition } = setting
  const known = await findHandOver(trx, handOverId)
  const activity = known && (await lockActivity(trx, edition.id, known.activity_id))
  const row = activity && (await lockHandOver(trx, handOverId))
  // a request that was not confirmed is nobody's yet: there is nothing to object to, nobody to tell
  if (!activity || !row?.confirmed_at) return false
  if (link && !(await spendLink(trx, link, now))) return false
  await markHandOver(trx, row.id, { objected_at: now })
  await tellSuccessor(trx, setting, activity, row)
  return true
}

async function tellSuccessor(
  trx: Trx,
  setting: Setting,
  activity: Activity,
  row: HandOver,
): Promise<void> {
  const about = aboutOf(setting, activity, row.new_email)
  await post(trx, setting, about, { kind: 'hand-over-objected' })
}

/**
 * Completes every hand-over against which nobody has objected in time, and forgets requests that
 * nobody confirmed. Run daily or more often; a second run does nothing more.
 * @returns how many were completed
 */
export async function completeHandOvers({
  db,
  clock,
  config,
}: Pick<Services, 'db' | 'clock' | 'config'>): Promise<number> {
  const now = clock.now()
  let done = 0
  // a new edition may have begun since the successor asked
  for (const edition of await listEditions(db))
    for (const ripe of await ripeHandOvers(db, edition.id, now))
      done += await transaction(db, (trx) => completeOne(trx, { edition, config, now }, ripe))
  await forgetUnconfirmedHandOvers(db, now)
  return done
}

async function completeOne(trx: Trx, setting: Setting, ripe: HandOver): Promise<number> {
  const activity = await lockActivity(trx, setting.edition.id, ripe.activity_id)
  const row = activity && (await lockHandOver(trx, ripe.id))
  if (!activity || !row) return 0
  if (isOwned(activity.state)) {
    await complete(trx, setting, activity, row)
    return 1
  }
  await markHandOver(trx, row.id, { refused_at: setting.now })
  return 0
}
