import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * A signed stamp on every form: when it was made and a nonce. The nonce is the form's idempotency
 * key; the age tells a script (too fast) and an old tab (expired) from a person.
 */
export type Stamp =
  | { state: 'good' | 'too-fast' | 'expired'; key: string }
  | { state: 'missing'; key: null }

const fastest = 2_000
const longest = 24 * 60 * 60 * 1000

/** A new stamp for a form shown now. */
export function makeStamp(secret: Buffer, form: string, now: Temporal.Instant): string {
  const body = `${now.epochMilliseconds.toString(36)}.${randomBytes(16).toString('base64url')}`
  return `${body}.${sign(secret, form, body)}`
}

/** Reads a stamp that came back with a form of that name. */
export function readStamp(
  secret: Buffer,
  form: string,
  stamp: string | undefined,
  now: Temporal.Instant,
): Stamp {
  const [time, nonce, mac] = (stamp ?? '').split('.')
  if (!time || !nonce || !mac) return { state: 'missing', key: null }
  const expected = Buffer.from(sign(secret, form, `${time}.${nonce}`))
  const given = Buffer.from(mac)
  if (expected.length !== given.length || !timingSafeEqual(expected, given))
    return { state: 'missing', key: null }
  const age = now.epochMilliseconds - Number.parseInt(time, 36)
  if (age > longest) return { state: 'expired', key: nonce }
  return { state: age < fastest ? 'too-fast' : 'good', key: nonce }
}

/** A token that only we can make from a stamp's key, so that a replay is given the same session. */
export function tokenFrom(secret: Buffer, purpose: string, key: string): string {
  return createHmac('sha256', secret).update(`token ${purpose} ${key}`).digest('base64url')
}

function sign(secret: Buffer, form: string, body: string): string {
  return createHmac('sha256', secret).update(`form ${form} ${body}`).digest('base64url')
}
