import { timingSafeEqual } from 'node:crypto'
import type { Db } from '../../db/database.ts'
import { tokenFrom } from '../../http/stamp.ts'
import { inLanguage, type Lang } from '../../lib/languages.ts'

/** What a personal link is made of. Nothing secret is stored (ADR 0014). */
export type Linked = { id: number; linkEpoch: number }

/** The key of an application's personal page; worthless as soon as its epoch is raised. */
export function keyOf(secret: Buffer, { id, linkEpoch }: Linked): string {
  return `${id.toString(36)}.${tokenFrom(secret, 'application', `${id}.${linkEpoch}`)}`
}

/** The path of the personal page. */
export function personalPath(secret: Buffer, linked: Linked): string {
  return `/my/${keyOf(secret, linked)}`
}

/** The whole address of the personal page, for a mail. */
export function personalUrl(
  about: { secret: Buffer; origin: string; lang: Lang },
  linked: Linked,
): string {
  return about.origin + inLanguage(about.lang, personalPath(about.secret, linked))
}

/** The application whose key this is; undefined for a wrong key and for an old one. */
export async function applicationByKey(
  db: Db,
  secret: Buffer,
  key: string,
): Promise<number | undefined> {
  const id = Number.parseInt(key.split('.')[0] ?? '', 36)
  if (!Number.isSafeInteger(id) || id < 1) return undefined
  const row = await db
    .selectFrom('applications')
    .select(['id', 'link_epoch'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const own = Buffer.from(keyOf(secret, { id: row.id, linkEpoch: row.link_epoch }))
  const given = Buffer.from(key)
  return own.length === given.length && timingSafeEqual(own, given) ? row.id : undefined
}

/** Makes every link of an application that was sent before worthless. */
export async function renewLinks(trx: Db, applicationId: number): Promise<void> {
  await trx
    .updateTable('applications')
    .set((set) => ({ link_epoch: set('link_epoch', '+', 1) }))
    .where('id', '=', applicationId)
    .execute()
}
