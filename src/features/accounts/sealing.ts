import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

// Values that leave the program's hands for a while (a hidden field, a row that a backup copies)
// and must come back unread and unchanged: AES-256-GCM under a key made from GEKKAN_SECRET.

function keyFor(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `seal ${purpose}`, 32))
}

/** Seals bytes for one purpose; what is sealed for another cannot be put in its place. */
export function seal(secret: Buffer, purpose: string, value: Uint8Array): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), iv)
  const sealed = Buffer.concat([cipher.update(value), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** What was sealed, or undefined when it was not sealed by us, for this purpose, under this secret. */
export function unseal(secret: Buffer, purpose: string, sealed: Uint8Array): Buffer | undefined {
  if (sealed.length < 28) return undefined
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
  } catch {
    return undefined
  }
}

/** A value as sealed text, for a form or a session. */
export function sealValue(secret: Buffer, purpose: string, value: unknown): string {
  return seal(secret, purpose, Buffer.from(JSON.stringify(value))).toString('base64url')
}

/** The value of a sealed text, or undefined. */
export function unsealValue<Value>(
  secret: Buffer,
  purpose: string,
  text: unknown,
): Value | undefined {
  if (typeof text !== 'string') return undefined
  const opened = unseal(secret, purpose, Buffer.from(text, 'base64url'))
  return opened && (JSON.parse(opened.toString()) as Value)
}
