import type { BrowserContext } from 'playwright-core'
import type { Role } from '../../src/http/roles.ts'
import { hashToken, newToken } from '../../src/http/sessions.ts'
import type { TestProgram } from './program.ts'

/** A signed-in person: the cookie of a session that was opened in the database. */
export type SignedIn = { name: string; value: string }

/** A new member of staff with one role everywhere, signed in. */
export async function signInStaff(
  program: TestProgram,
  role: Role,
  name = '事務局 試験係(架空)',
): Promise<SignedIn & { id: number }> {
  const { db } = program.gekkan.services
  const now = program.clock.now()
  const { id } = await db
    .insertInto('staff')
    .values({
      name,
      email: `${newToken().slice(0, 12).toLowerCase()}@example.jp`,
      password_hash: null,
      totp_secret: null,
      totp_last_step: null,
      created_at: now,
      disabled_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('grants')
    .values({
      staff_id: id,
      role,
      edition_id: null,
      body: null,
      prefectures: null,
      granted_by: null,
      granted_at: now,
      expires_at: null,
      revoked_at: null,
      revoked_by: null,
    })
    .execute()
  const value = await openRow(program, { kind: 'staff', staff_id: id, activity_id: null })
  return { id, name: 'gekkan-staff', value }
}

/** The owner of an activity, with the session that a personal link would open. */
export async function signInOwner(program: TestProgram, activityId: number): Promise<SignedIn> {
  const value = await openRow(program, { kind: 'owner', staff_id: null, activity_id: activityId })
  return { name: 'gekkan-owner', value }
}

async function openRow(
  program: TestProgram,
  whose: { kind: 'staff' | 'owner'; staff_id: number | null; activity_id: number | null },
): Promise<string> {
  const token = newToken()
  const now = program.clock.now()
  await program.gekkan.services.db
    .insertInto('sessions')
    .values({
      ...whose,
      token_hash: hashToken(token),
      data: '{}',
      created_at: now,
      seen_at: now,
      expires_at: now.add({ hours: 12 }),
    })
    .execute()
  return token
}

/** Gives a window the cookie. */
export async function carry(
  context: BrowserContext,
  program: TestProgram,
  person: SignedIn,
): Promise<void> {
  await context.addCookies([{ name: person.name, value: person.value, url: program.origin }])
}
