import { type Selectable, sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { StaffRow } from '../../db/tables.ts'
import type { Staff } from '../../http/roles.ts'
import type { Actor, Subject } from '../audit/audit.ts'

export type Person = Selectable<StaffRow>
/** A line of the list of staff. */
export type PersonLine = Pick<Person, 'id' | 'name' | 'email' | 'created_at' | 'disabled_at'> & {
  /** Whether the invitation was followed. */
  enrolled: boolean
  passkeys: number
  lastSeen: Temporal.Instant | null
}

/** A member of staff by id, disabled or not. */
export async function findPerson(db: Db, id: number): Promise<Person | undefined> {
  return db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The same, locked until the transaction ends. */
export async function lockPerson(trx: Db, id: number): Promise<Person | undefined> {
  return trx.selectFrom('staff').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** A member of staff by mail address, in any case. */
export async function findPersonByEmail(db: Db, email: string): Promise<Person | undefined> {
  return db
    .selectFrom('staff')
    .selectAll()
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .executeTakeFirst()
}

/** Everybody, those who can sign in first, by name. */
export async function listPeople(db: Db): Promise<PersonLine[]> {
  return db
    .selectFrom('staff')
    .select((select) => [
      'id',
      'name',
      'email',
      'created_at',
      'disabled_at',
      sql<boolean>`password_hash is not null`.as('enrolled'),
      select
        .selectFrom('passkeys')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('passkeys.staff_id', '=', 'staff.id')
        .$asScalar()
        .$castTo<number>()
        .as('passkeys'),
      select
        .selectFrom('sessions')
        .select((newest) => newest.fn.max('seen_at').as('seen'))
        .whereRef('sessions.staff_id', '=', 'staff.id')
        .$asScalar()
        .$castTo<Temporal.Instant | null>()
        .as('lastSeen'),
    ])
    .orderBy(sql`disabled_at is not null`)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** Writes down a person who has no way to sign in yet. @throws on an address that is taken */
export async function addPerson(
  trx: Db,
  person: { name: string; email: string; now: Temporal.Instant },
): Promise<number> {
  const { id } = await trx
    .insertInto('staff')
    .values({ name: person.name, email: person.email, created_at: person.now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Sets what a person signs in with, all at once, as enrolment does. */
export async function setFactors(
  trx: Db,
  id: number,
  factors: {
    name: string
    passwordHash: string
    totpSecret: Buffer
    step: number
    recoveryHashes: string[]
  },
): Promise<void> {
  await trx
    .updateTable('staff')
    .set({
      name: factors.name,
      password_hash: factors.passwordHash,
      totp_secret: factors.totpSecret,
      totp_last_step: factors.step,
      recovery_hashes: factors.recoveryHashes,
    })
    .where('id', '=', id)
    .execute()
}

/** Changes one factor of a person. */
export async function changeFactor(
  trx: Db,
  id: number,
  change: Partial<
    Pick<Person, 'password_hash' | 'totp_secret' | 'totp_last_step' | 'recovery_hashes'>
  >,
): Promise<void> {
  await trx.updateTable('staff').set(change).where('id', '=', id).execute()
}

/** Takes a code's half minute. Of two sessions with the same code only one succeeds. */
export async function spendStep(trx: Db, id: number, step: number): Promise<boolean> {
  const spent = await trx
    .updateTable('staff')
    .set({ totp_last_step: step })
    .where('id', '=', id)
    .where((where) =>
      where.or([where('totp_last_step', 'is', null), where('totp_last_step', '<', step)]),
    )
    .returning('id')
    .executeTakeFirst()
  return spent !== undefined
}

/** Takes a recovery code, once. @returns how many are left, or undefined when it was not there */
export async function spendRecoveryCode(
  trx: Db,
  id: number,
  hash: string,
): Promise<number | undefined> {
  const spent = await trx
    .updateTable('staff')
    .set({ recovery_hashes: sql<string[]>`array_remove(recovery_hashes, ${hash})` })
    .where('id', '=', id)
    .where(sql<boolean>`${hash} = any(recovery_hashes)`)
    .returning('recovery_hashes')
    .executeTakeFirst()
  return spent?.recovery_hashes.length
}

/** Shuts a person out, or lets them in again (`at` null). */
export async function setDisabled(trx: Db, id: number, at: Temporal.Instant | null): Promise<void> {
  await trx.updateTable('staff').set({ disabled_at: at }).where('id', '=', id).execute()
}

/** A signed-in person as the actor of an audit entry. */
export function actorOf(staff: Pick<Staff, 'id' | 'name'>): Actor {
  return { kind: 'staff', id: staff.id, name: staff.name }
}

/** A person as the subject of an audit entry. */
export function subjectOf(person: { id: number; name: string }): Subject {
  return { kind: 'staff', id: person.id, name: person.name }
}
