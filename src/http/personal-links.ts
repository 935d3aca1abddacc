import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { PersonalLinkRow } from '../db/tables.ts'
import { hashToken, newToken } from './sessions.ts'

type Purpose = PersonalLinkRow['purpose']
export type PersonalLink = Selectable<PersonalLinkRow>

// Registry research 4.3: a confirmation may wait a day; a link that opens an entry is short.
const lifetimes: Record<Purpose, Temporal.DurationLike> = {
  confirm: { hours: 24 },
  manage: { hours: 1 },
  'change-address': { hours: 24 },
  'hand-over': { hours: 24 },
  object: { hours: 24 * 7 },
  'first-administrator': { hours: 24 },
  'staff-invitation': { hours: 24 * 7 },
}

/** Makes a link: the token goes into one mail, its hash into the database. */
export async function makeLink(
  trx: Db,
  about: { purpose: Purpose; subjectId: number; email?: string; now: Temporal.Instant },
): Promise<string> {
  const token = newToken()
  await trx
    .insertInto('personal_links')
    .values({
      token_hash: hashToken(token),
      purpose: about.purpose,
      subject_id: about.subjectId,
      email: about.email ?? null,
      created_at: about.now,
      expires_at: about.now.add(lifetimes[about.purpose]),
      used_at: null,
      code_hash: null,
    })
    .execute()
  return token
}

/** A link as it is, used or not; reading it spends nothing (mail scanners open every link). */
export async function findLink(
  db: Db,
  purpose: Purpose,
  token: string,
): Promise<PersonalLink | undefined> {
  return db
    .selectFrom('personal_links')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .executeTakeFirst()
}

/** Whether a link can still be spent. */
export function linkState(
  link: PersonalLink | undefined,
  now: Temporal.Instant,
): 'good' | 'used' | 'expired' | 'unknown' {
  if (!link) return 'unknown'
  if (link.used_at) return 'used'
  return Temporal.Instant.compare(now, link.expires_at) < 0 ? 'good' : 'expired'
}

/** Spends a link. Of two at once only one succeeds. */
export async function spendLink(
  trx: Db,
  link: PersonalLink,
  now: Temporal.Instant,
): Promise<boolean> {
  const spent = await trx
    .updateTable('personal_links')
    .set({ used_at: now })
    .where('token_hash', '=', link.token_hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('purpose')
    .executeTakeFirst()
  return spent !== undefined
}

/**
 * Gives a link six digits as well, for people who read mail on another device than the one they
 * asked on. Five wrong tries end it.
 */
export async function addCode(trx: Db, secret: Buffer, token: string): Promise<string> {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await trx
    .updateTable('personal_links')
    .set({ code_hash: hashCode(secret, hashToken(token), code) })
    .where('token_hash', '=', hashToken(token))
    .execute()
  return code
}

/** The newest unused link of a subject whose code this is; every look counts as a try. */
export async function findLinkByCode(
  db: Db,
  secret: Buffer,
  about: { purpose: Purpose; subjectId: number; now: Temporal.Instant },
  code: string,
): Promise<PersonalLink | undefined> {
  const newest = db
    .selectFrom('personal_links')
    .select('token_hash')
    .where('purpose', '=', about.purpose)
    .where('subject_id', '=', about.subjectId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', about.now)
    .where('code_hash', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
  const link = await db
    .updateTable('personal_links')
    .set((set) => ({ code_tries: set('code_tries', '+', 1) }))
    .where('token_hash', '=', newest)
    .where('code_tries', '<', 5)
    .returningAll()
    .executeTakeFirst()
  if (!link?.code_hash) return undefined
  const given = hashCode(secret, link.token_hash, code.normalize('NFKC').replace(/\s/g, ''))
  return timingSafeEqual(given, link.code_hash) ? link : undefined
}

function hashCode(secret: Buffer, tokenHash: Buffer, code: string): Buffer {
  return createHmac('sha256', secret).update(tokenHash).update(code).digest()
}
