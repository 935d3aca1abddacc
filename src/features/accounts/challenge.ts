import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Config } from '../../config.ts'
import type { Db } from '../../db/database.ts'
import type { Ctx } from '../../http/context.ts'

// A passkey signs a challenge of ours. It lies in a signed cookie, so it is bound to the browser
// that asked, and its use is written down, so it works once.
const lifetime = 300

const cookieName = (config: Config) => `${config.secure ? '__Host-' : ''}gekkan-challenge`

/** A challenge for one purpose, set as a cookie for five minutes. */
export function giveChallenge(c: Ctx, purpose: string): string {
  const { config, clock } = c.var
  const challenge = randomBytes(32).toString('base64url')
  const until = clock.now().epochMilliseconds + lifetime * 1000
  const body = `${until.toString(36)}.${challenge}`
  setCookie(c, cookieName(config), `${body}.${sign(config, purpose, body)}`, {
    path: '/',
    httpOnly: true,
    secure: config.secure,
    sameSite: 'Strict',
    maxAge: lifetime,
  })
  return challenge
}

/** The challenge that this browser was given for the purpose, if it still stands. */
export function takeChallenge(c: Ctx, purpose: string): string | undefined {
  const { config, clock } = c.var
  const [until, challenge, mac] = (getCookie(c, cookieName(config)) ?? '').split('.')
  deleteCookie(c, cookieName(config), { path: '/', secure: config.secure })
  if (!until || !challenge || !mac) return undefined
  const expected = Buffer.from(sign(config, purpose, `${until}.${challenge}`))
  const given = Buffer.from(mac)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined
  return Number.parseInt(until, 36) > clock.now().epochMilliseconds ? challenge : undefined
}

/** Marks a challenge as used. Of two answers to one challenge only the first counts. */
export async function spendChallenge(
  trx: Db,
  challenge: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const spent = await trx
    .insertInto('form_receipts')
    .values({ key: `challenge ${challenge}`, form: 'passkey', location: '', created_at: now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst()
  return spent !== undefined
}

function sign(config: Config, purpose: string, body: string): string {
  return createHmac('sha256', config.secret)
    .update(`challenge ${purpose} ${body}`)
    .digest('base64url')
}
