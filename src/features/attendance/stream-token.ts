import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whom a token lets in where: one viewer of one event's stream, until a moment. */
export type Pass = { eventId: number; viewerId: number; until: Temporal.Instant }

/**
 * A token that stands in the path before a stream's files, so that every segment inherits it and a
 * player needs no cookie. The key's name comes first, so that keys can be changed: `k.exp.sid.vid.mac`.
 */
export function makePass(keys: PassKeys, pass: Pass): string {
  const [name] = keys.names
  const { eventId, viewerId, until } = pass
  const seconds = Math.ceil(until.epochMilliseconds / 1000)
  const body = [name, seconds.toString(36), eventId.toString(36), viewerId.toString(36)].join('.')
  return `${body}.${sign(keys, name, body)}`
}

export type PassKeys = { secret: Buffer; names: readonly [string, ...string[]] }

/**
 * Who holds a token, without asking the database: signature, expiry, and that it is not among the
 * revoked ones (`eventId:viewerId`). Undefined for everything else.
 */
export function readPass(
  keys: PassKeys,
  token: string,
  now: Temporal.Instant,
  revoked: ReadonlySet<string> = new Set(),
): Pass | undefined {
  const match = /^([a-z0-9]+)\.([0-9a-z]+)\.([0-9a-z]+)\.([0-9a-z]+)\.([\w-]{22})$/.exec(token)
  if (!match) return undefined
  const [, name = '', exp = '', sid = '', vid = '', mac = ''] = match
  if (!keys.names.includes(name)) return undefined
  const own = Buffer.from(sign(keys, name, [name, exp, sid, vid].join('.')))
  if (!timingSafeEqual(own, Buffer.from(mac))) return undefined
  const seconds = Number.parseInt(exp, 36)
  if (seconds * 1000 <= now.epochMilliseconds) return undefined
  const eventId = Number.parseInt(sid, 36)
  const viewerId = Number.parseInt(vid, 36)
  if (revoked.has(`${eventId}:${viewerId}`)) return undefined
  return { eventId, viewerId, until: Temporal.Instant.fromEpochMilliseconds(seconds * 1000) }
}

/** 128 bits of HMAC-SHA-256 under a key of its own per name. */
function sign({ secret }: PassKeys, name: string, body: string): string {
  const key = createHmac('sha256', secret).update(`stream ${name}`).digest()
  return createHmac('sha256', key).update(body).digest().subarray(0, 16).toString('base64url')
}
