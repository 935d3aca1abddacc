import { timingSafeEqual } from 'node:crypto'

/** Message types of the PostgreSQL protocol 3.0, chapter "Message Formats". */
const query = 'Q'.charCodeAt(0)
const sync = 'S'.charCodeAt(0)
const flush = 'H'.charCodeAt(0)
const terminate = 'X'.charCodeAt(0)
const parse = 'P'.charCodeAt(0)
const bind = 'B'.charCodeAt(0)
const describe = 'D'.charCodeAt(0)
const close = 'C'.charCodeAt(0)
const password = 'p'.charCodeAt(0)

const startupCodes = { version3: 196608, cancel: 80877102, ssl: 80877103, gss: 80877104 }

export type Startup = { kind: 'refuse-encryption' | 'cancel' | 'start' | 'unknown'; bytes: Buffer }

/** Takes the untyped first message off `buffer`, or null while it is incomplete. */
export function readStartup(buffer: Buffer): { startup: Startup; rest: Buffer } | null {
  if (buffer.length < 8) return null
  const length = buffer.readInt32BE(0)
  if (length < 8 || length > 10_000)
    return { startup: { kind: 'unknown', bytes: buffer }, rest: Buffer.alloc(0) }
  if (buffer.length < length) return null
  const bytes = buffer.subarray(0, length)
  return { startup: { kind: kindOf(buffer.readInt32BE(4)), bytes }, rest: buffer.subarray(length) }
}

function kindOf(code: number): Startup['kind'] {
  if (code === startupCodes.ssl || code === startupCodes.gss) return 'refuse-encryption'
  if (code === startupCodes.cancel) return 'cancel'
  return code === startupCodes.version3 ? 'start' : 'unknown'
}

/** Takes the next typed message off `buffer`, or null while it is incomplete. */
export function readMessage(buffer: Buffer): { message: Buffer; rest: Buffer } | null {
  if (buffer.length < 5) return null
  const end = 1 + buffer.readInt32BE(1)
  if (buffer.length < end) return null
  return { message: buffer.subarray(0, end), rest: buffer.subarray(end) }
}

/** Does the database answer after this message? Only then may another connection have its turn. */
export function endsGroup(message: Buffer): boolean {
  const type = message[0]
  return (
    type !== parse && type !== bind && type !== describe && type !== close && type !== 0x45 /* E */
  )
}

/** A group that ends with Flush goes on in the next one: its connection keeps the turn. */
export const isFlush = (message: Buffer): boolean => message[0] === flush
export const isTerminate = (message: Buffer): boolean => message[0] === terminate
export const isRequest = (message: Buffer): boolean => message[0] === query || message[0] === sync

/**
 * Gives a prepared statement's name the prefix of its connection: PGlite is one session, so two
 * connections that both prepare "seats" would meet. Unnamed statements stay unnamed.
 */
export function scopeStatement(message: Buffer, scope: string): Buffer {
  const at = nameOffset(message)
  if (at === null || message[at] === 0) return message
  const scoped = Buffer.concat([message.subarray(0, at), Buffer.from(scope), message.subarray(at)])
  scoped.writeInt32BE(scoped.length - 1, 1)
  return scoped
}

/** The scoped name that a Parse message prepares, or null. */
export function preparedName(message: Buffer): string | null {
  if (message[0] !== parse) return null
  return message.toString('utf8', 5, message.indexOf(0, 5)) || null
}

function nameOffset(message: Buffer): number | null {
  const type = message[0]
  if (type === parse) return 5
  if (type === bind) return message.indexOf(0, 5) + 1
  const namesStatement = message[5] === 'S'.charCodeAt(0)
  return (type === describe || type === close) && namesStatement ? 6 : null
}

/** AuthenticationCleartextPassword: used only on loopback, where there is no private socket. */
export const askPassword = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3])

/** Compares a PasswordMessage with the secret, in constant time. */
export function isPassword(message: Buffer, secret: string): boolean {
  const given = message.subarray(5, -1)
  const wanted = Buffer.from(secret)
  return message[0] === password && given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** An ErrorResponse with severity FATAL. */
export function fatal(code: string, message: string): Buffer {
  const body = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`)
  const head = Buffer.from([0x45, 0, 0, 0, 0])
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
