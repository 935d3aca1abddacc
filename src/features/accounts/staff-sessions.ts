import { sql } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { Ctx } from '../../http/context.ts'
import { hashToken, newToken, openSession, readSession, type Session } from '../../http/sessions.ts'

export type StaffSession = Extract<Session, { kind: 'staff' }>

/** The signed-in person's session. Only behind a route for staff. */
export function staffSession(c: Ctx): StaffSession {
  const { session } = c.var
  if (session?.kind !== 'staff') throw new Error('this page is for staff')
  return session
}

/**
 * Signs a person in: a new token always (R10), an earlier session ends, and the moment of the proof, which lets factors be
 * changed for ten minutes. After the transaction that spent the factor, not inside it.
 */
export async function signIn(
  c: Ctx,
  staffId: number,
  data: Record<string, unknown> = {},
): Promise<void> {
  const before = await readSession(c, 'staff')
  if (before)
    await c.var.db.deleteFrom('sessions').where('token_hash', '=', before.tokenHash).execute()
  const token = newToken()
  await openSession(c, { staffId }, token)
  await keepInSession(c.var.db, hashToken(token), {
    ...data,
    provenAt: c.var.clock.now().toString(),
  })
}

/** A session in the list of one's own. */
export type SessionLine = {
  hash: string
  since: Temporal.Instant
  seen: Temporal.Instant
  agent: string
  own: boolean
}

/** The living sessions of a person, the one used last first. */
export async function listSessions(
  db: Db,
  session: StaffSession,
  now: Temporal.Instant,
): Promise<SessionLine[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['token_hash', 'created_at', 'seen_at', 'agent'])
    .where('staff_id', '=', session.staff.id)
    .where('expires_at', '>', now)
    // an idle session is dead after 30 minutes (R10)
    .where('seen_at', '>', now.subtract({ minutes: 30 }))
    .orderBy('seen_at', 'desc')
    .execute()
  return rows.map((row) => ({
    hash: row.token_hash.toString('hex'),
    since: row.created_at,
    seen: row.seen_at,
    agent: row.agent,
    own: row.token_hash.equals(session.tokenHash),
  }))
}

/** Ends one session of a person. @returns false when it is not theirs or gone */
export async function endSession(trx: Db, staffId: number, hash: string): Promise<boolean> {
  const ended = await trx
    .deleteFrom('sessions')
    .where('staff_id', '=', staffId)
    .where('token_hash', '=', Buffer.from(hash, 'hex'))
    .returning('staff_id')
    .executeTakeFirst()
  return ended !== undefined
}

/** Ends all sessions of a person but the one named (R10: after every change of factors or roles). */
export async function endSessions(trx: Db, staffId: number, except?: Buffer): Promise<void> {
  await trx
    .deleteFrom('sessions')
    .where('staff_id', '=', staffId)
    .$if(except !== undefined, (query) => query.where('token_hash', '!=', except as Buffer))
    .execute()
}

/** Adds to what a session remembers, inside a transaction. */
export async function keepInSession(
  trx: Db,
  tokenHash: Buffer,
  data: Record<string, unknown>,
): Promise<void> {
  await trx
    .updateTable('sessions')
    .set({ data: sql<string>`data || ${JSON.stringify(data)}::jsonb` })
    .where('token_hash', '=', tokenHash)
    .execute()
}
