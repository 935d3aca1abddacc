import type { Config } from '../../config.ts'
import type { Db } from '../../db/database.ts'
import type { Values } from '../../i18n/messages.ts'
import { type Letter, queueMail } from '../../mail/outbox.ts'
import type { Ctx } from '../../http/context.ts'
import type { Activity } from '../activities/queries.ts'
import { editionOf } from '../editions/current.ts'
import { listEditions } from '../editions/queries.ts'
import type { Edition } from '../editions/edition.ts'
import { type About, type Plain, plainLetter } from './mail.ts'

/** The year, the program's settings and the time: what every act of an owner happens in. */
export type Setting = { edition: Edition; config: Config; now: Temporal.Instant }

/** The setting of a request. */
export async function settingOf(c: Ctx): Promise<Setting> {
  return { edition: await editionOf(c), config: c.var.config, now: c.var.now }
}

/** The setting of a registration's own year, which may be over: its owner can still object then. */
export async function settingAbout(c: Ctx, activityId: number): Promise<Setting | undefined> {
  const { db, config, now } = c.var
  const row = await db
    .selectFrom('activities')
    .select('edition_id')
    .where('id', '=', activityId)
    .executeTakeFirst()
  const edition = row && (await listEditions(db)).find(({ id }) => id === row.edition_id)
  return edition && { edition, config, now }
}

/** What a letter about a registration is told; it goes to its owner unless `to` says otherwise. */
export function aboutOf(
  { edition, config }: Setting,
  activity: Activity,
  to = activity.contact_email,
): About {
  return { edition, origin: config.origin, to, lang: activity.language, activity }
}

/** Puts one of the plain letters into the outbox; an owner without an address gets none. */
export async function post(
  trx: Db,
  setting: Setting,
  about: About,
  letter: { kind: Plain; path?: string; values?: Values; until?: Temporal.Instant },
): Promise<void> {
  const { kind, ...more } = letter
  if (about.to !== '') await postLetter(trx, setting, plainLetter(about, kind, more))
}

/** Puts a letter into the outbox. */
export async function postLetter(trx: Db, { config, now }: Setting, letter: Letter): Promise<void> {
  await queueMail(trx, letter, { now, origin: config.origin })
}
