import { typedDigits } from './typed-digits.ts'

export type CorporateNumber =
  | { ok: true; number: string }
  | { ok: false; reason: 'length' | 'digits' | 'check' }

/**
 * Reads a 法人番号 (13 digits) as people type it: full-width, with spaces or hyphens, or as the
 * invoice number that is the same with a leading T.
 */
export function parseCorporateNumber(text: string): CorporateNumber {
  const digits = typedDigits(text).replace(/^T/i, '').replaceAll('-', '')
  if (!/^\d*$/.test(digits)) return { ok: false, reason: 'digits' }
  if (digits.length !== 13) return { ok: false, reason: 'length' }
  if (Number(digits[0]) !== checkDigit(digits.slice(1))) return { ok: false, reason: 'check' }
  return { ok: true, number: digits }
}

/**
 * The leading check digit of the 12 digits behind it: 9 − (Σ Pn·Qn mod 9), n counted from the right,
 * Qn = 1 for odd and 2 for even n. Source: 法人番号の指定等に関する省令 (平成26年財務省令第70号) 第2条.
 */
export function checkDigit(base: string): number {
  let sum = 0
  for (const [index, digit] of [...base].reverse().entries()) {
    sum += Number(digit) * (index % 2 === 0 ? 1 : 2)
  }
  return 9 - (sum % 9)
}
