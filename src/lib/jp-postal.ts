import { typedDigits } from './typed-digits.ts'

export type PostalCode =
  | { ok: true; code: string }
  | { ok: false; reason: 'empty' | 'digits' | 'length' }

/** Reads a 郵便番号 as people type it (〒, full-width, no hyphen) and gives `123-4567`. */
export function parsePostalCode(text: string): PostalCode {
  const digits = typedDigits(text).replace(/^〒/, '').replaceAll('-', '')
  if (digits === '') return { ok: false, reason: 'empty' }
  if (!/^\d+$/.test(digits)) return { ok: false, reason: 'digits' }
  if (digits.length !== 7) return { ok: false, reason: 'length' }
  return { ok: true, code: `${digits.slice(0, 3)}-${digits.slice(3)}` }
}
