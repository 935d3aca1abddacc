import { createHash, randomBytes } from 'node:crypto'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Config } from '../config.ts'
import type { Db } from '../db/database.ts'
import type { Ctx } from './context.ts'
import type { Staff } from './roles.ts'

/** A session as a handler sees it. */
export type Session =
  | { kind: 'staff'; tokenHash: Buffer; staff: Staff; data: SessionData }
  | { kind: 'owner'; tokenHash: Buffer; activityId: number; data: SessionData }

/** What a session remembers between two pages. `viewAs` is the clock of "view as of" (ISO 8601). */
export type SessionData = { flash?: Flash; viewAs?: string; [name: string]: unknown }
export type Flash = {
  message: string
  values?: Record<string, string | number>
  undo?: string
  /** Nothing was done; the message says why. */
  failed?: boolean
}

export type SessionKind = Session['kind']

// Staff: 30 minutes idle, 12 hours at most (R10). Owners: a draft is kept for two weeks in the
// browser that wrote it; a session opened by a link lasts two hours.
const lifetimes = {
  staff: { idle: { minutes: 30 }, longest: { hours: 12 } },
  owner: { idle: { hours: 2 }, longest: { hours: 2 } },
  draft: { idle: { hours: 24 * 14 }, longest: { hours: 24 * 14 } },
} as const

/** SHA-256 of a token: all that is ever stored of it. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** 256 random bits for a cookie or a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

function cookieName(config: Config, kind: SessionKind): string {
  return `${config.secure ? '__Host-' : ''}gekkan-${kind}`
}

/** Opens a session and sets its cookie. Always a new token, so none can be fixed beforehand. */
export async function openSession(
  c: Ctx,
  subject: { staffId: number } | { activityId: number; draft?: boolean; flash?: Flash },
  token = newToken(),
): Promise<void> {
  const isStaff = 'staffId' in subject
  const lifetime = lifetimes[isStaff ? 'staff' : subject.draft ? 'draft' : 'owner']
  await c.var.db
    .insertInto('sessions')
    .values({
      token_hash: hashToken(token),
      kind: isStaff ? 'staff' : 'owner',
      staff_id: isStaff ? subject.staffId : null,
      activity_id: isStaff ? null : subject.activityId,
      data: JSON.stringify(!isStaff && subject.flash ? { flash: subject.flash } : {}),
      created_at: c.var.now,
      seen_at: c.var.now,
      expires_at: c.var.now.add(lifetime.longest),
      agent: (c.req.header('user-agent') ?? '').slice(0, 200),
    })
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .execute()
  setSessionCookie(c, isStaff ? 'staff' : 'owner', token, lifetime.longest.hours * 3600)
}

function setSessionCookie(c: Ctx, kind: SessionKind, token: string, maxAge: number): void {
  setCookie(c, cookieName(c.var.config, kind), token, {
    path: '/',
    httpOnly: true,
    secure: c.var.config.secure,
    sameSite: 'Lax',
    maxAge,
  })
}

/** The session of the request's cookie, if it is still alive. */
export async function readSession(c: Ctx, kind: SessionKind): Promise<Session | undefined> {
  const token = getCookie(c, cookieName(c.var.config, kind))
  if (!token) return undefined
  const { db } = c.var
  const now = c.var.clock.now()
  const row = await findSession(db, hashToken(token), kind, now)
  if (!row) return undefined
  const idle = row.kind === 'staff' ? lifetimes.staff.idle : lifetimes.draft.idle
  if (Temporal.Instant.compare(row.seen_at.add(idle), now) < 0) return undefined
  if (Temporal.Instant.compare(row.seen_at.add({ minutes: 1 }), now) < 0)
    await db
      .updateTable('sessions')
      .set({ seen_at: now })
      .where('token_hash', '=', row.token_hash)
      .execute()
  const shared = { tokenHash: row.token_hash, data: row.data as SessionData }
  if (row.kind === 'owner')
    return { kind: 'owner', activityId: row.activity_id as number, ...shared }
  const staff = await findStaff(db, row.staff_id as number, now)
  return staff && { kind: 'staff', staff, ...shared }
}

function findSession(db: Db, tokenHash: Buffer, kind: SessionKind, now: Temporal.Instant) {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('kind', '=', kind)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** A member of staff with the grants in force now; undefined when disabled. */
export async function findStaff(
  db: Db,
  id: number,
  now: Temporal.Instant,
): Promise<Staff | undefined> {
  const person = await db
    .selectFrom('staff')
    .select(['id', 'name', 'email'])
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!person) return undefined
  const grants = await db
    .selectFrom('grants')
    .select(['role', 'edition_id as editionId', 'body', 'prefectures'])
    .where('staff_id', '=', id)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .execute()
  return { ...person, grants }
}

/** Ends the request's session on the server and in the browser. */
export async function closeSession(c: Ctx, kind: SessionKind): Promise<void> {
  const token = getCookie(c, cookieName(c.var.config, kind))
  if (token)
    await c.var.db.deleteFrom('sessions').where('token_hash', '=', hashToken(token)).execute()
  deleteCookie(c, cookieName(c.var.config, kind), { path: '/', secure: c.var.config.secure })
}

/** Changes what the request's session remembers. */
export async function remember(c: Ctx, change: SessionData): Promise<void> {
  const session = c.var.session
  if (!session) return
  Object.assign(session.data, change)
  await c.var.db
    .updateTable('sessions')
    .set({ data: JSON.stringify(session.data) })
    .where('token_hash', '=', session.tokenHash)
    .execute()
}

/** Leaves a message for the next page: the key of a message and its values. */
export async function leaveFlash(c: Ctx, flash: Flash): Promise<void> {
  await remember(c, { flash })
}

/** Takes the message that the last action left, once. */
export async function takeFlash(c: Ctx): Promise<Flash | undefined> {
  const session = c.var.session
  const flash = session?.data.flash
  if (!session || !flash) return undefined
  delete session.data.flash
  await remember(c, {})
  return flash
}

/** Forgets sessions, links and form receipts that nothing can use any more. Run nightly. */
export async function forgetOldSessions(db: Db, now: Temporal.Instant): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute()
  const aWeekAgo = now.subtract({ hours: 24 * 7 })
  await db.deleteFrom('personal_links').where('expires_at', '<', aWeekAgo).execute()
  await db.deleteFrom('form_receipts').where('created_at', '<', aWeekAgo).execute()
}
