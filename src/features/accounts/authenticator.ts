import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'

/** RFC 6238 with what every authenticator app knows: SHA-1, 6 digits, 30 seconds. */
const period = 30

/** A new secret of 160 bits (RFC 4226 section 4, R6). */
export function newTotpSecret(): Buffer {
  return Buffer.from(new Secret({ size: 20 }).bytes)
}

/**
 * The 30-second step that a code belongs to, or undefined. The step before and after are taken too,
 * for clocks that differ. `now` must be the real time: phones do not know the demo's clock.
 */
export function stepOfCode(
  secret: Buffer,
  code: string,
  now: Temporal.Instant,
): number | undefined {
  const token = code.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const timestamp = now.epochMilliseconds
  const delta = totp(secret, '', '').validate({ token, timestamp, window: 1 })
  return delta === null ? undefined : Math.floor(timestamp / 1000 / period) + delta
}

/** The code of an instant, as an app shows it. */
export function codeAt(secret: Buffer, now: Temporal.Instant): string {
  return totp(secret, '', '').generate({ timestamp: now.epochMilliseconds })
}

export type Setup = {
  /** The secret for typing, in groups of four. */
  text: string
  /** The secret as a link that opens an app on the same phone. */
  uri: string
  /** The QR code: side in modules with its border, and its dark modules as an SVG path. */
  size: number
  path: string
}

/** What an authenticator app needs to know. */
export function setupOf(secret: Buffer, issuer: string, label: string): Setup {
  const uri = totp(secret, issuer, label).toString()
  const { data, size } = encode(uri, { ecc: 'M', border: 4 })
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  const text = new Secret({ buffer: new Uint8Array(secret).buffer }).base32.replace(
    /.{4}(?=.)/g,
    '$& ',
  )
  return { text, uri, size, path }
}

function totp(secret: Buffer, issuer: string, label: string): TOTP {
  // A copy: Buffer shares its memory with others, and the library takes all of it.
  const own = new Secret({ buffer: new Uint8Array(secret).buffer })
  return new TOTP({ issuer, label, secret: own, algorithm: 'SHA1', digits: 6, period })
}
