import { type Selectable, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { GrantRow } from '../../db/tables.ts'
import type { Grant } from '../../http/roles.ts'

export type StoredGrant = Selectable<GrantRow>
export type NewGrant = Grant & { expiresAt: Temporal.Instant | null }

/** Gives a role. */
export async function addGrant(
  trx: Db,
  staffId: number,
  grant: NewGrant,
  by: { id: number | null; now: Temporal.Instant },
): Promise<void> {
  await trx
    .insertInto('grants')
    .values({
      staff_id: staffId,
      role: grant.role,
      edition_id: grant.editionId,
      body: grant.body,
      prefectures: grant.prefectures,
      granted_by: by.id,
      granted_at: by.now,
      expires_at: grant.expiresAt,
    })
    .execute()
}

/** The grants in force of these people, oldest first. */
export async function listGrants(
  db: Db,
  staffIds: number[],
  now: Temporal.Instant,
): Promise<StoredGrant[]> {
  if (staffIds.length === 0) return []
  return db
    .selectFrom('grants')
    .selectAll()
    .where('staff_id', 'in', staffIds)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .orderBy('id')
    .execute()
}

/** A grant in force of this person, locked. */
export async function lockGrant(
  trx: Db,
  about: { staffId: number; id: number; now: Temporal.Instant },
): Promise<StoredGrant | undefined> {
  return trx
    .selectFrom('grants')
    .selectAll()
    .where('id', '=', about.id)
    .where('staff_id', '=', about.staffId)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** Takes a role back. */
export async function endGrant(
  trx: Db,
  id: number,
  by: { id: number; now: Temporal.Instant },
): Promise<void> {
  await trx
    .updateTable('grants')
    .set({ revoked_at: by.now, revoked_by: by.id })
    .where('id', '=', id)
    .execute()
}

/**
 * How many people can manage everything: enrolled, not disabled, administrator without limit and
 * end. Whoever lowers this number calls it afterwards, in the same transaction: the lock makes two
 * administrators who remove each other at once wait for one another.
 */
export async function countAdministrators(trx: Db, now: Temporal.Instant): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('administrators', 0))`.execute(trx)
  const { count } = await trx
    .selectFrom('staff')
    .select(sql<number>`count(distinct staff.id)::int`.as('count'))
    .innerJoin('grants', 'grants.staff_id', 'staff.id')
    .where('role', '=', 'administrator')
    .where('edition_id', 'is', null)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .where('disabled_at', 'is', null)
    .where((where) =>
      where.or([
        where('password_hash', 'is not', null),
        where.exists(
          where
            .selectFrom('passkeys')
            .select('credential_id')
            .whereRef('passkeys.staff_id', '=', 'staff.id'),
        ),
      ]),
    )
    .executeTakeFirstOrThrow()
  return count
}
