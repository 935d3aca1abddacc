import { timingSafeEqual } from 'node:crypto'
import { tokenFrom } from '../../http/stamp.ts'

/** What a key opens: the form of a slot that is being kept, or the receipt of one that was booked. */
export type KeyPurpose = 'typing' | 'receipt'

/** A key that only we can make for an application; its mail's key (links.ts) opens far more. */
export function keyFor(secret: Buffer, purpose: KeyPurpose, id: number): string {
  return `${id.toString(36)}.${tokenFrom(secret, `consultation-${purpose}`, String(id))}`
}

/** The application of a key, or undefined for a key that we did not make. */
export function readKey(secret: Buffer, purpose: KeyPurpose, key: string): number | undefined {
  const id = Number.parseInt(key.split('.')[0] ?? '', 36)
  if (!Number.isSafeInteger(id) || id < 1) return undefined
  const [expected, given] = [Buffer.from(keyFor(secret, purpose, id)), Buffer.from(key)]
  return expected.length === given.length && timingSafeEqual(expected, given) ? id : undefined
}
